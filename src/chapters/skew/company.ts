import type { Metrics, Task } from "../../core/contracts.ts";
import type { Scene } from "../../core/faults/fault.ts";
import { type Mismatch, servedOtherwise, servingSkew } from "../../core/faults/serving-skew.ts";
import { FEATURES, type FeatureName, type PaymentFeatures } from "../../core/features/features.ts";
import { evaluate } from "../../core/metrics/evaluate.ts";
import { thresholdForAlertRate } from "../../core/metrics/threshold-for-alert-rate.ts";
import { type BinnedFeatures, binLike } from "../../core/models/bins.ts";
import { type BoostedTrees, predictBoostedTrees } from "../../core/models/boosted-trees.ts";
import { DAY } from "../../core/world/settings.ts";
import { type HealthyScene, paymentsScene } from "../shared/scene.ts";
import {
  binPayments,
  fitTrees,
  type Range,
  rowsOf,
  type Split,
  splitInTime,
  within,
} from "../shared/train.ts";

/** Share of the held-out payments that is stopped; the threshold follows from it and is kept in production. */
export const ALERTS = 0.02;

/** A company with some new customers, whose thieves like the night: each feature tells something about fraud. */
export const settingsOf = ({ size }: { size: number }) => ({
  payments: size,
  fraudRate: 0.03,
  burstShare: 0.65,
  burstHours: 36,
  reportingDelayHours: 2,
  newUserShare: 0.3,
  nightRisk: 14,
});

/** A model with the features that it was trained on, binned: of all rows. */
type Trained = { trees: BoostedTrees; binned: BinnedFeatures; threshold: number; held: Float64Array };

export type Bench = {
  scene: HealthyScene;
  seed: number;
  split: Split;
  /** The model on the features as they are, and the one on standardised averages, once it is asked for. */
  plain: Trained | null;
  scaled: Trained | null;
  scaledScene: Scene | null;
};

let last: { key: string; bench: Bench } | null = null;

/** The company and its models; kept while only the mismatch moves. */
export function benchOf(params: { size: number }, seed: number): Bench {
  const scene = paymentsScene(settingsOf(params), seed);
  const key = JSON.stringify([params.size, seed]);
  if (last?.key === key && last.bench.scene === scene) return last.bench;
  const bench: Bench = {
    scene,
    seed,
    split: splitInTime(scene.world),
    plain: null,
    scaled: null,
    scaledScene: null,
  };
  last = { key, bench };
  return bench;
}

/** The healthy twin of a mismatch: its share is 0. */
export function twinOf(bench: Bench, mismatch: Mismatch): Scene {
  if (mismatch !== "scaling") return bench.scene;
  bench.scaledScene ??= servingSkew.apply(bench.scene, { mismatch, share: 0, fromDay: 0 }, bench.seed);
  return bench.scaledScene;
}

/** The world as it is served under a mismatch. */
export function servedUnder(
  bench: Bench,
  mismatch: Mismatch,
  { share, from }: { share: number; from: number },
): Scene {
  if (share <= 0) return twinOf(bench, mismatch);
  return servingSkew.apply(bench.scene, { mismatch, share, fromDay: from }, bench.seed);
}

/** The payments from the day on which the new service goes live. */
export function liveRange({ scene }: Bench, from: number): Range {
  const { production } = scene.world.periods;
  const { eventAt } = scene.world.transactions;
  let row = production.from;
  while (row < production.to && eventAt[row]! < production.startAt + from * DAY) row++;
  return { from: row, to: production.to };
}

/** Which payments the new service answers. */
export const hitRows = (
  { scene, seed }: Bench,
  { share, from }: { share: number; from: number },
): Uint8Array => servedOtherwise(scene.world, { share, fromDay: from }, seed);

/** The model for a mismatch: trained on the features as the training code writes them. */
export async function trainedFor(
  bench: Bench,
  mismatch: Mismatch,
  task: Pick<Task<never>, "breathe">,
): Promise<Trained> {
  const slot = mismatch === "scaling" ? "scaled" : "plain";
  const kept = bench[slot];
  if (kept) return kept;
  const { split, scene } = bench;
  const binned = binPayments(twinOf(bench, mismatch).training, split.fit);
  await task.breathe();
  const trees = await fitTrees(binned, scene.labels, split.fit, task);
  const held = predictBoostedTrees(trees, binned, rowsOf(split.held));
  const trained = { trees, binned, threshold: thresholdForAlertRate(held, ALERTS), held };
  bench[slot] = trained;
  return trained;
}

/** Scores of all production payments with the features as they were served. */
export function scoresOf({ split }: Bench, { trees, binned }: Trained, scene: Scene): Float64Array {
  const { production } = split;
  const width = binned.names.length;
  const slots = binned.slots.slice(production.from * width, production.to * width);
  const rows = production.to - production.from;
  for (const [f, name] of binned.names.entries()) {
    const [own, served] = [columnOf(scene.training, name), columnOf(scene.production, name)];
    if (own === served) continue;
    const single = { rows, names: [name], columns: [within(served, production)] };
    const anew = binLike(single, [binned.edges[f]!]).slots;
    for (let i = 0; i < rows; i++) slots[i * width + f] = anew[i]!;
  }
  return predictBoostedTrees(trees, { ...binned, rows, slots });
}

const columnOf = (features: PaymentFeatures, name: string): Float64Array =>
  features.columns[name as FeatureName].values;

/** How production scores did on the payments of a range of production. */
export function measure(
  { scene, split }: Bench,
  scores: Float64Array,
  range: Range,
  threshold: number,
): Metrics {
  const own = within(scores, {
    from: range.from - split.production.from,
    to: range.to - split.production.from,
  });
  const { amount } = scene.world.transactions;
  return evaluate(own, within(scene.labels, range), within(amount, range), { threshold });
}

/** The features that differ between two sides, by the columns they share. */
export const touchedBy = (scene: Scene): FeatureName[] =>
  FEATURES.filter((name) => scene.training.columns[name].values !== scene.production.columns[name].values);
