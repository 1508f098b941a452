import type { ParamsOf } from "../contracts.ts";
import { paymentFeatures } from "../features/features.ts";
import { random } from "../random.ts";
import {
  between,
  daysOf,
  markByWeight,
  OLD_ACCOUNTS,
  racesOf,
  tenureOf,
  weightsUnder,
  weightUnder,
  withFrauds,
  YOUNG_ACCOUNTS,
} from "../world/fraud-habits.ts";
import { DAY } from "../world/settings.ts";
import type { PaymentsWorld } from "../world/types.ts";
import type { Fault } from "./fault.ts";

export const SHAPES = ["sudden", "gradual", "incremental", "recurring"] as const;

const params = {
  shape: { kind: "choice", label: "How the change comes", options: SHAPES, default: "sudden" },
  fromDay: {
    kind: "number",
    label: "Change begins on day",
    unit: "",
    min: 0,
    max: 1000,
    step: 1,
    default: 14,
    help: "Of production, counted from 0.",
  },
  days: { kind: "number", label: "It takes, or lasts", unit: "days", min: 1, max: 365, step: 1, default: 14 },
} as const;

export type ConceptDriftParams = ParamsOf<typeof params>;

/**
 * How far the change has come on a day of production (from 0): 0 to 1. Sudden: at once. Gradual and incremental: evenly over
 * `days` days. Recurring: there for `days` days, gone for as many, and so on.
 */
export function changedBy({ shape, fromDay, days }: ConceptDriftParams, day: number): number {
  const since = day - fromDay;
  if (since < 0) return 0;
  if (shape === "sudden") return 1;
  if (shape === "recurring") return Math.floor(since / days) % 2 === 0 ? 1 : 0;
  return Math.min(1, (since + 0.5) / days);
}

/**
 * 1 for each fraud of the world after the change; on every day as many as before it. No payment is touched, only what it means.
 *
 * Sudden, gradual, recurring: each fraud has turned with the chance that {@link changedBy} gives. One that has turned leaves its
 * payment, and another payment of the day is stolen in its stead, drawn by the new habit ({@link YOUNG_ACCOUNTS}). Incremental: all
 * thieves slide from {@link OLD_ACCOUNTS} to it; where the world's frauds follow the former (`fraudsUnder` with the same seed), the
 * slide begins without a jump. `young` may be given where it is at hand: the weights of all payments under the new habit.
 */
export function driftedFrauds(
  world: PaymentsWorld,
  params: ConceptDriftParams,
  seed: number,
  young: Float64Array = weightsUnder(world, YOUNG_ACCOUNTS),
): Uint8Array {
  const { isFraud, amount } = world.transactions;
  const isSliding = params.shape === "incremental";
  const races = racesOf(world, seed);
  const turns = random(seed).fork("concept drift");
  const first = daysOf(world);
  const start = Math.round((world.periods.production.startAt - world.startAt) / DAY);
  const marks = isFraud.slice();
  const sliding = isSliding ? new Float64Array(marks.length) : young;
  for (let day = start; day + 1 < first.length; day++) {
    const way = changedBy(params, day - start);
    if (way === 0) continue;
    const range = { from: first[day]!, to: first[day + 1]! };
    const turn = turns.fork(day - start);
    const habit = between(OLD_ACCOUNTS, YOUNG_ACCOUNTS, way);
    let turned = 0;
    for (let row = range.from; row < range.to; row++) {
      if (isSliding) sliding[row] = weightUnder(habit, amount[row]!, tenureOf(world, row));
      if (isFraud[row] === 0) continue;
      if (!isSliding && !turn.chance(way)) continue;
      marks[row] = 0;
      turned++;
    }
    markByWeight(marks, range, turned, races, sliding);
  }
  return marks;
}

/** The thieves change their habits, and nobody else does. */
export const conceptDrift: Fault<typeof params> = {
  id: "concept-drift",
  name: "Concept drift",
  chapter: "concept-drift",
  summary: "From a day of production on other payments are the frauds: as many, of the very same payments.",
  params,
  apply(healthy, values, seed) {
    const world = withFrauds(healthy.world, driftedFrauds(healthy.world, values, seed));
    const training = paymentFeatures(world, healthy.training.policies);
    const same = healthy.production === healthy.training;
    return {
      world,
      training,
      production: same ? training : paymentFeatures(world, healthy.production.policies),
    };
  },
};
