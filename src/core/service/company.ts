import { type PaymentFeatures, paymentFeatures } from "../features/features.ts";
import { random } from "../random.ts";
import { withBoldFrauds } from "../world/bold-frauds.ts";
import {
  daysOf,
  type Habit,
  markByWeight,
  OLD_ACCOUNTS,
  racesOf,
  weightsUnder,
  withFrauds,
} from "../world/fraud-habits.ts";
import { paymentsWorld } from "../world/payments.ts";
import { DAY, type PaymentsSettings } from "../world/settings.ts";
import type { PaymentsWorld } from "../world/types.ts";

/**
 * A company with more fraud than most, so that a day has cases to measure a model by. Half of its reports come within 6 hours,
 * one in twenty takes about two weeks. The warm-up is longer than the longest history that a feature reads.
 */
export const COMPANY: Partial<PaymentsSettings> = {
  warmUpDays: 35,
  fraudRate: 0.022,
  burstShare: 1,
  burstHours: 36,
  reportingDelayHours: 6,
  reportingDelaySigma: 2.4,
  neverReported: 0.05,
  newUserShare: 0.25,
  newUserRisk: 2.5,
};
/** Share of the payments stolen one at a time by thieves who prefer large payments of old accounts, by night. */
const SINGLES = 0.03;
const NIGHT = 8;
/** Share of the frauds that give themselves away: another device, gift cards, a large amount. */
export const BOLD = 0.4;

/** How much a payment appeals to thieves of a habit, against others: more so by night. */
export function appeal(world: PaymentsWorld, habit: Habit = OLD_ACCOUNTS): Float64Array {
  const { hour } = world.transactions;
  return weightsUnder(world, habit).map((weight, row) =>
    hour[row]! >= 22 || hour[row]! < 6 ? NIGHT * weight : weight,
  );
}

/** The healthy world of a seed: payments, frauds in bursts and alone, some of them bold, and their reports. */
export function companyWorld(settings: Partial<PaymentsSettings>, seed: number): PaymentsWorld {
  const plain = paymentsWorld({ ...COMPANY, ...settings }, seed);
  const marks = plain.transactions.isFraud.slice();
  const first = daysOf(plain);
  const weights = appeal(plain);
  const races = racesOf(plain, seed);
  const luck = random(seed).fork("single frauds");
  for (let day = 0; day + 1 < first.length; day++) {
    const range = { from: first[day]!, to: first[day + 1]! };
    markByWeight(marks, range, Math.floor(SINGLES * (range.to - range.from) + luck.next()), races, weights);
  }
  const { world } = withBoldFrauds(withFrauds(plain, marks), BOLD, seed);
  // Nobody belongs to a cohort until a campaign brings one.
  return { ...world, users: { ...world.users, cohort: new Uint8Array(world.users.count) } };
}

/** The features as this company computes them: the count of reports from the last finished batch, everything else at the event. */
export function companyFeatures(world: PaymentsWorld): PaymentFeatures {
  return paymentFeatures(world, { user_chargeback_count_last_30_days: "last-finished-batch" });
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

/** The first row of each day of production; behind the last day the number of payments. */
export function productionDays(world: PaymentsWorld): Int32Array {
  const { startAt, endAt } = world.periods.production;
  return Int32Array.from({ length: Math.round((endAt - startAt) / DAY) + 1 }, (_, day) =>
    firstRowAt(world, startAt + day * DAY),
  );
}
