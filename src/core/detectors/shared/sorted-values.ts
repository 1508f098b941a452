import { sortedCopy } from "../../stats/order.ts";
import { type NumberColumn, present, type TimeColumn } from "../../table/table.ts";

/** Columns below this length are sorted anew each time; it costs nothing. */
const WORTH_KEEPING = 20_000;
const KEPT = 4;
const kept: { column: WeakRef<NumberColumn | TimeColumn>; sorted: Float64Array }[] = [];

/**
 * The values of a column that are there (NaN left out) in ascending order. The answers for the last four long columns are kept,
 * since several detectors read the same two columns one after the other; a column is never changed once it is made. The array
 * is shared: read it only.
 */
export function sortedValues(column: NumberColumn | TimeColumn): Float64Array {
  if (column.values.length < WORTH_KEEPING) return sortedCopy(present(column));
  const known = kept.find((one) => one.column.deref() === column);
  if (known) return known.sorted;
  const sorted = sortedCopy(present(column));
  kept.unshift({ column: new WeakRef(column), sorted });
  kept.length = Math.min(kept.length, KEPT);
  return sorted;
}

/** The finite values among sorted ones: a view without the infinities at both ends. */
export function finiteOf(sorted: Float64Array): Float64Array {
  let from = 0;
  let to = sorted.length;
  while (from < to && sorted[from] === Number.NEGATIVE_INFINITY) from++;
  while (to > from && sorted[to - 1] === Number.POSITIVE_INFINITY) to--;
  return sorted.subarray(from, to);
}
