import type { Task } from "../../core/contracts.ts";
import { errorLine } from "../../core/detectors/shared/error-line.ts";
import type { BinnedFeatures } from "../../core/models/bins.ts";
import { predictBoostedTrees } from "../../core/models/boosted-trees.ts";
import { numbers } from "../../core/table/table.ts";
import { binPayments, fitTrees, type Range, rowsOf, splitInTime, within } from "../shared/train.ts";
import { type Base, featuresOf, MODEL_FEATURES } from "./world.ts";

/** The model that was trained before the change, and its scores of all payments. */
export type Bench = {
  base: Base;
  binned: BinnedFeatures;
  scores: Float64Array;
  /** A payment is stopped from this score on; see {@link thresholdOf}. */
  threshold: number;
};

let last: Bench | null = null;

/** Kept while only the change, the labels' delay or the repair move. */
export async function benchOf(base: Base, size: number, task: Pick<Task<never>, "breathe">): Promise<Bench> {
  if (last?.base === base) return last;
  const features = featuresOf(size, base.seed);
  await task.breathe();
  const { fit, held } = splitInTime(base.world);
  const binned = binPayments(features, fit, MODEL_FEATURES);
  await task.breathe();
  const labels = base.world.transactions.isFraud;
  const scores = await scoresOf(binned, labels, fit, task);
  last = { base, binned, scores, threshold: thresholdOf(within(scores, held), within(labels, held)) };
  return last;
}

/** Trees fitted on these rows and labels, and their scores of all payments. */
export async function scoresOf(
  binned: BinnedFeatures,
  labels: Uint8Array,
  rows: Range,
  task: Pick<Task<never>, "breathe">,
): Promise<Float64Array> {
  const model = await fitTrees(binned, labels, rows, task);
  const scores = new Float64Array(binned.rows);
  const step = 20_000;
  for (let from = 0; from < binned.rows; from += step) {
    const part = { from, to: Math.min(binned.rows, from + step) };
    scores.set(predictBoostedTrees(model, binned, rowsOf(part)), from);
    await task.breathe();
  }
  return scores;
}

/** The score at which as many of these payments are stopped as are frauds: where the stream detectors draw the line themselves. */
function thresholdOf(scores: Float64Array, labels: Uint8Array): number {
  const table = {
    rows: scores.length,
    columns: new Map([
      ["score", numbers(scores)],
      ["label", numbers(labels)],
    ]),
  };
  const line = errorLine(table, table, { score: ["score"], label: ["label"] }, 2 * scores.length);
  return typeof line === "string" ? Number.POSITIVE_INFINITY : line.threshold;
}
