import type { Metrics, Task } from "../../core/contracts.ts";
import { loseValues } from "../../core/features/absence.ts";
import { type FeatureColumn, PRESENT } from "../../core/features/features.ts";
import { evaluate } from "../../core/metrics/evaluate.ts";
import { rocAuc } from "../../core/metrics/roc-auc.ts";
import { thresholdForAlertRate } from "../../core/metrics/threshold-for-alert-rate.ts";
import type { BinnedFeatures } from "../../core/models/bins.ts";
import { type BoostedTrees, predictBoostedTrees } from "../../core/models/boosted-trees.ts";
import { fitLogistic, type Logistic, predictLogistic } from "../../core/models/logistic.ts";
import type { FeatureMatrix } from "../../core/models/matrix.ts";
import { random } from "../../core/random.ts";
import { MERCHANT_CATEGORIES, PAYMENT_METHODS } from "../../core/world/types.ts";
import type { HealthyScene } from "../shared/scene.ts";
import { binPayments, fitTrees, type Range, rowsOf, splitInTime, within } from "../shared/train.ts";
import {
  AVERAGE,
  columnsOf,
  edgesOf,
  fillOf,
  type NamedColumn,
  OTHERS,
  pick,
  pickFeature,
  type Treatment,
  withColumns,
} from "./treatments.ts";

/** Share of the held-out payments that may be stopped; the threshold follows from it and is kept in production. */
export const ALERTS = 0.02;
/** Share of the active users' averages that training holds back where the reason is kept. */
export const WITHHELD = 0.05;
/** A line needs no more rows than this to settle. */
const LOGISTIC_ROWS = 12_000;

export type Split = { fit: Range; held: Range; production: Range };

/** A model that scores payments, whatever the state of the average. */
export type Scorer = {
  threshold: number;
  /** Scores of the held-out payments. */
  held: Float64Array;
  /** Scores of these payments with the average as it was served. */
  score(served: FeatureColumn, rows: Int32Array): Float64Array;
};

export type Bench = {
  scene: HealthyScene;
  split: Split;
  average: FeatureColumn;
  /** The average with the held-back values, in training only. */
  withheld: FeatureColumn;
  withheldRows: number;
  base: BinnedFeatures;
  scorers: Map<string, Scorer>;
};

let last: { key: string; bench: Bench } | null = null;

/** What all models of a scene share; kept, with its models, while only the outage moves. */
export function benchOf(scene: HealthyScene, key: string): Bench {
  if (last?.key === key && last.bench.scene === scene) return last.bench;
  const split = splitInTime(scene.world);
  const average = scene.training.columns[AVERAGE];
  const { from, to } = split.fit;
  const withheld = loseValues(
    average,
    scene.world.transactions.id,
    (row) => (row >= from && row < to ? WITHHELD : 0),
    random(scene.world.seed).fork("withheld averages"),
  );
  let withheldRows = 0;
  for (let row = from; row < to; row++)
    if (average.absence[row] === PRESENT && withheld.absence[row] !== PRESENT) withheldRows++;
  const base = binPayments(scene.training, split.fit, OTHERS);
  const bench = { scene, split, average, withheld, withheldRows, base, scorers: new Map<string, Scorer>() };
  last = { key, bench };
  return bench;
}

/** Boosted trees that read the average under a treatment (and further columns, where given). */
export async function treesOf(
  bench: Bench,
  treatment: Treatment,
  task: Pick<Task<never>, "breathe">,
  further: readonly NamedColumn[] = [],
): Promise<Scorer> {
  const name = [treatment, ...further.map(([column]) => column)].join("+");
  const kept = bench.scorers.get(name);
  if (kept) return kept;
  const { scene, split, average, base } = bench;
  const fill = fillOf(treatment, average, split.fit);
  const seen = [...columnsOf(treatment, treatment === "reason" ? bench.withheld : average, fill), ...further];
  const edges = edgesOf(seen, split.fit);
  const model: BoostedTrees = await fitTrees(withColumns(base, seen, edges), scene.labels, split.fit, task);
  await task.breathe();
  const scorer = scorerOf(split, average, (served, rows) =>
    predictBoostedTrees(
      model,
      withColumns(
        base,
        [
          ...columnsOf(treatment, pickFeature(served, rows), fill),
          ...further.map(([column, values]): NamedColumn => [column, pick(values, rows)]),
        ],
        edges,
        rows,
      ),
    ),
  );
  bench.scorers.set(name, scorer);
  await task.breathe();
  return scorer;
}

/** Logistic regression on the same columns, categories one by one. */
export function lineOf(bench: Bench, treatment: Treatment): Scorer {
  const name = `line ${treatment}`;
  const kept = bench.scorers.get(name);
  if (kept) return kept;
  const { scene, split, average } = bench;
  const fill = fillOf(treatment, average, split.fit);
  const of = (column: FeatureColumn, rows: Int32Array) =>
    lineMatrix(scene, columnsOf(treatment, pickFeature(column, rows), fill), rows);
  const size = split.fit.to - split.fit.from;
  const count = Math.min(size, LOGISTIC_ROWS);
  const rows = Int32Array.from({ length: count }, (_, i) => split.fit.from + Math.floor((i * size) / count));
  const model: Logistic = fitLogistic(
    of(average, rows),
    Uint8Array.from(rows, (row) => scene.labels[row]!),
    {
      tolerance: 1e-6,
    },
  );
  const scorer = scorerOf(split, average, (served, rows) => predictLogistic(model, of(served, rows)));
  bench.scorers.set(name, scorer);
  return scorer;
}

function scorerOf(split: Split, average: FeatureColumn, score: Scorer["score"]): Scorer {
  const held = score(average, rowsOf(split.held));
  return { threshold: thresholdForAlertRate(held, ALERTS), held, score };
}

/** ROC AUC on the held-out payments. */
export const heldAuc = ({ scene, split }: Bench, { held }: Scorer): number =>
  rocAuc(held, within(scene.labels, split.held));

/** All metrics of these scores of the payments in a range. */
export function measure({ scene }: Bench, scores: Float64Array, rows: Range, threshold: number): Metrics {
  const { amount } = scene.world.transactions;
  return evaluate(scores, within(scene.labels, rows), within(amount, rows), { threshold });
}

function lineMatrix(scene: HealthyScene, average: readonly NamedColumn[], rows: Int32Array): FeatureMatrix {
  const { columns } = scene.training;
  const named: NamedColumn[] = [];
  for (const name of OTHERS) {
    const labels =
      name === "merchant_category" ? MERCHANT_CATEGORIES : name === "payment_method" ? PAYMENT_METHODS : null;
    if (labels === null) named.push([name, pick(columns[name].values, rows)]);
    // The first category is what the others are compared with.
    else
      for (let k = 1; k < labels.length; k++)
        named.push([
          `${name} = ${labels[k]}`,
          pick(columns[name].values, rows).map((code) => (code === k ? 1 : 0)),
        ]);
  }
  named.push(...average);
  return {
    rows: rows.length,
    names: named.map(([name]) => name),
    columns: named.map(([, values]) => values),
  };
}
