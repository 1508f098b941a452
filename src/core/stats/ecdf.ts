import { sortedCopy } from "./order.ts";

/** An empirical distribution function: `shares[i]` of the values are at most `values[i]`; the values ascend, each once. */
export type Ecdf = { values: Float64Array; shares: Float64Array };

/** The empirical distribution function of the values (NaN must not occur). Reference: `scipy.stats.ecdf`. */
export function ecdf(values: ArrayLike<number>): Ecdf {
  const sorted = sortedCopy(values);
  const count = sorted.length;
  const distinct = new Float64Array(count);
  const shares = new Float64Array(count);
  let kept = 0;
  for (let i = 0; i < count; i++) {
    if (i > 0 && sorted[i] === sorted[i - 1]) kept--;
    distinct[kept] = sorted[i]!;
    shares[kept++] = (i + 1) / count;
  }
  return { values: distinct.slice(0, kept), shares: shares.slice(0, kept) };
}
