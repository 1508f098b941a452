import { type Ranked, rank } from "./ranked.ts";

/**
 * Average precision: the precision at each distinct threshold, weighted by the recall it adds. NaN where there is no
 * positive row. A model that ranks at random reaches the share of positives.
 *
 * O(n log n). Throws as {@link rank} does. Reference: `sklearn.metrics.average_precision_score` (1.9).
 */
export function averagePrecision(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  return averagePrecisionOf(rank(scores, labels));
}

/** {@link averagePrecision} of rows that are ranked already. */
export function averagePrecisionOf(ranked: Ranked): number {
  const { positives, groups, size, positive } = ranked;
  if (positives === 0) return Number.NaN;
  let alerts = 0;
  let found = 0;
  let sum = 0;
  for (let g = groups - 1; g >= 0; g--) {
    alerts += size[g]!;
    found += positive[g]!;
    sum += (positive[g]! / positives) * (found / alerts);
  }
  return sum;
}
