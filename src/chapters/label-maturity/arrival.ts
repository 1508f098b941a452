import { labelDelays } from "../../core/detectors/shared/label-delays.ts";
import { exp, log } from "../../core/math/elementary.ts";
import { zOfLevel } from "../../core/stats/wilson-interval.ts";
import type { Range } from "../shared/train.ts";
import { labelTable, type Reading, ROLES } from "./reading.ts";

/** How the share of reports that have arrived grows with a payment's age (milliseconds), with its 95 % band. */
export type Arrival = { ages: Float64Array; arrived: Float64Array; low: Float64Array; high: Float64Array };

/**
 * The curve of customers' reports as it could be estimated at the moment of the reading, from the payments that were let through
 * (a stopped one is settled by a review). Null where fewer than two reports have come.
 */
export function arrivalOf(reading: Reading): Arrival | null {
  const rows = { from: 0, to: reading.rows };
  const table = labelTable(reading, rows, { counts: (row) => reading.stopped[row] === 0 });
  const delays = labelDelays(table, ROLES);
  if (typeof delays === "string" || delays.mode !== "reports" || delays.dated < 2) return null;
  const { ages, arrived, low, high } = delays;
  return { ages, arrived, low, high };
}

/** The value of a step function at an age: 0 before its first step. */
export function stepAt(ages: Float64Array, values: Float64Array, age: number): number {
  let low = 0;
  let high = ages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ages[middle]! <= age) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 0 : values[low - 1]!;
}

export type Chance = { mean: number; low: number; high: number };

/** The mean chance that a report of the payments let through in these rows would have arrived by now, and its band. */
export function meanChance(arrival: Arrival, { at, eventAt, stopped }: Reading, { from, to }: Range): Chance {
  const sum = { mean: 0, low: 0, high: 0 };
  let rows = 0;
  for (let row = from; row < to; row++) {
    if (stopped[row] === 1) continue;
    const age = at - eventAt[row]!;
    rows++;
    sum.mean += stepAt(arrival.ages, arrival.arrived, age);
    sum.low += stepAt(arrival.ages, arrival.low, age);
    sum.high += stepAt(arrival.ages, arrival.high, age);
  }
  const of = (value: number) => (rows === 0 ? 0 : value / rows);
  return { mean: of(sum.mean), low: of(sum.low), high: of(sum.high) };
}

/** Below this chance a week's reports are too few to stand for the others. */
export const LEAST_CHANCE = 0.1;

/**
 * How many reports there will be in the end, where `reported` have arrived and each had this chance: their number over the chance,
 * which weights every report by the inverse chance of having arrived. The 95 % interval holds the chance of those that are out
 * (binomial) and the curve's own band, on the logarithm. Null where the chance is below a tenth, or nothing has arrived.
 */
export function inTheEnd(
  reported: number,
  chance: Chance,
): { value: number; low: number; high: number } | null {
  if (chance.mean < LEAST_CHANCE || reported === 0) return null;
  const value = reported / chance.mean;
  const z = zOfLevel(0.95);
  const curve = chance.low > 0 ? (log(chance.high) - log(chance.low)) / (2 * z) : 0;
  const deviation = Math.sqrt(Math.max(0, 1 - chance.mean) / reported + curve * curve);
  return { value, low: Math.max(reported, value * exp(-z * deviation)), high: value * exp(z * deviation) };
}
