import type { ColumnNote } from "./csv/notes.ts";
import type { Csv } from "./csv/read.ts";

/** So many of the rows that could not be read are shown on the page; a file holds the first thousand. */
const BAD_SHOWN = 8;

/** A file as the page shows it. */
export type FileProfile = {
  file: string;
  bytes: number;
  rows: number;
  columns: readonly ColumnNote[];
  notices: readonly string[];
  /** The part of the rows that was read, and of how many; null where all were. */
  sampled: Csv["sampled"];
  badRows: number;
  /** The first few of them, as they stand in the file. */
  badShown: readonly { row: number; reason: string; text: string }[];
  /** The bad rows as CSV (row, reason, cells), the first thousand; null where there are none. */
  badCsv: string | null;
  encoding: string;
  delimiter: string;
};

const shorten = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** What the page shows of a file that was read. */
export function profileOf(csv: Csv): FileProfile {
  const { file, bytes, columns, notices, bad, encoding, delimiter, sampled } = csv;
  return {
    file,
    bytes,
    rows: csv.table.rows,
    columns,
    notices,
    sampled,
    badRows: bad.count,
    badShown: bad.kept.slice(0, BAD_SHOWN).map(({ row, reason, cells }) => ({
      row,
      reason,
      text: shorten(cells.slice(0, 100).join(delimiter), 160),
    })),
    badCsv: bad.toCsv(),
    encoding,
    delimiter,
  };
}
