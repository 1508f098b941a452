import { sortedCopy } from "../../stats/order.ts";
import { type Column, present } from "../../table/table.ts";
import { readNumbers } from "./read.ts";
import { sortedValues } from "./sorted-values.ts";

/** A value that is far commoner than its neighbourhood, or missing itself. */
export type Mass = {
  /** NaN for missing. */
  value: number;
  kind: "missing" | "zero" | "sentinel" | "value";
  rows: number;
  /** Among all rows, missing ones included. */
  share: number;
  /** A zero at the head of a falling row of whole numbers (0, 1, 2 ...), as zeros of a true count are. */
  natural: boolean;
};

const LARGEST = 8;
/** Rows, and the share of all rows, that a common value must fill. */
export const LEAST_ROWS = 20;
export const LEAST_SHARE = 0.005;
const OUT_OF_LINE = 10;
const PEAK = 3;
const REACH = 10;

const remembered = new WeakMap<Column, readonly Mass[]>();

/**
 * The point masses of a number column, the largest first, at most eight, and missing where there is any.
 *
 * A value is a mass where it fills at least half a percent of the rows and is at least ten times as common as the median of
 * the ten distinct values on each side of it, and three times as common as the next value on each side. A sentinel (-1, -9, -99 ... below values that are never negative otherwise; 99,
 * 999 ... or a largest integer above a gap as wide as the rest) needs five rows. A column of one or two values has no neighbourhood: only missing
 * and sentinels count. Missing is never merged with any value. O(n); remembered for the column.
 */
export function findMasses(column: Column): readonly Mass[] {
  let masses = remembered.get(column);
  if (masses === undefined) {
    masses = search(readNumbers(column), column.kind === "category" ? null : sortedValues(column));
    remembered.set(column, masses);
  }
  return masses;
}

/** The indices of the rows at the mass, as a test. */
export function isAt(mass: Mass, value: number): boolean {
  return Number.isNaN(mass.value) ? Number.isNaN(value) : value === mass.value;
}

/** The mass as text for a sentence: its value, or “missing”. */
export function massName(mass: Mass): string {
  return Number.isNaN(mass.value) ? "missing" : String(mass.value);
}

/** A mass as a clause: “x” is exactly 0, “x” is missing. `mass` is its name in a finding's facts; `column` is quoted already. */
export function massClause(mass: number | string, column: string): string {
  return mass === "missing"
    ? `${column} is missing`
    : `${column} is exactly ${Number(Number(mass).toPrecision(8))}`;
}

function search(values: Float64Array, known: Float64Array | null): Mass[] {
  const rows = values.length;
  const sorted = known ?? sortedCopy(present({ kind: "number", values, valid: null }));
  const missing = rows - sorted.length;
  const distinct: number[] = [];
  const counts: number[] = [];
  for (let from = 0; from < sorted.length; ) {
    const value = sorted[from]!;
    let to = from + 1;
    while (to < sorted.length && sorted[to] === value) to++;
    distinct.push(value);
    counts.push(to - from);
    from = to;
  }
  const found: Mass[] = [];
  for (let k = 0; k < distinct.length && distinct.length > 1; k++) {
    const count = counts[k]!;
    const value = distinct[k]!;
    const sentinel = isSentinel(sorted, distinct, k) && count >= 5;
    const outOfLine =
      distinct.length > 2 &&
      count >= Math.max(LEAST_ROWS, LEAST_SHARE * rows) &&
      count >= OUT_OF_LINE * neighbourhood(counts, k) &&
      count >= PEAK * Math.max(counts[k - 1] ?? 0, counts[k + 1] ?? 0);
    if (!sentinel && !outOfLine) continue;
    found.push({
      value,
      kind: sentinel ? "sentinel" : value === 0 ? "zero" : "value",
      rows: count,
      share: count / rows,
      natural: !sentinel && value === 0 && k === 0 && isNaturalZero(distinct, counts),
    });
  }
  found.sort((a, b) => b.rows - a.rows || a.value - b.value);
  const masses = found.slice(0, LARGEST);
  if (missing > 0 && missing < rows)
    masses.push({ value: Number.NaN, kind: "missing", rows: missing, share: missing / rows, natural: false });
  return masses;
}

/**
 * What the neighbourhood lets one expect at place k, at least 1: the median count of the values near it; at an end, no more than
 * the step between the next two foretells.
 */
function neighbourhood(counts: readonly number[], k: number): number {
  const near: number[] = [];
  for (let i = Math.max(0, k - REACH); i <= Math.min(counts.length - 1, k + REACH); i++)
    if (i !== k) near.push(counts[i]!);
  near.sort((a, b) => a - b);
  const median = near[near.length >> 1] ?? 1;
  const inward = k === 0 ? 1 : k === counts.length - 1 ? -1 : 0;
  if (inward === 0 || counts.length < 4) return Math.max(1, median);
  const [next, after] = [counts[k + inward]!, counts[k + 2 * inward]!];
  return Math.max(1, Math.min(median, (next * next) / after));
}

/** Whether 0, 1 and 2 fall as counts do. How steeply says nothing: few of many entities may have all of the events. */
function isNaturalZero(distinct: readonly number[], counts: readonly number[]): boolean {
  if (distinct[1] !== 1 || !distinct.every((value) => Number.isInteger(value))) return false;
  return distinct[2] !== 2 || counts[1]! >= counts[2]!;
}

function isSentinel(sorted: Float64Array, distinct: readonly number[], k: number): boolean {
  const value = distinct[k]!;
  const digits = String(Math.abs(value));
  const last = distinct.length - 1;
  if (k === 0 && value < 0)
    return distinct[1]! >= 0 && (value === -1 || /^9+$/.test(digits)) && distinct.length > 2;
  if (k !== last || value <= 0) return false;
  if (!(/^99+$/.test(digits) || [65535, 2147483647, 4294967295].includes(value))) return false;
  // The spread of the rest: its middle 90 %.
  let rest = sorted.length;
  while (rest > 0 && sorted[rest - 1] === value) rest--;
  const spread = sorted[Math.floor(0.95 * (rest - 1))]! - sorted[Math.floor(0.05 * (rest - 1))]!;
  return value - distinct[last - 1]! >= Math.max(10, spread);
}
