import { daysOf, type Habit, markByWeight, racesOf } from "../world/fraud-habits.ts";
import type { PaymentsWorld } from "../world/types.ts";
import { appeal } from "./company.ts";
import type { Start } from "./contracts.ts";

/** What thieves turn to: accounts that are a few weeks old, and payments as large as before. */
export const FRESH_ACCOUNTS: Habit = { amount: 55, tenure: 40 };

/**
 * The world in which thieves have other habits: from the start on each fraud has turned with the chance `way(day)` (0 to 1, `day` from
 * the start), left its payment, and another payment of the day is stolen in its stead: one of a young account. On every day
 * as many frauds as before, and no payment looks otherwise.
 */
export function turnedFrauds(
  world: PaymentsWorld,
  start: Start,
  way: (day: number) => number,
): PaymentsWorld {
  const { transactions } = world;
  const marks = transactions.isFraud.slice();
  const weights = appeal(world, FRESH_ACCOUNTS);
  const races = racesOf(world, world.seed);
  const turns = start.draws("turns");
  const first = daysOf(world);
  let since = 0;
  for (let day = 0; day + 1 < first.length; day++) {
    const range = { from: first[day]!, to: first[day + 1]! };
    if (range.from < start.row) continue;
    const chance = way(since++);
    let turned = 0;
    for (let row = range.from; row < range.to; row++) {
      if (marks[row] === 0 || turns[row]! >= chance) continue;
      marks[row] = 0;
      turned++;
    }
    markByWeight(marks, range, turned, races, weights);
  }
  return { ...world, transactions: { ...transactions, isFraud: marks } };
}
