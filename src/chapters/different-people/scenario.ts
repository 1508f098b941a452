import { FEATURES } from "../../core/features/features.ts";
import { fitBoostedTrees, predictBoostedTrees } from "../../core/models/boosted-trees.ts";
import type { Column, Table } from "../../core/table/table.ts";
import { chargebacksTable } from "../../core/world/tables.ts";
import type { Scenario } from "../contracts.ts";
import { binPayments, rowsOf } from "../shared/train.ts";
import { watched } from "./alarms.ts";
import type { Params } from "./experiment.ts";
import { sceneOf, settingsOf, stretchesOf } from "./world.ts";

export const PERIODS = ["warm-up", "fit", "held-out", "compared", "later"] as const;

/**
 * `payments.csv`: every payment with the features as the model reads them, who the customer is, the score of the trained model,
 * the label as reported in the end, and the part of the split. `chargebacks.csv`: when each fraud happened and was reported.
 */
export const scenario: Scenario = (values, seed) => {
  const params = values as unknown as Params;
  const scene = sceneOf(settingsOf(params, params.risk), seed);
  const { world, labels } = scene;
  const stretches = stretchesOf(world, params.from);
  const binned = binPayments(scene.training, stretches.fit);
  const trees = fitBoostedTrees(binned, labels, { rows: rowsOf(stretches.fit) });
  const scores = predictBoostedTrees(trees, binned);
  const all = { from: 0, to: world.transactions.count };
  const table = watched(scene, all, scores);
  const { fit, held, compared } = stretches;
  const starts = [fit.from, held.from, compared.from, compared.to];
  const period: Column = {
    kind: "category",
    codes: Int32Array.from({ length: all.to }, (_, row) => starts.filter((start) => start <= row).length),
    categories: PERIODS,
    valid: null,
  };
  const order = ["tx_id", "user_id", "event_at", "cohort", "region", ...FEATURES, "score", "reported_fraud"];
  const payments: Table = {
    rows: all.to,
    columns: new Map([
      ...order.map((name): [string, Column] => [name, table.columns.get(name)!]),
      ["period", period],
    ]),
  };
  return { "payments.csv": payments, "chargebacks.csv": chargebacksTable(world) };
};
