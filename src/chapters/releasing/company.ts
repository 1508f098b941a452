import { bucketOf } from "../../core/experiments/bucket.ts";
import { healthyScene, type Scene } from "../../core/faults/fault.ts";
import type { FeatureName } from "../../core/features/features.ts";
import { thresholdForAlertRate } from "../../core/metrics/threshold-for-alert-rate.ts";
import type { BinnedFeatures } from "../../core/models/bins.ts";
import { type BoostedTrees, boostingSteps, predictBoostedTrees } from "../../core/models/boosted-trees.ts";
import { type Random, random } from "../../core/random.ts";
import { labelsAsKnown } from "../../core/world/as-known.ts";
import { withBoldFrauds } from "../../core/world/bold-frauds.ts";
import { paymentsWorld } from "../../core/world/payments.ts";
import { DAY } from "../../core/world/settings.ts";
import type { Transactions } from "../../core/world/types.ts";
import { rememberLast } from "../shared/remember.ts";
import { binPayments, type Range, rowsOf, withValues } from "../shared/train.ts";
import type { ModelId } from "./result.ts";

const TRAINING_DAYS = 28;
/** Days of the test, and the days after it in which the decision takes effect. */
export const TEST_DAYS = 28;
export const AFTER_DAYS = 14;
export const ALL_DAYS = TEST_DAYS + AFTER_DAYS;
/** Share of the payments that every model is set to stop, on the last week before the release. */
export const STOPPED = 0.03;
/** A customer of fewer days is new. */
export const NEW_DAYS = 30;
/** Share of the new customers who signed up on the web, and the name of that draw. */
const WEB_SHARE = 0.5;
const WEB = 77;
/** Median of an answer, in milliseconds; and of the slow model. Of its calls 6 % wait for another service first. */
const USUAL_MS = 40;
const SLOW_MS = 70;
/** After so many milliseconds the payment fails without an answer. */
export const TIME_LIMIT = 500;

/** The last weeks before the release, and the six weeks from it on. Row 0 of every array is the first payment of the release. */
export type Company = {
  scene: Scene;
  labels: Uint8Array;
  /** The rows of the release in the world. */
  live: Range;
  /** Day of the release, from 0, on which each payment was made; and on which its chargeback came (-1: none, or after the end). */
  day: Uint8Array;
  reported: Int16Array;
  fraud: Uint8Array;
  user: Int32Array;
  users: number;
  isNew: Uint8Array;
  amount: Float64Array;
  /** One even draw a payment: whether a customer who was stopped complains. */
  temper: Float64Array;
  /** How long an answer takes, as a multiple of its median; and how much longer where a remote service is asked (milliseconds). */
  pace: Float64Array;
  wait: Float64Array;
};

/** The company around a release, for so many payments a day; the last one is kept. */
export const companyOf: (size: number, seed: number) => Company = rememberLast(
  (size: number, seed: number) => {
    const drawn = paymentsWorld(
      {
        payments: size * (TRAINING_DAYS + ALL_DAYS),
        warmUpDays: 7,
        trainingDays: TRAINING_DAYS,
        productionDays: ALL_DAYS,
        fraudRate: 0.03,
        burstShare: 0.5,
        newUserShare: 0.25,
        newUserRisk: 1,
        neverReported: 0.05,
        reportingDelayHours: 72,
        reportingDelaySigma: 0.8,
      },
      seed,
    );
    const { world } = withBoldFrauds(drawn, 0.5, seed);
    const scene = healthyScene(world);
    const { from, to, startAt } = world.periods.production;
    const own = <K extends keyof Transactions>(name: K) =>
      (world.transactions[name] as Exclude<Transactions[K], number>).subarray(from, to) as Transactions[K];
    const count = to - from;
    const eventAt = own("eventAt");
    const day = Uint8Array.from(eventAt, (at) => Math.floor((at - startAt) / DAY));
    const reported = new Int16Array(count).fill(-1);
    const { transaction, reportedAt } = world.chargebacks;
    for (let i = 0; i < transaction.length; i++) {
      const row = transaction[i]! - from;
      if (row < 0 || row >= count || Number.isNaN(reportedAt[i]!)) continue;
      const on = Math.floor((reportedAt[i]! - startAt) / DAY);
      if (on < ALL_DAYS) reported[row] = on;
    }
    const tenure = scene.production.columns.tenure_days.values.subarray(from, to);
    const draws = (name: string, draw: (source: Random) => number) => {
      const source = random(seed).fork(name);
      return Float64Array.from({ length: count }, () => draw(source));
    };
    return {
      scene,
      labels: labelsAsKnown(world, Number.POSITIVE_INFINITY).fraud,
      live: { from, to },
      day,
      reported,
      fraud: own("isFraud"),
      user: own("user"),
      users: world.users.count,
      isNew: Uint8Array.from(tenure, (days) => (days < NEW_DAYS ? 1 : 0)),
      amount: own("amount"),
      temper: draws("complaints", (source) => source.next()),
      pace: draws("latency", (source) => source.logNormal(1, 0.5)),
      wait: draws("waits", (source) => (source.chance(0.06) ? 350 + source.exponential(250) : 0)),
    };
  },
);

