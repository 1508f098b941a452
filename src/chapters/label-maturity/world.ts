import type { Task } from "../../core/contracts.ts";
import { healthyScene } from "../../core/faults/fault.ts";
import { fraudWave } from "../../core/faults/fraud-wave.ts";
import { FEATURES, type FeatureName, type PaymentFeatures } from "../../core/features/features.ts";
import { thresholdForAlertRate } from "../../core/metrics/threshold-for-alert-rate.ts";
import { type BinnedFeatures, binLike } from "../../core/models/bins.ts";
import { type BoostedTrees, boostingSteps, predictBoostedTrees } from "../../core/models/boosted-trees.ts";
import { labelsAsKnown } from "../../core/world/as-known.ts";
import { paymentsWorld } from "../../core/world/payments.ts";
import { DAY, HOUR, type PaymentsSettings } from "../../core/world/settings.ts";
import type { PaymentsWorld } from "../../core/world/types.ts";
import { withReports } from "../../core/world/with-reports.ts";
import { binPayments, type Range, rowsOf, splitInTime, within } from "../shared/train.ts";

export const TRAINING_DAYS = 35;
export const PRODUCTION_DAYS = 77;
export const FRAUD_RATE = 0.04;
/** Spread of the logarithm of a report's delay. */
export const DELAY_SIGMA = 0.9;
/** The live model stops this share of the held-out payments; its threshold is kept, and so is that of every model after it. */
export const ALERTS = 0.03;
/** The wave begins on this day of production. */
export const WAVE_DAY = 35;
/** Reviewers settle the payments that were stopped on the next day, at this hour. */
const REVIEW_HOUR = 9;

/** The count of chargebacks is itself made of labels; without it, a model's inputs do not depend on when labels come. */
export const NAMES: readonly FeatureName[] = FEATURES.filter(
  (name) => name !== "user_chargeback_count_last_30_days",
);

export const settingsOf = (size: number): Partial<PaymentsSettings> => ({
  payments: size,
  trainingDays: TRAINING_DAYS,
  productionDays: PRODUCTION_DAYS,
  fraudRate: FRAUD_RATE,
  burstShare: 0.3,
  newUserShare: 0,
  reportingDelaySigma: DELAY_SIGMA,
});

/** A world in which a model is live: all that does not depend on when a label comes. */
export type Live = {
  world: PaymentsWorld;
  features: PaymentFeatures;
  binned: BinnedFeatures;
  model: BoostedTrees;
  threshold: number;
  /** The live model's score of every payment. */
  scores: Float64Array;
  held: Range;
};

let last: { key: string; live: Live } | null = null;

/** The company with its live model, trained long ago on labels that had all come; the last one is kept. In steps. */
function* liveSteps(size: number, seed: number): Generator<unknown, Live> {
  const key = JSON.stringify([size, seed]);
  if (last?.key === key) return last.live;
  const world = paymentsWorld(settingsOf(size), seed);
  yield;
  const features = healthyScene(world).training;
  yield;
  const { fit, held } = splitInTime(world);
  const binned = binPayments(features, fit, NAMES);
  yield;
  const labels = labelsAsKnown(world, Number.POSITIVE_INFINITY).fraud;
  const model = yield* boostingSteps(binned, labels, { rows: rowsOf(fit) });
  yield;
  const scores = predictBoostedTrees(model, binned);
  const threshold = thresholdForAlertRate(within(scores, held), ALERTS);
  const live = { world, features, binned, model, threshold, scores, held };
  last = { key, live };
  return live;
}

/** The live company for these settings and this seed; messages are let in between the steps. */
export async function liveWorld(
  size: number,
  seed: number,
  task: Pick<Task<never>, "breathe">,
): Promise<Live> {
  const steps = liveSteps(size, seed);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await task.breathe();
  }
}

/** The same at one go. */
export function liveWorldAtOnce(size: number, seed: number): Live {
  const steps = liveSteps(size, seed);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

type Wave = { key: string; world: PaymentsWorld; scores: Float64Array };
let lastWave: Wave | null = null;

/** The same company in which a wave of fraud begins, scored by the same model; the last one is kept. */
export async function waveWorld(
  { world, features, model, binned, scores }: Live,
  factor: number,
  task: Pick<Task<never>, "breathe">,
): Promise<Wave> {
  const key = JSON.stringify([world.settings.payments, world.seed, factor]);
  if (lastWave?.key === key) return lastWave;
  const healthy = { world, training: features, production: features };
  const scene = fraudWave.apply(healthy, { factor, fromDay: WAVE_DAY }, world.seed);
  await task.breathe();
  if (scene.world === world) return { key, world, scores };
  const columns = NAMES.map((name) => scene.training.columns[name].values);
  const own = binLike({ rows: scene.training.rows, names: NAMES, columns }, binned.edges);
  await task.breathe();
  lastWave = { key, world: scene.world, scores: predictBoostedTrees(model, own) };
  return lastWave;
}

export type Reports = { delay: number; never: number };

export type Labelled = {
  /** `chargebacks.reportedAt` is when each fraud becomes known, by a report or by a review; NaN where it never does. */
  world: PaymentsWorld;
  /** 1 for each payment of production that the live model stopped. */
  stopped: Uint8Array;
};

/**
 * The world with its reports under these settings. In production, a fraud that the model stopped is known as soon as it has been
 * reviewed, on the next morning; one that it let through when the customer reports it, if ever.
 */
export function labelledWorld(
  base: { world: PaymentsWorld; scores: Float64Array },
  threshold: number,
  { delay, never }: Reports,
): Labelled {
  const world = withReports(base.world, { reportingDelayHours: delay, neverReported: never });
  const { transactions, chargebacks, periods } = world;
  const stopped = new Uint8Array(transactions.count);
  for (let row = periods.production.from; row < transactions.count; row++)
    if (base.scores[row]! >= threshold) stopped[row] = 1;
  const reportedAt = chargebacks.reportedAt.slice();
  for (let i = 0; i < chargebacks.count; i++) {
    const row = chargebacks.transaction[i]!;
    if (stopped[row] === 0) continue;
    const reviewed = reviewedAt(transactions.eventAt[row]!);
    if (!(reportedAt[i]! <= reviewed)) reportedAt[i] = reviewed;
  }
  return { world: { ...world, chargebacks: { ...chargebacks, reportedAt } }, stopped };
}

/** The next morning: when reviewers have settled a payment that was stopped at this moment. */
export function reviewedAt(eventAt: number): number {
  return Math.floor(eventAt / DAY) * DAY + DAY + REVIEW_HOUR * HOUR;
}

/** The first payment at or after a moment. */
export function firstRowAt({ transactions: { eventAt, count } }: PaymentsWorld, moment: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (eventAt[middle]! < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
