import type { ParamsOf, Task } from "../../core/contracts.ts";
import { HOURS_BEHIND, MISMATCHES, type Mismatch } from "../../core/faults/serving-skew.ts";
import { FEATURES } from "../../core/features/features.ts";
import { evaluate } from "../../core/metrics/evaluate.ts";
import { rocAuc } from "../../core/metrics/roc-auc.ts";
import { DAY } from "../../core/world/settings.ts";
import { type Range, within } from "../shared/train.ts";
import { causeRow, matrixRow, panelOf, unseenOf, type Watched, watch } from "./alarms.ts";
import type chapter from "./chapter.ts";
import {
  ALERTS,
  type Bench,
  benchOf,
  hitRows,
  liveRange,
  measure,
  scoresOf,
  servedUnder,
  trainedFor,
  twinOf,
} from "./company.ts";
import { differentIn, heatOf, parityOf, shapeOf } from "./pairs.ts";
import type { Cause, Day, MatrixRow, Outcome, Result, Rollout, Shape } from "./result.ts";

export type { Result } from "./result.ts";
export type Params = ParamsOf<typeof chapter.params>;

/** Points of the large picture, and of each small one. */
const POINTS = 260;
const FEW_POINTS = 70;
/** Shares of the roll-out picture. */
const SHARES = [0, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 1];
const STEPS = 5 + MISMATCHES.length * 2;

/** All that does not depend on the chosen mismatch, and on whether it is repaired. */
type Overview = Pick<Result, "outcomes" | "shapes" | "causes" | "matrix" | "unseen" | "worst">;
let kept: { key: string; overview: Overview } | null = null;

/** One feature computed twice: what the difference looks like, what it costs, and who notices it. */
export async function experiment(params: Params, seed: number, task: Task<Result>): Promise<Result> {
  let done = 0;
  const step = async (parts?: Partial<Result>) => {
    if (parts) task.publish(parts);
    task.progress(++done, STEPS);
    await task.breathe();
  };
  const mismatch = params.mismatch as Mismatch;
  const bench = benchOf(params, seed);
  await task.breathe();
  const setting = { share: params.share, from: params.from };
  const own = params.pipeline === "once" ? { ...setting, share: 0 } : setting;
  const scene = servedUnder(bench, mismatch, own);
  const live = liveRange(bench, params.from);
  const parity = parityOf(scene, mismatch, bench.split.production, POINTS);
  await task.breathe();
  const heat = heatOf(scene);
  await step({ parity, heat });

  const trained = await trainedFor(bench, mismatch, task);
  const calm = scoresOf(bench, trained, twinOf(bench, mismatch));
  const scores = scoresOf(bench, trained, scene);
  await task.breathe();
  const { threshold } = trained;
  const days = daysOf(bench, trained.held, scores, calm, threshold);
  const { held } = bench.split;
  const offline = evaluate(
    trained.held,
    within(bench.scene.labels, held),
    within(bench.scene.world.transactions.amount, held),
    { threshold },
  );
  const production = measure(bench, scores, live, threshold);
  const twin = measure(bench, calm, live, threshold);
  const hit = hitRows(bench, own);
  const numbers: Result["numbers"] = {
    payments: bench.split.production.to - bench.scene.world.periods.training.from,
    productionRows: bench.split.production.to - bench.split.production.from,
    liveRows: live.to - live.from,
    hitRows: hit.reduce((sum, one) => sum + one, 0),
    features: FEATURES.length,
    trainingWeeks: bench.scene.world.settings.trainingDays / 7,
    rocAuc: production.rocAuc.value,
    twinRocAuc: twin.rocAuc.value,
    loss: twin.rocAuc.value - production.rocAuc.value,
    stopped: stoppedIn(bench, scores, live, threshold),
    twinStopped: stoppedIn(bench, calm, live, threshold),
    alerts: ALERTS,
    cost: production.cost.value,
    twinCost: twin.cost.value,
    different: differentIn(scene, parity.feature, live),
    hoursBehind: HOURS_BEHIND,
  };
  await step({ days, offline, production, numbers });

  const whole = servedUnder(bench, mismatch, { ...setting, share: 1 });
  const rollout = rolloutOf(bench, calm, scoresOf(bench, trained, whole), setting.from, live, threshold);
  await step({ rollout });

  const chosen = await watch(bench, mismatch, own, task);
  const alarms = panelOf(chosen);
  await step({ alarms });

  const key = JSON.stringify([bench.scene.world.settings, seed, setting]);
  if (kept?.key !== key) kept = { key, overview: await overviewOf(bench, setting, live, task, step) };
  const { overview } = kept;
  task.publish(overview);
  if (done < STEPS) task.progress(STEPS, STEPS);
  return { parity, heat, days, offline, production, numbers, rollout, alarms, ...overview };
}

