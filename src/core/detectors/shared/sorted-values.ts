import { sortedCopy, spreadOut, type Tally, tallyOf } from "../../stats/order.ts";
import { type Column, type NumberColumn, present, type TimeColumn } from "../../table/table.ts";

/** Columns below this length are sorted anew each time; it costs nothing. */
const WORTH_KEEPING = 20_000;
const KEPT = 4;
const kept: { column: WeakRef<Column>; sorted: Float64Array }[] = [];
/** The distinct values of long columns: a small part of their size, and soon spread out again. Null where too many are distinct. */
const tallies = new WeakMap<Column, Tally | null>();

/**
 * The values of a column that are there (NaN left out) in ascending order. What long columns were sorted to is kept, since
 * several detectors read the same column: the distinct values where most repeat, the whole answer for the last four; a column is
 * never changed once it is made. The array is shared: read it only.
 */
export function sortedValues(column: NumberColumn | TimeColumn): Float64Array {
  if (column.values.length < WORTH_KEEPING) return sortedCopy(present(column));
  const place = kept.findIndex((one) => one.column.deref() === column);
  if (place >= 0) return kept[place]!.sorted;
  const sorted = sortAgain(column);
  kept.unshift({ column: new WeakRef(column), sorted });
  kept.length = Math.min(kept.length, KEPT);
  return sorted;
}

function sortAgain(column: NumberColumn | TimeColumn): Float64Array {
  let tally = tallies.get(column);
  if (tally) return spreadOut(tally, new Float64Array(tally.counts.reduce((sum, count) => sum + count, 0)));
  const values = present(column);
  if (tally === undefined) {
    tally = tallyOf(values);
    tallies.set(column, tally);
    if (tally) return spreadOut(tally, values);
  }
  return sortedCopy(values);
}

/** The finite values among sorted ones: a view without the infinities at both ends. */
export function finiteOf(sorted: Float64Array): Float64Array {
  let from = 0;
  let to = sorted.length;
  while (from < to && sorted[from] === Number.NEGATIVE_INFINITY) from++;
  while (to > from && sorted[to - 1] === Number.POSITIVE_INFINITY) to--;
  return sorted.subarray(from, to);
}
