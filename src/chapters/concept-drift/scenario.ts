import { fitBoostedTrees, predictBoostedTrees } from "../../core/models/boosted-trees.ts";
import { type Column, numbers, type Table, times } from "../../core/table/table.ts";
import { featuresTable } from "../../core/world/tables.ts";
import type { Scenario } from "../contracts.ts";
import { binPayments, rowsOf } from "../shared/train.ts";
import type { Params } from "./experiment.ts";
import { baseOf, brokenFrauds, dayOf, featuresOf, MODEL_FEATURES, reportsOf, stretchesOf } from "./world.ts";

export const PERIODS = ["warm-up", "fit", "held-out", "production"] as const;

/**
 * `payments.csv`: every payment with what the model reads, its score as trained, whether it was reported as fraud and when (with a
 * delay of 0: at once), the day of production it happened on, and the part of the split.
 */
export const scenario: Scenario = (values, seed) => {
  const params = values as unknown as Params;
  const base = baseOf(params.size, seed);
  const { world } = base;
  const features = featuresOf(params.size, seed);
  const { fit, held, production } = stretchesOf(world, params.from);
  const binned = binPayments(features, fit, MODEL_FEATURES);
  const model = fitBoostedTrees(binned, world.transactions.isFraud, { rows: rowsOf(fit) });
  const frauds = brokenFrauds(base, params);
  const rows = world.transactions.count;
  const { columns } = featuresTable(world, features, { from: 0, to: rows }, { names: MODEL_FEATURES });
  const starts = [fit.from, held.from, production.from];
  const named: [string, Column][] = [
    ...[...columns].filter(([name]) => name !== "cohort"),
    ["score", numbers(predictBoostedTrees(model, binned))],
    ["reported_fraud", numbers(frauds)],
    [
      "reported_at",
      reportedAt(
        params.delay > 0 ? reportsOf(world, frauds, params.delay) : null,
        frauds,
        world.transactions.eventAt,
      ),
    ],
    ["production_day", numbers(Array.from(world.transactions.eventAt, (at) => Math.floor(dayOf(world, at))))],
    [
      "period",
      {
        kind: "category",
        codes: Int32Array.from({ length: rows }, (_, row) => starts.filter((start) => start <= row).length),
        categories: PERIODS,
        valid: null,
      },
    ],
  ];
  const payments: Table = { rows, columns: new Map(named) };
  return { "payments.csv": payments };
};

/** Moments of the reports, missing where there is none. */
function reportedAt(reports: Float64Array | null, frauds: Uint8Array, eventAt: Float64Array): Column {
  const column = times(reports ?? eventAt);
  const valid = new Uint8Array((frauds.length + 7) >> 3);
  for (let row = 0; row < frauds.length; row++) if (frauds[row] === 1) valid[row >> 3]! |= 1 << (row & 7);
  return { ...column, valid };
}
