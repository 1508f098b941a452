import type { Task } from "../../core/contracts.ts";
import { FEATURES } from "../../core/features/features.ts";
import { thresholdForAlertRate } from "../../core/metrics/threshold-for-alert-rate.ts";
import type { BinnedFeatures } from "../../core/models/bins.ts";
import { type BoostedTrees, predictBoostedTrees } from "../../core/models/boosted-trees.ts";
import { DAY } from "../../core/world/settings.ts";
import { type HealthyScene, paymentsScene } from "../shared/scene.ts";
import { binPayments, fitTrees, type Range, rowsOf, type Split, splitInTime } from "../shared/train.ts";

/** Share of the held-out payments that the model stops; the threshold follows from it and is kept in production. */
export const ALERTS = 0.03;
/** Days of production that are judged. The world has one more, since its last day is thinner than the others. */
export const DAYS = 21;
/** The feed breaks on this day of production, counted from 0, and for so many days. */
export const FROM = 5;
export const BROKEN_DAYS = 9;

/** The company of the chapter on broken data, which wins customers all the time: the cohort is like everybody else, unless that is what breaks. */
export const settingsOf = ({ size }: { size: number }) => ({
  payments: size,
  fraudRate: 0.03,
  burstShare: 0.6,
  burstHours: 36,
  reportingDelayHours: 2,
  newUserShare: 0.25,
  nightRisk: 10,
  cohortShare: 0.3,
  cohortFromDay: FROM,
  productionDays: DAYS + 1,
});

export type Bench = {
  key: string;
  seed: number;
  scene: HealthyScene;
  split: Split;
  trees: BoostedTrees;
  /** The features of all rows as they are right. */
  binned: BinnedFeatures;
  threshold: number;
  /** Scores of the held-out payments, and of those of production where nothing breaks. */
  held: Float64Array;
  usual: Float64Array;
  /** For every payment of production its day, from 0. */
  day: Int32Array;
  /** The payments of the broken days. */
  broken: Range;
};

let last: Bench | null = null;

/** The company and its model; kept while only the feed and the rules move. */
export async function benchOf(
  { size }: { size: number },
  seed: number,
  task: Pick<Task<never>, "breathe">,
): Promise<Bench> {
  const settings = settingsOf({ size });
  const scene = paymentsScene(settings, seed);
  const key = JSON.stringify([size, seed]);
  if (last?.key === key && last.scene === scene) return last;
  await task.breathe();
  const split = splitInTime(scene.world);
  const binned = binPayments(scene.training, split.fit, FEATURES);
  await task.breathe();
  const trees = await fitTrees(binned, scene.labels, split.fit, task);
  const held = predictBoostedTrees(trees, binned, rowsOf(split.held));
  await task.breathe();
  const usual = predictBoostedTrees(trees, binned, rowsOf(split.production));
  const { production } = scene.world.periods;
  const { eventAt } = scene.world.transactions;
  const day = Int32Array.from(usual, (_, i) =>
    Math.floor((eventAt[production.from + i]! - production.startAt) / DAY),
  );
  const first = day.findIndex((one) => one >= FROM);
  const end = day.findIndex((one) => one >= FROM + BROKEN_DAYS);
  const broken = { from: production.from + first, to: production.from + end };
  const threshold = thresholdForAlertRate(held, ALERTS);
  last = { key, seed, scene, split, trees, binned, threshold, held, usual, day, broken };
  return last;
}
