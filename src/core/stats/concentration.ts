import { log } from "../math/elementary.ts";

/**
 * The Gini index of counts (at least 0): 0 where all are alike, (n - 1) / n where one of n has everything. `items` says how many
 * of them count, where the array is longer: the smallest beyond that number are left out. NaN where the sum is 0.
 *
 * G = sum over counts in ascending order of (2i - n - 1) * c / (n * sum of c). Source: Gini (1912), Variabilità e mutabilità.
 */
export function giniIndex(counts: Float64Array, items: number = counts.length): number {
  const sorted = counts
    .slice()
    .sort()
    .subarray(counts.length - items);
  let weighted = 0;
  let total = 0;
  for (let i = 0; i < items; i++) {
    weighted += (2 * (i + 1) - items - 1) * sorted[i]!;
    total += sorted[i]!;
  }
  return weighted / (items * total);
}

/**
 * Shannon's entropy of the shares that counts make up, over its maximum, the logarithm of `items`: 1 where all are alike, 0 where
 * one has everything. Counts of 0 add nothing. NaN where the sum is 0 or there are fewer than two items.
 */
export function entropyShare(counts: Float64Array, items: number = counts.length): number {
  // In ascending order, so that the order of the items does not move the last digit.
  const sorted = counts.slice().sort();
  const total = sorted.reduce((sum, count) => sum + count, 0);
  if (total === 0 || items < 2) return Number.NaN;
  let sum = 0;
  for (const count of sorted) if (count > 0) sum -= (count / total) * log(count / total);
  return sum / log(items);
}

/** A point of the Lorenz curve: the `items` least of all (as a share) hold this `share` of the total. */
export type LorenzPoint = { items: number; share: number };

/** The Lorenz curve of counts, from (0, 0) to (1, 1), in `points` equal steps along the items. NaN shares where the sum is 0. */
export function lorenzCurve(counts: Float64Array, points = counts.length): LorenzPoint[] {
  const sorted = counts.slice().sort();
  const upTo = new Float64Array(sorted.length + 1);
  for (let i = 0; i < sorted.length; i++) upTo[i + 1] = upTo[i]! + sorted[i]!;
  return Array.from({ length: points + 1 }, (_, k) => {
    const at = (k / points) * sorted.length;
    const low = Math.min(sorted.length - 1, Math.floor(at));
    const sum = upTo[low]! + (at - low) * (sorted[low] ?? 0);
    return { items: k / points, share: sum / upTo[sorted.length]! };
  });
}
