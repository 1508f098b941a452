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
  const stepX = 1 / m;
  const stepY = 1 / n;
  let i = 0;
  let j = 0;
  let area = 0;
  let last = Math.min(x[0]!, y[0]!);
  while (i < m && j < n) {
    const a = x[i]!;
    const b = y[j]!;
    const value = Math.min(a, b);
    area += Math.abs(i * stepX - j * stepY) * (value - last);
    last = value;
    if (a <= b) i++;
    else j++;
  }
  for (; i < m; i++) {
    area += (1 - i * stepX) * (x[i]! - last);
    last = x[i]!;
  }
  for (; j < n; j++) {
    area += (1 - j * stepY) * (y[j]! - last);
    last = y[j]!;
  }
  return area;
}

/**
 * About how large the distance of two samples of m and n values would be if both came from the distribution of the sorted
 * `sample`: √(2/π) √(1/m + 1/n) times the integral of √(F(1-F)), the mean absolute Brownian bridge. In the unit of the values.
 *
 * Source: del Barrio, Giné, Matrán (1999), Annals of Probability 27.
 */
export function wassersteinNoise(sample: Float64Array, m: number, n: number): number {
  const count = sample.length;
  let integral = 0;
  for (let i = 1; i < count; i++) {
    const gap = sample[i]! - sample[i - 1]!;
    if (gap > 0) integral += gap * Math.sqrt((i / count) * (1 - i / count));
  }
  return Math.sqrt(2 / Math.PI) * Math.sqrt(1 / m + 1 / n) * integral;
}

/**
 * The standard error of the Wasserstein distance of two sorted samples whose distributions differ, in the unit of the values. The
 * distance is the largest difference of the means of a function that nowhere climbs faster than 1; with that function h it is
 * mean h(Y) − mean h(X), and varies as those two means do.
 *
 * Source: Sommerfeld, Munk (2018), JRSS B 80 (directional derivative of the distance); Kantorovich's duality.
 */
export function wassersteinError(x: Float64Array, y: Float64Array): number {
  const tally = (n: number) => ({ n, sum: 0, squares: 0 });
  const sums = [tally(x.length), tally(y.length)] as const;
  let [i, j] = [0, 0];
  let last = Math.min(x[0]!, y[0]!);
  // h climbs where fewer of the newer values have passed than of the older ones, and falls where more have.
  let h = 0;
  while (i < x.length || j < y.length) {
    const isX = j >= y.length || (i < x.length && x[i]! <= y[j]!);
    const value = isX ? x[i]! : y[j]!;
    h += Math.sign(i / x.length - j / y.length) * (value - last);
    last = value;
    const own = sums[isX ? 0 : 1];
    own.sum += h;
    own.squares += h * h;
    if (isX) i++;
    else j++;
  }
  return Math.sqrt(
    sums.reduce((total, { n, sum, squares }) => total + Math.max(0, squares / n - (sum / n) ** 2) / n, 0),
  );
}
