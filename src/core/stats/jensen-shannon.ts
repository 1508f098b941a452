import { log } from "../math/elementary.ts";
import { deviation, mean } from "./moments.ts";

/**
 * The Jensen-Shannon distance of two tables of counts over the same bins: the square root of the mean of the two relative entropies
 * to the bins' middle, in bits; 0 alike, 1 without overlap. Counts are turned into shares; a bin that is empty on both sides adds
 * nothing.
 *
 * Each bin is summed as a series of its own gap, never as a difference of logarithms, so that near 0 it keeps its digits.
 * Throws where the counts differ in length or one side is empty. Reference: `scipy.spatial.distance.jensenshannon` (1.17, base 2).
 * Source: Lin (1991), IEEE Transactions on Information Theory 37; Endres, Schindelin (2003) for the root.
 */
export function jensenShannonOfCounts(reference: ArrayLike<number>, current: ArrayLike<number>): number {
  const parts = jensenShannonParts(reference, current);
  let sum = 0;
  for (const part of parts) sum += part;
  return Math.sqrt(Math.min(1, sum));
}

/** What each bin adds to the squared distance. */
export function jensenShannonParts(reference: ArrayLike<number>, current: ArrayLike<number>): Float64Array {
  const count = reference.length;
  if (current.length !== count) throw new Error(`There are ${count} and ${current.length} bins.`);
  let m = 0;
  let n = 0;
  for (let bin = 0; bin < count; bin++) {
    m += reference[bin]!;
    n += current[bin]!;
  }
  if (m === 0 || n === 0)
    throw new Error(`The Jensen-Shannon distance needs values on both sides, not ${m} and ${n}.`);
  const parts = new Float64Array(count);
  for (let bin = 0; bin < count; bin++) {
    const p = reference[bin]! / m;
    const q = current[bin]! / n;
    if (p + q > 0)
      parts[bin] =
        (((p + q) / 2) * entropyGap((reference[bin]! * n - current[bin]! * m) / m / n / (p + q))) /
        2 /
        Math.LN2;
  }
  return parts;
}

/** (1 + d) log(1 + d) + (1 - d) log(1 - d), for d from -1 to 1: the sum of d^2k / (k (2k - 1)). */
function entropyGap(d: number): number {
  const size = Math.abs(d);
  if (size >= 1) return 2 * Math.LN2;
  if (size > 0.4) return (1 + size) * log(1 + size) + (1 - size) * log(1 - size);
  const square = size * size;
  let power = square;
  let sum = 0;
  for (let k = 1; power > 1e-18 * square && k < 60; k++) {
    sum += power / (k * (2 * k - 1));
    power *= square;
  }
  return sum;
}

/**
 * The borders of Doane's bins for values in ascending order: bins of equal width, as many as 1 + log₂ n + log₂(1 + |skewness| / its
 * error), rounded up; one bin round a constant. NaN and infinities must not occur. A column of whole numbers is binned like
 * any other.
 *
 * Throws without values. Reference: `numpy.histogram_bin_edges(values, "doane")` (2.2) on floats. Source: Doane (1976), The American
 * Statistician 30.
 */
export function doaneBorders(sorted: Float64Array): Float64Array {
  const n = sorted.length;
  if (n === 0) throw new Error("Doane's bins need values, and there are none.");
  const low = sorted[0]!;
  const high = sorted[n - 1]!;
  if (low === high) return Float64Array.of(low - 0.5, high + 0.5);
  const bins = doaneCount(sorted, low, high);
  const step = (high - low) / bins;
  const borders = new Float64Array(bins + 1);
  for (let k = 0; k < bins; k++) borders[k] = k * step + low;
  borders[bins] = high;
  return borders;
}

function doaneCount(sorted: Float64Array, low: number, high: number): number {
  const n = sorted.length;
  if (n <= 2) return 1;
  const spread = deviation(sorted, 0);
  if (!(spread > 0 && Number.isFinite(high - low))) return 1;
  const centre = mean(sorted);
  let cubes = 0;
  for (let i = 0; i < n; i++) {
    const z = (sorted[i]! - centre) / spread;
    cubes += z * z * z;
  }
  const error = Math.sqrt((6 * (n - 2)) / ((n + 1) * (n + 3)));
  const bins = 1 + (log(n) + log(1 + Math.abs(cubes / n) / error)) / Math.LN2;
  return Math.ceil(bins - 1e-12);
}

/** How many of the sorted values lie in each bin (its lower border belongs to it, the last one's upper too), below all and above all. */
export function countInBins(
  sorted: Float64Array,
  borders: Float64Array,
): { counts: Float64Array; below: number; above: number } {
  const bins = borders.length - 1;
  const counts = new Float64Array(bins);
  const placeOf = (border: number, isLast: boolean): number => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < border || (isLast && sorted[middle] === border)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const below = placeOf(borders[0]!, false);
  let before = below;
  for (let bin = 0; bin < bins; bin++) {
    const place = placeOf(borders[bin + 1]!, bin === bins - 1);
    counts[bin] = place - before;
    before = place;
  }
  return { counts, below, above: sorted.length - before };
}
