import type { Task } from "../../core/contracts.ts";
import { type Break, deliver, type Feed } from "../../core/faults/broken-feed.ts";
import { FEATURES, type FeatureName } from "../../core/features/features.ts";
import { thresholdForAlertRate } from "../../core/metrics/threshold-for-alert-rate.ts";
import type { BinnedFeatures } from "../../core/models/bins.ts";
import { type BoostedTrees, predictBoostedTrees } from "../../core/models/boosted-trees.ts";
import { DAY } from "../../core/world/settings.ts";
import { type HealthyScene, paymentsScene } from "../shared/scene.ts";
import { binPayments, fitTrees, type Range, rowsOf, type Split, splitInTime } from "../shared/train.ts";

/** Share of the held-out payments that is stopped; the threshold follows from it and is kept in production. */
export const ALERTS = 0.03;

/** Fields of a payment's own row that a break can touch: for each there is a model that does without it. */
export const FRAGILE = ["amount", "merchant_category", "device_is_new"] as const;
export type Fragile = (typeof FRAGILE)[number];
/** Days of production that are shown. The world has one more, since its last day is thinner than the others. */
export const DAYS = 21;

/** A company with some new customers, whose thieves like the night: each feature tells something about fraud. */
export const settingsOf = ({ size }: { size: number }) => ({
  payments: size,
  fraudRate: 0.03,
  burstShare: 0.6,
  burstHours: 36,
  reportingDelayHours: 2,
  newUserShare: 0.25,
  nightRisk: 10,
  productionDays: DAYS + 1,
});

/** A fitted model with the features of all rows as training has them, and its threshold. */
export type Model = { trees: BoostedTrees; binned: BinnedFeatures; threshold: number; held: Float64Array };

export type Bench = {
  key: string;
  scene: HealthyScene;
  seed: number;
  split: Split;
  main: Model;
  /** Scores of the production payments where nothing breaks. */
  usual: Float64Array;
  /** The models that do without one field each, once they are asked for. */
  without: Map<Fragile, Model>;
};

export type Days = { share: number; from: number; days: number };

let last: Bench | null = null;

/** The company and its model; kept while only the feed and the gate move. */
export async function benchOf(
  params: { size: number },
  seed: number,
  task: Pick<Task<never>, "breathe">,
): Promise<Bench> {
  const settings = settingsOf(params);
  const scene = paymentsScene(settings, seed);
  const key = JSON.stringify([settings, seed]);
  if (last?.key === key && last.scene === scene) return last;
  await task.breathe();
  const split = splitInTime(scene.world);
  const main = await modelOf(scene, split, FEATURES, task);
  const usual = predictBoostedTrees(main.trees, main.binned, rowsOf(split.production));
  last = { key, scene, seed, split, main, usual, without: new Map() };
  return last;
}

async function modelOf(
  scene: HealthyScene,
  split: Split,
  names: readonly FeatureName[],
  task: Pick<Task<never>, "breathe">,
): Promise<Model> {
  const binned = binPayments(scene.training, split.fit, names);
  await task.breathe();
  const trees = await fitTrees(binned, scene.labels, split.fit, task);
  const held = predictBoostedTrees(trees, binned, rowsOf(split.held));
  await task.breathe();
  return { trees, binned, threshold: thresholdForAlertRate(held, ALERTS), held };
}

/** Fits the models that do without one field each; a shut gate needs them. */
export async function fitFallbacks(bench: Bench, task: Pick<Task<never>, "breathe">): Promise<void> {
  for (const field of FRAGILE) {
    if (bench.without.has(field)) continue;
    const names = FEATURES.filter((name) => name !== field);
    bench.without.set(field, await modelOf(bench.scene, bench.split, names, task));
  }
}

/** What the feed delivers under a break. */
export const feedOf = (scene: HealthyScene, seed: number, kind: Break, { share, from, days }: Days): Feed =>
  deliver(scene.world, { kind, share, fromDay: from, days }, seed);

/** Day of production of a payment; negative before. */
export function dayOf({ world }: HealthyScene, row: number): number {
  return Math.floor((world.transactions.eventAt[row]! - world.periods.production.startAt) / DAY);
}

/** The payments of these days of production. */
export function rangeOfDays(scene: HealthyScene, from: number, to: number): Range {
  const { production } = scene.world.periods;
  let first = production.from;
  while (first < production.to && dayOf(scene, first) < from) first++;
  let end = first;
  while (end < production.to && dayOf(scene, end) < to) end++;
  return { from: first, to: end };
}
