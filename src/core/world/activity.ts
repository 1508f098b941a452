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
const STAY_DAYS = 12;
/** How many payments a day with payments brings: one, two, three ... */
const DAY_PAYMENTS = [0.05, 0.15, 0.27, 0.28, 0.17, 0.08];
const MEAN_DAY_PAYMENTS = 3.61;
/** How far a day with payments may be shifted, as a share of their distance. */
const SHIFT = 0.6;
/** Mean days with payments a day; see the habits. */
const MEAN_ACTIVITY = 0.28;
/** How many payments a new user makes: one, two, three ... */
const FIRST_PAYMENTS = [0.72, 0.18, 0.1];
const MEAN_FIRST_PAYMENTS = 1.38;

/** Payments by hour of the day, UTC. */
const RHYTHM = [2, 1, 1, 1, 1, 2, 5, 10, 15, 18, 20, 22, 25, 23, 20, 19, 21, 25, 29, 30, 26, 19, 11, 5];
/** Share of the payments from 22:00 to 6:00, the six first and the two last hours. */
export const NIGHT_SHARE =
  [...RHYTHM.slice(0, 6), ...RHYTHM.slice(22)].reduce((sum, weight) => sum + weight, 0) /
  RHYTHM.reduce((sum, weight) => sum + weight, 0);

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

/** How many places give that many payments over that many days, about. */
export function placesFor(payments: number, days: number): number {
  return Math.max(1, Math.round(payments / (days * MEAN_ACTIVITY * MEAN_DAY_PAYMENTS)));
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
 * The payments of the places over `days` days from `startAt`. A place has a rhythm of its own: its days with payments come
 * at even distances, each shifted by chance, and bring one payment or several. Its customer leaves after a while and another
 * takes over; the one who holds it on the first day may have held it long before.
 */
export function placeActivity(habits: Habits, startAt: number, days: number, random: Random): Activity {
  const log = new Log();
  const joined: number[] = [];
  const habitsOf: number[] = [];
  const stays = random.fork("stays");
  const visits = random.fork("days");
  const counts = random.fork("counts");
  const moments = random.fork("times of day");
  for (let place = 0; place < habits.activity.length; place++) {
    const stay = () => 1 + Math.floor(stays.exponential(STAY_DAYS - 0.5));
    // Stays have no memory, so that the age of the first one looks like the length of any.
    joined.push(startAt - (stay() - 1) * DAY);
    habitsOf.push(place);
    let leaves = stay();
    const distance = 1 / habits.activity[place]!;
    for (let at = visits.next() * distance; at < days; at += distance) {
      const day = Math.floor(at + (visits.next() - 0.5) * SHIFT * distance);
      const payments = 1 + counts.pick(DAY_PAYMENTS);
      if (day < 0 || day >= days) continue;
      for (; leaves <= day; leaves += stay()) {
        joined.push(startAt + leaves * DAY);
        habitsOf.push(place);
      }
      for (let i = 0; i < payments; i++) {
        log.add(joined.length - 1, startAt + day * DAY + timeOfDay(moments.next()));
      }
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
