import type { Task } from "../../core/contracts.ts";
import { APPROVED, BLOCKED, EXPLORED, outcomesOf } from "../../core/faults/selective-labels.ts";
import { thresholdForAlertRate } from "../../core/metrics/threshold-for-alert-rate.ts";
import { type BoostedTrees, boostingSteps, predictBoostedTrees } from "../../core/models/boosted-trees.ts";
import { wilsonInterval } from "../../core/stats/wilson-interval.ts";
import { type Range, rowsOf } from "../shared/train.ts";
import { type Bench, firstHalf, secondHalf } from "./bench.ts";
import type { Seen, Truth } from "./result.ts";

/** How a team answers to missing labels. `complete`: it decides on paper only, and learns every outcome. */
export type Answer = { explore: number; weighted: boolean; complete: boolean };
export const NOTHING: Answer = { explore: 0, weighted: false, complete: false };
export const ON_PAPER: Answer = { explore: 0, weighted: false, complete: true };

/** What the loop depends on beside its answer. */
export type Setting = { block: number; window: "last" | "all" };

/** What the model in service did in a period: one entry a payment of it. */
export type Live = { scores: Float64Array; threshold: number; outcome: Uint8Array };

/** One retraining: the period whose labels it had, what the model in service did there, the new model, and its test. */
export type Retraining = {
  period: Range;
  /** Null in the first, in which no model served. */
  live: Live | null;
  model: BoostedTrees;
  /** The scores of the held-out half by the new model, and the threshold that blocks the share asked for there. */
  held: Float64Array;
  threshold: number;
  seen: { precision: Seen; recall: Seen };
  truth: Truth;
};

/** A team that retrains every two weeks. It goes on from where it stands; `labelled` and `weight` have one entry a payment. */
export type Loop = {
  bench: Bench;
  setting: Setting;
  answer: Answer;
  labelled: Uint8Array;
  weight: Float64Array;
  retrainings: Retraining[];
};

/** A loop before its first model; or after it, where another loop of the same bench and setting has that already. */
export function startLoop(bench: Bench, setting: Setting, answer: Answer, other?: Loop): Loop {
  const rows = bench.labels.length;
  const [labelled, weight] = [new Uint8Array(rows), new Float64Array(rows)];
  const { from, to } = bench.periods[0]!;
  labelled.fill(1, from, to);
  weight.fill(1, from, to);
  return { bench, setting, answer, labelled, weight, retrainings: other?.retrainings.slice(0, 1) ?? [] };
}

/** Goes on until the model has been retrained `rounds` times after the first. */
export async function advance(loop: Loop, rounds: number, task: Pick<Task<never>, "breathe">): Promise<void> {
  for (const _ of steps(loop, rounds)) await task.breathe();
}

/** The same at once, where nobody waits. */
export function finish(loop: Loop, rounds: number): Loop {
  for (const _ of steps(loop, rounds));
  return loop;
}

function* steps(loop: Loop, rounds: number): Generator<void, void> {
  while (loop.retrainings.length <= rounds) loop.retrainings.push(yield* retrain(loop));
}

function* retrain(loop: Loop): Generator<void, Retraining> {
  const { bench, setting, answer, labelled, weight, retrainings } = loop;
  const period = bench.periods[retrainings.length]!;
  const served = retrainings.at(-1);
  const live = served ? serve(bench, served, period, answer.explore) : null;
  for (let row = period.from; row < period.to; row++) {
    const outcome = live === null ? APPROVED : live.outcome[row - period.from]!;
    labelled[row] = answer.complete || outcome !== BLOCKED ? 1 : 0;
    weight[row] = answer.weighted && outcome === EXPLORED ? 1 / answer.explore : 1;
  }
  yield;
  const fit = firstHalf(period);
  const from = setting.window === "all" ? bench.periods[0]!.from : fit.from;
  const rows: number[] = [];
  for (let row = from; row < fit.to; row++) if (labelled[row] === 1) rows.push(row);
  const growth = boostingSteps(bench.binned, bench.labels, {
    rows,
    weights: weight,
    trees: TREES,
    learningRate: 0.25,
  });
  let step = growth.next();
  for (; !step.done; step = growth.next()) yield;
  const model = step.value;
  const test = secondHalf(period);
  const held = predictBoostedTrees(model, bench.binned, rowsOf(test));
  const threshold = thresholdForAlertRate(held, setting.block);
  yield;
  return { period, live, model, held, threshold, ...tested(loop, held, threshold, test) };
}

const TREES = 20;

/** What a model does in a period in which it serves. */
export function serve(bench: Bench, { model, threshold }: Retraining, period: Range, explore: number): Live {
  const scores = predictBoostedTrees(model, bench.binned, rowsOf(period));
  const ids = bench.scene.world.transactions.id.subarray(period.from, period.to);
  return { scores, threshold, outcome: outcomesOf(ids, scores, threshold, explore, bench.source) };
}

/** The new model's test on held-out payments: on those that have a label, as the team reads it, and on all, which nobody can. */
function tested({ bench, labelled, weight }: Loop, held: Float64Array, threshold: number, test: Range) {
  const seen = { alerts: tally(), frauds: tally() };
  const all = { alerts: 0, caught: 0, frauds: 0, bold: 0, boldCaught: 0 };
  for (let row = test.from; row < test.to; row++) {
    const fraud = bench.labels[row]!;
    const alert = held[row - test.from]! >= threshold ? 1 : 0;
    all.alerts += alert;
    all.frauds += fraud;
    all.caught += alert * fraud;
    all.bold += bench.bold[row]!;
    all.boldCaught += alert * bench.bold[row]!;
    if (labelled[row] === 0) continue;
    if (alert === 1) add(seen.alerts, weight[row]!, fraud);
    if (fraud === 1) add(seen.frauds, weight[row]!, alert);
  }
  const truth: Truth = {
    alerts: all.alerts,
    frauds: all.frauds,
    precision: share(all.caught, all.alerts),
    recall: share(all.caught, all.frauds),
    boldRecall: share(all.boldCaught, all.bold),
  };
  return { seen: { precision: estimate(seen.alerts), recall: estimate(seen.frauds) }, truth };
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

const tally = () => ({ rows: 0, sum: 0, squares: 0, hits: 0 });
function add(one: ReturnType<typeof tally>, weight: number, hit: number): void {
  one.rows++;
  one.sum += weight;
  one.squares += weight * weight;
  one.hits += weight * hit;
}

/** A weighted share with Wilson's interval at Kish's effective number of rows; no value where there is no row. */
function estimate({ rows, sum, squares, hits }: ReturnType<typeof tally>): Seen {
  if (rows === 0) return { rows, value: null, interval: [0, 1] };
  const effective = (sum * sum) / squares;
  const value = hits / sum;
  return { rows, value, interval: wilsonInterval(value * effective, effective) };
}