const THIN: readonly FeatureName[] = ["amount", "hour", "merchant_category", "payment_method"];
const RICH: readonly FeatureName[] = [
  ...THIN,
  "device_is_new",
  "tx_count_last_24_hours",
  "avg_transaction_amount_last_7_days",
  "tenure_days",
];

type Recipe = { reads: readonly FeatureName[]; days: readonly [number, number] };
const ALL: Recipe = { reads: RICH, days: [0, 21] };
/**
 * What each model reads, and the training days that it learned from. Three challengers are the same fit: what is served to it, or how
 * fast it answers, is what differs.
 */
export const RECIPES: Readonly<Record<ModelId, Recipe>> = {
  champion: { reads: THIN, days: [0, 14] },
  equal: { reads: THIN, days: [7, 21] },
  worse: { reads: ["hour", "payment_method", "amount"], days: [0, 7] },
  better: ALL,
  uneven: ALL,
  slow: ALL,
};

/** A model fitted before the release, with its threshold, its scores of the week before, and the features binned for it. */
export type Fitted = {
  model: BoostedTrees;
  binned: BinnedFeatures;
  week: Range;
  before: Float64Array;
  threshold: number;
};

/** A model on the traffic of the release: its scores, whether it stops a payment, and how long it takes (milliseconds). */
export type Served = Pick<Fitted, "week" | "before" | "threshold"> & {
  scores: Float64Array;
  stops: Uint8Array;
  latency: Float64Array;
};

/** Fits a model on its weeks before the release; its threshold stops {@link STOPPED} of the last week before. Yields after every tree. */
export function* fitting({ scene, labels }: Company, { reads, days }: Recipe): Generator<void, Fitted> {
  const { startAt } = scene.world.periods.training;
  const rowsFrom = (day: number) => {
    const { eventAt } = scene.world.transactions;
    let row = scene.world.periods.training.from;
    while (eventAt[row]! < startAt + day * DAY) row++;
    return row;
  };
  const fit = { from: rowsFrom(days[0]), to: rowsFrom(days[1]) };
  const binned = binPayments(scene.training, fit, reads);
  yield;
  const growth = boostingSteps(binned, labels, { rows: rowsOf(fit), trees: 25 });
  let step = growth.next();
  for (; !step.done; step = growth.next()) yield;
  const week = { from: rowsFrom(TRAINING_DAYS - 7), to: rowsFrom(TRAINING_DAYS) };
  const before = predictBoostedTrees(step.value, binned, rowsOf(week));
  return { model: step.value, binned, week, before, threshold: thresholdForAlertRate(before, STOPPED) };
}

/**
 * The model of that id on every payment of the release.
 *
 * The uneven one is served `device_is_new` from a list of known devices that is still empty for a new customer who signed up on the
 * web: every device of theirs is new to it. In training the list was complete. The slow one asks a remote service that sometimes lets it
 * wait.
 */
export function serve(company: Company, id: ModelId, fitted: Fitted): Served {
  const { model, binned, week, before, threshold } = fitted;
  const { pace, wait } = company;
  const read = id === "uneven" ? withValues(binned, "device_is_new", devicesAsServed(company)) : binned;
  const scores = predictBoostedTrees(model, read, rowsOf(company.live));
  return {
    scores,
    stops: Uint8Array.from(scores, (score) => (score >= threshold ? 1 : 0)),
    latency: pace.map((own, row) => (id === "slow" ? SLOW_MS * own + wait[row]! : USUAL_MS * own)),
    week,
    before,
    threshold,
  };
}

/** `device_is_new` of every payment of the world as the uneven challenger reads it. */
export function devicesAsServed({ scene, live, isNew, user }: Company): Float64Array {
  const values = Float64Array.from(scene.production.columns.device_is_new.values);
  const { id } = scene.world.users;
  for (let i = 0; i < isNew.length; i++)
    if (isNew[i] === 1 && bucketOf(id[user[i]!]!, WEB) < WEB_SHARE) values[live.from + i] = 1;
  return values;
}
