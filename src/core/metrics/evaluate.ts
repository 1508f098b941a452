import type { Metrics } from "../contracts.ts";
import { calibrationErrorOf } from "./calibration-error.ts";
import { type CostOptions, cost } from "./cost.ts";
import { precisionRecall } from "./precision-recall.ts";
import { rank } from "./ranked.ts";
import { rocAucIntervalOf } from "./roc-auc.ts";
import { thresholdForAlertRate } from "./threshold-for-alert-rate.ts";

export type EvaluateOptions = {
  /** A payment is stopped where its score is at or above this. Choose it on training data and keep it for production. */
  threshold?: number;
  /** Without a threshold: the share of these very rows that is stopped (0.02 where absent). */
  alertShare?: number;
  costs?: Partial<CostOptions>;
  /** Level of all intervals; 0.95 where absent. */
  level?: number;
};

/**
 * How well scores (probabilities from 0 to 1) did on rows whose labels (0 or 1) are known, with an interval for each figure.
 * `amounts` are the payments in EUR.
 *
 * Throws as {@link rank}, {@link cost} and the calibration error do. 10,000 rows take a few milliseconds.
 */
export function evaluate(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  amounts: ArrayLike<number>,
  options: EvaluateOptions = {},
): Metrics {
  const level = options.level ?? 0.95;
  const threshold = options.threshold ?? thresholdForAlertRate(scores, options.alertShare ?? 0.02);
  const ranked = rank(scores, labels);
  const decisions = new Uint8Array(scores.length);
  for (let row = 0; row < decisions.length; row++) decisions[row] = scores[row]! >= threshold ? 1 : 0;
  const { precision, recall } = precisionRecall(scores, labels, threshold, level);
  return {
    rows: ranked.rows,
    positives: ranked.positives,
    rocAuc: rocAucIntervalOf(ranked, level),
    precision,
    recall,
    calibrationError: calibrationErrorOf(ranked, 10, level),
    cost: cost(amounts, labels, decisions, options.costs, level),
  };
}
