import { log } from "../math/elementary.ts";
import { type BinnedFeatures, binFeatures, binLike } from "./bins.ts";
import { checkLabels, checkSameFeatures, checkWeights, type FeatureMatrix } from "./matrix.ts";
import { fastSigmoid, sigmoid } from "./sigmoid.ts";
import { type Tree, TreeGrower } from "./tree.ts";
import { addTree } from "./walk.ts";

/** Every option may be left out. */
export type BoostedTreesOptions = {
  /** How many trees: 1 to 2,000. Default 30. */
  trees?: number;
  /** Shrinkage of each tree: above 0, at most 1. Default 0.2. */
  learningRate?: number;
  /** Splits on the way to a leaf: 1 to 12. Default 3. */
  maxDepth?: number;
  /** Leaves of a tree, best split first: 2 to 4,096. Default 2 to the power `maxDepth`, no limit of its own. */
  maxLeaves?: number;
  /** Ridge penalty on leaf values: at least 0. Default 1. */
  l2?: number;
  /**
   * Least hessian (the sum of weight x p x (1 - p)) of a leaf: at least 0. Default 1: four rows where labels are
   * even, about eighty where one row in eighty is positive.
   */
  minChildHessian?: number;
  /** Least gain of a split: at least 0. Default 0. */
  minGain?: number;
  /** Bins of a feature: 2 to 63. Default 63. Read only where the features are not binned yet. */
  maxBins?: number;
  /** A weight for each row of the matrix, at least 0. Default 1 each. */
  weights?: ArrayLike<number>;
  /** The rows to fit on, by index; all of them by default. Folds need no copies. */
  rows?: ArrayLike<number>;
};

/** Plain data: it may cross a worker's door. */
export type BoostedTrees = {
  names: readonly string[];
  edges: readonly Float64Array[];
  /** The log-odds before any tree; infinite where the labels were of one class. */
  base: number;
  trees: readonly Tree[];
  /** True where every row gets the same probability: one class only, or no split was worth making. */
  constant: boolean;
};

/**
 * Gradient-boosted trees for labels 0 and 1: logistic loss, Newton leaf values, histograms over at most 63 quantile bins,
 * missing values on the side where they gain more. The same rows and options give the same model, bit by bit.
 *
 * `labels` holds one entry for each row of the matrix. Throws for an impossible option (with its value), for labels other
 * than 0 and 1, and where there is no row to fit on. One class only gives a model with `constant: true`.
 *
 * Sources: Friedman 2001; Chen and Guestrin 2016 (XGBoost); Ke et al. 2017 (LightGBM). Compared with scikit-learn's
 * HistGradientBoostingClassifier in `golden/models.py`.
 */
