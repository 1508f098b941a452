import type { Metrics, Task } from "../../core/contracts.ts";
import { FEATURES, type FeatureName, type PaymentFeatures } from "../../core/features/features.ts";
import { evaluate } from "../../core/metrics/evaluate.ts";
import { thresholdForAlertRate } from "../../core/metrics/threshold-for-alert-rate.ts";
import { type BinnedFeatures, binEdges, binLike } from "../../core/models/bins.ts";
import {
  type BoostedTrees,
  type BoostedTreesOptions,
  boostingSteps,
  predictBoostedTrees,
} from "../../core/models/boosted-trees.ts";
import { DAY } from "../../core/world/settings.ts";
import type { PaymentsWorld } from "../../core/world/types.ts";

/** Rows `from` (included) to `to` (excluded) of the world's payments. */
export type Range = { from: number; to: number };

/** The numbers from `from` to `to` (excluded), as rows for a model. */
export function rowsOf({ from, to }: Range): Int32Array {
  return Int32Array.from({ length: to - from }, (_, i) => from + i);
}

/** The part of an array that belongs to the range; no copy. */
export function within<A extends { subarray(from: number, to: number): A }>(values: A, range: Range): A {
  return values.subarray(range.from, range.to);
}

export type Split = { fit: Range; held: Range; production: Range; fitDays: number; heldDays: number };

/**
 * Training cut in time: the first two thirds of its days to fit on, the last third held out, for the offline result; then
 * production. Nothing is shuffled.
 */
export function splitInTime(world: PaymentsWorld): Split {
  const { training, production } = world.periods;
  const days = (training.endAt - training.startAt) / DAY;
  const fitDays = Math.round(days * (2 / 3));
  const cutAt = training.startAt + fitDays * DAY;
  let cut = training.from;
  while (cut < training.to && world.transactions.eventAt[cut]! < cutAt) cut++;
  return {
    fit: { from: training.from, to: cut },
    held: { from: cut, to: training.to },
    production,
    fitDays,
    heldDays: days - fitDays,
  };
}

/**
 * All rows of the features, binned for the trees by edges found on the rows to fit on. `extra` columns (a flag, say) come
 * after the named ones.
 */
export function binPayments(
  features: PaymentFeatures,
  fit: Range,
  names: readonly FeatureName[] = FEATURES,
  extra: readonly (readonly [string, Float64Array])[] = [],
): BinnedFeatures {
  const columns = [
    ...names.map((name) => features.columns[name].values),
    ...extra.map(([, values]) => values),
  ];
  const all = [...names, ...extra.map(([name]) => name)];
  const own = columns.map((values) => within(values, fit));
  const edges = binEdges({ rows: fit.to - fit.from, names: all, columns: own });
  return binLike({ rows: features.rows, names: all, columns }, edges);
}

/** The same features with other values in one of them, binned by the same edges. */
export function withValues(binned: BinnedFeatures, name: string, values: Float64Array): BinnedFeatures {
  const feature = binned.names.indexOf(name);
  if (feature < 0) throw new Error(`There is no feature “${name}” among those that are binned.`);
  const width = binned.names.length;
  const single = { rows: binned.rows, names: [name], columns: [values] };
  const own = binLike(single, [binned.edges[feature]!]).slots;
  const slots = binned.slots.slice();
  for (let row = 0; row < binned.rows; row++) slots[row * width + feature] = own[row]!;
  return { ...binned, slots };
}

/** Fits boosted trees and lets messages in after every tree. */
export async function fitTrees(
  binned: BinnedFeatures,
  labels: Uint8Array,
  rows: Range,
  task: Pick<Task<never>, "breathe">,
  options: Omit<BoostedTreesOptions, "rows"> = {},
): Promise<BoostedTrees> {
  const steps = boostingSteps(binned, labels, { ...options, rows: rowsOf(rows) });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await task.breathe();
  }
}

/**
 * How well a model does on held-out rows as training saw them, and on production rows as they were served. Its threshold
 * stops 2 % of the held-out payments; production keeps that threshold.
 */
export function offlineAndProduction(
  world: PaymentsWorld,
  model: BoostedTrees,
  labels: Uint8Array,
  offline: { binned: BinnedFeatures; rows: Range },
  production: { binned: BinnedFeatures; rows: Range },
): { offline: Metrics; production: Metrics; threshold: number } {
  const scoresOf = ({ binned, rows }: typeof offline) => predictBoostedTrees(model, binned, rowsOf(rows));
  const held = scoresOf(offline);
  const threshold = thresholdForAlertRate(held, 0.02);
  const measure = (scores: Float64Array, rows: Range) =>
    evaluate(scores, within(labels, rows), within(world.transactions.amount, rows), { threshold });
  return {
    offline: measure(held, offline.rows),
    production: measure(scoresOf(production), production.rows),
    threshold,
  };
}
