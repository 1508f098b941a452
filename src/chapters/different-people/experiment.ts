import type { ParamsOf, Task } from "../../core/contracts.ts";
import { kitagawa } from "../../core/detectors/shared/kitagawa.ts";
import { evaluate } from "../../core/metrics/evaluate.ts";
import { thresholdForAlertRate } from "../../core/metrics/threshold-for-alert-rate.ts";
import { binLike } from "../../core/models/bins.ts";
import { predictBoostedTrees } from "../../core/models/boosted-trees.ts";
import { binPayments, fitTrees, type Range, within } from "../shared/train.ts";
import { ALARM_STEPS, alarmsOf } from "./alarms.ts";
import chapter from "./chapter.ts";
import { amountSpread, clustering, eachRow, ratesOf, velocitySpread } from "./measures.ts";
import { numbersOf, precisionOf } from "./numbers.ts";
import { repairedScores } from "./repairs.ts";
import type { Mix, ModelId, ModelResult, Result, Week } from "./result.ts";
import { outcomeOf, scoreBins, weeksOf } from "./scores.ts";
import { labelledWorld, memberRows, sceneOf, settingsOf, stretchesOf } from "./world.ts";

export type { Result } from "./result.ts";
export type Params = ParamsOf<typeof chapter.params>;

/** All that does not depend on which repair is chosen. */
type Whole = Omit<Result, "weeks" | "chosen"> & { weeksBy: Readonly<Record<string, readonly Week[]>> };

/** The last whole result: choosing another repair computes nothing anew. */
let kept: { key: string; whole: Whole } | null = null;

const { options: MODELS, words: WORDS } = chapter.params.model;
const STEPS = 8 + ALARM_STEPS;

/** A cohort of the same numbers and another risk: what the drift tests see, what the outcomes say, and four answers to it. */
export async function experiment(params: Params, seed: number, task: Task<Result>): Promise<Result> {
  const { model, ...world } = params;
  const key = JSON.stringify([world, seed]);
  if (kept?.key !== key) kept = { key, whole: await compute(params, seed, task) };
  const { weeksBy, ...whole } = kept.whole;
  return { ...whole, ...chosenOf(whole.models, weeksBy, model as ModelId) };
}

function chosenOf(models: readonly ModelResult[], weeksBy: Whole["weeksBy"], model: ModelId) {
  return { chosen: models.find(({ id }) => id === model)!, weeks: weeksBy[model]! };
}

async function compute(params: Params, seed: number, task: Task<Result>): Promise<Whole> {
  let done = 0;
  const step = async (parts?: Partial<Result>) => {
    if (parts) task.publish(parts);
    task.progress(++done, STEPS);
    await task.breathe();
  };
  const settings = settingsOf(params, params.risk);
  const { world, labels } = labelledWorld(settings, seed);
  await task.breathe();
  const stretches = stretchesOf(world, params.from);
  const member = memberRows(world);
  const design = clustering(world, labels, stretches.production);
  const rates = ratesOf(labels, member, stretches, design);
  const amounts = amountSpread(world, member, stretches);
  const mix = mixOf(labels, member, stretches);
  await step({ amounts, rates, mix });

  const scene = sceneOf(settings, seed);
  const velocity = velocitySpread(scene.training.columns.tx_count_last_24_hours.values, member, stretches);
  await step({ velocity });

  const binned = binPayments(scene.training, stretches.fit);
  await task.breathe();
  const trees = await fitTrees(binned, labels, stretches.fit, task);
  const trained = predictBoostedTrees(trees, binned);
  const threshold = thresholdForAlertRate(within(trained, stretches.held), 0.02);
  const measure = (range: Range) =>
    evaluate(within(trained, range), within(labels, range), within(world.transactions.amount, range), {
      threshold,
    });
  const offline = measure(stretches.held);
  const production = measure(stretches.compared);
  const calibration = scoreBins(trained, labels, member, stretches, design);
  await step({ offline, production, calibration });

  const { scores, ...learned } = await repairedScores(world, trained, binned, member, stretches, task, step);
  const outcome = (own: Float64Array, whose: 0 | 1 | null) =>
    outcomeOf(world, own, labels, { range: stretches.repaired, member, whose }, threshold, design);
  const models: ModelResult[] = [];
  const weeksBy: Record<string, readonly Week[]> = {};
  for (const [i, id] of MODELS.entries()) {
    const own = scores[id];
    const words = WORDS[i]!;
    models.push({ id, words, mature: outcome(own, 0), new: outcome(own, 1), all: outcome(own, null) });
    weeksBy[id] = weeksOf(world, own, labels, member, stretches, threshold);
    await task.breathe();
  }
  const numbers = numbersOf({
    world,
    labels,
    member,
    stretches,
    trained,
    threshold,
    rates,
    held: offline,
    later: models[0]!.all,
    ...learned,
    from: params.from,
  });
  const precision = precisionOf(numbers);
  await step({ models, numbers, precision, ...chosenOf(models, weeksBy, params.model as ModelId) });

  // The healthy twin has the same training, and so the same model; only its new customers are like everybody else.
  const broken = { scene, scores: trained, stretches };
  const healthy = params.risk === 1 ? broken : await twinOf(params, seed, trees, binned.edges, task);
  await step();
  const alarms = await alarmsOf(broken, healthy, seed, task, step);
  task.publish(alarms);
  return {
    amounts,
    velocity,
    rates,
    calibration,
    weeksBy,
    mix,
    models,
    numbers,
    precision,
    offline,
    production,
    ...alarms,
  };
}

async function twinOf(
  params: Params,
  seed: number,
  trees: Parameters<typeof predictBoostedTrees>[0],
  edges: readonly Float64Array[],
  task: Task<Result>,
) {
  labelledWorld(settingsOf(params, 1), seed);
  await task.breathe();
  const scene = sceneOf(settingsOf(params, 1), seed);
  await task.breathe();
  const stretches = stretchesOf(scene.world, params.from);
  // Only what the alarms read is scored: from the held-out payments to the end of the compared ones.
  const range = { from: stretches.held.from, to: stretches.compared.to };
  const columns = trees.names.map((name) =>
    within(scene.training.columns[name as keyof typeof scene.training.columns].values, range),
  );
  const slots = binLike({ rows: range.to - range.from, names: trees.names, columns }, edges);
  const scores = new Float64Array(scene.world.transactions.count);
  scores.set(predictBoostedTrees(trees, slots), range.from);
  return { scene, scores, stretches };
}

/** Training against the first weeks of production; null where there is nobody new to split by. */
function mixOf(
  labels: Uint8Array,
  member: Uint8Array,
  { training, compared }: ReturnType<typeof stretchesOf>,
): Mix | null {
  const tally = (range: Range) => {
    const rows = [0, 0];
    const positives = [0, 0];
    eachRow(range, member, null, (row) => {
      rows[member[row]!]!++;
      positives[member[row]!]! += labels[row]!;
    });
    return { rows, positives };
  };
  const now = tally(compared);
  if (now.rows[1] === 0) return null;
  const { before, now: after, mix, rate, interaction } = kitagawa(tally(training), now);
  return { before, now: after, mix, rate, interaction };
}
