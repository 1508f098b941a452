import { exp } from "../math/elementary.ts";
import type { Random } from "../random.ts";
import { REGIONS } from "./types.ts";

/** The habits of one customer. One entry a place (or a new user) in every array. */
export type Habits = {
  region: Uint8Array;
  /** Median payment in EUR. */
  typicalAmount: Float64Array;
  /** Days with payments a day. */
  activity: Float64Array;
  favouriteCategory: Uint8Array;
  favouriteMethod: Uint8Array;
  /** Days since sign-up when the customer takes the place. */
  tenureDays: Float64Array;
};

export const CATEGORY_WEIGHTS = [0.3, 0.2, 0.16, 0.14, 0.1, 0.06, 0.04];
export const METHOD_WEIGHTS = [0.58, 0.24, 0.12, 0.06];

/**
 * The habits of `count` customers, each drawn in turn, so that more customers leave those before them as they were.
 *
 * A *place* in the customer base has habits of its own, and one customer after another holds it: people come and go, the
 * habits of the base stay. This is what lets a cohort be exchanged without a trace in any feature.
 */
export function drawHabits(count: number, random: Random): Habits {
  const region = new Uint8Array(count);
  const typicalAmount = new Float64Array(count);
  const activity = new Float64Array(count);
  const favouriteCategory = new Uint8Array(count);
  const favouriteMethod = new Uint8Array(count);
  const tenureDays = new Float64Array(count);
  const places = random.fork("choices");
  const amounts = random.fork("amounts");
  const tenures = random.fork("tenures");
  for (let i = 0; i < count; i++) {
    region[i] = places.integer(REGIONS.length);
    favouriteCategory[i] = places.pick(CATEGORY_WEIGHTS);
    favouriteMethod[i] = places.pick(METHOD_WEIGHTS);
    activity[i] = 0.18 + 0.2 * places.next();
    typicalAmount[i] = 24 * exp(0.9 * amounts.normal());
    tenureDays[i] = 30 + 300 * exp(0.9 * tenures.normal());
  }
  return { region, typicalAmount, activity, favouriteCategory, favouriteMethod, tenureDays };
}
