import { APPROVED } from "../../core/faults/selective-labels.ts";
import { type Column, clearValid, numbers, type Table, validity } from "../../core/table/table.ts";
import type { Scenario } from "../contracts.ts";
import { decidedTable, showingsTable } from "./alarms.ts";
import { secondHalf } from "./bench.ts";
import { answerOf, type Params } from "./experiment.ts";
import { finish, type Loop } from "./loop.ts";
import type { PolicyId } from "./result.ts";
import { shopOf } from "./shop.ts";
import { loopsOf } from "./store.ts";

/**
 * `payments.csv`: the last two weeks as the team has them: what the model read, its score and decision, the chance that a payment so
 * decided was let through, the label where one came, and in the held-out half whether the retrained model would block it.
 * `showings.csv`: the shop's log.
 */
export const scenario: Scenario = (values, seed) => {
  const params = values as unknown as Params;
  const learn = params.learn as PolicyId;
  const loop = finish(loopsOf(params, seed).of(answerOf(learn, params.explore)), params.rounds);
  return {
    "payments.csv": paymentsOf(loop, params.rounds),
    "showings.csv": showingsTable(shopOf(learn, params.slots, seed)),
  };
};

function paymentsOf(loop: Loop, rounds: number): Table {
  const { period, live, held, threshold } = loop.retrainings[rounds]!;
  const base = decidedTable(loop, rounds);
  const test = secondHalf(period);
  const propensity = Float64Array.from(live!.outcome, (outcome) =>
    outcome === APPROVED ? 1 : loop.answer.explore,
  );
  return {
    rows: base.rows,
    columns: new Map<string, Column>([
      ...base.columns,
      ["propensity", numbers(propensity)],
      [
        "retrained_would_block",
        heldOnly(base.rows, test.from - period.from, (i) => (held[i]! >= threshold ? 1 : 0)),
      ],
    ]),
  };
}

/** A column with a value in the held-out rows alone, which begin at `from`. */
function heldOnly(rows: number, from: number, at: (i: number) => number): Column {
  const valid = validity(rows, true);
  const values = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    if (row < from) clearValid(valid, row);
    else values[row] = at(row - from);
  }
  return { kind: "number", values, valid };
}
