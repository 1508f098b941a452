import { FEATURES, type PaymentFeatures } from "../features/features.ts";
import { thresholdForAlertRate } from "../metrics/threshold-for-alert-rate.ts";
import { binFeatures, binLike } from "../models/bins.ts";
import { fitBoostedTrees, predictBoostedTrees } from "../models/boosted-trees.ts";
import type { FeatureMatrix } from "../models/matrix.ts";
import { labelsAsKnownAt } from "../world/as-known.ts";
import { DAY } from "../world/settings.ts";
import type { PaymentsWorld } from "../world/types.ts";
import { firstRowAt } from "./company.ts";
import type { Recipe, Version } from "./contracts.ts";
import { RECODED } from "./tables.ts";

/** The last days of training are held out: the threshold is set on them, and production is compared with them. */
export const HELD_DAYS = 18;
/** Share of the payments that the company can look at. */
export const ALERT_SHARE = 0.08;
const OPTIONS = { trees: 40, learningRate: 0.2, maxDepth: 3 };

/** The numbers from `from` to `to` (excluded). */
export function rowRange(from: number, to: number): Int32Array {
  const rows = new Int32Array(Math.max(0, to - from));
  for (let i = 0; i < rows.length; i++) rows[i] = from + i;
  return rows;
}

/** What a sound release learns from: the training table but for its last days, with the labels known when production begins. */
export function soundRecipe(world: PaymentsWorld, features: PaymentFeatures): Recipe {
  const { training, production } = world.periods;
  const cut = firstRowAt(world, training.endAt - HELD_DAYS * DAY);
  const labels = new Uint8Array(world.transactions.count);
  labels.set(labelsAsKnownAt(world, production.startAt).fraud);
  return {
    features,
    fit: rowRange(training.from, cut),
    labels,
    held: rowRange(cut, training.to),
    alertShare: ALERT_SHARE,
    keepsThreshold: false,
    options: OPTIONS,
  };
}

/** Some rows of the features, as a model reads them. */
export function matrixOf(features: PaymentFeatures, rows: Int32Array): FeatureMatrix {
  return {
    rows: rows.length,
    names: FEATURES,
    columns: FEATURES.map((name) => {
      const { values } = features.columns[name];
      const picked = new Float64Array(rows.length);
      for (let i = 0; i < rows.length; i++) picked[i] = values[rows[i]!]!;
      // A category under a name that the encoder never saw is no category to the model.
      if (name === "merchant_category")
        for (let i = 0; i < rows.length; i++) if (picked[i]! >= RECODED) picked[i] = Number.NaN;
      return picked;
    }),
  };
}

/** What comes out of training. */
export type Fitted = Pick<Version, "model" | "edges" | "threshold" | "learnedFrom">;

/** Trains what a recipe gives. `before` is the version that it follows; null for the first. */
export function fitRecipe(world: PaymentsWorld, recipe: Recipe, before: Version | null): Fitted {
  const { features, fit, held, options, keepsThreshold, alertShare } = recipe;
  const binned = binFeatures(matrixOf(features, fit));
  const labels = Uint8Array.from(fit, (row) => recipe.labels[row]!);
  const model = fitBoostedTrees(binned, labels, options);
  const own = { model, edges: binned.edges };
  const { eventAt } = world.transactions;
  return {
    ...own,
    threshold:
      keepsThreshold && before !== null
        ? before.threshold
        : thresholdForAlertRate(scoresOf(own, features, held), alertShare),
    learnedFrom: {
      startAt: eventAt[fit[0]!]!,
      endAt: eventAt[fit[fit.length - 1]!]!,
      rows: fit.length,
      frauds: labels.reduce((sum, label) => sum + label, 0),
    },
  };
}

/** The version's scores of some rows, in their order. */
export function scoresOf(
  { model, edges }: Pick<Version, "model" | "edges">,
  features: PaymentFeatures,
  rows: Int32Array,
): Float64Array {
  return predictBoostedTrees(model, binLike(matrixOf(features, rows), edges));
}
