import { random } from "../random.ts";
import { groupRows, sortedOrder } from "../table/group.ts";
import { newUserActivity, newUsersFor, placeActivity, placesFor } from "./activity.ts";
import { amountOf, categoryOf, deviceIsNewOf, drawChances, methodOf } from "./amounts.ts";
import { runBatches } from "./batch-jobs.ts";
import { onboard } from "./cohort.ts";
import { drawHabits, type Habits } from "./entities.ts";
import { markBursts, markSingles } from "./fraud-bursts.ts";
import { reportFrauds } from "./reporting-delay.ts";
import { completeSettings, DAY, HOUR, type PaymentsSettings, SECOND, WORLD_START } from "./settings.ts";
import type { PaymentsWorld, Period, Transactions } from "./types.ts";

/** Names of users and payments who come with a sign-up during the world start here; the others start at 1. */
const FIRST_NEW_USER = 1000001;
const FIRST_NEW_PAYMENT = 100000001;
/** Mean days from sign-up to the first payment of a new user. */
const UNTIL_FIRST_PAYMENT = 12;

/**
 * A payments company from Monday, 6 January 2025 on: users, their payments, the frauds, when each was reported, and the
 * nightly batch jobs. Warm-up, training and production follow one another.
 *
 * The same settings and seed give the same bytes everywhere. Every kind of fact draws from its own named source of chance,
 * so that a setting changes only what it is about: another reporting delay leaves users, payments and frauds as they were;
 * more new users add users and take others away, and leave the rest as they were.
 *
 * Throws, naming the setting, where one is impossible.
 */
export function paymentsWorld(settings: Partial<PaymentsSettings>, seed: number): PaymentsWorld {
  const complete = completeSettings(settings);
  const source = random(seed).fork("payments world");
  const { warmUpDays, trainingDays, productionDays } = complete;
  const days = warmUpDays + trainingDays + productionDays;
  const payments = (complete.payments * days) / (trainingDays + productionDays);

  // Who, and when: the places of the customer base first, then the new users, so that each draws in an order of its own.
  const atPlaces = source.fork("places");
  const placeHabits = drawHabits(placesFor(payments * (1 - complete.newUserShare), days), atPlaces);
  const old = placeActivity(placeHabits, WORLD_START, days, atPlaces.fork("activity"));
  const signUps = source.fork("new users");
  const newcomers = newUsersFor(payments * complete.newUserShare);
  const newHabits = drawHabits(newcomers, signUps);
  const young = newUserActivity(newcomers, WORLD_START, days, signUps.fork("activity"));

  const drawnAt = joinFloats(old.eventAt, young.eventAt);
  const order = sortedOrder(drawnAt);
  const count = order.length;
  const eventAt = new Float64Array(count);
  const user = new Int32Array(count);
  const id = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    const drawn = order[row]!;
    const isOld = drawn < old.payments;
    const own = isOld ? drawn : drawn - old.payments;
    eventAt[row] = drawnAt[drawn]!;
    user[row] = isOld ? old.user[own]! : old.users + young.user[own]!;
    id[row] = isOld ? 1 + own : FIRST_NEW_PAYMENT + own;
  }
  const userCount = old.users + young.users;
  const paymentsOf = groupRows(user, userCount);
  const periods = periodsOf(eventAt, complete);

  // The cohort that arrives in production, and everybody's risk.
  const paid = new Int32Array(old.users);
  for (let u = 0; u < old.users; u++) paid[u] = paymentsOf.offsets[u + 1]! - paymentsOf.offsets[u]!;
  const inProduction = periods.production.to - periods.production.from;
  const member = onboard(
    old.joinedAt,
    paid,
    {
      fromAt: periods.production.startAt + complete.cohortFromDay * DAY,
      payments: complete.cohortShare * inProduction,
    },
    source.fork("cohort"),
  );
  const risk = new Float64Array(userCount).fill(complete.newUserRisk);
  for (let u = 0; u < old.users; u++) risk[u] = member[u] === 1 ? complete.cohortRisk : 1;

  // Which payments are fraud, and from that what they look like.
  const oldChances = drawChances(old.payments, atPlaces.fork("payments"));
  const newChances = drawChances(young.payments, signUps.fork("payments"));
  const isFraud = new Uint8Array(count);
  const inOrder = (a: Float64Array, b: Float64Array) => {
    const values = new Float64Array(count);
    for (let row = 0; row < count; row++) {
      const drawn = order[row]!;
      values[row] = drawn < a.length ? a[drawn]! : b[drawn - a.length]!;
    }
    return values;
  };
  const bursts = (from: number, to: number, of: typeof source) =>
    markBursts(isFraud, eventAt, paymentsOf, { from, to, risk }, complete, of.fork("takeovers"));
  bursts(0, old.users, atPlaces);
  bursts(old.users, userCount, signUps);
  markSingles(isFraud, user, eventAt, risk, inOrder(oldChances.single, newChances.single), complete);

  const users = describeUsers(old, young, placeHabits, newHabits, member, signUps.fork("sign-up"));
  const transactions: Transactions = {
    count,
    id,
    user,
    eventAt,
    amount: new Float64Array(count),
    merchantCategory: new Uint8Array(count),
    paymentMethod: new Uint8Array(count),
    deviceIsNew: new Uint8Array(count),
    hour: new Uint8Array(count),
    isFraud,
  };
  for (let row = 0; row < count; row++) {
    const drawn = order[row]!;
    const isOld = drawn < old.payments;
    const own = isOld ? drawn : drawn - old.payments;
    const chances = isOld ? oldChances : newChances;
    const habits = isOld ? placeHabits : newHabits;
    const who = isOld ? old.habitsOf[old.user[own]!]! : young.user[own]!;
    const fraud = isFraud[row] === 1;
    const category = categoryOf(chances.category[own]!, habits.favouriteCategory[who]!, fraud);
    transactions.merchantCategory[row] = category;
    transactions.amount[row] = amountOf(chances.amount[own]!, habits.typicalAmount[who]!, category, fraud);
    transactions.paymentMethod[row] = methodOf(chances.method[own]!, habits.favouriteMethod[who]!);
    transactions.deviceIsNew[row] = deviceIsNewOf(chances.device[own]!, fraud) ? 1 : 0;
    transactions.hour[row] = Math.floor(((eventAt[row]! - WORLD_START) % DAY) / HOUR);
  }
  return {
    settings: complete,
    seed,
    startAt: WORLD_START,
    users,
    transactions,
    chargebacks: reportFrauds(transactions, complete, source.fork("reports")),
    batchRuns: runBatches(WORLD_START, days, complete, source.fork("batch runs")),
    periods,
    paymentsOf,
  };
}

