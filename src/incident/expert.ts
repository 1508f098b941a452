import { log } from "../core/math/elementary.ts";
import { BUDGET, CHECKS, type CheckId, checkOf } from "./check-list.ts";
import { HOLIDAY, type Hypothesis } from "./draw.ts";
import type { Evidence } from "./evidence.ts";
import { hypotheses, type Item, itemOfAlert, likelihood, signsOf } from "./likelihood.ts";

/** An expert goes on until this sure, or until no check is worth its minutes. */
const SURE = 0.9;
/** Bits a minute that a check must promise. */
const WORTH = 0.004;

export type Believed = { what: Hypothesis; belief: number };

/** The answer that belongs to what lies behind: a holiday and nothing at all are both "nothing is wrong". */
export const answerOf = (what: Hypothesis): string =>
  what
    .filter((id) => id !== HOLIDAY)
    .toSorted()
    .join(" + ");

/** The beliefs after an item has shown a sign. */
export function after(beliefs: readonly Believed[], item: Item, sign: string): Believed[] {
  const weighed = beliefs.map(({ what, belief }) => ({
    what,
    belief: belief * likelihood(what, item, sign),
  }));
  const all = weighed.reduce((sum, { belief }) => sum + belief, 0);
  return weighed.map(({ what, belief }) => ({ what, belief: belief / all }));
}

/** What an expert believes who has read the dashboard: its alerts, ringing or silent, and nothing else. */
export function afterDashboard(alerts: Evidence["alerts"]): Believed[] {
  let beliefs: Believed[] = hypotheses().map(({ what, prior }) => ({ what, belief: prior }));
  for (const [id, sign] of Object.entries(alerts)) beliefs = after(beliefs, itemOfAlert(id), sign);
  return beliefs;
}

/** The answers that are left, the likeliest first. */
export function answers(beliefs: readonly Believed[]): { answer: string; belief: number }[] {
  const sums = new Map<string, number>();
  for (const { what, belief } of beliefs) sums.set(answerOf(what), (sums.get(answerOf(what)) ?? 0) + belief);
  return [...sums].map(([answer, belief]) => ({ answer, belief })).sort((a, b) => b.belief - a.belief);
}

const entropy = (beliefs: readonly Believed[]): number =>
  answers(beliefs).reduce((sum, { belief }) => (belief > 0 ? sum - (belief * log(belief)) / log(2) : sum), 0);

/** Bits that a check is expected to tell, under these beliefs. */
export function promise(beliefs: readonly Believed[], id: CheckId): number {
  let left = 0;
  let likely = 0;
  // Beliefs that are next to nothing cost time and change nothing.
  const kept = beliefs.filter(({ belief }) => belief > 1e-4);
  for (const sign of signsOf(id)) {
    const chance = kept.reduce((sum, { what, belief }) => sum + belief * likelihood(what, id, sign), 0);
    if (chance < 1e-6) continue;
    left += chance * entropy(after(kept, id, sign));
    likely += chance;
  }
  return likely === 0 ? 0 : entropy(kept) - left / likely;
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
  const first = answers(beliefs)[0]!;
  const steps: Step[] = [];
  let minutes = 0;
  let best = first;
  while (best.belief < SURE) {
    const [next] = CHECKS.filter(
      ({ id, minutes: price }) => minutes + price <= BUDGET && !steps.some((step) => step.id === id),
    )
      .map(({ id, minutes: price }) => ({ id, worth: promise(beliefs, id) / price }))
      .sort((a, b) => b.worth - a.worth);
    if (next === undefined || next.worth < WORTH) break;
    const found = sign(next.id);
    beliefs = after(beliefs, next.id, found);
    best = answers(beliefs)[0]!;
    const price = checkOf(next.id).minutes;
    minutes += price;
    steps.push({ id: next.id, minutes: price, sign: found, sure: best.belief });
  }
  return { first, steps, minutes, answer: best.answer, sure: best.belief };
}
