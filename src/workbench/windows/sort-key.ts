import { type Column, isValid } from "../../core/table/table.ts";

const LEAST_ROWS = 100;
/** Of a number with fewer values, long stretches in order are no wonder. */
const LEAST_VALUES = 20;
/**
 * So few of the steps may go the other way, and so little of the range may they undo together: a few rows out of place, neither
 * a count begun anew nor small moves beside one far value.
 */
const AGAINST = 0.01;

/**
 * The column, among the features and the label, that the rows are sorted by, up or down; null where they are not. A number
 * counts where it takes many values and (nearly) never turns back; a 0/1 label where it changes far more seldom than mixed rows
 * would let it. Rows sorted by anything but a clock say nothing of older and newer.
 */
export function sortKey(
  columns: ReadonlyMap<string, Column>,
  features: readonly string[],
  label: string | null,
): string | null {
  for (const name of label === null ? features : [...features, label]) {
    const column = columns.get(name)!;
    if (column.kind === "number" && isSorted(column.values, column.valid, name === label)) return name;
  }
  return null;
}

function isSorted(values: Float64Array, valid: Column["valid"], isLabel: boolean): boolean {
  let rises = 0;
  let falls = 0;
  let up = 0;
  let down = 0;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let steps = 0;
  let sum = 0;
  let before = Number.NaN;
  const distinct = new Set<number>();
  for (let row = 0; row < values.length; row++) {
    if (!isValid(valid, row) || Number.isNaN(values[row]!)) continue;
    const value = values[row]!;
    if (value > before) {
      rises++;
      up += value - before;
    } else if (value < before) {
      falls++;
      down += before - value;
    }
    before = value;
    low = Math.min(low, value);
    high = Math.max(high, value);
    steps++;
    sum += value;
    if (distinct.size <= LEAST_VALUES) distinct.add(value);
  }
  if (steps < LEAST_ROWS || steps < 0.9 * values.length) return false;
  if (distinct.size > LEAST_VALUES)
    return (
      Math.min(up, down) <= AGAINST * (high - low) && Math.min(rises, falls) <= AGAINST * (rises + falls)
    );
  // A flag that was switched on one day is news; a label that was is a sorted file.
  if (!isLabel || distinct.size !== 2 || ![...distinct].every((value) => value === 0 || value === 1))
    return false;
  // Mixed rows change 2 r (1 - r) times a row: 0 to 1 and back.
  const rate = sum / steps;
  const expected = 2 * rate * (1 - rate) * steps;
  return expected >= 40 && rises + falls <= 0.02 * expected;
}
