import { type Column, isValid, type Table } from "../../core/table/table.ts";
import { count, percentOf } from "../words.ts";
import { cellText } from "./relation.ts";

/** Larger files are not looked through: it takes a text for every row. */
const MOST_ROWS = 300_000;
const LEAST_ROWS = 10;
const LEAST_SHARE = 0.01;
/** Rows that are alike by chance are so within one file as often as between two. */
const BEYOND_OWN = 5;

/**
 * That rows of the newer file are in the older one too, equal in all these columns, as a sentence; null where there are no more
 * of them than chance would give, which the copies within the older file tell. What a model has seen it need not foresee.
 */
export function sharedRows(
  older: { file: string; table: Table },
  newer: { file: string; table: Table },
  names: readonly string[],
): string | null {
  if (names.length < 3 || older.table.rows + newer.table.rows > MOST_ROWS) return null;
  const seen = new Set<string>();
  let own = 0;
  for (const text of rowTexts(older.table, names)) {
    if (seen.has(text)) own++;
    else seen.add(text);
  }
  let shared = 0;
  for (const text of rowTexts(newer.table, names)) if (seen.has(text)) shared++;
  const share = shared / Math.max(newer.table.rows, 1);
  const expected = own / Math.max(older.table.rows, 1);
  if (shared < LEAST_ROWS || share < Math.max(LEAST_SHARE, BEYOND_OWN * expected)) return null;
  return `${count(shared)} rows of “${newer.file}” (${percentOf(share)}) are in “${older.file}” too, equal in all ${names.length} columns that were compared. A model that learned from one has seen them: nothing measured on them says how it does on new rows.`;
}

function* rowTexts(table: Table, names: readonly string[]): Generator<string> {
  const columns = names.map((name) => table.columns.get(name)!);
  const cell = (column: Column, row: number) => (isValid(column.valid, row) ? cellText(column, row) : "");
  for (let row = 0; row < table.rows; row++) yield columns.map((column) => cell(column, row)).join("\u0000");
}
