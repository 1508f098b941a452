import type { Role, Roles } from "../../contracts.ts";
import { distinctOf } from "../../stats/distinct.ts";
import { type Column, isValid, type Table } from "../../table/table.ts";

/** A label that is not there, or not known yet. */
export const UNKNOWN = 2;

/** The labels of a table: 1 for the outcome in question, 0 for its absence, {@link UNKNOWN} where there is none. */
export type Labels = {
  labels: Uint8Array;
  known: number;
  positives: number;
  /** The value that counts as 1, as text. */
  positive: string;
};

const POSITIVE = new Set([
  "true",
  "yes",
  "y",
  "t",
  "1",
  "fraud",
  "bad",
  "default",
  "up",
  "positive",
  "churn",
]);
const NEGATIVE = new Set([
  "false",
  "no",
  "n",
  "f",
  "0",
  "legit",
  "good",
  "ok",
  "genuine",
  "down",
  "negative",
]);

/** The first column that holds the role and is in the table, or null. */
export function columnWithRole(table: Table, roles: Roles, role: Role): Column | null {
  for (const name of roles[role] ?? []) {
    const column = table.columns.get(name);
    if (column) return column;
  }
  return null;
}

/**
 * The numbers of a number or time column, one a row, NaN where there is none; the codes of a category column as numbers.
 * A missing entry is never 0. Read only: it may be the column's own array.
 */
export function readNumbers(column: Column): Float64Array {
  if (column.kind !== "category" && isNaNWhereMissing(column)) return column.values;
  const source = column.kind === "category" ? column.codes : column.values;
  const values = new Float64Array(source.length);
  for (let row = 0; row < values.length; row++)
    values[row] = isValid(column.valid, row) ? source[row]! : Number.NaN;
  return values;
}

/** Whether every missing entry holds NaN, as a file that was read leaves it: then there is nothing to copy. */
function isNaNWhereMissing({ values, valid }: Exclude<Column, { kind: "category" }>): boolean {
  if (valid === null) return true;
  for (let byte = 0; 8 * byte < values.length; byte++) {
    if (valid[byte] === 255) continue;
    for (let row = 8 * byte; row < Math.min(8 * byte + 8, values.length); row++)
      if (!isValid(valid, row) && !Number.isNaN(values[row]!)) return false;
  }
  return true;
}

/**
 * A group number from 0 for each row, and how many there are; -1 where the entry is missing. Groups of a number column are
 * numbered in the order of first appearance. Read only: it may be the column's own array.
 */
export function readGroups(column: Column): { groups: Int32Array; count: number } {
  if (column.kind === "category") {
    if (column.valid === null) return { groups: column.codes, count: column.categories.length };
    const groups = new Int32Array(column.codes.length);
    for (let row = 0; row < groups.length; row++)
      groups[row] = isValid(column.valid, row) ? column.codes[row]! : -1;
    return { groups, count: column.categories.length };
  }
  const { index, values } = distinctOf(readNumbers(column))!;
  return { groups: index, count: values.length };
}

/** A column is never changed once it is made, and a dozen detectors ask for the labels of the same one. */
const known = new WeakMap<Column, Labels | string>();

/**
 * The labels of a table, or the reason why there are none: "no-label", "label-not-binary" (more than two values),
 * "one-class". Of two numbers the larger counts as 1; of two texts the one that says yes, otherwise the rarer one.
 */
export function readLabels(table: Table, roles: Roles): Labels | string {
  const column = columnWithRole(table, roles, "label");
  if (column === null) return "no-label";
  const labels = known.get(column) ?? labelsOf(column);
  known.set(column, labels);
  return labels;
}

function labelsOf(column: Column): Labels | string {
  const entries = column.kind === "category" ? column.codes : column.values;
  const isThere = (row: number) => isValid(column.valid, row) && !Number.isNaN(entries[row]!);
  // The two values, in the order of first appearance.
  const found: number[] = [];
  const sizes = [0, 0];
  for (let row = 0; row < entries.length; row++) {
    if (!isThere(row)) continue;
    const entry = entries[row]!;
    let which = entry === found[0] ? 0 : entry === found[1] ? 1 : -1;
    if (which < 0) {
      if (found.length === 2) return "label-not-binary";
      which = found.push(entry) - 1;
    }
    sizes[which]!++;
  }
  if (found.length === 0) return "no-label";
  if (found.length === 1) return "one-class";
  const nameOf = (entry: number) => (column.kind === "category" ? column.categories[entry]! : String(entry));
  const texts = [nameOf(found[0]!), nameOf(found[1]!)] as const;
  const which = positiveOf(column.kind, texts, [sizes[0]!, sizes[1]!]);
  const positive = found[which];
  const labels = new Uint8Array(entries.length);
  for (let row = 0; row < entries.length; row++)
    labels[row] = !isThere(row) ? UNKNOWN : entries[row] === positive ? 1 : 0;
  return { labels, known: sizes[0]! + sizes[1]!, positives: sizes[which]!, positive: texts[which] };
}

function positiveOf(kind: string, texts: readonly [string, string], sizes: [number, number]): 0 | 1 {
  if (kind !== "category") return Number(texts[0]) > Number(texts[1]) ? 0 : 1;
  const lower = texts.map((text) => text.trim().toLowerCase());
  if (POSITIVE.has(lower[0]!) !== POSITIVE.has(lower[1]!)) return POSITIVE.has(lower[0]!) ? 0 : 1;
  if (NEGATIVE.has(lower[0]!) !== NEGATIVE.has(lower[1]!)) return NEGATIVE.has(lower[0]!) ? 1 : 0;
  return sizes[0] <= sizes[1] ? 0 : 1;
}

/** The event times of a table: real times, or the numbers of a column that only gives the order of the rows. */
export type Clock = { values: Float64Array; isTime: boolean };

/** The event times, NaN where missing; null where no column holds the role or it is not a number or a time. */
export function readClock(table: Table, roles: Roles): Clock | null {
  const column = columnWithRole(table, roles, "event-time");
  if (column === null || column.kind === "category") return null;
  return { values: readNumbers(column), isTime: column.kind === "time" };
}
