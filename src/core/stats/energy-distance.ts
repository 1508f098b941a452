import { sortedCopy } from "./order.ts";

export type EnergyDistance = {
  /** √(2 ∫ (F - G)²): SciPy's distance, in the square root of the values' unit. */
  distance: number;
  /** distance² over twice the mean distance of a value of one sample from one of the other: 0 alike, 1 two constants. */
  coefficient: number;
  /** How many times larger distance² is than it would be on average were the values dealt out to the two samples by chance. */
  excess: number;
};

/**
 * The energy distance of two lists of numbers, with what it is worth. The input is not changed. NaN must not occur; infinite values
 * make it infinite or NaN. O(n log n).
 *
 * Throws for an empty sample. Reference: `scipy.stats.energy_distance` (1.17). Sources: Székely, Rizzo (2013), Journal of
 * Statistical Planning and Inference 143, for the coefficient.
 */
export function energyDistance(x: ArrayLike<number>, y: ArrayLike<number>): EnergyDistance {
  if (x.length === 0 || y.length === 0)
    throw new Error(`The energy distance needs values in both samples, not ${x.length} and ${y.length}.`);
  return energyOfSorted(sortedCopy(x), sortedCopy(y));
}

/** {@link energyDistance} of samples that are in ascending order already. */
export function energyOfSorted(x: Float64Array, y: Float64Array): EnergyDistance {
  const m = x.length;
  const n = y.length;
  const rows = m + n;
  let i = 0;
  let j = 0;
  let last = Math.min(x[0]!, y[0]!);
  let gaps = 0;
  let between = 0;
  let pooled = 0;
  while (i < m || j < n) {
    const isFirst = i < m && (j >= n || x[i]! <= y[j]!);
    const value = isFirst ? x[i]! : y[j]!;
    const width = value - last;
    if (width > 0) {
      // Whole numbers first: the gap of two nearly equal shares would lose its digits.
      const gap = (i * n - j * m) / m / n;
      gaps += gap * gap * width;
      between += (i * (n - j) + j * (m - i)) * (width / m / n);
      pooled += (i + j) * (rows - i - j) * (width / rows / rows);
    }
    last = value;
    if (isFirst) i++;
    else j++;
  }
  const chance = (pooled * rows * rows) / m / n / (rows - 1);
  return {
    distance: Math.sqrt(2 * gaps),
    coefficient: gaps === 0 ? 0 : gaps / between,
    excess: gaps === 0 ? 0 : gaps / chance,
  };
}
