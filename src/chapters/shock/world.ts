import { economicShock } from "../../core/faults/economic-shock.ts";
import { recoveredMonth } from "../../core/world/lending/economy.ts";
import { lendingWorld } from "../../core/world/lending/lending.ts";
import { DEFAULT_LENDING, MATURE_MONTHS } from "../../core/world/lending/settings.ts";
import type { LendingWorld } from "../../core/world/lending/types.ts";
import { rememberLast } from "../shared/remember.ts";
import type { Range } from "../shared/train.ts";

export const {
  trainingMonths: TRAINING,
  productionMonths: PRODUCTION,
  shockFromMonth: START,
} = DEFAULT_LENDING;
export const MATURE = MATURE_MONTHS;
/** A crisis reaches loans that were granted up to so many months before it. */
export const REACH = 4;
/** Months of loans from after the crisis that the later retraining learns from. */
const COLLECT = 5;
/** Months into the crisis, at least, until the model is retrained in it, and months of loans that it then learns from. */
const EARLIEST = 9;
const NEWEST = 6;

export type Crisis = { depth: number; length: number; recovers: number; rule: string };

export const healthyWorld = rememberLast((size: number, seed: number) =>
  lendingWorld({ applications: size }, seed),
);

/** The world in this crisis; the two that one setting needs are kept. */
export const worldIn = rememberLast((size: number, crisis: Crisis, seed: number): LendingWorld => {
  const healthy = healthyWorld(size, seed);
  return crisis.depth === 0 ? healthy : economicShock.apply(healthy, crisis, seed);
}, 2);

/** The stretches of time that the chapter speaks of, in months of production from 0 (negative in training). */
export type Stretches = ReturnType<typeof stretchesOf>;

export function stretchesOf({ length }: Pick<Crisis, "length">) {
  const end = START + length;
  const recovered = recoveredMonth({ ...DEFAULT_LENDING, shockMonths: length });
  const retrainLive = START + Math.max(EARLIEST, length);
  const afterLive = recovered + COLLECT + MATURE;
  return {
    fit: [-TRAINING, -MATURE] as const,
    held: [-MATURE, 0] as const,
    /** No loan of these months is reached by the crisis. */
    before: [-MATURE, START - REACH] as const,
    /** The crisis at its full depth, for the loans of which it lasts. */
    depth: [START, Math.max(START + 1, end - 1)] as const,
    crisis: [START - REACH, recovered] as const,
    after: [recovered, PRODUCTION] as const,
    end,
    recovered,
    retrainLive,
    /** The newest loans with an outcome in the books when the model that is retrained in the crisis goes live. */
    learned: [retrainLive - MATURE - NEWEST, retrainLive - MATURE] as const,
    afterLive,
    learnedAfter: [recovered, afterLive - MATURE] as const,
  };
}

/** The rows of the applications of these months. */
export function rowsIn({ applications }: LendingWorld, [from, to]: readonly [number, number]): Range {
  return { from: firstAt(applications.month, from), to: firstAt(applications.month, to) };
}

function firstAt(month: Float64Array, value: number): number {
  let low = 0;
  let high = month.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (month[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
