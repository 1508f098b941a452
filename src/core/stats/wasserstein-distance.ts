import { sortedCopy } from "./order.ts";

/**
 * The first Wasserstein distance of two lists of numbers: the area between their empirical distribution functions, in the
 * unit of the values. The input is not changed. NaN must not occur; with infinities in it the distance is infinite or NaN.
 *
 * Throws for an empty sample. Reference: `scipy.stats.wasserstein_distance` (1.17).
 */
export function wassersteinDistance(x: ArrayLike<number>, y: ArrayLike<number>): number {
  if (x.length === 0 || y.length === 0)
    throw new Error(
      `The Wasserstein distance needs values in both samples, not ${x.length} and ${y.length}.`,
    );
  return wassersteinOfSorted(sortedCopy(x), sortedCopy(y));
}

/** {@link wassersteinDistance} of samples that are in ascending order already. */
export function wassersteinOfSorted(x: Float64Array, y: Float64Array): number {
  const m = x.length;
  const n = y.length;
  let i = 0;
  let j = 0;
  let area = 0;
  let last = Math.min(x[0]!, y[0]!);
  while (i < m || j < n) {
    const value = j >= n || (i < m && x[i]! <= y[j]!) ? x[i]! : y[j]!;
    area += Math.abs(i / m - j / n) * (value - last);
    last = value;
    while (i < m && x[i] === value) i++;
    while (j < n && y[j] === value) j++;
  }
  return area;
}
