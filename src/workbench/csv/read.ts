import type { Column, Table } from "../../core/table/table.ts";
import type { BadRows } from "./bad-rows.ts";
import type { Encoding } from "./encoding.ts";
import { CsvError } from "./error.ts";
import { TIME_NAME } from "./guess.ts";
import { type ColumnNote, describeColumn } from "./notes.ts";
import { type CsvOptions, type CsvTask, type Pass, pass } from "./pass.ts";
import type { Sample } from "./sample.ts";
import type { ByteSource } from "./source.ts";

export type { CsvOptions, CsvTask };

export type Csv = {
  file: string;
  bytes: number;
  table: Table;
  columns: readonly ColumnNote[];
  notices: readonly string[];
  bad: BadRows;
  /** How the letters are written; “parquet” for a file that has no letters. */
  encoding: Encoding | "parquet";
  delimiter: string;
  hasHeader: boolean;
  /** What part of the rows the table holds; null where it holds all. */
  sampled: (Sample & { of: number }) | null;
};

/**
 * Reads a CSV into typed columns, one pass, piece by piece. Each column is typed from the first megabyte; a column that
 * turns out to be text later on is read once more. Rows that do not fit are kept in `bad`, never dropped in silence.
 * Throws a CsvError where there is nothing to read, a TooLarge where a sample must do, and whatever `task.breathe` throws to cancel.
 */
export async function readCsv(
  source: ByteSource,
  options: CsvOptions = {},
  task: CsvTask = {},
): Promise<Csv> {
  const first = await pass(source, options, task, null);
  const again = new Set<number>();
  first.builders.forEach((builder, i) => {
    if (builder.isTextAfterAll) again.add(i);
  });
  if (again.size > 0) {
    const second = await pass(source, options, task, again);
    for (const i of again) first.builders[i] = second.builders[i]!;
  }
  return finish(source, options, first);
}

/** The table and what is to be said of it. Throws a CsvError where no row came of it. */
function finish(source: ByteSource, options: CsvOptions, done: Pass): Csv {
  const { names, builders, bad, dialect, decoder, notices } = done;
  if (done.rows === 0) {
    if (bad.good > 0)
      throw new CsvError(
        "no-readable-row",
        `The sample kept none of the ${bad.good.toLocaleString("en")} rows of “${source.name}”. Take a larger one.`,
      );
    if (bad.count === 0)
      throw new CsvError(
        "only-header",
        `“${source.name}” holds a header with ${names.length} ${names.length === 1 ? "column" : "columns"} and no rows. Choose a file with rows below the header.`,
      );
    throw new CsvError(
      "no-readable-row",
      `None of the ${bad.count} rows of “${source.name}” fits its header of ${names.length} columns: ${bad.kept[0]!.reason} (row ${bad.kept[0]!.row}). Check the delimiter and the quotes.`,
    );
  }
  const columns = new Map<string, Column>();
  const notes: ColumnNote[] = [];
  names.forEach((name, i) => {
    const wanted = options.columns?.get(name);
    const builder = builders[i]!;
    let column = builder.finish(wanted === "day-first" ? true : wanted === "month-first" ? false : undefined);
    const epoch = wanted === "number" ? null : epochUnit(name, column);
    if (epoch !== null && column.kind === "number") {
      const values = column.values.map((value) => value * epoch);
      column = { kind: "time", values, valid: column.valid };
    }
    columns.set(name, column);
    notes.push(
      describeColumn(name, column, builder.report, builder.reading, epoch, (row) =>
        bad.fileRow(row, dialect.hasHeader),
      ),
    );
  });
  if (decoder.encoding === "windows-1252")
    notices.push("The file is not UTF-8; its letters were read as Windows-1252.");
  if (decoder.replaced > 0) notices.push("Some bytes are not valid UTF-8; they are shown as “\ufffd”.");
  notices.push(...bad.notices());
  return {
    file: source.name,
    bytes: source.size,
    table: { rows: done.rows, columns },
    columns: notes,
    notices,
    bad,
    encoding: decoder.encoding,
    delimiter: dialect.delimiter,
    hasHeader: dialect.hasHeader,
    sampled: options.sample ? { ...options.sample, of: bad.good } : null,
  };
}

/** Milliseconds in the unit of a column of epoch numbers (1 or 1000) where its name and range say that it is one; else null. */
function epochUnit(name: string, column: Column): number | null {
  if (column.kind !== "number" || !(TIME_NAME.test(name) || /unix|epoch/i.test(name))) return null;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of column.values) {
    if (Number.isNaN(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  // 1990 to 2100, in seconds or in milliseconds.
  if (low >= 631_152_000 && high <= 4_102_444_800) return 1000;
  if (low >= 631_152_000_000 && high <= 4_102_444_800_000) return 1;
  return null;
}
