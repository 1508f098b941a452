import { groupsOf } from "../stats/order.ts";

/** What a model's performance should be if its probabilities are right: no label is read. */
export type ExpectedPerformance = { rocAuc: number; precision: number; recall: number };

/**
 * Expected ROC AUC, precision and recall of rows whose chance of label 1 is `probabilities`, when they are ranked by `scores`
 * and those at or above `threshold` raise an alert. A value that cannot be formed is NaN.
 *
 * The curve is built from expected counts, as NannyML's CBPE does (estimate_roc_auc): each row adds its chance to the positives
 * and the rest to the negatives; rows of equal score move together. Throws where the lengths differ.
 */
export function expectedPerformance(
  scores: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  threshold: number,
): ExpectedPerformance {
  const rows = scores.length;
  if (probabilities.length !== rows)
    throw new Error(`There are ${rows} scores but ${probabilities.length} probabilities.`);
  const { group, values, sizes } = groupsOf(scores);
  const expected = new Float64Array(values.length);
  for (let row = 0; row < rows; row++) expected[group[row]!]! += probabilities[row]!;
  let positives = 0;
  let negatives = 0;
  let pairs = 0;
  let caught = 0;
  let alerts = 0;
  for (const [g, score] of values.entries()) {
    const positive = expected[g]!;
    const size = sizes[g]!;
    pairs += positive * (negatives + (size - positive) / 2);
    positives += positive;
    negatives += size - positive;
    if (score >= threshold) {
      caught += positive;
      alerts += size;
    }
  }
  return {
    rocAuc: positives > 0 && negatives > 0 ? pairs / positives / negatives : Number.NaN,
    precision: alerts > 0 ? caught / alerts : Number.NaN,
    recall: positives > 0 ? caught / positives : Number.NaN,
  };
}
