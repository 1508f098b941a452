import {
  type Column,
  categories,
  clearValid,
  type NumberColumn,
  numbers,
  validity,
} from "../../core/table/table.ts";
import type { Scenario } from "../contracts.ts";
import { TEST_DAYS } from "./company.ts";
import type { Params } from "./experiment.ts";
import { NEVER_MADE, PASSED, STOPPED_FOR_REVIEW } from "./outcomes.ts";
import type { ChallengerId } from "./result.ts";
import { benchOf } from "./store.ts";

type Row = { row: number; meets: boolean };

const finish = <V>(work: Generator<void, V>): V => {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
};

/**
 * `payments.csv`: the log of this release, as it is known at the end of the test: day (from 1), user, the user’s arm, the model that
 * decided, the decision, its latency, and the days on which a chargeback and a complaint became known, where they did.
 */
export const scenario: Scenario = (values, seed) => {
  const params = values as unknown as Params;
  const bench = benchOf(params.size, seed);
  const champion = finish(bench.side("champion"));
  const { side: challenger, sides } = finish(bench.release(params.challenger as ChallengerId, params.ramp));
  const { company } = bench;
  const { day, user, isNew, reported, scene, live } = company;
  const rows: Row[] = [];
  for (let row = 0; row < day.length && day[row]! < TEST_DAYS; row++) {
    const meets = sides.meets[user[row]!]! <= day[row]!;
    if ((meets ? challenger : champion).outcomes.what[row] !== NEVER_MADE) rows.push({ row, meets });
  }
  const outcomes = ({ meets }: Row) => (meets ? challenger : champion).outcomes;
  const text = (of: (one: Row) => string) => categories(rows.map(of));
  const known = (of: (one: Row) => number): NumberColumn => {
    const days = rows.map(of);
    const valid = validity(rows.length, true);
    for (const [i, on] of days.entries()) if (on < 0 || on >= TEST_DAYS) clearValid(valid, i);
    return numbers(
      days.map((on) => on + 1),
      valid,
    );
  };
  const what = (one: Row) => outcomes(one).what[one.row]!;
  const ids = scene.world.transactions.id;
  const decision = (found: number) =>
    found === PASSED ? "approve" : found === STOPPED_FOR_REVIEW ? "stop" : "failed";
  return {
    "payments.csv": {
      rows: rows.length,
      columns: new Map<string, Column>([
        ["tx_id", numbers(rows.map(({ row }) => ids[live.from + row]!))],
        ["user_id", text(({ row }) => `U${scene.world.users.id[user[row]!]!}`)],
        ["day", numbers(rows.map(({ row }) => day[row]! + 1))],
        ["customer", text(({ row }) => (isNew[row] === 1 ? "new" : "known"))],
        ["arm", text(({ row }) => (sides.arm[user[row]!] === 1 ? "challenger" : "champion"))],
        ["model", text(({ meets }) => (meets ? "challenger" : "champion"))],
        ["decision", text((one) => decision(what(one)))],
        [
          "latency_ms",
          numbers(rows.map(({ row, meets }) => (meets ? challenger : champion).served.latency[row]!)),
        ],
        [
          "chargeback_day",
          known((one) => (outcomes(one).chargeback[one.row] === 1 ? reported[one.row]! : -1)),
        ],
        ["complaint_day", known((one) => (outcomes(one).complaint[one.row] === 1 ? day[one.row]! + 1 : -1))],
      ]),
    },
  };
};
