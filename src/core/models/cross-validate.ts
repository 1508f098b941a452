import type { Random } from "../random.ts";
import { type BinnedFeatures, binFeatures } from "./bins.ts";
import {
  type BoostedTreesOptions,
  boostingSteps,
  featureGain,
  predictBoostedTrees,
} from "./boosted-trees.ts";
import { foldRows, stratifiedFolds } from "./folds.ts";
import type { FeatureMatrix } from "./matrix.ts";

export type CrossValidated = { scores: Float64Array; gains: Float64Array };

/**
 * Boosted trees fitted once for each fold on the rows outside of it: the probability of label 1 for every row, by the model
 * that has not seen it, and the mean share of the gain of each feature. Bins are cut once, on all rows, which tells a model
 * nothing of the labels. Throws as {@link boostingSteps} and {@link stratifiedFolds} do.
 */
export function crossValidatedTrees(
  features: FeatureMatrix | BinnedFeatures,
  labels: Uint8Array,
  folds: number,
  random: Random,
  options: Omit<BoostedTreesOptions, "rows"> = {},
): CrossValidated {
  const steps = crossValidationSteps(features, labels, folds, random, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * The same in steps, one tree each, for callers that must let messages in between. Throws as the whole does, at the first step.
 */
export function* crossValidationSteps(
  features: FeatureMatrix | BinnedFeatures,
  labels: Uint8Array,
  folds: number,
  random: Random,
  options: Omit<BoostedTreesOptions, "rows"> = {},
): Generator<void, CrossValidated> {
  const binned = "slots" in features ? features : binFeatures(features, options.maxBins);
  const fold = stratifiedFolds(labels, folds, random);
  const scores = new Float64Array(binned.rows);
  const gains = new Float64Array(binned.names.length);
  for (let k = 0; k < folds; k++) {
    const { inside, outside } = foldRows(fold, k);
    const fit = boostingSteps(binned, labels, { ...options, rows: outside });
    let grown = fit.next();
    for (; !grown.done; grown = fit.next()) yield;
    const model = grown.value;
    const p = predictBoostedTrees(model, binned, inside);
    for (let i = 0; i < inside.length; i++) scores[inside[i]!] = p[i]!;
    const own = featureGain(model);
    for (let f = 0; f < gains.length; f++) gains[f]! += own[f]! / folds;
  }
  return { scores, gains };
}
