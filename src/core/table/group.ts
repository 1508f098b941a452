/**
 * The rows of each group, in one array: those of group g are `rows[offsets[g]]` to `rows[offsets[g + 1] - 1]`, in their
 * order in the table.
 */
export type Groups = { offsets: Int32Array; rows: Int32Array };

/**
 * Groups rows by an integer code from 0 to `count` - 1 (a category's codes, an entity's row). A stable counting sort: O(n).
 * Rows with a negative code belong to no group.
 */
export function groupRows(codes: ArrayLike<number>, count: number): Groups {
  const offsets = new Int32Array(count + 1);
  for (let row = 0; row < codes.length; row++) if (codes[row]! >= 0) offsets[codes[row]! + 1]!++;
  for (let group = 0; group < count; group++) offsets[group + 1]! += offsets[group]!;
  const next = offsets.slice(0, count);
  const rows = new Int32Array(offsets[count]!);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code >= 0) rows[next[code]!++] = row;
  }
  return { offsets, rows };
}

/**
 * The order that sorts `times` upwards, equal times in the order they stand. Times are spread over buckets first, so that
 * evenly spread times cost O(n). NaN is not allowed.
 */
export function sortedOrder(times: ArrayLike<number>): Int32Array {
  const count = times.length;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < count; row++) {
    low = Math.min(low, times[row]!);
    high = Math.max(high, times[row]!);
  }
  const buckets = Math.max(1, count);
  const scale = high > low ? (buckets - 1) / (high - low) : 0;
  const bucket = new Int32Array(count);
  for (let row = 0; row < count; row++) bucket[row] = (times[row]! - low) * scale;
  const { offsets, rows } = groupRows(bucket, buckets);
  for (let b = 0; b < buckets; b++) sortWithin(rows, times, offsets[b]!, offsets[b + 1]!);
  return rows;
}

/** Stable: a short bucket by insertion, a long one by the engine's own stable sort. */
function sortWithin(rows: Int32Array, times: ArrayLike<number>, from: number, to: number): void {
  if (to - from > 40) {
    rows.subarray(from, to).sort((a, b) => times[a]! - times[b]! || a - b);
    return;
  }
  for (let i = from + 1; i < to; i++) {
    const row = rows[i]!;
    let j = i - 1;
    while (j >= from && times[rows[j]!]! > times[row]!) {
      rows[j + 1] = rows[j]!;
      j--;
    }
    rows[j + 1] = row;
  }
}
