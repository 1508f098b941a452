import type { Estimate } from "../contracts.ts";
import { exp, log } from "../math/elementary.ts";
import { wilsonInterval, zOfLevel } from "../stats/wilson-interval.ts";
import { type RankedGroups, rankGroups } from "./ranked.ts";

/**
 * The area under the ROC curve: how often a positive row is scored above a negative one, ties counted as half.
 * `scores` may be any numbers, `labels` are 0 or 1. NaN where one of the classes is absent.
 *
 * O(n log n). Throws as {@link rank} does. Reference: `sklearn.metrics.roc_auc_score` (1.9).
 */
export function rocAuc(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  return rocAucOf(rankGroups(scores, labels));
}

/** {@link rocAuc} of rows that are ranked already. */
export function rocAucOf(ranked: RankedGroups): number {
  const { positives, negatives, groups, size, positive } = ranked;
  if (positives === 0 || negatives === 0) return Number.NaN;
  let pairs = 0;
  let below = 0;
  for (let g = 0; g < groups; g++) {
    const negative = size[g]! - positive[g]!;
    pairs += positive[g]! * (below + negative / 2);
    below += negative;
  }
  return pairs / positives / negatives;
}

/**
 * The ROC AUC with DeLong's interval, taken on the logit scale so that it stays inside 0 and 1. Where the classes are
 * separated completely DeLong's variance is 0; the interval is then Wilson's for as many trials as the smaller class has
 * rows. With fewer than two rows of a class nothing can be said: [0, 1].
 *
 * O(n log n). Sources: DeLong, DeLong, Clarke-Pearson (1988), Biometrics 44; Sun, Xu (2014), IEEE Signal Processing Letters
 * 21 for the fast form; the logit scale after Pepe (2003), section 5.2.
 */
export function rocAucInterval(scores: ArrayLike<number>, labels: ArrayLike<number>, level = 0.95): Estimate {
  return rocAucIntervalOf(rankGroups(scores, labels), level);
}

/** {@link rocAucInterval} of rows that are ranked already. */
export function rocAucIntervalOf(ranked: RankedGroups, level = 0.95): Estimate {
  const z = zOfLevel(level);
  const { positives, negatives } = ranked;
  const auc = rocAucOf(ranked);
  if (Number.isNaN(auc)) return { value: Number.NaN, interval: [Number.NaN, Number.NaN] };
  if (positives < 2 || negatives < 2) return { value: auc, interval: [0, 1] };
  if (auc === 0 || auc === 1) {
    const trials = Math.min(positives, negatives);
    return { value: auc, interval: wilsonInterval(auc * trials, trials, level) };
  }
  const variance = rocAucVarianceOf(ranked);
  const half = (z * Math.sqrt(variance)) / (auc * (1 - auc));
  const logit = log(auc / (1 - auc));
  return { value: auc, interval: [expit(logit - half), expit(logit + half)] };
}

/** DeLong's variance of the ROC AUC; NaN with fewer than two rows of a class. */
export function rocAucVarianceOf(ranked: RankedGroups): number {
  const { positives, negatives, groups, size, positive } = ranked;
  if (positives < 2 || negatives < 2) return Number.NaN;
  const auc = rocAucOf(ranked);
  let spreadOfPositives = 0;
  let spreadOfNegatives = 0;
  let negativesBelow = 0;
  let positivesBelow = 0;
  for (let g = 0; g < groups; g++) {
    const p = positive[g]!;
    const q = size[g]! - p;
    const ofPositive = (negativesBelow + q / 2) / negatives - auc;
    const ofNegative = 1 - (positivesBelow + p / 2) / positives - auc;
    spreadOfPositives += p * ofPositive * ofPositive;
    spreadOfNegatives += q * ofNegative * ofNegative;
    negativesBelow += q;
    positivesBelow += p;
  }
  return spreadOfPositives / (positives - 1) / positives + spreadOfNegatives / (negatives - 1) / negatives;
}

function expit(x: number): number {
  return 1 / (1 + exp(-x));
}
