import { type ConceptDriftParams, driftedFrauds } from "../../core/faults/concept-drift.ts";
import { FEATURES, paymentFeatures } from "../../core/features/features.ts";
import {
  fraudsUnder,
  OLD_ACCOUNTS,
  weightsUnder,
  withFrauds,
  YOUNG_ACCOUNTS,
} from "../../core/world/fraud-habits.ts";
import { paymentsWorld } from "../../core/world/payments.ts";
import { DAY, type PaymentsSettings } from "../../core/world/settings.ts";
import type { PaymentsWorld } from "../../core/world/types.ts";
import { rememberLast } from "../shared/remember.ts";
import { type Range, splitInTime } from "../shared/train.ts";

export const TRAINING_DAYS = 63;
export const PRODUCTION_DAYS = 56;
/** The repair goes live so many days after the change began, and a repair by window learns from as many. */
export const LIVE_AFTER = 21;
/** Spread of the logarithm of the reporting delay. */
const DELAY_SIGMA = 0.5;
/** A company with more fraud than most, so that a week has enough cases to measure a model by. */
const FRAUD_RATE = 0.05;

/** What the model reads: everything but the count of past reports, which changes with the labels themselves. */
export const MODEL_FEATURES = FEATURES.filter((name) => name !== "user_chargeback_count_last_30_days");

export function settingsOf(size: number): Partial<PaymentsSettings> {
  return {
    payments: size,
    trainingDays: TRAINING_DAYS,
    productionDays: PRODUCTION_DAYS,
    newUserShare: 0,
    fraudRate: FRAUD_RATE,
    burstShare: 0,
    neverReported: 0,
    reportingDelaySigma: DELAY_SIGMA,
  };
}

/** The healthy world: thieves of one habit from the first day to the last. With how each payment weighs under both habits. */
export type Base = { world: PaymentsWorld; old: Float64Array; young: Float64Array; seed: number };

export const baseOf = rememberLast((size: number, seed: number): Base => {
  const plain = paymentsWorld(settingsOf(size), seed);
  const old = weightsUnder(plain, OLD_ACCOUNTS);
  const young = weightsUnder(plain, YOUNG_ACCOUNTS);
  return { world: withFrauds(plain, fraudsUnder(plain, old, seed)), old, young, seed };
});

export const featuresOf = rememberLast((size: number, seed: number) =>
  paymentFeatures(baseOf(size, seed).world, "as-of-event"),
);

export type ChangeParams = { shape: string; from: number; days: number };
export const faultOf = ({ shape, from, days }: ChangeParams): ConceptDriftParams => ({
  shape,
  fromDay: from,
  days,
});

/** The frauds of the broken world. */
export const brokenFrauds = ({ world, young, seed }: Base, params: ChangeParams): Uint8Array =>
  driftedFrauds(world, faultOf(params), seed, young);

/** The frauds of the broken world, drawn anew for the very same payments. */
export function drawAgain(base: Base, params: ChangeParams, seed: number): Uint8Array {
  const healthy = fraudsUnder(base.world, base.old, seed);
  const world = { ...base.world, transactions: { ...base.world.transactions, isFraud: healthy } };
  return driftedFrauds(world, faultOf(params), seed, base.young);
}

/** When each fraud is reported, after a median delay in days: a moment for each row that is a fraud, NaN for the others. */
export function reportsOf(world: PaymentsWorld, frauds: Uint8Array, delay: number): Float64Array {
  const slow = { ...world, settings: { ...world.settings, reportingDelayHours: 24 * delay } };
  const { transaction, reportedAt } = withFrauds(slow, frauds).chargebacks;
  const at = new Float64Array(frauds.length).fill(Number.NaN);
  for (let i = 0; i < transaction.length; i++) at[transaction[i]!] = reportedAt[i]!;
  return at;
}

export type Stretches = {
  training: Range;
  fit: Range;
  held: Range;
  production: Range;
  /** From the beginning of the change to the end. */
  after: Range;
  /** The first three weeks after the beginning of the change, which monitoring compares with training. */
  compared: Range;
  /** The last three weeks of production. */
  last: Range;
  /** From the moment the repair goes live. */
  repaired: Range;
  liveDay: number;
};

export function stretchesOf(world: PaymentsWorld, from: number): Stretches {
  const { training, production } = world.periods;
  const { fit, held } = splitInTime(world);
  const at = (day: number) => firstRowAt(world, production.startAt + day * DAY);
  const liveDay = from + LIVE_AFTER;
  return {
    training: { from: training.from, to: training.to },
    fit,
    held,
    production: { from: production.from, to: production.to },
    after: { from: at(from), to: production.to },
    compared: { from: at(from), to: at(from + 21) },
    last: { from: at(PRODUCTION_DAYS - 21), to: production.to },
    repaired: { from: at(liveDay), to: production.to },
    liveDay,
  };
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

/** A moment as a day of production, with its fraction. */
export const dayOf = (world: PaymentsWorld, moment: number): number =>
  (moment - world.periods.production.startAt) / DAY;
