import { predictBoostedTrees } from "../../core/models/boosted-trees.ts";
import { type Column, numbers, type Table, validity } from "../../core/table/table.ts";
import type { Scenario } from "../contracts.ts";
import { wholeOf } from "./alarms.ts";
import type { Params } from "./experiment.ts";
import { fitNow } from "./models.ts";
import type { SplitId } from "./result.ts";
import { SPLITS } from "./splits.ts";
import { workshopOf } from "./workshop.ts";

/** How a payment's side is written in `payments.csv`. */
export const SIDES = ["learned", "judged", "left-out", "production", "warm-up"] as const;

const columnOf = (id: SplitId | "all") => id.replace("-", "_");

/**
 * `payments.csv`: every payment of training and production with the features that the model reads and the label as reported in the end; for
 * each split on which side the payment lies (`side_random` ...) and, where it was judged on, the score of the model that learned the others
 * (`score_random` ...); `score_all` is the score of the shipped model in production.
 */
export const scenario: Scenario = (values, seed) => {
  const params = values as unknown as Params;
  const shop = workshopOf(params, seed);
  const { bench, splits, training, production } = shop;
  const { world, binned } = bench;
  const whole = wholeOf(shop);
  const total = world.transactions.count;
  const from = training[0] ?? 0;
  const more: [string, Column][] = [];
  const scoredRows = (rows: Int32Array, fit: Int32Array): Column => {
    const values = new Float64Array(total);
    const valid = validity(total);
    const own = predictBoostedTrees(fitNow(bench, fit, params), binned, rows);
    rows.forEach((row, i) => {
      values[row] = own[i]!;
      valid[row >> 3]! |= 1 << (row & 7);
    });
    return { kind: "number", values, valid };
  };
  for (const id of SPLITS) {
    const codes = new Int32Array(total).fill(SIDES.indexOf("left-out"));
    for (const row of splits[id].fit) codes[row] = SIDES.indexOf("learned");
    for (const row of splits[id].held) codes[row] = SIDES.indexOf("judged");
    codes.fill(SIDES.indexOf("production"), production[0] ?? total);
    codes.fill(SIDES.indexOf("warm-up"), 0, from);
    more.push([`side_${columnOf(id)}`, { kind: "category", codes, categories: SIDES, valid: null }]);
    more.push([`score_${columnOf(id)}`, scoredRows(splits[id].held, splits[id].fit)]);
  }
  more.push(["score_all", scoredRows(production, training)]);
  const columns = new Map([...whole.columns, ...more]);
  columns.set("reported_fraud", numbers(bench.labels));
  for (const name of [...columns.keys()]) if (name.endsWith("_known_at")) columns.delete(name);
  const table: Table = { rows: total, columns };
  return { "payments.csv": table };
};
