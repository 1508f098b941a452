import { type Column, numbers, setValid, type Table, times, validity } from "../../core/table/table.ts";
import { transactionsTable } from "../../core/world/tables.ts";
import type { Scenario } from "../contracts.ts";
import type { Params } from "./experiment.ts";
import { readingAt } from "./reading.ts";
import { labelledWorld, liveWorldAtOnce } from "./world.ts";

/**
 * `payments.csv`: every payment with its score, whether the live model stopped it, and when it became known as a fraud, by a
 * report or by a review (empty where it never did). The check masks what was not known on the day; the truth is not in it.
 */
export const scenario: Scenario = (values, seed) => {
  const { size, delay, never } = values as unknown as Params;
  const live = liveWorldAtOnce(size, seed);
  const labelled = labelledWorld(live, live.threshold, { delay, never });
  const { knownAt } = readingAt(labelled, Number.POSITIVE_INFINITY);
  const { periods, transactions } = labelled.world;
  const valid = validity(knownAt.length);
  for (let row = 0; row < knownAt.length; row++) if (!Number.isNaN(knownAt[row]!)) setValid(valid, row);
  const period: Column = {
    kind: "category",
    codes: Int32Array.from({ length: transactions.count }, (_, row) =>
      row < periods.training.from ? 0 : row < periods.production.from ? 1 : 2,
    ),
    categories: ["warm-up", "training", "production"],
    valid: null,
  };
  const kept = ["tx_id", "user_id", "event_at", "amount"];
  const all = transactionsTable(labelled.world);
  const payments: Table = {
    rows: transactions.count,
    columns: new Map<string, Column>([
      ...kept.map((name): [string, Column] => [name, all.columns.get(name)!]),
      ["score", numbers(live.scores)],
      ["stopped", numbers(labelled.stopped)],
      ["reported_at", times(knownAt, valid)],
      ["period", period],
    ]),
  };
  return { "payments.csv": payments };
};
