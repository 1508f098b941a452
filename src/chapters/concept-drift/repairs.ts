import type { Task } from "../../core/contracts.ts";
import { rocAucInterval } from "../../core/metrics/roc-auc.ts";
import { quantile } from "../../core/stats/quantile.ts";
import { DAY } from "../../core/world/settings.ts";
import { type Range, within } from "../shared/train.ts";
import { type Bench, scoresOf } from "./bench.ts";
import chapter from "./chapter.ts";
import type { Answer } from "./result.ts";
import { firstRowAt, LIVE_AFTER, reportsOf, type Stretches } from "./world.ts";

const { options: ANSWERS, words: WORDS } = chapter.params.repair;
/** With fewer frauds than this nothing is learned, and the model stays. */
const ENOUGH = 20;
/** By this share of the waits for a report a payment without one counts as settled. */
const MATURE = 0.95;

export type Repaired = {
  answers: readonly Answer[];
  scores: Readonly<Record<string, Float64Array>>;
  /** Days that a payment must be old to be learned from. */
  wait: number;
};

/**
 * The model as trained, and two that are trained three weeks after the change on what was known that day: on everything since the
 * first day of training, or on the last three weeks alone. Payments whose label may still be on its way are left out.
 */
export async function repairsOf(
  bench: Bench,
  broken: Uint8Array,
  delay: number,
  { training, repaired, liveDay }: Stretches,
  task: Pick<Task<never>, "breathe">,
): Promise<Repaired> {
  const { world } = bench.base;
  const { eventAt } = world.transactions;
  const at = world.periods.production.startAt + liveDay * DAY;
  const reports = delay > 0 ? reportsOf(world, broken, delay) : null;
  const wait = reports === null ? 0 : waitOf(reports, eventAt);
  const known = broken.slice();
  if (reports !== null)
    for (let row = 0; row < known.length; row++) if (known[row] === 1 && reports[row]! >= at) known[row] = 0;
  const end = Math.max(training.from, firstRowAt(world, at - wait * DAY));
  const rows: Readonly<Record<string, Range>> = {
    all: { from: training.from, to: end },
    window: { from: Math.min(end, firstRowAt(world, at - LIVE_AFTER * DAY)), to: end },
  };
  const scores: Record<string, Float64Array> = { none: bench.scores };
  const answers: Answer[] = [];
  for (const [i, id] of ANSWERS.entries()) {
    const range = rows[id];
    const learnedRows = range === undefined ? 0 : range.to - range.from;
    const learnedFrauds = range === undefined ? 0 : within(known, range).reduce((sum, one) => sum + one, 0);
    if (range !== undefined)
      scores[id] = learnedFrauds < ENOUGH ? bench.scores : await scoresOf(bench.binned, known, range, task);
    const live = within(broken, repaired);
    const frauds = live.reduce((sum, one) => sum + one, 0);
    const auc =
      frauds < 5 || frauds === live.length ? null : rocAucInterval(within(scores[id]!, repaired), live);
    answers.push({ id, words: WORDS[i]!, auc, learnedRows, learnedFrauds });
  }
  return { answers, scores, wait };
}

/** Days within which 95 % of the reports arrive. */
function waitOf(reports: Float64Array, eventAt: Float64Array): number {
  const waits: number[] = [];
  for (let row = 0; row < reports.length; row++)
    if (!Number.isNaN(reports[row]!)) waits.push((reports[row]! - eventAt[row]!) / DAY);
  return waits.length === 0 ? 0 : quantile(Float64Array.from(waits).sort(), MATURE);
}
