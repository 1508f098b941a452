import { type Column, isValid, type NumberColumn, type TimeColumn } from "../table/table.ts";
import type { ShareRule } from "./types.ts";

const DAY = 86400000;

/** Where each day (UTC) of a time column begins and ends among rows that stand in order of time, and how many there are. */
export type Day = { day: number; from: number; to: number };

/** Rows of each day from the first to the last, days without rows among them; times that are missing are left out. Empty without rows. */
export function dailyCounts({ values, valid }: NumberColumn | TimeColumn, rows: number): number[] {
  const counts = new Map<number, number>();
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < rows; row++) {
    const day = Math.floor(values[row]! / DAY);
    if (!isValid(valid, row) || !Number.isFinite(day)) continue;
    counts.set(day, (counts.get(day) ?? 0) + 1);
    first = Math.min(first, day);
    last = Math.max(last, day);
  }
  // A wild date must not make a list of a million days.
  if (counts.size === 0 || last - first > 40000) return [...counts.values()];
  return Array.from({ length: last - first + 1 }, (_, i) => counts.get(first + i) ?? 0);
}

/** For each row its day since 1970 (UTC), NaN where the time is missing. */
export function daysOf({ values, valid }: TimeColumn, rows: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) =>
    isValid(valid, row) ? Math.floor(values[row]! / DAY) : Number.NaN,
  );
}

/**
 * The share that a rule is about, over the rows `from` to `to` (excluded): of rows without a value; or among the rows with one, of those that
 * are the value, that lie above the number, or that repeat the value of the row before. NaN where no row counts.
 */
export function shareOf(
  { of, value, than }: Pick<ShareRule, "of" | "value" | "than">,
  column: Column,
  from: number,
  to: number,
): number {
  let [all, hit] = [0, 0];
  const code = column.kind === "category" ? column.categories.indexOf(value ?? "") : -1;
  const wanted = Number(value);
  let before: number | null = null;
  for (let row = from; row < to; row++) {
    const own = column.kind === "category" ? column.codes[row]! : column.values[row]!;
    const missing = !isValid(column.valid, row) || Number.isNaN(own);
    if (of === "missing") {
      all++;
      if (missing) hit++;
      continue;
    }
    if (missing) continue;
    all++;
    if (of === "value") hit += (column.kind === "category" ? own === code : own === wanted) ? 1 : 0;
    else if (of === "above") hit += own > than! ? 1 : 0;
    else if (own === before) hit++;
    before = own;
  }
  return all === 0 ? Number.NaN : hit / all;
}
