import { rank } from "../../core/metrics/ranked.ts";
import { rocAucIntervalOf, rocAucOf } from "../../core/metrics/roc-auc.ts";
import { normalTwoSided } from "../../core/stats/distributions.ts";
import { wilsonInterval } from "../../core/stats/wilson-interval.ts";

/** How well a score ranks a part of the rows: its ROC AUC with a 95 % interval. */
export type RankingQuality = {
  rows: number;
  positives: number;
  auc: number;
  low: number;
  high: number;
};

/** With fewer entities than this their likeness cannot be estimated, and every row counts as independent. */
const ENOUGH = 30;
const Z = 1.959963984540054;

/**
 * The ROC AUC with DeLong's interval. Where `owner` says whom each row belongs to (-1 for nobody), the rows of one entity are
 * taken as one draw: DeLong's components are summed by entity before they are squared, and the interval is widened by the
 * root of what that adds, never narrowed.
 *
 * NaN where a class is absent; throws as `rank` does. Sources: DeLong, DeLong, Clarke-Pearson (1988), Biometrics 44;
 * Obuchowski (1997), "Nonparametric analysis of clustered ROC curve data", Biometrics 53.
 */
export function rankingQuality(
  scores: Float64Array,
  labels: Uint8Array,
  owner: Int32Array | null = null,
): RankingQuality {
  const ranked = rank(scores, labels);
  const { value: auc, interval } = rocAucIntervalOf(ranked);
  const base = { rows: ranked.rows, positives: ranked.positives, auc };
  const widening = owner === null || Number.isNaN(auc) ? 1 : wideningOf(ranked, labels, owner);
  const [low, high] = interval;
  if (!(widening > 1)) return { ...base, low, high };
  return {
    ...base,
    low: Math.max(0, auc - widening * (auc - low)),
    high: Math.min(1, auc + widening * (high - auc)),
  };
}

/** The standard error by entities over that of independent rows; 1 with fewer than 30 entities or where it is not larger. */
function wideningOf(ranked: ReturnType<typeof rank>, labels: Uint8Array, owner: Int32Array): number {
  const { positives, negatives, groups, size, positive, order } = ranked;
  const auc = rocAucOf(ranked);
  const sums = new Map<number, number>();
  let independent = 0;
  let place = 0;
  let negativesBelow = 0;
  let positivesBelow = 0;
  let nobody = -2;
  for (let g = 0; g < groups; g++) {
    const p = positive[g]!;
    const q = size[g]! - p;
    const ofPositive = ((negativesBelow + q / 2) / negatives - auc) / positives;
    const ofNegative = (1 - (positivesBelow + p / 2) / positives - auc) / negatives;
    for (let i = 0; i < size[g]!; i++) {
      const row = order[place++]!;
      const own = labels[row] === 1 ? ofPositive : ofNegative;
      const entity = owner[row]! < 0 ? nobody-- : owner[row]!;
      sums.set(entity, (sums.get(entity) ?? 0) + own);
      independent += own * own;
    }
    negativesBelow += q;
    positivesBelow += p;
  }
  if (sums.size < ENOUGH || independent === 0) return 1;
  let together = 0;
  for (const sum of sums.values()) together += sum * sum;
  return Math.sqrt(Math.max(1, together / independent));
}

/** One AUC less another, with an interval and the p-value of no difference. */
export type Gap = { gap: number; low: number; high: number; pValue: number; error: number };

/**
 * The difference of two AUCs of rows that are taken as independent, from their intervals, each side by its own length
 * (the way of Newcombe's method 10), so that it holds near 1 too; p from the side that faces 0.
 */
export function gapOf(first: RankingQuality, second: RankingQuality): Gap {
  const gap = first.auc - second.auc;
  const down = length(first.auc - first.low, second.high - second.auc);
  const up = length(first.high - first.auc, second.auc - second.low);
  const error = (gap > 0 ? down : up) / Z;
  return {
    gap,
    low: gap - down,
    high: gap + up,
    pValue: error > 0 ? normalTwoSided(gap / error) : 1,
    error,
  };
}

const length = (a: number, b: number): number => Math.sqrt(a * a + b * b);

/** Mean score and share with the outcome, with its Wilson interval: what a score promises and what came. */
export function promised(scores: Float64Array, labels: Uint8Array) {
  let score = 0;
  let hits = 0;
  for (let i = 0; i < scores.length; i++) {
    score += scores[i]!;
    hits += labels[i]!;
  }
  const [low, high] = wilsonInterval(hits, scores.length);
  return { mean: score / scores.length, rate: hits / scores.length, low, high };
}
