import { tableToCsv } from "../../core/export/csv.ts";
import { healthyScene } from "../../core/faults/fault.ts";
import { featureStoreOutage } from "../../core/faults/feature-store-outage.ts";
import { sameDayBatchJoin } from "../../core/faults/same-day-batch-join.ts";
import {
  type Column,
  isValid,
  type NumberColumn,
  setValid,
  table,
  validity,
} from "../../core/table/table.ts";
import { labelsAsKnown } from "../../core/world/as-known.ts";
import { paymentsWorld } from "../../core/world/payments.ts";
import { DAY } from "../../core/world/settings.ts";
import { featuresTable } from "../../core/world/tables.ts";
import type { PaymentsWorld } from "../../core/world/types.ts";

/** What the sample is made of, for the page. */
export const SAMPLE_NAME = "payments-sample.csv";

/**
 * Nine weeks of payments of the synthetic world with two faults of the first chapters: the chargeback count joined by date, and
 * an evening outage of the feature store in the last three weeks that turns averages into 0. As CSV, as a person would export it.
 */
export function sampleCsv(seed = 7): string {
  const world = paymentsWorld({ payments: 12_000 }, seed);
  const leaking = sameDayBatchJoin.apply(
    healthyScene(world),
    { training: "by-date", serving: "by-date" },
    seed,
  );
  const outage = { fromHour: 17, hours: 4, intensity: 0.7 };
  const broken = featureStoreOutage.apply(leaking, outage, seed);
  const { training, production } = world.periods;
  const rows = { from: training.from, to: production.to };
  const before = featuresTable(world, broken.training, rows);
  const after = featuresTable(world, broken.production, rows);
  const known = labelsAsKnown(world, (production.endAt - world.startAt) / DAY + 60);
  const columns: [string, Column][] = [];
  for (const [name, column] of before.columns) {
    const served = after.columns.get(name)!;
    columns.push([
      name,
      name.startsWith("avg_")
        ? filled(column as NumberColumn, served as NumberColumn, training.to - rows.from)
        : column,
    ]);
  }
  columns.push([
    "is_fraud",
    {
      kind: "category",
      codes: Int32Array.from(known.fraud.subarray(rows.from, rows.to)),
      categories: ["false", "true"],
      valid: null,
    },
  ]);
  columns.push(["reported_at", reports(world, rows)]);
  return tableToCsv(table(columns));
}

/** When each fraud was reported; missing for all other payments. */
function reports({ chargebacks }: PaymentsWorld, { from, to }: { from: number; to: number }): Column {
  const values = new Float64Array(to - from).fill(Number.NaN);
  const valid = validity(to - from);
  chargebacks.transaction.forEach((row, i) => {
    const at = chargebacks.reportedAt[i]!;
    if (row < from || row >= to || Number.isNaN(at)) return;
    values[row - from] = at;
    setValid(valid, row - from);
  });
  return { kind: "time", values, valid };
}

/** Training values, then those served in production, a 0 wherever there is none: the default that hides an outage. */
function filled(before: NumberColumn, after: NumberColumn, cut: number): NumberColumn {
  const values = Float64Array.from(before.values, (_, row) => {
    const from = row < cut ? before : after;
    return isValid(from.valid, row) ? from.values[row]! : 0;
  });
  return { kind: "number", values, valid: null };
}
