import { APPROVED, BLOCKED, EXPLORED } from "../../core/faults/selective-labels.ts";
import { log } from "../../core/math/elementary.ts";
import { COSTS } from "../../core/metrics/cost.ts";
import { type Loop, serve } from "./loop.ts";
import type { CostPoint, PolicyId, RoundPoint, Seen, Team, Unseen } from "./result.ts";

/** Bins below and from the threshold on, and their width in log-odds. */
const [BELOW, ABOVE] = [17, 12];
const WIDTH = 0.35;

/** The rounds of a loop beside those of the team that learns every outcome. */
export function roundsOf(loop: Loop, ideal: Loop, rounds: number): RoundPoint[] {
  return loop.retrainings.slice(0, rounds + 1).map(({ seen, truth }, round) => {
    const best = ideal.retrainings[round]!.truth;
    return {
      round,
      label: round === 0 ? "first" : String(round),
      precision: { seen: seen.precision, truth: truth.precision, ideal: best.precision },
      recall: { seen: seen.recall, truth: truth.recall, ideal: best.recall },
      boldRecall: truth.boldRecall,
    };
  });
}

/** What becomes of the frauds of the first period in which a model decides, by score. */
export function unseenOf({ bench, retrainings, answer }: Loop): Unseen {
  const period = bench.periods[1]!;
  const { scores, threshold, outcome } = serve(bench, retrainings[0]!, period, answer.explore);
  const cut = logOdds(threshold);
  const bins = Array.from({ length: BELOW + ABOVE }, (_, k) => ({
    low: cut + (k - BELOW) * WIDTH,
    high: cut + (k + 1 - BELOW) * WIDTH,
    approved: 0,
    explored: 0,
    blocked: 0,
  }));
  const frauds = [0, 0, 0];
  const payments = [0, 0, 0];
  const names = ["approved", "explored", "blocked"] as const;
  for (let i = 0; i < scores.length; i++) {
    const what = outcome[i]!;
    payments[what]!++;
    if (bench.labels[period.from + i] === 0) continue;
    frauds[what]!++;
    // The threshold is a score itself: rounding must not put it below its own line.
    const place =
      scores[i]! >= threshold
        ? Math.max(0, (logOdds(scores[i]!) - cut) / WIDTH)
        : Math.min(-1e-9, (logOdds(scores[i]!) - cut) / WIDTH);
    bins[Math.min(BELOW + ABOVE - 1, Math.max(0, Math.floor(place) + BELOW))]![names[what]!]++;
  }
  return {
    bins,
    threshold: cut,
    payments: scores.length,
    blocked: payments[BLOCKED]!,
    blockedFrauds: frauds[BLOCKED]!,
    explored: payments[EXPLORED]!,
    exploredFrauds: frauds[EXPLORED]!,
    approvedFrauds: frauds[APPROVED]!,
  };
}

const LIMIT = 12;
const logOdds = (p: number): number =>
  p <= 0 ? -LIMIT : p >= 1 ? LIMIT : Math.max(-LIMIT, Math.min(LIMIT, log(p / (1 - p))));

/** What a loop's decisions cost in the periods in which a model decided, in EUR per 1,000 payments. */
export function costOf({ bench, retrainings, answer }: Loop, rounds: number): CostPoint {
  const { amount } = bench.scene.world.transactions;
  const sum = { missed: 0, learning: 0, insult: 0 };
  let payments = 0;
  let learned = 0;
  for (const { period, live } of retrainings.slice(1, rounds + 1)) {
    for (let row = period.from; row < period.to; row++) {
      const outcome = live!.outcome[row - period.from]!;
      const isFraud = bench.labels[row] === 1;
      if (outcome === EXPLORED) learned++;
      if (outcome === BLOCKED) sum.insult += isFraud ? 0 : COSTS.insultShare * amount[row]!;
      else if (isFraud) sum[outcome === EXPLORED ? "learning" : "missed"] += COSTS.missedShare * amount[row]!;
    }
    payments += period.to - period.from;
  }
  const each = (euros: number) => (1000 * euros) / Math.max(1, payments);
  const { missed, learning, insult } = sum;
  return {
    explore: answer.explore,
    missed: each(missed),
    learning: each(learning),
    insult: each(insult),
    total: each(missed + learning + insult),
    learned,
  };
}

/** A team's means over the retrainings after the first model. */
export function teamOf(loop: Loop, rounds: number, about: { id: PolicyId; words: string }): Team {
  const after = loop.retrainings.slice(1, rounds + 1);
  const gaps = after.flatMap(({ seen, truth }) => {
    const gap = gapOf(seen.precision, truth.precision);
    return gap === null ? [] : [gap];
  });
  return {
    ...about,
    seen: meanOf(after.map(({ seen }) => seen.precision.value)),
    truth: meanOf(after.map(({ truth }) => truth.precision)),
    recall: meanOf(after.map(({ truth }) => truth.recall)),
    gap: meanOf(gaps),
    lowest: lowestOf(after.map(({ truth }) => truth.precision)),
    widest: gaps.length === 0 ? null : Math.max(...gaps.map(Math.abs)),
  };
}

/** Truth less measured; null where one of them is not there. */
export const gapOf = (seen: Seen, truth: number | null): number | null =>
  seen.value === null || truth === null ? null : truth - seen.value;

export function meanOf(values: readonly (number | null)[]): number | null {
  const there = values.filter((value) => value !== null);
  return there.length === 0 ? null : there.reduce((sum, value) => sum + value, 0) / there.length;
}

function lowestOf(values: readonly (number | null)[]): number | null {
  const there = values.filter((value) => value !== null);
  return there.length === 0 ? null : Math.min(...there);
}
