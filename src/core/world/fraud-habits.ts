import { exp, log } from "../math/elementary.ts";
import { random } from "../random.ts";
import { reportFrauds } from "./reporting-delay.ts";
import { DAY } from "./settings.ts";
import type { PaymentsWorld } from "./types.ts";

/** What thieves prefer: payments of about this amount (EUR), from accounts of about this age (days since sign-up). */
export type Habit = { amount: number; tenure: number };

/** Large payments from old accounts, whose history makes them look safe. */
export const OLD_ACCOUNTS: Habit = { amount: 65, tenure: 750 };
/** Small payments from young accounts. */
export const YOUNG_ACCOUNTS: Habit = { amount: 11, tenure: 150 };

/** Spread of the preference, in doublings of the amount and of the account's age. */
const DOUBLINGS = 0.65;
/** What a payment far from all preferences weighs, against one at their centre. */
const FLOOR = 0.005;
const LN2 = log(2);

/** The habit on the way from one to another, 0 to 1, by doublings. */
export function between(from: Habit, to: Habit, way: number): Habit {
  const part = (a: number, b: number) => exp(log(a) + way * (log(b) - log(a)));
  return { amount: part(from.amount, to.amount), tenure: part(from.tenure, to.tenure) };
}

/**
 * How likely a payment of `paid` EUR from an account of `age` days is to be a fraud under a habit, against one at its centre: a
 * bell over the doublings of both, and a small floor everywhere.
 */
export function weightUnder({ amount, tenure }: Habit, paid: number, age: number): number {
  const sum = log(paid / amount) / LN2 / DOUBLINGS;
  const old = log(Math.max(1, age) / tenure) / LN2 / DOUBLINGS;
  return FLOOR + exp(-0.5 * (sum * sum + old * old));
}

/** {@link weightUnder} of every payment of the world. */
export function weightsUnder(world: PaymentsWorld, habit: Habit): Float64Array {
  const { amount, count } = world.transactions;
  const weights = new Float64Array(count);
  for (let row = 0; row < count; row++) weights[row] = weightUnder(habit, amount[row]!, tenureOf(world, row));
  return weights;
}

/** Days from the sign-up to the payment, in whole days as the feature has them. */
export function tenureOf({ transactions, users }: PaymentsWorld, row: number): number {
  return Math.floor((transactions.eventAt[row]! - users.signupAt[transactions.user[row]!]!) / DAY);
}

/** The first row of every day of the world; behind the last day the number of rows. */
export function daysOf(world: PaymentsWorld): Int32Array {
  const { eventAt, count } = world.transactions;
  const days = Math.round((world.periods.production.endAt - world.startAt) / DAY);
  const first = new Int32Array(days + 1);
  let row = 0;
  for (let day = 0; day <= days; day++) {
    while (row < count && eventAt[row]! < world.startAt + day * DAY) row++;
    first[day] = row;
  }
  return first;
}

/** One exponential draw a payment, the same for the same world and seed: whoever draws frauds by weight draws with these. */
export function racesOf(world: PaymentsWorld, seed: number): Float64Array {
  const source = random(seed).fork("fraud habits");
  const races = new Float64Array(world.transactions.count);
  for (let row = 0; row < races.length; row++) races[row] = source.exponential(1);
  return races;
}

/**
 * Marks `count` of the rows `from` to `to` (excluded) that are not marked yet, drawn without replacement in proportion to their
 * weights: those with the smallest draw over weight (Efraimidis, Spirakis 2006, Information Processing Letters 97). Since the
 * draws belong to the rows, other weights exchange no more rows than they must.
 */
export function markByWeight(
  marks: Uint8Array,
  { from, to }: { from: number; to: number },
  count: number,
  races: Float64Array,
  weights: Float64Array,
): void {
  if (count <= 0) return;
  const keys = new Float64Array(to - from);
  let free = 0;
  for (let row = from; row < to; row++) if (marks[row] === 0) keys[free++] = races[row]! / weights[row]!;
  if (free === 0) return;
  const last = keys.subarray(0, free).sort()[Math.min(count, free) - 1]!;
  for (let row = from; row < to; row++)
    if (marks[row] === 0 && races[row]! / weights[row]! <= last) marks[row] = 1;
}

/**
 * 1 for each fraud, if on every day as many payments were stolen as in this world, by thieves of one habit alone: which ones they
 * are follows from amount and age of the account (`weights`, of every payment) and from chance. O(n log n).
 */
export function fraudsUnder(world: PaymentsWorld, weights: Float64Array, seed: number): Uint8Array {
  const { isFraud, count } = world.transactions;
  const races = racesOf(world, seed);
  const first = daysOf(world);
  const marks = new Uint8Array(count);
  for (let day = 0; day + 1 < first.length; day++) {
    const range = { from: first[day]!, to: first[day + 1]! };
    let frauds = 0;
    for (let row = range.from; row < range.to; row++) frauds += isFraud[row]!;
    markByWeight(marks, range, frauds, races, weights);
  }
  return marks;
}

/** The same payments with other frauds, each reported after the world's own delays: what stays a fraud keeps its report. */
export function withFrauds(world: PaymentsWorld, isFraud: Uint8Array): PaymentsWorld {
  const transactions = { ...world.transactions, isFraud };
  const source = random(world.seed).fork("payments world").fork("reports");
  return { ...world, transactions, chargebacks: reportFrauds(transactions, world.settings, source) };
}
