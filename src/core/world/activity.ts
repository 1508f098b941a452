import { exp } from "../math/elementary.ts";
import type { Random } from "../random.ts";
import type { Habits } from "./entities.ts";
import { DAY, HOUR, SECOND } from "./settings.ts";

/** Payments in the order they are drawn: by place (or new user), then by day. */
export type Activity = {
  payments: number;
  /** Number of the user who paid, from 0. */
  user: Int32Array;
  eventAt: Float64Array;
  users: number;
  /** The place (or new user) whose habits the user has. */
  habitsOf: Int32Array;
  /** When the user took the place, or (for a new user) first paid. */
  joinedAt: Float64Array;
};

/** Mean days that a customer holds a place. */
const STAY_DAYS = 15;
/** Mean payments beyond the first on a day with payments. */
const FURTHER_PAYMENTS = 2.6;
/** Mean chance of paying at all on a day; see the habits. */
const MEAN_ACTIVITY = 0.28;
/** How many payments a new user makes: one, two, three ... */
const FIRST_PAYMENTS = [0.72, 0.18, 0.1];
const MEAN_FIRST_PAYMENTS = 1.38;

/** Payments by hour of the day, UTC. */
const RHYTHM = [2, 1, 1, 1, 1, 2, 5, 10, 15, 18, 20, 22, 25, 23, 20, 19, 21, 25, 29, 30, 26, 19, 11, 5];

const cumulative = (weights: readonly number[]): Float64Array => {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  return Float64Array.from(weights, (weight) => {
    sum += weight;
    return sum / total;
  });
};
const RHYTHM_UP_TO = cumulative(RHYTHM);

/** A time of the day in milliseconds, to the second, from one uniform number. */
function timeOfDay(u: number): number {
  let hour = 0;
  while (RHYTHM_UP_TO[hour]! <= u) hour++;
  const before = hour === 0 ? 0 : RHYTHM_UP_TO[hour - 1]!;
  const within = (u - before) / (RHYTHM_UP_TO[hour]! - before);
  return hour * HOUR + Math.floor(within * 3600) * SECOND;
}

/** Up to which uniform number a Poisson count is at most k. */
function poissonUpTo(mean: number): Float64Array {
  let chance = exp(-mean);
  let sum = 0;
  return Float64Array.from({ length: 24 }, (_, k) => {
    if (k > 0) chance *= mean / k;
    sum += chance;
    return k === 23 ? 1 : sum;
  });
}

/** How many places give that many payments over that many days, about. */
export function placesFor(payments: number, days: number): number {
  return Math.max(1, Math.round(payments / (days * MEAN_ACTIVITY * (1 + FURTHER_PAYMENTS))));
}

/** How many new users give that many payments, about. */
export function newUsersFor(payments: number): number {
  return Math.round(payments / MEAN_FIRST_PAYMENTS);
}

/** Room for the payments, growing as needed. */
class Log {
  user = new Int32Array(4096);
  eventAt = new Float64Array(4096);
  payments = 0;

  add(user: number, at: number): void {
    if (this.payments === this.user.length) {
      const user2 = new Int32Array(this.payments * 2);
      const eventAt2 = new Float64Array(this.payments * 2);
      user2.set(this.user);
      eventAt2.set(this.eventAt);
      this.user = user2;
      this.eventAt = eventAt2;
    }
    this.user[this.payments] = user;
    this.eventAt[this.payments++] = at;
  }

  done(joined: number[], habitsOf: number[]): Activity {
    return {
      payments: this.payments,
      user: this.user.subarray(0, this.payments),
      eventAt: this.eventAt.subarray(0, this.payments),
      users: joined.length,
      habitsOf: Int32Array.from(habitsOf),
      joinedAt: Float64Array.from(joined),
    };
  }
}

/**
 * The payments of the places over `days` days from `startAt`. Each day a place's customer may leave and another take over;
 * a day has no payments, or several. A customer who holds a place on the first day may have held it long before.
 */
export function placeActivity(habits: Habits, startAt: number, days: number, random: Random): Activity {
  const log = new Log();
  const joined: number[] = [];
  const habitsOf: number[] = [];
  const dayChances = random.fork("days");
  const counts = random.fork("counts");
  const moments = random.fork("times of day");
  const ages = random.fork("ages");
  const upTo = poissonUpTo(FURTHER_PAYMENTS);
  for (let place = 0; place < habits.activity.length; place++) {
    joined.push(startAt - Math.floor(ages.exponential(STAY_DAYS)) * DAY);
    habitsOf.push(place);
    for (let day = 0; day < days; day++) {
      const at = startAt + day * DAY;
      if (dayChances.next() * STAY_DAYS < 1 && day > 0) {
        joined.push(at);
        habitsOf.push(place);
      }
      if (dayChances.next() >= habits.activity[place]!) continue;
      const u = counts.next();
      let further = 0;
      while (upTo[further]! <= u) further++;
      for (let i = 0; i <= further; i++) log.add(joined.length - 1, at + timeOfDay(moments.next()));
    }
  }
  return log.done(joined, habitsOf);
}

/** The payments of users who sign up during the world: one, sometimes two or three, some days apart. */
export function newUserActivity(count: number, startAt: number, days: number, random: Random): Activity {
  const log = new Log();
  const joined: number[] = [];
  const habitsOf: number[] = [];
  const arrivals = random.fork("arrivals");
  const counts = random.fork("counts");
  const gaps = random.fork("gaps");
  for (let user = 0; user < count; user++) {
    let at = startAt + arrivals.integer(days) * DAY + timeOfDay(arrivals.next());
    joined.push(at);
    habitsOf.push(user);
    const payments = 1 + counts.pick(FIRST_PAYMENTS);
    for (let i = 0; i < payments; i++) {
      if (at < startAt + days * DAY) log.add(user, at);
      at += Math.floor(gaps.exponential(5 * DAY) / SECOND) * SECOND + HOUR;
    }
  }
  return log.done(joined, habitsOf);
}
