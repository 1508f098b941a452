import { inOutage } from "../../core/faults/feature-store-outage.ts";
import { type FeatureColumn, PRESENT } from "../../core/features/features.ts";
import { log } from "../../core/math/elementary.ts";
import { wilsonInterval } from "../../core/stats/wilson-interval.ts";
import { DAY } from "../../core/world/settings.ts";
import { type Bench, heldAuc, type Scorer } from "./models.ts";
import type { HourBlock, Outcome, Rates, Scores, SilentCell, ValueBin } from "./result.ts";

export type Outage = { fromHour: number; hours: number; intensity: number };

/** Equal-count bins of the real values. */
const BINS = 10;
/** Fewer frauds than this name no recall. */
const FEWEST = 6;
/** Ends of the score axis in log-odds, and its bins. */
const SCORES = { low: -7, high: 1, bins: 32 };
/** Days of tenure at which a group ends. */
export const TENURES = [7, 30, 180] as const;

/** The fraud rate over the average in training, and at its silence. */
export function ratesOf({ scene, average }: Bench, written: number | null): Rates {
  const { from, to } = scene.world.periods.training;
  const rows: number[] = [];
  const silent = { value: written, rows: 0, frauds: 0 };
  for (let row = from; row < to; row++) {
    if (average.absence[row] === PRESENT) rows.push(row);
    else {
      silent.rows++;
      silent.frauds += scene.labels[row]!;
    }
  }
  const sorted = Float64Array.from(rows, (row) => average.values[row]!).sort();
  const edges = Array.from(
    { length: BINS - 1 },
    (_, k) => sorted[Math.floor(((k + 1) * sorted.length) / BINS)]!,
  );
  const counts = Array.from({ length: BINS }, () => ({ rows: 0, frauds: 0 }));
  for (const row of rows) {
    let bin = 0;
    while (bin < edges.length && average.values[row]! >= edges[bin]!) bin++;
    counts[bin]!.rows++;
    counts[bin]!.frauds += scene.labels[row]!;
  }
  const bins: ValueBin[] = [];
  for (let k = 0; k < BINS && sorted.length > 0; k++) {
    const low = k === 0 ? sorted[0]! : edges[k - 1]!;
    const high = k === BINS - 1 ? sorted.at(-1)! : edges[k]!;
    const middle = sorted[Math.floor(((k + 0.5) * sorted.length) / BINS)]!;
    if (counts[k]!.rows > 0) bins.push({ low, high, middle, ...withInterval(counts[k]!) });
  }
  return {
    bins,
    silent: { ...silent, ...withInterval(silent) },
    share: silent.rows / Math.max(1, to - from),
  };
}

const withInterval = ({ rows, frauds }: { rows: number; frauds: number }) => ({
  rows,
  frauds,
  interval: wilsonInterval(frauds, rows),
});

/** The rows of active users (who have an average) in the hours of the outage, in a range. */
export function activeInWindow(
  { scene, average }: Bench,
  range: { from: number; to: number },
  outage: Outage,
): Int32Array {
  const { hour } = scene.world.transactions;
  const rows: number[] = [];
  for (let row = range.from; row < range.to; row++)
    if (average.absence[row] === PRESENT && inOutage(hour[row]!, outage)) rows.push(row);
  return Int32Array.from(rows);
}

/** Scores of active users at the hours of the outage: held-out training days, and production as it went. */
export function scoresOf(bench: Bench, scorer: Scorer, live: Float64Array, outage: Outage): Scores {
  const { held, production } = bench.split;
  const hours = outage.hours === 0 ? { ...outage, hours: 24 } : outage;
  const before = Float64Array.from(
    activeInWindow(bench, held, hours),
    (row) => scorer.held[row - held.from]!,
  );
  const during = Float64Array.from(
    activeInWindow(bench, production, hours),
    (row) => live[row - production.from]!,
  );
  const width = (SCORES.high - SCORES.low) / SCORES.bins;
  const share = (scores: Float64Array) => {
    const counts = new Float64Array(SCORES.bins);
    for (const score of scores) {
      const bin = Math.floor((logOdds(score) - SCORES.low) / width);
      counts[Math.max(0, Math.min(SCORES.bins - 1, bin))]!++;
    }
    return counts.map((count) => count / Math.max(1, scores.length));
  };
  const [a, b] = [share(before), share(during)];
  const stopped = (scores: Float64Array) =>
    scores.reduce((sum, score) => sum + (score >= scorer.threshold ? 1 : 0), 0) / Math.max(1, scores.length);
  const mean = (scores: Float64Array) =>
    scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length);
  return {
    bins: Array.from(a, (value, k) => ({
      low: SCORES.low + k * width,
      high: SCORES.low + (k + 1) * width,
      before: value,
      during: b[k]!,
    })),
    threshold: logOdds(scorer.threshold),
    beforeRows: before.length,
    duringRows: during.length,
    beforeStopped: stopped(before),
    duringStopped: stopped(during),
    beforeMean: mean(before),
    duringMean: mean(during),
  };
}

