import type { Metrics, Task } from "../../core/contracts.ts";
import type { Scene } from "../../core/faults/fault.ts";
import { FEATURES, type FeatureName, type PaymentFeatures } from "../../core/features/features.ts";
import { thresholdForAlertRate } from "../../core/metrics/threshold-for-alert-rate.ts";
import type { BinnedFeatures } from "../../core/models/bins.ts";
import { type BoostedTrees, boostingSteps, predictBoostedTrees } from "../../core/models/boosted-trees.ts";
import { binPayments, fitTrees, type Range, rowsOf, within } from "../shared/train.ts";
import { ALERTS, type Bench, inBins, measure, scoresOf, stoppedOf } from "./models.ts";
import type { Answer, AnswerId } from "./result.ts";
import type { DriftParams, Stretches } from "./world.ts";

/** No payment of training weighs more than so many others. */
export const WEIGHT_CAP = 20;
const AMOUNTS: readonly FeatureName[] = ["amount", "avg_transaction_amount_last_7_days"];

/** The features with all amounts divided by the rise of the prices, as an official index would tell it. */
export function deflatedFeatures(features: PaymentFeatures, inflation: number): PaymentFeatures {
  const columns = { ...features.columns };
  for (const name of AMOUNTS)
    columns[name] = {
      ...columns[name],
      values: columns[name].values.map((value) => value / (1 + inflation)),
    };
  return { ...features, columns };
}

/**
 * What each answer does on the judged weeks. Reweighting refits on training, its rows weighted by how much more often such rows
 * occur now (the odds of a domain classifier). Only retraining needs later labels: it fits on all payments up to the second week
 * and takes its threshold from the third. The other new thresholds stop the wanted share of the compared weeks.
 */
export async function answersOf(
  bench: Bench,
  later: Scene,
  served: BinnedFeatures,
  drift: DriftParams,
  words: readonly string[],
  task: Pick<Task<never>, "breathe">,
): Promise<{ answers: Answer[]; heaviest: number }> {
  const { stretches, threshold } = bench;
  const { labels } = bench.twin;
  const { judged } = stretches;
  const ids: readonly AnswerId[] = ["as-trained", "deflated", "rethreshold", "reweighted", "retrained"];
  const answers: Answer[] = [];
  const add = async (scores: Float64Array, limit: number) => {
    const at = answers.length;
    answers.push(answerOf(ids[at]!, words[at]!, later, labels, scores, judged, limit));
    await task.breathe();
  };
  await add(scoresOf(bench, served, judged), threshold);
  const deflated = inBins(bench, deflatedFeatures(later.production, drift.inflation));
  await add(scoresOf(bench, deflated, judged), threshold);

  const limit = (trees: BoostedTrees, binned: BinnedFeatures, rows: Range) =>
    thresholdForAlertRate(predictBoostedTrees(trees, binned, rowsOf(rows)), ALERTS);
  await add(scoresOf(bench, served, judged), limit(bench.trees, served, stretches.compared));

  const { weights, heaviest } = await weightsOf(bench, served, task);
  const reweighted = await fitTrees(bench.binned, labels, stretches.fit, task, { weights });
  await add(
    predictBoostedTrees(reweighted, served, rowsOf(judged)),
    limit(reweighted, served, stretches.compared),
  );

  const labelled = { from: stretches.training.from, to: stretches.refit.to };
  const anew = binPayments(bothTimes(bench.twin.training, later, stretches), labelled);
  await task.breathe();
  const retrained = await fitTrees(anew, labels, labelled, task);
  await add(predictBoostedTrees(retrained, anew, rowsOf(judged)), limit(retrained, anew, stretches.rehold));
  return { answers, heaviest };
}

/** The features as each row's own time had them: before production as training saw them, from then on as they are later. */
export function bothTimes(before: PaymentFeatures, later: Scene, { production }: Stretches): PaymentFeatures {
  const columns = { ...before.columns };
  for (const name of FEATURES) {
    const values = before.columns[name].values.slice();
    values.set(later.production.columns[name].values.subarray(production.from), production.from);
    columns[name] = { ...columns[name], values };
  }
  return { ...before, columns };
}

/** Importance weights of the rows that the model was fitted on: how many times as often such rows occur in the compared weeks. */
async function weightsOf(
  { binned, stretches: { fit, compared } }: Bench,
  served: BinnedFeatures,
  task: Pick<Task<never>, "breathe">,
): Promise<{ weights: Float64Array; heaviest: number }> {
  const width = binned.names.length;
  // Rows of training as they were, those of production as they are: one table, told apart by which side they are from.
  const slots = binned.slots.slice();
  slots.set(served.slots.subarray(compared.from * width, compared.to * width), compared.from * width);
  const isLater = new Uint8Array(binned.rows).fill(1, compared.from, compared.to);
  const rows = Int32Array.from([...rowsOf(fit), ...rowsOf(compared)]);
  const both = { ...binned, slots };
  const steps = boostingSteps(both, isLater, { rows });
  let step = steps.next();
  for (; !step.done; step = steps.next()) await task.breathe();
  const classifier = step.value;
  const chances = predictBoostedTrees(classifier, both, rowsOf(fit));
  const balance = (fit.to - fit.from) / Math.max(1, compared.to - compared.from);
  const weights = new Float64Array(binned.rows).fill(1);
  for (const [i, p] of chances.entries())
    weights[fit.from + i] = Math.min(WEIGHT_CAP, (p / Math.max(1e-9, 1 - p)) * balance);
  const sorted = within(weights, fit).slice().sort();
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  const heaviest = sum(sorted.subarray(Math.floor(sorted.length * 0.9))) / sum(sorted);
  return { weights, heaviest };
}

function answerOf(
  id: AnswerId,
  words: string,
  scene: Scene,
  labels: Uint8Array,
  scores: Float64Array,
  rows: Range,
  threshold: number,
): Answer {
  const metrics: Metrics = measure(scene, labels, scores, rows, threshold);
  const { value, interval } = metrics.rocAuc;
  return {
    id,
    words,
    rocAuc: value,
    low: interval[0],
    high: interval[1],
    recall: metrics.recall.value,
    precision: metrics.precision.value,
    ...stoppedOf(scores, labels, rows, threshold),
    cost: metrics.cost.value,
  };
}
