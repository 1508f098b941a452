import { sortedCopy } from "../stats/order.ts";

/**
 * The lowest threshold at which at most the given share of rows (0 to 1) raises an alert, an alert being a score at or above
 * it. Ties are never split: where a tie would exceed the share, the threshold lies above the tie. Infinity where no alert is
 * allowed (or there are no rows).
 *
 * Throws for a share outside 0 to 1. NaN must not occur among the scores.
 */
export function thresholdForAlertRate(scores: ArrayLike<number>, share: number): number {
  if (!(share >= 0 && share <= 1))
    throw new Error(`A share of alerts lies between 0 and 1, not at ${share}.`);
  const rows = scores.length;
  const allowed = Math.floor(share * rows + 1e-9);
  if (allowed === 0) return Number.POSITIVE_INFINITY;
  const sorted = sortedCopy(scores);
  let first = rows - allowed;
  if (first > 0 && sorted[first - 1] === sorted[first]) {
    const tied = sorted[first]!;
    while (first < rows && sorted[first] === tied) first++;
  }
  return first === rows ? Number.POSITIVE_INFINITY : sorted[first]!;
}
