import { exp } from "../math/elementary.ts";
import type { Random } from "../random.ts";
import { CATEGORY_WEIGHTS, METHOD_WEIGHTS } from "./entities.ts";

/**
 * What chance decides about each payment before anybody knows whether it is fraud. The attributes follow from these and the
 * truth: a payment that turns fraudulent changes its own row and no other.
 */
export type PaymentChances = {
  /** Standard normal, behind the amount. */
  amount: Float64Array;
  /** Uniform. */
  category: Float64Array;
  method: Float64Array;
  device: Float64Array;
  /** Uniform: below the chance of a single fraud, the payment is one. */
  single: Float64Array;
};

/** Draws the chances of `count` payments, each column from its own source. */
export function drawChances(count: number, random: Random): PaymentChances {
  const column = (name: string, draw: (source: Random) => number) => {
    const source = random.fork(name);
    const values = new Float64Array(count);
    for (let i = 0; i < count; i++) values[i] = draw(source);
    return values;
  };
  const uniform = (source: Random) => source.next();
  return {
    amount: column("amount", (source) => source.normal()),
    category: column("category", uniform),
    method: column("method", uniform),
    device: column("device", uniform),
    single: column("single fraud", uniform),
  };
}

/** What a payment in each merchant category costs, against the user's typical payment. */
export const CATEGORY_FACTOR = [0.95, 0.9, 0.75, 1.15, 1.4, 1.6, 1.2];
/** Where thieves spend. */
const FRAUD_CATEGORY_WEIGHTS = [0.21, 0.15, 0.13, 0.15, 0.16, 0.08, 0.12];
/** Share of the payments in the customer's favourite category, and by the favourite method. */
const FAVOURITE_CATEGORY = 0.5;
const FAVOURITE_METHOD = 0.8;
const AMOUNT_SIGMA = 0.36;
const FRAUD_AMOUNT_FACTOR = 1.35;
const NEW_DEVICE = 0.03;
const FRAUD_NEW_DEVICE = 0.2;

/** The index that a uniform number falls on, in proportion to weights that sum to 1. */
function pickBy(u: number, weights: readonly number[]): number {
  let index = 0;
  let upTo = weights[0]!;
  while (index < weights.length - 1 && u >= upTo) upTo += weights[++index]!;
  return index;
}

/** Merchant category of a payment: often the favourite one; a thief has no favourite. */
export function categoryOf(u: number, favourite: number, fraud: boolean): number {
  if (fraud) return pickBy(u, FRAUD_CATEGORY_WEIGHTS);
  return u < FAVOURITE_CATEGORY
    ? favourite
    : pickBy((u - FAVOURITE_CATEGORY) / (1 - FAVOURITE_CATEGORY), CATEGORY_WEIGHTS);
}

/** Payment method; what the account offers, so thieves use the same. */
export function methodOf(u: number, favourite: number): number {
  return u < FAVOURITE_METHOD
    ? favourite
    : pickBy((u - FAVOURITE_METHOD) / (1 - FAVOURITE_METHOD), METHOD_WEIGHTS);
}

/** Amount in EUR, whole cents, at least 1.00. Log-normal around the user's typical payment in that category. */
export function amountOf(z: number, typical: number, category: number, fraud: boolean): number {
  const middle = typical * CATEGORY_FACTOR[category]! * (fraud ? FRAUD_AMOUNT_FACTOR : 1);
  return Math.max(100, Math.round(100 * middle * exp(AMOUNT_SIGMA * z))) / 100;
}

/** Whether the payment comes from a device that the account had not used before. */
export function deviceIsNewOf(u: number, fraud: boolean): boolean {
  return u < (fraud ? FRAUD_NEW_DEVICE : NEW_DEVICE);
}
