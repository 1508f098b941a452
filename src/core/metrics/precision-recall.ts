import type { Estimate } from "../contracts.ts";
import { wilsonInterval } from "../stats/wilson-interval.ts";

/** What an alert threshold does to a set of rows: the four counts, precision and recall. */
export type PrecisionRecall = {
  threshold: number;
  truePositives: number;
  falsePositives: number;
  falseNegatives: number;
  trueNegatives: number;
  /** Share of the alerts that are positive; NaN without an alert. */
  precision: Estimate;
  /** Share of the positives that raise an alert; NaN without a positive. */
  recall: Estimate;
};

/**
 * Counts alerts (score at or above the threshold) against labels of 0 or 1, with Wilson intervals for precision and recall.
 * Where there is nothing to divide by, the value is NaN and the interval [0, 1].
 *
 * Throws where the lengths differ or the threshold is NaN. Reference: `sklearn.metrics.precision_score`, `recall_score`.
 */
export function precisionRecall(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  threshold: number,
  level = 0.95,
): PrecisionRecall {
  if (scores.length !== labels.length)
    throw new Error(`There are ${scores.length} scores but ${labels.length} labels.`);
  if (Number.isNaN(threshold)) throw new Error("The alert threshold is not a number.");
  let alerts = 0;
  let positives = 0;
  let truePositives = 0;
  for (let row = 0; row < scores.length; row++) {
    const alert = scores[row]! >= threshold;
    if (alert) alerts++;
    if (labels[row] === 1) {
      positives++;
      if (alert) truePositives++;
    }
  }
  const share = (part: number, whole: number): Estimate => ({
    value: whole === 0 ? Number.NaN : part / whole,
    interval: wilsonInterval(part, whole, level),
  });
  return {
    threshold,
    truePositives,
    falsePositives: alerts - truePositives,
    falseNegatives: positives - truePositives,
    trueNegatives: scores.length - alerts - positives + truePositives,
    precision: share(truePositives, alerts),
    recall: share(truePositives, positives),
  };
}
