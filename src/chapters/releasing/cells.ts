import type { RatioSums } from "../../core/experiments/ratio-of-sums.ts";
import { type Company, TEST_DAYS } from "./company.ts";
import { NEVER_MADE, type Outcomes } from "./outcomes.ts";

/**
 * A log as it was known day by day, added up by user: what each user and day adds to the sums that a share and its variance need
 * (`ratioOfSums`). Sorted by day, so that a split of the users is compared day by day in one pass.
 */
export type Cells = {
  count: number;
  user: Int32Array;
  day: Uint8Array;
  /** Six numbers a cell: users, n, y, nn, ny, yy. */
  adds: Float64Array;
};
export const WIDTH = 6;

/** What is counted: rows that belong, and the day on which each success is known (-1: never). */
export type Counted = { belongs(row: number): boolean; knownOn(row: number): number };

/** Payments that were made, and the chargebacks that have come. */
export const chargebacks = (company: Company, { what, chargeback }: Outcomes): Counted => ({
  belongs: (row) => what[row] !== NEVER_MADE,
  knownOn: (row) => (chargeback[row] === 1 ? company.reported[row]! : -1),
});

/** The cells of the test's days, from `fromDay` on: a success counts on the day on which it is known. */
export function cellsOf(
  company: Company,
  { belongs, knownOn }: Counted,
  fromDay = 0,
  days = TEST_DAYS,
): Cells {
  const { user, day, users } = company;
  const events: number[][] = Array.from({ length: days }, () => []);
  for (let row = 0; row < user.length && day[row]! < days; row++) {
    if (day[row]! < fromDay || !belongs(row)) continue;
    events[day[row]!]!.push(2 * user[row]!);
    const on = knownOn(row);
    if (on >= day[row]! && on < days) events[on]!.push(2 * user[row]! + 1);
  }
  const total = events.reduce((sum, own) => sum + own.length, 0);
  const cells = {
    count: 0,
    user: new Int32Array(total),
    day: new Uint8Array(total),
    adds: new Float64Array(WIDTH * total),
  };
  const n = new Float64Array(users);
  const y = new Float64Array(users);
  const place = new Int32Array(users);
  const at = new Int16Array(users).fill(-1);
  for (let d = 0; d < days; d++)
    for (const event of events[d]!) {
      const who = event >> 1;
      if (at[who] !== d) {
        at[who] = d;
        place[who] = cells.count;
        cells.user[cells.count] = who;
        cells.day[cells.count++] = d;
      }
      const cell = WIDTH * place[who]!;
      const { adds } = cells;
      if ((event & 1) === 0) {
        if (n[who] === 0) adds[cell]!++;
        adds[cell + 1]!++;
        adds[cell + 3]! += 2 * n[who]! + 1;
        adds[cell + 4]! += y[who]!;
        n[who]!++;
      } else {
        adds[cell + 2]!++;
        adds[cell + 4]! += n[who]!;
        adds[cell + 5]! += 2 * y[who]! + 1;
        y[who]!++;
      }
    }
  return cells;
}

/** The sums of the users with `arm[user]` of 1, as known at the end of each day: {@link WIDTH} numbers a day. */
export function treatedByDay(cells: Cells, arm: Uint8Array, days = TEST_DAYS): Float64Array {
  const byDay = new Float64Array(WIDTH * days);
  const { adds } = cells;
  let [users, n, y, nn, ny, yy] = [0, 0, 0, 0, 0, 0];
  let cell = 0;
  for (let d = 0; d < days; d++) {
    for (; cell < cells.count && cells.day[cell] === d; cell++) {
      // Multiplied, not skipped: a branch that is taken by a coin costs more than six products.
      const own = arm[cells.user[cell]!]!;
      const at = WIDTH * cell;
      users += own * adds[at]!;
      n += own * adds[at + 1]!;
      y += own * adds[at + 2]!;
      nn += own * adds[at + 3]!;
      ny += own * adds[at + 4]!;
      yy += own * adds[at + 5]!;
    }
    byDay.set([users, n, y, nn, ny, yy], WIDTH * d);
  }
  return byDay;
}

/** One day of such an array. */
export function sumsAt(byDay: Float64Array, day: number): RatioSums {
  const at = WIDTH * day;
  return {
    users: byDay[at]!,
    n: byDay[at + 1]!,
    y: byDay[at + 2]!,
    nn: byDay[at + 3]!,
    ny: byDay[at + 4]!,
    yy: byDay[at + 5]!,
  };
}

/** The users who have a cell at all. */
export function usersOf(cells: Cells): Int32Array {
  return Int32Array.from(new Set(cells.user.subarray(0, cells.count)));
}
