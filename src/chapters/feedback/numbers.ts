import { EXPLORED } from "../../core/faults/selective-labels.ts";
import type { Loop } from "./loop.ts";
import { costOf, gapOf } from "./measures.ts";
import type { Numbers, ShopRun, Team } from "./result.ts";

/** The single numbers that the prose names. NaN where there is nothing to name. */
export function numbersOf(here: Loop, nothing: Loop, weigh: Loop, ideal: Loop, rounds: number): Numbers {
  const { bench, labelled } = here;
  const periods = bench.periods.slice(0, rounds + 1);
  const rate = (from: number, to: number, counts: (row: number) => boolean) => {
    let rows = 0;
    let frauds = 0;
    for (let row = from; row < to; row++) {
      if (!counts(row)) continue;
      rows++;
      frauds += bench.labels[row]!;
    }
    return rows === 0 ? Number.NaN : frauds / rows;
  };
  const [first, last] = [periods[0]!, periods[rounds]!];
  const [before, next] = [nothing.retrainings[0]!, nothing.retrainings[1]!];
  const cost = costOf(weigh, rounds);
  const live = periods[rounds]!.to - periods[1]!.from;
  const number = (value: number | null) => value ?? Number.NaN;
  return {
    payments: last.to - first.from,
    period: (last.to - first.from) / (rounds + 1),
    fraudRate: rate(first.from, last.to, () => true),
    labelledRate: rate(last.from, last.to, (row) => labelled[row] === 1),
    firstPrecision: number(before.truth.precision),
    firstBoldRecall: number(before.truth.boldRecall),
    nextBoldRecall: number(next.truth.boldRecall),
    nextSeen: number(next.seen.precision.value),
    nextTruth: number(next.truth.precision),
    nextIdeal: number(ideal.retrainings[1]!.truth.precision),
    nextGap: number(gapOf(next.seen.precision, next.truth.precision)),
    learned: cost.learned / rounds,
    blockedOnce: blockedOf(weigh, rounds),
    priceOfLabel: cost.learned === 0 ? Number.NaN : (cost.learning * live) / 1000 / cost.learned,
  };
}

/** Payments that the model would block in a period, mean. */
function blockedOf({ retrainings }: Loop, rounds: number): number {
  let count = 0;
  for (const { live } of retrainings.slice(1, rounds + 1))
    for (const outcome of live!.outcome) if (outcome >= EXPLORED) count++;
  return count / rounds;
}

/** What exploration without weights leaves of the gap between measured and true precision: "closes", "halves" or "stays". */
export function gaugeOf(teams: readonly Team[]): string {
  const [nothing, explore] = teams;
  if (nothing!.gap === null || explore!.gap === null || nothing!.gap === 0) return "stays";
  const left = Math.abs(explore!.gap / nothing!.gap);
  return left < 0.3 ? "closes" : left < 0.65 ? "halves" : "stays";
}

/** Whether the click rate of a shop rises, falls or stays, from the first round to the last. */
export function clickRateOf({ clicks }: ShopRun): string {
  const change = clicks.at(-1)! / Math.max(1e-9, clicks[0]!) - 1;
  return change > 0.05 ? "rises" : change < -0.05 ? "falls" : "stays";
}