export function fitBoostedTrees(
  features: FeatureMatrix | BinnedFeatures,
  labels: Uint8Array,
  options: BoostedTreesOptions = {},
): BoostedTrees {
  const steps = boostingSteps(features, labels, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * The fit of {@link fitBoostedTrees} in steps, one tree each, for callers that must let messages in between: it yields the
 * number of trees that stand and returns the model. Throws as the whole fit does, at the first step.
 */
export function* boostingSteps(
  features: FeatureMatrix | BinnedFeatures,
  labels: Uint8Array,
  options: BoostedTreesOptions = {},
): Generator<number, BoostedTrees> {
  const limits = checkedOptions(options);
  const { weights } = options;
  checkLabels(labels, features.rows);
  checkWeights(weights, features.rows);
  const rows = rowsOf(options.rows, features.rows);
  const binned = "slots" in features ? features : binFeatures(features, options.maxBins);
  const { names, edges } = binned;

  let positive = 0;
  let total = 0;
  for (let i = 0; i < rows.length; i++) {
    const weight = weights === undefined ? 1 : weights[rows[i]!]!;
    total += weight;
    positive += weight * labels[rows[i]!]!;
  }
  if (!(total > 0)) throw new Error("There is no row to fit on, or every weight is 0.");
  const base =
    positive === 0
      ? Number.NEGATIVE_INFINITY
      : positive === total
        ? Number.POSITIVE_INFINITY
        : log(positive / (total - positive));
  if (!Number.isFinite(base)) return { names, edges, base, trees: [], constant: true };

  const scores = new Float64Array(features.rows).fill(base);
  const pairs = new Float64Array(2 * features.rows);
  const grower = new TreeGrower(binned.slots, edges, rows, limits);
  const trees: Tree[] = [];
  for (let t = 0; t < limits.trees; t++) {
    fillGradients(pairs, scores, labels, weights, rows);
    const tree = grower.grow(pairs, scores);
    // A tree that found nothing to split shifts all rows alike; the following ones would find nothing either.
    if (tree.feature.length === 1) break;
    trees.push(tree);
    yield trees.length;
  }
  return { names, edges, base, trees, constant: trees.length === 0 };
}

/**
 * The probability of label 1 for each row (of the given ones, in their order, or of all). Reads raw values, or features
 * binned by the very edges of the fit, which is faster. Throws where the features are others than those of the fit.
 */
export function predictBoostedTrees(
  model: BoostedTrees,
  features: FeatureMatrix | BinnedFeatures,
  rows?: ArrayLike<number>,
): Float64Array {
  checkSameFeatures(model.names, features.names);
  const chosen = rowsOf(rows, features.rows);
  const scores = new Float64Array(chosen.length).fill(model.base);
  if ("slots" in features) checkSameEdges(model, features);
  const { slots } = "slots" in features ? features : binLike(features, model.edges);
  for (const tree of model.trees) addTree(tree, slots, model.names.length, chosen, scores);
  for (let i = 0; i < scores.length; i++) scores[i] = sigmoid(scores[i]!);
  return scores;
}

/** The total gain of each feature's splits as a share of all gain, in the order of `names`; zeros for a constant model. */
export function featureGain(model: BoostedTrees): Float64Array {
  const gains = new Float64Array(model.names.length);
  let total = 0;
  for (const tree of model.trees)
    for (let node = 0; node < tree.feature.length; node++) {
      if (tree.feature[node]! < 0) continue;
      gains[tree.feature[node]!]! += tree.gain[node]!;
      total += tree.gain[node]!;
    }
  if (total > 0) for (let f = 0; f < gains.length; f++) gains[f]! /= total;
  return gains;
}

function fillGradients(
  pairs: Float64Array,
  scores: Float64Array,
  labels: Uint8Array,
  weights: ArrayLike<number> | undefined,
  rows: Int32Array,
): void {
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const p = fastSigmoid(scores[row]!);
    const weight = weights === undefined ? 1 : weights[row]!;
    pairs[2 * row] = weight * (p - labels[row]!);
    pairs[2 * row + 1] = weight * p * (1 - p);
  }
}

function rowsOf(rows: ArrayLike<number> | undefined, count: number): Int32Array {
  const chosen = new Int32Array(rows?.length ?? count);
  for (let i = 0; i < chosen.length; i++) {
    const row = rows === undefined ? i : rows[i]!;
    if (!(row >= 0 && row < count))
      throw new Error(`There is no row ${row}; the rows go from 0 to ${count - 1}.`);
    chosen[i] = row;
  }
  return chosen;
}

function checkSameEdges(model: BoostedTrees, features: BinnedFeatures): void {
  for (let f = 0; f < model.edges.length; f++) {
    const own = model.edges[f]!;
    const given = features.edges[f]!;
    if (own !== given && (own.length !== given.length || own.some((edge, i) => edge !== given[i])))
      throw new Error(
        `Feature “${model.names[f]}” is binned by other edges than those of the fit; use binLike().`,
      );
  }
}

function checkedOptions(options: BoostedTreesOptions) {
  const whole = (name: keyof BoostedTreesOptions, value: number, low: number, high: number): number => {
    if (!Number.isInteger(value) || value < low || value > high)
      throw new Error(`${name} must be a whole number from ${low} to ${high}; it is ${value}.`);
    return value;
  };
  const atLeastZero = (name: keyof BoostedTreesOptions, value: number): number => {
    if (!(value >= 0 && Number.isFinite(value)))
      throw new Error(`${name} must be finite and at least 0; it is ${value}.`);
    return value;
  };
  const learningRate = options.learningRate ?? 0.2;
  if (!(learningRate > 0 && learningRate <= 1))
    throw new Error(`learningRate must be above 0 and at most 1; it is ${learningRate}.`);
  const maxDepth = whole("maxDepth", options.maxDepth ?? 3, 1, 12);
  return {
    trees: whole("trees", options.trees ?? 30, 1, 2000),
    learningRate,
    maxDepth,
    maxLeaves: whole("maxLeaves", options.maxLeaves ?? 2 ** maxDepth, 2, 4096),
    l2: atLeastZero("l2", options.l2 ?? 1),
    minChildHessian: atLeastZero("minChildHessian", options.minChildHessian ?? 1),
    minGain: atLeastZero("minGain", options.minGain ?? 0),
  };
}
