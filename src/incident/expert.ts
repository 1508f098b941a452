import { log } from "../core/math/elementary.ts";
import { BUDGET, CHECKS, type CheckId, checkOf } from "./check-list.ts";
import { HOLIDAY, type Hypothesis } from "./draw.ts";
import type { Evidence } from "./evidence.ts";
import { HYPOTHESES, type Item, itemOfAlert, likelihood, likelihoods, signsOf } from "./likelihood.ts";

/** An expert goes on until this sure, or until no check is worth its minutes. */
const SURE = 0.9;
/** Bits a minute that a check must promise. */
const WORTH = 0.006;

/** How much each of the hypotheses is believed, in their order; together 1. */
export type Beliefs = Float64Array<ArrayBuffer>;

/** The answer that belongs to what lies behind: a holiday and nothing at all are both "nothing is wrong". */
export const answerOf = (what: Hypothesis): string =>
  what
    .filter((id) => id !== HOLIDAY)
    .toSorted()
    .join(" + ");

const answerAt = HYPOTHESES.map(({ what }) => answerOf(what));
const all = [...new Set(answerAt)];
const place = Int32Array.from(answerAt, (answer) => all.indexOf(answer));

/** The beliefs after an item has shown a sign. */
export function after(beliefs: Beliefs, item: Item, sign: string): Beliefs {
  const likely = likelihoods(item, sign);
  let sum = 0;
  for (let i = 0; i < beliefs.length; i++) sum += beliefs[i]! * likely[i]!;
  return beliefs.map((belief, i) => (belief * likely[i]!) / sum);
}

/** What an expert believes who has read the dashboard: its alerts, ringing or silent, and nothing else. */
export function afterDashboard(alerts: Evidence["alerts"]): Beliefs {
  let beliefs = Float64Array.from(HYPOTHESES, ({ prior }) => prior);
  for (const [id, sign] of Object.entries(alerts)) beliefs = after(beliefs, itemOfAlert(id), sign);
  return beliefs;
}

/** The likeliest answer, and how sure it is. */
export function best(beliefs: Beliefs): { answer: string; belief: number } {
  const sums = sumsOf(beliefs);
  const at = sums.indexOf(Math.max(...sums));
  return { answer: all[at]!, belief: sums[at]! };
}

/** The beliefs by answer. */
function sumsOf(beliefs: Beliefs): Float64Array {
  const sums = new Float64Array(all.length);
  for (let i = 0; i < beliefs.length; i++) sums[place[i]!]! += beliefs[i]!;
  return sums;
}

/** How open the answer is, in bits, where these are the beliefs by answer, `whole` in all. */
function entropy(sums: Float64Array, whole: number): number {
  let bits = 0;
  for (let at = 0; at < sums.length; at++) {
    const belief = sums[at]! / whole;
    if (belief > 1e-9) bits -= (belief * log(belief)) / log(2);
  }
  return bits;
}

/** Bits that a check is expected to tell, under these beliefs. */
export function promise(beliefs: Beliefs, id: CheckId): number {
  const sums = new Float64Array(all.length);
  let left = 0;
  let likely = 0;
  for (const sign of signsOf(id)) {
    const own = likelihoods(id, sign);
    sums.fill(0);
    let chance = 0;
    for (let i = 0; i < beliefs.length; i++) {
      const both = beliefs[i]! * own[i]!;
      sums[place[i]!]! += both;
      chance += both;
    }
    if (chance < 1e-6) continue;
    left += chance * entropy(sums, chance);
    likely += chance;
  }
  return likely === 0 ? 0 : entropy(sumsOf(beliefs), 1) - left / likely;
}

/** How many times likelier a sign is under what lies behind than under all else that is still believed. */
export function weightOf(beliefs: Beliefs, what: Hypothesis, item: Item, sign: string): number {
  const own = all.indexOf(answerOf(what));
  const likely = likelihoods(item, sign);
  let [rest, sum] = [0, 0];
  for (let i = 0; i < beliefs.length; i++)
    if (place[i] !== own) {
      rest += beliefs[i]! * likely[i]!;
      sum += beliefs[i]!;
    }
  return likelihood(what, item, sign) / Math.max(rest / sum, 1e-9);
}

export type Step = { id: CheckId; minutes: number; sign: string; sure: number };
export type Way = {
  /** The likeliest answer after the dashboard alone, and how sure. */
  first: { answer: string; belief: number };
  steps: readonly Step[];
  minutes: number;
  answer: string;
  sure: number;
};

/**
 * The way of an expert through an incident: always the check that promises most bits a minute, then what it really found here, until
 * one answer is sure enough. `sign` runs a check.
 */
export function wayOf(alerts: Evidence["alerts"], sign: (id: CheckId) => string): Way {
  let beliefs = afterDashboard(alerts);
  const first = best(beliefs);
  const steps: Step[] = [];
  let minutes = 0;
  let found = first;
  while (found.belief < SURE) {
    const [next] = CHECKS.filter(
      ({ id, minutes: price }) => minutes + price <= BUDGET && !steps.some((step) => step.id === id),
    )
      .map(({ id, minutes: price }) => ({ id, worth: promise(beliefs, id) / price }))
      .sort((a, b) => b.worth - a.worth);
    if (next === undefined || next.worth < WORTH) break;
    const own = sign(next.id);
    beliefs = after(beliefs, next.id, own);
    found = best(beliefs);
    const price = checkOf(next.id).minutes;
    minutes += price;
    steps.push({ id: next.id, minutes: price, sign: own, sure: found.belief });
  }
  return { first, steps, minutes, answer: found.answer, sure: found.belief };
}
