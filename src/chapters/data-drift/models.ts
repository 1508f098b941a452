import type { Task } from "../../core/contracts.ts";
import type { Scene } from "../../core/faults/fault.ts";
import { FEATURES, type FeatureName, type PaymentFeatures } from "../../core/features/features.ts";
import { evaluate } from "../../core/metrics/evaluate.ts";
import { thresholdForAlertRate } from "../../core/metrics/threshold-for-alert-rate.ts";
import { type BinnedFeatures, binLike } from "../../core/models/bins.ts";
import { type BoostedTrees, predictBoostedTrees } from "../../core/models/boosted-trees.ts";
import type { HealthyScene } from "../shared/scene.ts";
import { binPayments, fitTrees, type Range, rowsOf, within, withValues } from "../shared/train.ts";
import type { Damage } from "./result.ts";
import type { Stretches } from "./world.ts";

/** The share of payments that is stopped: the threshold is set for it, on rows that are held out. */
export const ALERTS = 0.02;

/** The trained model, and everything that each answer to drift starts from. */
export type Bench = {
  twin: HealthyScene;
  stretches: Stretches;
  binned: BinnedFeatures;
  trees: BoostedTrees;
  /** Scores of the held-out rows of training. */
  held: Float64Array;
  threshold: number;
};

export async function benchOf(
  twin: HealthyScene,
  stretches: Stretches,
  task: Pick<Task<never>, "breathe">,
): Promise<Bench> {
  const binned = binPayments(twin.training, stretches.fit);
  await task.breathe();
  const trees = await fitTrees(binned, twin.labels, stretches.fit, task);
  const held = predictBoostedTrees(trees, binned, rowsOf(stretches.held));
  return { twin, stretches, binned, trees, held, threshold: thresholdForAlertRate(held, ALERTS) };
}

/** All rows of some features, in the bins of the trained model. */
export function inBins({ binned }: Bench, features: PaymentFeatures): BinnedFeatures {
  const columns = binned.names.map((name) => features.columns[name as FeatureName].values);
  return binLike({ rows: features.rows, names: binned.names, columns }, binned.edges);
}

export const scoresOf = (bench: Bench, binned: BinnedFeatures, rows: Range) =>
  predictBoostedTrees(bench.trees, binned, rowsOf(rows));

/** How well scores did in a range of rows; the amounts of the world are what is lost or saved. */
export function measure(
  scene: Scene,
  labels: Uint8Array,
  scores: Float64Array,
  rows: Range,
  threshold: number,
) {
  return evaluate(scores, within(labels, rows), within(scene.world.transactions.amount, rows), { threshold });
}

/** Payments stopped, and genuine ones among them, in 1,000. */
export function stoppedOf(scores: Float64Array, labels: Uint8Array, rows: Range, threshold: number) {
  let stopped = 0;
  let genuine = 0;
  for (let i = 0; i < scores.length; i++) {
    if (scores[i]! < threshold) continue;
    stopped++;
    if (labels[rows.from + i] === 0) genuine++;
  }
  const perThousand = 1000 / Math.max(1, scores.length);
  return { stopped: stopped * perThousand, genuine: genuine * perThousand };
}

/**
 * What the drift of each feature alone does to the trained model: the production rows of the twin, with that one feature as it is two
 * years later.
 */
export async function damageOf(
  bench: Bench,
  later: Scene,
  task: Pick<Task<never>, "breathe">,
): Promise<Pick<Damage, "feature" | "stopped" | "lost">[]> {
  const { twin, binned, stretches, threshold } = bench;
  const rows = stretches.production;
  const own = (scores: Float64Array) => ({
    ...stoppedOf(scores, twin.labels, rows, threshold),
    auc: measure(twin, twin.labels, scores, rows, threshold).rocAuc.value,
  });
  const before = own(scoresOf(bench, binned, rows));
  await task.breathe();
  const damage: Pick<Damage, "feature" | "stopped" | "lost">[] = [];
  for (const feature of FEATURES) {
    const values = later.production.columns[feature].values;
    const old = twin.training.columns[feature].values;
    const moved = within(values, rows).some((value, i) => !Object.is(value, old[rows.from + i]));
    if (!moved) {
      damage.push({ feature, stopped: 0, lost: 0 });
      continue;
    }
    const now = own(scoresOf(bench, withValues(binned, feature, values), rows));
    damage.push({ feature, stopped: now.genuine - before.genuine, lost: before.auc - now.auc });
    await task.breathe();
  }
  return damage;
}
