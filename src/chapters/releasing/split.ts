import { bucketsOf } from "../../core/experiments/bucket.ts";
import { type Company, type Served, TEST_DAYS, TIME_LIMIT } from "./company.ts";
import { SAFE_DAYS } from "./outcomes.ts";
import type { Split } from "./result.ts";

export const SPLITS = 100;
const BINS = 24;

/**
 * The same challenger, split by user and by payment, many times over: the difference once all chargebacks have come, per 1,000
 * payments. By payment both models meet the same takeover, and the one that ends it ends it for both. Yields after every few splits.
 */
export function* splitsOf(
  company: Company,
  models: readonly [Served, Served],
  truth: number,
  first: number,
): Generator<void, Split> {
  const { scene, live, user, fraud, day, reported, users } = company;
  let end = 0;
  while (end < day.length && day[end]! < TEST_DAYS) end++;
  const frauds: number[] = [];
  const genuine = new Float64Array(users);
  for (let row = 0; row < end; row++) {
    if (fraud[row] === 1) frauds.push(row);
    else genuine[user[row]!]!++;
  }
  const userIds = scene.world.users.id;
  const paymentIds = scene.world.transactions.id.subarray(live.from, live.from + end);
  const safeUntil = new Int16Array(users);

  /** Only frauds are followed one by one: nothing that a model does to a genuine payment changes a chargeback. */
  const difference = (made: [number, number], side: (row: number) => number): number => {
    const hits = [0, 0];
    safeUntil.fill(-1);
    for (const row of frauds) {
      const who = user[row]!;
      if (day[row]! <= safeUntil[who]!) continue;
      const one = side(row);
      const { stops, latency } = models[one]!;
      made[one]!++;
      if (latency[row]! > TIME_LIMIT) continue;
      if (stops[row] === 1) safeUntil[who] = day[row]! + SAFE_DAYS;
      else if (reported[row]! >= 0) hits[one]!++;
    }
    return 1000 * (hits[1]! / made[1] - hits[0]! / made[0]);
  };
  const found = { user: new Float64Array(SPLITS), payment: new Float64Array(SPLITS) };
  const payers = Int32Array.from(genuine.keys()).filter((u) => genuine[u]! > 0);
  const genuineIds = paymentIds.filter((_, row) => fraud[row] === 0);
  for (let e = 0; e < SPLITS; e++) {
    if (e % 10 === 9) yield;
    const bucket = bucketsOf(first + e);
    let [below, belowUsers] = [0, 0];
    for (let i = 0; i < genuineIds.length; i++) below += bucket(genuineIds[i]!) < 0.5 ? 1 : 0;
    for (const u of payers) belowUsers += bucket(userIds[u]!) < 0.5 ? genuine[u]! : 0;
    const all = genuineIds.length;
    found.user[e] = difference([all - belowUsers, belowUsers], (row) =>
      bucket(userIds[user[row]!]!) < 0.5 ? 1 : 0,
    );
    found.payment[e] = difference([all - below, below], (row) => (bucket(paymentIds[row]!) < 0.5 ? 1 : 0));
  }
  return summaryOf(found, truth);
}

function summaryOf(found: { user: Float64Array; payment: Float64Array }, truth: number): Split {
  const all = [...found.user, ...found.payment, truth, 0];
  const [low, high] = [Math.floor(Math.min(...all)), Math.ceil(Math.max(...all))];
  const width = (high - low) / BINS;
  const bins = Array.from({ length: BINS }, (_, k) => ({ at: low + (k + 0.5) * width, user: 0, payment: 0 }));
  for (const way of ["user", "payment"] as const)
    for (const value of found[way])
      bins[Math.min(BINS - 1, Math.max(0, Math.floor((value - low) / width)))]![way]++;
  const [user, payment] = [spreadOf(found.user), spreadOf(found.payment)];
  const kept = Math.abs(truth) < 1 ? 1 : payment.mean / user.mean;
  return { truth, bins, width, user, payment, splits: SPLITS, kept };
}

function spreadOf(values: Float64Array): { mean: number; low: number; high: number } {
  const sorted = values.slice().sort();
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    mean,
    low: sorted[Math.floor(0.05 * sorted.length)]!,
    high: sorted[Math.ceil(0.95 * sorted.length) - 1]!,
  };
}