function joinFloats(a: Float64Array, b: Float64Array): Float64Array {
  const joined = new Float64Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}

/** The three periods, from the sorted times of the payments. */
export function periodsOf(eventAt: Float64Array, settings: PaymentsSettings): PaymentsWorld["periods"] {
  const rowAt = (time: number) => {
    let low = 0;
    let high = eventAt.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (eventAt[middle]! < time) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  let at = WORLD_START;
  const next = (days: number): Period => {
    const startAt = at;
    at += days * DAY;
    return { from: rowAt(startAt), to: rowAt(at), startAt, endAt: at };
  };
  return {
    warmUp: next(settings.warmUpDays),
    training: next(settings.trainingDays),
    production: next(settings.productionDays),
  };
}

/** The users' table: those of the places, then the new ones. */
function describeUsers(
  old: ReturnType<typeof placeActivity>,
  young: ReturnType<typeof newUserActivity>,
  placeHabits: Habits,
  newHabits: Habits,
  member: Uint8Array,
  signUp: ReturnType<typeof random>,
): PaymentsWorld["users"] {
  const count = old.users + young.users;
  const users = {
    count,
    id: new Int32Array(count),
    signupAt: new Float64Array(count),
    cohort: new Uint8Array(count),
    region: new Uint8Array(count),
    typicalAmount: new Float64Array(count),
  };
  for (let u = 0; u < count; u++) {
    const isOld = u < old.users;
    const habits = isOld ? placeHabits : newHabits;
    const own = isOld ? u : u - old.users;
    const who = isOld ? old.habitsOf[u]! : own;
    const joinedAt = isOld ? old.joinedAt[u]! : young.joinedAt[own]!;
    const tenure = isOld ? habits.tenureDays[who]! : signUp.exponential(UNTIL_FIRST_PAYMENT);
    users.id[u] = isOld ? 1 + u : FIRST_NEW_USER + own;
    users.signupAt[u] = joinedAt - Math.round((tenure * DAY) / SECOND) * SECOND;
    users.cohort[u] = isOld ? member[own]! : 1;
    users.region[u] = habits.region[who]!;
    users.typicalAmount[u] = habits.typicalAmount[who]!;
  }
  return users;
}
