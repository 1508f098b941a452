import { groupRows, sortedOrder } from "./group.ts";

export type AsOfSide = {
  /** Entity codes from 0; a negative code matches nothing. */
  keys: ArrayLike<number>;
  /** Milliseconds; on the right side, when the row could first have been read. */
  times: ArrayLike<number>;
};

/**
 * The point-in-time join: for every row on the left, the newest row on the right of the same key whose time is before the
 * left row's (at or before with `exact`); -1 where there is none. Neither side needs to be sorted. Among equal times on the
 * right the last row wins. O(n log n).
 */
export function asOfJoin(left: AsOfSide, right: AsOfSide, exact = false): Int32Array {
  let keys = 0;
  for (let row = 0; row < right.keys.length; row++) keys = Math.max(keys, right.keys[row]! + 1);
  const usable = new Int32Array(right.keys.length);
  const order = sortedOrder(Float64Array.from(right.times, (time) => (Number.isNaN(time) ? 0 : time)));
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!;
    usable[i] = Number.isNaN(right.times[row]!) ? -1 : right.keys[row]!;
  }
  const { offsets, rows } = groupRows(usable, keys);
  const found = new Int32Array(left.keys.length).fill(-1);
  for (let row = 0; row < found.length; row++) {
    const key = left.keys[row]!;
    const time = left.times[row]!;
    if (key < 0 || key >= keys || Number.isNaN(time)) continue;
    let low = offsets[key]!;
    let high = offsets[key + 1]!;
    while (low < high) {
      const middle = (low + high) >> 1;
      const at = right.times[order[rows[middle]!]!]!;
      if (at < time || (exact && at === time)) low = middle + 1;
      else high = middle;
    }
    if (low > offsets[key]!) found[row] = order[rows[low - 1]!]!;
  }
  return found;
}
