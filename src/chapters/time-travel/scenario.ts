import type { FeatureColumn } from "../../core/features/column.ts";
import type { JoinPolicy } from "../../core/features/join-policy.ts";
import { type Column, setValid, type Table, times, validity } from "../../core/table/table.ts";
import { chargebacksTable, featureColumn, transactionsTable } from "../../core/world/tables.ts";
import type { Scenario } from "../contracts.ts";
import { paymentsScene } from "../shared/scene.ts";
import { type Params, servedUnder, settingsOf } from "./experiment.ts";
import { COUNT, countUnder } from "./worked.ts";

/**
 * `payments.csv`: every payment with the count as training joined it, when that number was written, and the count as it was
 * served (or would have been); the label as reported in the end, and the part of the split. `chargebacks.csv`: when each
 * fraud happened and when it was reported.
 */
export const scenario: Scenario = (values, seed) => {
  const params = values as unknown as Params;
  const scene = paymentsScene(settingsOf(params), seed);
  const { world, labels } = scene;
  const policy = params.policy as JoinPolicy;
  const trained = countUnder(world, policy);
  const served = countUnder(world, servedUnder(policy));
  const all = { from: 0, to: world.transactions.count };
  const numbersOf = (count: FeatureColumn) =>
    featureColumn({ ...scene.training, columns: { ...scene.training.columns, [COUNT]: count } }, COUNT, all);
  const { training, production } = world.periods;
  const columns: [string, Column][] = [
    ...transactionsTable(world).columns,
    [COUNT, numbersOf(trained)],
    [`${COUNT}_known_at`, knownTimes(trained)],
    [`${COUNT}_served`, numbersOf(served)],
    ["reported_fraud", { kind: "number", values: Float64Array.from(labels), valid: null }],
    [
      "period",
      {
        kind: "category",
        codes: Int32Array.from({ length: all.to }, (_, row) =>
          row < training.from ? 0 : row < production.from ? 1 : 2,
        ),
        categories: ["warm-up", "training", "production"],
        valid: null,
      },
    ],
  ];
  const payments: Table = { rows: all.to, columns: new Map(columns) };
  return { "payments.csv": payments, "chargebacks.csv": chargebacksTable(world) };
};

function knownTimes({ knownAt }: FeatureColumn): Column {
  const valid = validity(knownAt.length);
  for (let row = 0; row < knownAt.length; row++) if (!Number.isNaN(knownAt[row]!)) setValid(valid, row);
  return times(knownAt, valid);
}
