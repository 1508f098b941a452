import type { Role, Roles } from "../../contracts.ts";
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
 * A missing entry is never 0.
 */
export function readNumbers(column: Column): Float64Array {
  if (column.kind !== "category" && column.valid === null) return column.values;
  const source = column.kind === "category" ? column.codes : column.values;
  const values = new Float64Array(source.length);
  for (let row = 0; row < values.length; row++)
    values[row] = isValid(column.valid, row) ? source[row]! : Number.NaN;
  return values;
}

/**
 * A group number from 0 for each row, and how many there are; -1 where the entry is missing. Groups of a number column are
 * numbered in the order of first appearance.
 */
export function readGroups(column: Column): { groups: Int32Array; count: number } {
  if (column.kind === "category") {
    const groups = new Int32Array(column.codes.length);
    for (let row = 0; row < groups.length; row++)
      groups[row] = isValid(column.valid, row) ? column.codes[row]! : -1;
    return { groups, count: column.categories.length };
  }
  const values = readNumbers(column);
  const groups = new Int32Array(values.length);
  const seen = new Map<number, number>();
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) {
      groups[row] = -1;
      continue;
    }
    let group = seen.get(value);
    if (group === undefined) {
      group = seen.size;
      seen.set(value, group);
    }
    groups[row] = group;
  }
  return { groups, count: seen.size };
}

/**
 * The labels of a table, or the reason why there are none: "no-label", "label-not-binary" (more than two values),
 * "one-class". Of two numbers the larger counts as 1; of two texts the one that says yes, otherwise the rarer one.
 */
export function readLabels(table: Table, roles: Roles): Labels | string {
  const column = columnWithRole(table, roles, "label");
  if (column === null) return "no-label";
  const { groups, count } = readGroups(column);
  const sizes = new Map<number, number>();
  for (let row = 0; row < groups.length; row++) {
    const group = groups[row]!;
    if (group < 0) continue;
    sizes.set(group, (sizes.get(group) ?? 0) + 1);
    if (sizes.size > 2) return "label-not-binary";
  }
  if (count === 0 || sizes.size === 0) return "no-label";
  if (sizes.size === 1) return "one-class";
  const [first, second] = [...sizes.keys()] as [number, number];
  const texts = [nameOf(column, groups, first), nameOf(column, groups, second)] as const;
  const which = positiveOf(column.kind, texts, [sizes.get(first)!, sizes.get(second)!]);
  const positiveGroup = which === 0 ? first : second;
  const labels = new Uint8Array(groups.length);
  for (let row = 0; row < groups.length; row++)
    labels[row] = groups[row]! < 0 ? UNKNOWN : groups[row] === positiveGroup ? 1 : 0;
  return {
    labels,
    known: sizes.get(first)! + sizes.get(second)!,
    positives: sizes.get(positiveGroup)!,
    positive: texts[which],
  };
}

function nameOf(column: Column, groups: Int32Array, group: number): string {
  if (column.kind === "category") return column.categories[group]!;
  return String(column.values[groups.indexOf(group)]);
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
