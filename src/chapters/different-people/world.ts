import { healthyScene } from "../../core/faults/fault.ts";
import { exp } from "../../core/math/elementary.ts";
import { labelsAsKnown } from "../../core/world/as-known.ts";
import { paymentsWorld } from "../../core/world/payments.ts";
import { DAY, type PaymentsSettings } from "../../core/world/settings.ts";
import type { PaymentsWorld } from "../../core/world/types.ts";
import { rememberLast } from "../shared/remember.ts";
import type { HealthyScene } from "../shared/scene.ts";
import { type Range, splitInTime } from "../shared/train.ts";

export const TRAINING_DAYS = 42;
/** The first weeks of production, which monitoring compares with training. */
export const COMPARED_DAYS = 21;
/** All of production: long enough that the labels of the new customers mature and a repair can be judged. */
export const PRODUCTION_DAYS = 84;
/** The repair learns from so many days of the new customers ... */
export const COLLECT_DAYS = 14;
/** ... and waits so many days for the reports of the last of them. */
export const WAIT_DAYS = 35;
/** Banks report a fraud after this many days (median of a log-normal delay). */
export const DELAY_DAYS = 20;
export const DELAY_SIGMA = 0.4;
/** Mean days that a customer stays; see the world's activity. */
const STAY_DAYS = 12;

export type WorldParams = { share: number; from: number; size: number };

/** The settings of the world in which the new customers have so many times the others' fraud rate. */
export function settingsOf({ share, from, size }: WorldParams, risk: number): Partial<PaymentsSettings> {
  // Joiners replace those who leave, so the cohort's share rises as 1 - e^(-t / stay) towards the one that is asked for.
  const days = PRODUCTION_DAYS - from;
  const settled = (days - STAY_DAYS * (1 - exp(-days / STAY_DAYS))) / PRODUCTION_DAYS;
  return {
    payments: Math.round((size * (TRAINING_DAYS + PRODUCTION_DAYS)) / (TRAINING_DAYS + COMPARED_DAYS)),
    trainingDays: TRAINING_DAYS,
    productionDays: PRODUCTION_DAYS,
    newUserShare: 0,
    cohortShare: share * settled,
    cohortRisk: risk,
    cohortFromDay: from,
    reportingDelayHours: 24 * DELAY_DAYS,
    reportingDelaySigma: DELAY_SIGMA,
  };
}

/** A world with its labels, before any feature is computed: what the first pictures need. */
export const labelledWorld = rememberLast((settings: Partial<PaymentsSettings>, seed: number) => {
  const world = paymentsWorld(settings, seed);
  return { world, labels: labelsAsKnown(world, Number.POSITIVE_INFINITY).fraud };
}, 2);

/** The same with its features. The broken world and its twin are kept, the two that one setting needs. */
export const sceneOf = rememberLast((settings: Partial<PaymentsSettings>, seed: number): HealthyScene => {
  const { world, labels } = labelledWorld(settings, seed);
  return { ...healthyScene(world), labels };
}, 2);

/** The stretches of time that the chapter speaks of, as rows. */
export type Stretches = {
  training: Range;
  fit: Range;
  held: Range;
  compared: Range;
  /** From the first day of onboarding, as long as the repair collects. */
  collected: Range;
  /** From the moment the repair goes live. */
  repaired: Range;
  /** From onboarding until then. */
  meanwhile: Range;
  production: Range;
  liveAt: number;
  liveDay: number;
};

export function stretchesOf(world: PaymentsWorld, from: number): Stretches {
  const { training, production } = world.periods;
  const { fit, held } = splitInTime(world);
  const at = (day: number) => firstRowAt(world, production.startAt + day * DAY);
  const liveDay = from + COLLECT_DAYS + WAIT_DAYS;
  return {
    training: { from: training.from, to: training.to },
    fit,
    held,
    compared: { from: production.from, to: at(COMPARED_DAYS) },
    collected: { from: at(from), to: at(from + COLLECT_DAYS) },
    repaired: { from: at(liveDay), to: production.to },
    meanwhile: { from: at(from), to: at(liveDay) },
    production: { from: production.from, to: production.to },
    liveAt: production.startAt + liveDay * DAY,
    liveDay,
  };
}

/** The first payment at or after a moment. */
function firstRowAt({ transactions: { eventAt, count } }: PaymentsWorld, moment: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (eventAt[middle]! < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** 1 for each payment by a new customer. */
export function memberRows(world: PaymentsWorld): Uint8Array {
  const { user, count } = world.transactions;
  const member = new Uint8Array(count);
  for (let row = 0; row < count; row++) member[row] = world.users.cohort[user[row]!]!;
  return member;
}
