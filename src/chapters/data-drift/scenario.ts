import { FEATURES } from "../../core/features/features.ts";
import { fitBoostedTrees, predictBoostedTrees } from "../../core/models/boosted-trees.ts";
import {
  type CategoryColumn,
  type Column,
  numbers,
  type Table,
  type TimeColumn,
} from "../../core/table/table.ts";
import { DAY } from "../../core/world/settings.ts";
import { featuresTable } from "../../core/world/tables.ts";
import type { Scenario } from "../contracts.ts";
import { binPayments, rowsOf } from "../shared/train.ts";
import { bothTimes } from "./answers.ts";
import type { Params } from "./experiment.ts";
import { drawSamples } from "./samples.ts";
import { laterOf, stretchesOf, twinOf } from "./world.ts";

export const PERIODS = ["warm-up", "fit", "held-out", "compared", "later"] as const;
/** Two years of whole weeks, so that the weekdays stay. */
const APART = 104 * 7 * DAY;

/**
 * `samples.csv`: every draw of the two samples. `payments.csv`: every payment with the features as the model reads them, the score of
 * the trained model, the label as reported in the end, and the part of the split; production is dated two years after training.
 */
export const scenario: Scenario = (values, seed) => {
  const params = values as unknown as Params;
  return { "samples.csv": samplesTable(params, seed), "payments.csv": paymentsTable(params, seed) };
};

function samplesTable(params: Params, seed: number): Table {
  const { first, second } = drawSamples(params, seed);
  const count = first.length;
  const value = new Float64Array(2 * count);
  value.set(first);
  value.set(second, count);
  const sample: Column = {
    kind: "category",
    codes: Int32Array.from(value, (_, row) => (row < count ? 0 : 1)),
    categories: ["first", "second"],
    valid: null,
  };
  return {
    rows: value.length,
    columns: new Map<string, Column>([
      ["sample", sample],
      ["value", numbers(value)],
    ]),
  };
}

function paymentsTable({ inflation, newMethod, habits, size }: Params, seed: number): Table {
  const twin = twinOf(size, seed);
  const later = laterOf({ inflation, newMethod, habits }, size, seed);
  const stretches = stretchesOf(twin.world);
  const features = bothTimes(twin.training, later, stretches);
  const trees = fitBoostedTrees(binPayments(twin.training, stretches.fit), twin.labels, {
    rows: rowsOf(stretches.fit),
  });
  const binned = binPayments(features, stretches.fit);
  const all = { from: 0, to: twin.world.transactions.count };
  const base = featuresTable(later.world, features, all);
  const { fit, held, compared, judged } = stretches;
  const starts = [fit.from, held.from, compared.from, judged.from];
  const period: CategoryColumn = {
    kind: "category",
    codes: Int32Array.from({ length: all.to }, (_, row) => starts.filter((start) => start <= row).length),
    categories: PERIODS,
    valid: null,
  };
  const at = base.columns.get("event_at") as TimeColumn;
  const eventAt: TimeColumn = {
    ...at,
    values: at.values.map((time, row) => (row < compared.from ? time : time + APART)),
  };
  const names = ["tx_id", "user_id", ...FEATURES];
  return {
    rows: all.to,
    columns: new Map<string, Column>([
      ...names.map((name): [string, Column] => [name, base.columns.get(name)!]),
      ["event_at", eventAt],
      ["score", numbers(predictBoostedTrees(trees, binned))],
      ["reported_fraud", numbers(twin.labels)],
      ["period", period],
    ]),
  };
}