/** All six mismatches side by side. */
async function overviewOf(
  bench: Bench,
  setting: { share: number; from: number },
  live: Range,
  task: Task<Result>,
  step: (parts?: Partial<Result>) => Promise<void>,
): Promise<Overview> {
  const shapes: Shape[] = [];
  const outcomes: Outcome[] = [];
  for (const mismatch of MISMATCHES) {
    const scene = servedUnder(bench, mismatch, setting);
    shapes.push(shapeOf(scene, mismatch, bench.split.production, FEW_POINTS));
    const trained = await trainedFor(bench, mismatch, task);
    if (outcomes.length === 0)
      outcomes.push(outcomeOf(bench, "none", scoresOf(bench, trained, bench.scene), live, trained.threshold));
    outcomes.push(outcomeOf(bench, mismatch, scoresOf(bench, trained, scene), live, trained.threshold));
    await step();
  }
  const worst = outcomes.slice(1).reduce((a, b) => (b.rocAuc < a.rocAuc ? b : a)).id;
  await step({ shapes, outcomes, worst });
  const causes: Cause[] = [];
  const matrix: MatrixRow[] = [];
  for (const mismatch of MISMATCHES) {
    const watched: Watched = await watch(bench, mismatch, setting, task);
    causes.push(causeRow(watched));
    matrix.push(matrixRow(watched));
    await step();
  }
  return { shapes, outcomes, worst, causes, matrix, unseen: unseenOf(matrix) };
}

function outcomeOf(
  bench: Bench,
  id: Outcome["id"],
  scores: Float64Array,
  live: Range,
  threshold: number,
): Outcome {
  const { rocAuc: auc, recall, precision, cost } = measure(bench, scores, live, threshold);
  const stopped = stoppedIn(bench, scores, live, threshold);
  return {
    id,
    rocAuc: auc.value,
    interval: auc.interval,
    stopped,
    recall: recall.value,
    precision: stopped === 0 ? null : precision.value,
    cost: cost.value,
  };
}

function stoppedIn({ split }: Bench, scores: Float64Array, live: Range, threshold: number): number {
  const { from } = split.production;
  let stopped = 0;
  for (let row = live.from; row < live.to; row++) if (scores[row - from]! >= threshold) stopped++;
  return stopped / Math.max(1, live.to - live.from);
}

/** Day by day from the held-out payments on: what is stopped, and what would be with the features as trained. */
function daysOf(
  { scene, split }: Bench,
  held: Float64Array,
  scores: Float64Array,
  calm: Float64Array,
  threshold: number,
): Day[] {
  const { eventAt } = scene.world.transactions;
  const { startAt } = scene.world.periods.production;
  const days = new Map<number, Day>();
  const add = (row: number, score: number, twin: number) => {
    const day = Math.floor((eventAt[row]! - startAt) / DAY);
    const one = days.get(day) ?? { day, payments: 0, stopped: 0, stoppedTwin: 0 };
    one.payments++;
    if (score >= threshold) one.stopped++;
    if (twin >= threshold) one.stoppedTwin++;
    days.set(day, one);
  };
  for (let row = split.held.from; row < split.held.to; row++) {
    const score = held[row - split.held.from]!;
    add(row, score, score);
  }
  const { from, to } = split.production;
  for (let row = from; row < to; row++) add(row, scores[row - from]!, calm[row - from]!);
  return [...days.values()].sort((a, b) => a.day - b.day);
}

/** What a roll-out goes through: the same payments, more and more of them served by the new service. */
function rolloutOf(
  bench: Bench,
  calm: Float64Array,
  whole: Float64Array,
  from: number,
  live: Range,
  threshold: number,
): Rollout[] {
  const { production } = bench.split;
  const labels = within(bench.scene.labels, live);
  return SHARES.map((share) => {
    const hit = hitRows(bench, { share, from });
    const scores = calm.slice();
    for (let row = live.from; row < live.to; row++)
      if (hit[row] === 1) scores[row - production.from] = whole[row - production.from]!;
    const own = within(scores, { from: live.from - production.from, to: live.to - production.from });
    return { share, rocAuc: rocAuc(own, labels), stopped: stoppedIn(bench, scores, live, threshold) };
  });
}
