import type { Random } from "../random.ts";
import { type FeatureColumn, type NO_HISTORY, NOT_AVAILABLE, PRESENT } from "./column.ts";

/**
 * The column with some of its values lost: absent with NOT_AVAILABLE. A value is lost with the chance that `chanceOf` gives
 * its row; rows without a value stay as they are. Every payment draws from a source of its own, named by its id, so a higher
 * chance only adds losses to those already there.
 */
export function loseValues(
  column: FeatureColumn,
  ids: Int32Array,
  chanceOf: (row: number) => number,
  random: Random,
): FeatureColumn {
  const values = column.values.slice();
  const absence = column.absence.slice();
  for (let row = 0; row < values.length; row++) {
    if (absence[row] !== PRESENT) continue;
    const chance = chanceOf(row);
    if (chance <= 0 || !random.fork(ids[row]!).chance(chance)) continue;
    values[row] = Number.NaN;
    absence[row] = NOT_AVAILABLE;
  }
  return { values, absence, knownAt: column.knownAt };
}

/** The column with `value` written where nothing was known: the gaps can no longer be told from values. */
export function fillAbsent(column: FeatureColumn, value: number): FeatureColumn {
  const values = column.values.slice();
  for (let row = 0; row < values.length; row++) if (column.absence[row] !== PRESENT) values[row] = value;
  return { values, absence: new Uint8Array(values.length), knownAt: column.knownAt };
}

/** Mean of the values that are there in the rows `from` to `to` (excluded); NaN where there are none. */
export function presentMean(column: FeatureColumn, from: number, to: number): number {
  const there = presentValues(column, from, to);
  return there.reduce((sum, value) => sum + value, 0) / there.length;
}

/** Median of the values that are there in the rows `from` to `to` (excluded); NaN where there are none. */
export function presentMedian(column: FeatureColumn, from: number, to: number): number {
  const there = presentValues(column, from, to).sort();
  const middle = there.length >> 1;
  if (there.length === 0) return Number.NaN;
  return there.length % 2 === 1 ? there[middle]! : (there[middle - 1]! + there[middle]!) / 2;
}

function presentValues(column: FeatureColumn, from: number, to: number): Float64Array {
  return column.values.subarray(from, to).filter((_, i) => column.absence[from + i] === PRESENT);
}

/** 1 where the column has a value, else 0: a plain availability flag, in which all silence sounds alike. */
export function availabilityFlag(column: FeatureColumn): Float64Array {
  return Float64Array.from(column.absence, (reason) => (reason === PRESENT ? 1 : 0));
}

/** 1 where the value is absent for this reason, else 0. */
export function reasonFlag(
  column: FeatureColumn,
  reason: typeof NO_HISTORY | typeof NOT_AVAILABLE,
): Float64Array {
  return Float64Array.from(column.absence, (own) => (own === reason ? 1 : 0));
}
