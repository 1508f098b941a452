import { log } from "../math/elementary.ts";
import { countInBins } from "./jensen-shannon.ts";

/** With no more different values than this in the reference, each value is a bin of its own. */
const FEW_VALUES = 20;

/** Counts over bins that are either stretches between `borders` or single `values`; the other of the two is null. */
export type EvidentlyBins = {
  reference: Float64Array;
  current: Float64Array;
  /** One more than there are bins; a bin holds its lower border, the last one its upper too. */
  borders: Float64Array | null;
  values: Float64Array | null;
};

/**
 * Counts two samples as Evidently does before it compares them: bins of equal width over both samples together, as many as
 * Sturges's rule says (1 + log₂ of their size, rounded up); where the reference has 20 different values at most, every value of
 * either sample is a bin.
 *
 * Both samples in ascending order, finite, not empty (it throws otherwise). Reference: Evidently 0.7.23, `get_binned_data`, with
 * `numpy.histogram_bin_edges(values, "sturges")`.
 */
export function evidentlyBins(reference: Float64Array, current: Float64Array): EvidentlyBins {
  const [m, n] = [reference.length, current.length];
  if (m === 0 || n === 0) throw new Error(`The bins need values on both sides, not ${m} and ${n}.`);
  const low = Math.min(reference[0]!, current[0]!);
  const high = Math.max(reference[m - 1]!, current[n - 1]!);
  if (!Number.isFinite(high - low)) throw new Error("Bins of equal width cannot hold infinite values.");
  if (!hasMoreThan(reference, FEW_VALUES)) return countValues(reference, current);
  const width = (high - low) / (log2(m + n) + 1);
  const bins = Math.ceil((high - low) / width);
  const step = (high - low) / bins;
  const borders = Float64Array.from({ length: bins + 1 }, (_, k) => (k === bins ? high : k * step + low));
  return {
    reference: countInBins(reference, borders).counts,
    current: countInBins(current, borders).counts,
    borders,
    values: null,
  };
}

/** The binary logarithm, exact for powers of two: there a bin more or less hangs on the last bit. */
function log2(count: number): number {
  const whole = Math.round(log(count) / Math.LN2);
  return 2 ** whole === count ? whole : log(count) / Math.LN2;
}

function hasMoreThan(sorted: Float64Array, limit: number): boolean {
  let different = 1;
  for (let i = 1; i < sorted.length && different <= limit; i++) if (sorted[i] !== sorted[i - 1]) different++;
  return different > limit;
}

function countValues(reference: Float64Array, current: Float64Array): EvidentlyBins {
  const values: number[] = [];
  const counts: [number, number][] = [];
  for (let i = 0, j = 0; i < reference.length || j < current.length; ) {
    const value = Math.min(reference[i] ?? Number.POSITIVE_INFINITY, current[j] ?? Number.POSITIVE_INFINITY);
    const [fromI, fromJ] = [i, j];
    while (reference[i] === value) i++;
    while (current[j] === value) j++;
    values.push(value);
    counts.push([i - fromI, j - fromJ]);
  }
  return {
    reference: Float64Array.from(counts, (one) => one[0]),
    current: Float64Array.from(counts, (one) => one[1]),
    borders: null,
    values: Float64Array.from(values),
  };
}

/**
 * Shares of counts by Evidently's zero rule: a bin without values has 0.0001 of them, or a millionth of the smallest share where
 * one of 0.0001 or less occurs; the shares are not made to add up to 1 again.
 * Reference: Evidently 0.7.23, `get_binned_data`.
 */
export function evidentlyShares(counts: ArrayLike<number>): Float64Array {
  const shares = Float64Array.from(counts);
  let total = 0;
  for (const count of shares) total += count;
  let smallest = 1;
  for (const [bin, count] of shares.entries()) {
    shares[bin] = count / total;
    if (count > 0 && shares[bin]! < smallest) smallest = shares[bin]!;
  }
  const filled = smallest <= 0.0001 ? smallest / 1e6 : 0.0001;
  return shares.map((share) => (share === 0 ? filled : share));
}
