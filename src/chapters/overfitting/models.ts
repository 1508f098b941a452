import type { Task } from "../../core/contracts.ts";
import { rocAuc } from "../../core/metrics/roc-auc.ts";
import { type BoostedTrees, boostingSteps, fitBoostedTrees } from "../../core/models/boosted-trees.ts";
import { addTree } from "../../core/models/walk.ts";
import type { Bench } from "./world.ts";

type Breath = Pick<Task<never>, "breathe">;

/** Trees are looked at in so many stages. */
const STAGES = 8;
/** Rows in a leaf by the sum of p (1 - p): little enough that a leaf can hold one customer. */
const LEAST_HESSIAN = 0.1;

/** Numbers of trees at which a model is looked at, the last being all. */
export const stagesOf = (trees: number): number[] =>
  Array.from({ length: STAGES }, (_, k) => Math.max(1, Math.round(((k + 1) * trees) / STAGES)));

/** Options of every model of this chapter. */
export const optionsOf = (trees: number, depth: number, rows: Int32Array) => ({
  trees,
  maxDepth: depth,
  learningRate: 0.3,
  minChildHessian: LEAST_HESSIAN,
  l2: 0.2,
  rows,
});

/** Boosted trees on these rows; messages are let in after every tree. */
export async function fitOn(
  { binned }: Bench,
  labels: Uint8Array,
  rows: Int32Array,
  { depth, trees }: { depth: number; trees: number },
  task: Breath,
): Promise<BoostedTrees> {
  const steps = boostingSteps(binned, labels, optionsOf(trees, depth, rows));
  for (;;) {
    const step = steps.next();
    await task.breathe();
    if (step.done) return step.value;
  }
}

/** The same at once. */
export const fitNow = (
  { binned, labels }: Bench,
  rows: Int32Array,
  { depth, trees }: { depth: number; trees: number },
): BoostedTrees => fitBoostedTrees(binned, labels, optionsOf(trees, depth, rows));

/** The log-odds of the rows after all trees, and the ROC AUC after each stage. */
export function scored(
  { binned }: Bench,
  model: BoostedTrees,
  labels: Uint8Array,
  rows: Int32Array,
  stages: readonly number[],
): { scores: Float64Array; aucs: number[] } {
  const scores = new Float64Array(rows.length).fill(model.base);
  const truth = labelsOf(labels, rows);
  const aucs: number[] = [];
  let grown = 0;
  for (const stage of stages) {
    const to = Math.min(stage, model.trees.length);
    const had = aucs.length > 0 && grown === to;
    for (; grown < to; grown++) addTree(model.trees[grown]!, binned.slots, model.names.length, rows, scores);
    aucs.push(had ? aucs[aucs.length - 1]! : areaOf(scores, truth));
  }
  return { scores, aucs };
}

export const labelsOf = (labels: Uint8Array, rows: Int32Array): Uint8Array =>
  Uint8Array.from(rows, (row) => labels[row]!);

/** Half where there is one class alone: nothing was ranked. */
function areaOf(scores: Float64Array, labels: Uint8Array): number {
  const area = rocAuc(scores, labels);
  return Number.isNaN(area) ? 0.5 : area;
}
