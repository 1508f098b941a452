import { random } from "../../core/random.ts";
import { sortOrder } from "../../core/stats/order.ts";
import type { Drawn } from "./result.ts";

export const DRAWS = 100;

/**
 * How often each customer stands in each of {@link DRAWS} redrawn companies: as many customers as there are, drawn with putting back.
 * Whole customers are drawn, since the payments of one are alike; the same draw is used wherever two results are compared.
 */
export function customerDraws(customers: number, seed: number): Uint8Array[] {
  const source = random(seed).fork("redrawn customers");
  return Array.from({ length: DRAWS }, (_, k) => {
    const own = source.fork(k);
    const times = new Uint8Array(customers);
    for (let i = 0; i < customers; i++) times[own.integer(customers)]!++;
    return times;
  });
}

/** Rows in the order of their scores, so that any number of weighted areas costs one pass each. */
export type RankedRows = { user: Int32Array; label: Uint8Array; last: Uint8Array };

/** `last` marks the last row of each group of equal score. */
export function rankRows(scores: Float64Array, labels: Uint8Array, users: Int32Array): RankedRows {
  const order = sortOrder(scores);
  const count = order.length;
  const user = new Int32Array(count);
  const label = new Uint8Array(count);
  const last = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    user[i] = users[order[i]!]!;
    label[i] = labels[order[i]!]!;
    last[i] = i + 1 === count || scores[order[i + 1]!] !== scores[order[i]!] ? 1 : 0;
  }
  return { user, label, last };
}

/** The ROC AUC where each row counts as often as its customer; half where a class is absent. */
export function weightedArea({ user, label, last }: RankedRows, times: Uint8Array): number {
  let [below, pairs, positives, negatives] = [0, 0, 0, 0];
  let [up, down] = [0, 0];
  for (let i = 0; i < user.length; i++) {
    const weight = times[user[i]!]!;
    if (label[i] === 1) up += weight;
    else down += weight;
    if (last[i] === 0) continue;
    pairs += up * (below + down / 2);
    below += down;
    positives += up;
    negatives += down;
    up = 0;
    down = 0;
  }
  return positives === 0 || negatives === 0 ? 0.5 : pairs / positives / negatives;
}

/** A value with the middle 95 % of its redrawn values. */
export function drawn(value: number, values: readonly number[]): Drawn {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
  return { value, low: at(0.025), high: at(0.975) };
}
