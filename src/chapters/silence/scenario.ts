import { featureStoreOutage } from "../../core/faults/feature-store-outage.ts";
import { fillAbsent } from "../../core/features/absence.ts";
import { ABSENCE_REASONS, type FeatureColumn, PRESENT } from "../../core/features/features.ts";
import { type Column, clearValid, type Table, validity } from "../../core/table/table.ts";
import { transactionsTable } from "../../core/world/tables.ts";
import type { Scenario } from "../contracts.ts";
import { paymentsScene } from "../shared/scene.ts";
import { splitInTime } from "../shared/train.ts";
import { outageOf, type Params, settingsOf } from "./experiment.ts";
import { AVERAGE, fillOf, type Treatment } from "./treatments.ts";

/**
 * `payments.csv`: every payment with the average as it was written into the log (in production: as served), the label as
 * reported in the end, and the part of the split. Where the treatment keeps a flag or a reason, it stands beside the average.
 */
export const scenario: Scenario = (values, seed) => {
  const params = values as unknown as Params;
  const treatment = params.treatment as Treatment;
  const scene = paymentsScene(settingsOf(params), seed);
  const { world, labels } = scene;
  const served = featureStoreOutage.apply(scene, outageOf(params), seed).production.columns[AVERAGE];
  const rows = world.transactions.count;
  const fill = fillOf(treatment, scene.training.columns[AVERAGE], splitInTime(world).fit);
  const { training, production } = world.periods;
  const columns: [string, Column][] = [
    ...transactionsTable(world).columns,
    [AVERAGE, treatment === "reason" ? withGaps(served) : numbersOf(fillAbsent(served, fill).values)],
    ...beside(treatment, served),
    ["reported_fraud", numbersOf(Float64Array.from(labels))],
    [
      "period",
      category(
        Int32Array.from({ length: rows }, (_, row) =>
          row < training.from ? 0 : row < production.from ? 1 : 2,
        ),
        ["warm-up", "training", "production"],
      ),
    ],
  ];
  const payments: Table = { rows, columns: new Map(columns) };
  return { "payments.csv": payments };
};

function beside(treatment: Treatment, { absence }: FeatureColumn): [string, Column][] {
  if (treatment === "flag")
    return [["has_average", numbersOf(Float64Array.from(absence, (reason) => (reason === PRESENT ? 1 : 0)))]];
  if (treatment === "reason") return [["average_is", category(Int32Array.from(absence), ABSENCE_REASONS)]];
  return [];
}

const numbersOf = (values: Float64Array): Column => ({ kind: "number", values, valid: null });
const category = (codes: Int32Array, categories: readonly string[]): Column => ({
  kind: "category",
  codes,
  categories,
  valid: null,
});

function withGaps({ values, absence }: FeatureColumn): Column {
  const valid = validity(values.length, true);
  for (let row = 0; row < values.length; row++) if (absence[row] !== PRESENT) clearValid(valid, row);
  return { kind: "number", values, valid };
}
