import { paymentFeatures } from "../features/features.ts";
import { thresholdForAlertRate } from "../metrics/threshold-for-alert-rate.ts";
import { binFeatures, binLike } from "../models/bins.ts";
import { fitBoostedTrees, predictBoostedTrees } from "../models/boosted-trees.ts";
import type { FeatureMatrix } from "../models/matrix.ts";
import { type Random, random } from "../random.ts";
import { labelsAsKnownAt } from "../world/as-known.ts";
import type { Fault, Scene } from "./fault.ts";

const params = {
  block: {
    kind: "number",
    label: "Payments blocked",
    unit: "%",
    min: 0,
    max: 0.2,
    step: 0.005,
    default: 0.02,
  },
  explore: {
    kind: "number",
    label: "Blocked payments let through at random",
    unit: "%",
    min: 0,
    max: 1,
    step: 0.01,
    default: 0,
  },
} as const;

/** What becomes of a payment. One that is explored should have been blocked and was let through to learn its outcome. */
export const OUTCOMES = ["approved", "explored", "blocked"] as const;
export const APPROVED = 0;
export const EXPLORED = 1;
export const BLOCKED = 2;

/**
 * What becomes of payments (by index into {@link OUTCOMES}) whose score is at or above the threshold, when a share `explore`
 * (0 to 1) of those is let through at random. Each payment draws from a source named by its own id: a larger share only lets
 * more of them through. `ids` and `scores` have one entry a payment.
 */
export function outcomesOf(
  ids: Int32Array,
  scores: Float64Array,
  threshold: number,
  explore: number,
  source: Random,
): Uint8Array {
  return Uint8Array.from(scores, (score, i) => {
    if (!(score >= threshold)) return APPROVED;
    return explore > 0 && source.fork(ids[i]!).chance(explore) ? EXPLORED : BLOCKED;
  });
}

/** The source from which exploration draws. */
export const explorationSource = (seed: number): Random => random(seed).fork("exploration");

/** A scene in which a model decides, with what became of each payment of the world. */
export type DecidedScene = Scene & { outcome: Uint8Array };

/**
 * A model learns from the training period and blocks the highest scored share of the production payments. A blocked payment is
 * never disputed, so no chargeback is ever reported for it: it looks like a genuine one. The features follow, since a chargeback
 * that never came is not counted either.
 */
export const selectiveLabels = {
  id: "selective-labels",
  name: "Selective labels",
  chapter: "feedback",
  summary: "The model blocks the payments that it scores highest; what was blocked never gets a label.",
  params,
  apply(healthy, { block, explore }, seed): DecidedScene {
    const { world } = healthy;
    const { transactions, chargebacks, periods } = world;
    const outcome = new Uint8Array(transactions.count);
    const { from, to } = periods.production;
    const scores = scoresOf(healthy);
    const threshold = thresholdForAlertRate(scores, block);
    outcome.set(
      outcomesOf(transactions.id.subarray(from, to), scores, threshold, explore, explorationSource(seed)),
      from,
    );
    const reportedAt = chargebacks.reportedAt.map((at, i) =>
      outcome[chargebacks.transaction[i]!] === BLOCKED ? Number.NaN : at,
    );
    if (reportedAt.every((at, i) => Object.is(at, chargebacks.reportedAt[i]))) return { ...healthy, outcome };
    const broken = { ...world, chargebacks: { ...chargebacks, reportedAt } };
    const training = paymentFeatures(broken, healthy.training.policies);
    const same = healthy.production === healthy.training;
    return {
      world: broken,
      training,
      production: same ? training : paymentFeatures(broken, healthy.production.policies),
      outcome,
    };
  },
} satisfies Fault<typeof params>;

/** Scores of the production payments by boosted trees that were fitted on the training period. */
function scoresOf({ world, training, production }: Scene): Float64Array {
  const { training: past, production: live } = world.periods;
  const names = Object.keys(training.columns) as (keyof typeof training.columns)[];
  const part = (features: typeof training, { from, to }: typeof past): FeatureMatrix => ({
    rows: to - from,
    names,
    columns: names.map((name) => features.columns[name].values.subarray(from, to)),
  });
  const seen = binFeatures(part(training, past));
  const { fraud } = labelsAsKnownAt(world, Number.POSITIVE_INFINITY);
  const model = fitBoostedTrees(seen, fraud.subarray(past.from, past.to));
  return predictBoostedTrees(model, binLike(part(production, live), seen.edges));
}