const logOdds = (p: number) => Math.min(SCORES.high, Math.max(SCORES.low, log(p / (1 - p))));

/**
 * Recall on active users in twelve pairs of hours, one of them beginning with the outage; in production, and had the store
 * answered (`live` and `calm`: scores of all production payments).
 */
export function recallByHour(
  bench: Bench,
  { threshold, calm, live }: { threshold: number; calm: Float64Array; live: Float64Array },
  outage: Outage,
): HourBlock[] {
  const { scene, average, split } = bench;
  const { hour } = scene.world.transactions;
  const { from, to } = split.production;
  const shift = outage.fromHour % 2;
  const blocks = Array.from({ length: 12 }, (_, k) => ({
    from: 2 * k + shift,
    outageHours: 0,
    frauds: 0,
    caught: 0,
    caughtTwin: 0,
  }));
  for (const block of blocks)
    block.outageHours = [block.from, block.from + 1].filter((one) => inOutage(one % 24, outage)).length;
  for (let row = from; row < to; row++) {
    if (scene.labels[row] !== 1 || average.absence[row] !== PRESENT) continue;
    const block = blocks[Math.floor(((hour[row]! - shift + 24) % 24) / 2)]!;
    block.frauds++;
    if (live[row - from]! >= threshold) block.caught++;
    if (calm[row - from]! >= threshold) block.caughtTwin++;
  }
  return blocks.map((block) => ({
    ...block,
    recall: block.frauds < FEWEST ? null : block.caught / block.frauds,
    recallTwin: block.frauds < FEWEST ? null : block.caughtTwin / block.frauds,
  }));
}

/** Production payments by hour and tenure, with the share whose average is silent as served. */
export function silentCells({ scene, split }: Bench, served: FeatureColumn): SilentCell[] {
  const { transactions, users } = scene.world;
  const groups = TENURES.length + 1;
  const rows = new Int32Array(24 * groups);
  const silent = new Int32Array(24 * groups);
  for (let row = split.production.from; row < split.production.to; row++) {
    const days = (transactions.eventAt[row]! - users.signupAt[transactions.user[row]!]!) / DAY;
    let group = 0;
    while (group < TENURES.length && days >= TENURES[group]!) group++;
    const cell = transactions.hour[row]! * groups + group;
    rows[cell]!++;
    if (served.absence[row] !== PRESENT) silent[cell]!++;
  }
  return Array.from(rows, (count, cell) => ({
    hour: Math.floor(cell / groups),
    tenure: cell % groups,
    rows: count,
    silent: silent[cell]!,
  }));
}

/**
 * What the outage does to recall on active users, against the very same payments had the store answered. `rows` are the active
 * users' reported frauds in the hours of the outage.
 */
export function outcomeOf(
  bench: Bench,
  scorer: Scorer,
  served: FeatureColumn,
  rows: Int32Array,
  about: Pick<Outcome, "id" | "words" | "model">,
): Outcome {
  const calm = scorer.score(bench.average, rows);
  const live = scorer.score(served, rows);
  const all = { frauds: 0, before: 0, during: 0 };
  const lost = { frauds: 0, before: 0, during: 0 };
  for (const [i, row] of rows.entries()) {
    for (const tally of served.absence[row] === PRESENT ? [all] : [all, lost]) {
      tally.frauds++;
      if (calm[i]! >= scorer.threshold) tally.before++;
      if (live[i]! >= scorer.threshold) tally.during++;
    }
  }
  const fall = (tally: typeof all) => (tally.before === 0 ? Number.NaN : 1 - tally.during / tally.before);
  const share = (count: number, { frauds }: typeof all) => (frauds === 0 ? Number.NaN : count / frauds);
  const interval = (count: number) => wilsonInterval(count, all.frauds);
  return {
    ...about,
    frauds: all.frauds,
    before: share(all.before, all),
    during: share(all.during, all),
    beforeInterval: interval(all.before),
    duringInterval: interval(all.during),
    fall: fall(all),
    lostFrauds: lost.frauds,
    lostBefore: share(lost.before, lost),
    lostDuring: share(lost.during, lost),
    lostFall: fall(lost),
    offline: heldAuc(bench, scorer),
  };
}
