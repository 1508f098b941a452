import { type ConceptDriftParams, driftedFrauds } from "../../core/faults/concept-drift.ts";
import {
  FEATURES,
  type FeatureName,
  type PaymentFeatures,
  paymentFeatures,
} from "../../core/features/features.ts";
import type { BinnedFeatures } from "../../core/models/bins.ts";
import {
  daysOf,
  fraudsUnder,
  type Habit,
  OLD_ACCOUNTS,
  tenureOf,
  weightsUnder,
  withFrauds,
} from "../../core/world/fraud-habits.ts";
import { paymentsWorld } from "../../core/world/payments.ts";
import { DAY, type PaymentsSettings } from "../../core/world/settings.ts";
import type { PaymentsWorld } from "../../core/world/types.ts";
import { binPayments } from "../shared/train.ts";

/** Days before production, from which the first model learns. */
export const TRAINING_DAYS = 42;
export const PRODUCTION_DAYS = 112;
/** The first model learns from all of training but these last days, which set its line. */
export const HELD_DAYS = 14;
/** Thieves change their ways on this day of production. */
export const CHANGE_DAY = 35;
/** A gradual change takes so many days; one that comes and goes stays as long, and is gone as long. */
export const TURN_DAYS = 28;
/** Spread of the logarithm of the reporting delay. */
export const DELAY_SIGMA = 0.5;
/** A company with more fraud than most, so that a week has enough cases to measure a model by. */
const FRAUD_RATE = 0.05;
/** The new ways: larger sums, from young accounts. */
export const NEW_WAYS: Habit = { amount: 90, tenure: 120 };

export const LEAK: FeatureName = "user_chargeback_count_last_30_days";
/** What an honest model reads: everything but the count of past reports, which is itself made of labels. */
export const MODEL_FEATURES = FEATURES.filter((name) => name !== LEAK);

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

/** The healthy world, in which thieves never change their ways, and all that no change of them touches. */
export type Base = {
  seed: number;
  world: PaymentsWorld;
  features: PaymentFeatures;
  binned: BinnedFeatures;
  /** How each payment weighs under the new ways. */
  young: Float64Array;
  /** The first row of each day of the world. */
  first: Int32Array;
};

let last: { key: string; base: Base } | null = null;

/** The healthy world of this size and seed, in steps; the last one is kept. */
export function* baseSteps(size: number, seed: number): Generator<void, Base> {
  const key = JSON.stringify([size, seed]);
  if (last?.key === key) return last.base;
  const plain = paymentsWorld(settingsOf(size), seed);
  yield;
  const old = weightsUnder(plain, OLD_ACCOUNTS);
  const world = withFrauds(plain, fraudsUnder(plain, old, seed));
  yield;
  const features = paymentFeatures(world, "as-of-event");
  yield;
  const binned = binPayments(features, world.periods.training, MODEL_FEATURES);
  const young = weightsUnder(plain, NEW_WAYS);
  const base = { seed, world, features, binned, young, first: daysOf(world) };
  last = { key, base };
  return base;
}

/** The first payment of a day of production (negative before it); behind the last day the number of payments. */
export function rowAt({ world, first }: Base, day: number): number {
  const own = day + Math.round((world.periods.production.startAt - world.startAt) / DAY);
  return first[Math.max(0, Math.min(first.length - 1, own))]!;
}

/** The moment at which a day of production begins. */
export const momentOf = ({ world }: Base, day: number): number =>
  world.periods.production.startAt + day * DAY;

/** 1 for each fraud under this change; on every day as many as without it. */
export function fraudsOf({ world, young, seed }: Base, shape: string): Uint8Array {
  if (shape === "none") return world.transactions.isFraud;
  const change: ConceptDriftParams = { shape, fromDay: CHANGE_DAY, days: TURN_DAYS };
  return driftedFrauds(world, change, seed, young);
}

/** When each fraud is reported, after a median delay in days: a moment for each row that is a fraud, NaN for the others. */
export function reportsOf(world: PaymentsWorld, frauds: Uint8Array, delay: number): Float64Array {
  const slow = { ...world, settings: { ...world.settings, reportingDelayHours: 24 * delay } };
  const { transaction, reportedAt } = withFrauds(slow, frauds).chargebacks;
  const at = new Float64Array(frauds.length).fill(Number.NaN);
  for (let i = 0; i < transaction.length; i++) at[transaction[i]!] = reportedAt[i]!;
  return at;
}

/** A moment as a day of production, with its fraction. */
export const dayOf = ({ world }: Base, moment: number): number =>
  (moment - world.periods.production.startAt) / DAY;

/** Age of the account in days at a payment. */
export const tenure = ({ world }: Base, row: number): number => tenureOf(world, row);
