import { type Column, numbers, setValid, type Table, times, validity } from "../../core/table/table.ts";
import type { Scenario } from "../contracts.ts";
import { benchAtOnce } from "./bench.ts";
import type { Params } from "./experiment.ts";
import { examined, paperDay, scoresOf, trainAtOnce } from "./learn.ts";
import type { Recipe } from "./result.ts";
import { SHADOW_DAYS } from "./service.ts";
import { dayOf, PRODUCTION_DAYS, rowAt, TRAINING_DAYS } from "./world.ts";

/**
 * `payments.csv`: every payment of training and production, when it was reported as fraud (if ever), whether the champion (version 1)
 * and the challenger (the version that the schedule trains last before day 85) stop it in the challenger's days in shadow, the
 * challenger's scores there, and its scores of the payments that were held out of its window for the exam.
 */
export const scenario: Scenario = (values, seed) => {
  const params = values as unknown as Params;
  const bench = benchAtOnce(params, seed);
  const { base, reportedAt, line } = bench;
  const { id, eventAt, amount } = base.world.transactions;
  const day = paperDay(params.every);
  const challenger = trainAtOnce(bench, params.labels as Recipe, day, params) ?? bench.first;
  const all = { from: rowAt(base, -TRAINING_DAYS), to: rowAt(base, PRODUCTION_DAYS) };
  const shadow = { from: rowAt(base, day), to: rowAt(base, day + SHADOW_DAYS) };
  const rows = all.to - all.from;
  const given = scoresOf(bench, challenger, shadow);
  const other = scoresOf(bench, bench.first, shadow);
  const exam = challenger.exam === null ? null : examined(bench, challenger);
  const examOf = new Map(
    exam === null ? [] : exam.rows.map((row, i): [number, number] => [row, exam.scores[i]!]),
  );
  const column = (of: (row: number) => number | null): Column => {
    const own = new Float64Array(rows);
    const valid = validity(rows);
    for (let i = 0; i < rows; i++) {
      const value = of(all.from + i);
      if (value === null) continue;
      own[i] = value;
      setValid(valid, i);
    }
    return { kind: "number", values: own, valid };
  };
  const inShadow = (of: (row: number) => number) => (row: number) =>
    row >= shadow.from && row < shadow.to ? of(row) : null;
  const reported = column((row) => (Number.isNaN(reportedAt[row]!) ? null : reportedAt[row]!));
  const payments: Table = {
    rows,
    columns: new Map<string, Column>([
      ["tx_id", numbers(id.slice(all.from, all.to))],
      ["event_at", times(eventAt.slice(all.from, all.to))],
      ["amount", numbers(amount.slice(all.from, all.to))],
      ["reported_at", { ...(reported as Column & { kind: "number" }), kind: "time" } as Column],
      [
        "production_day",
        numbers(
          Float64Array.from({ length: rows }, (_, i) => Math.floor(dayOf(base, eventAt[all.from + i]!))),
        ),
      ],
      ["champion_stops", column(inShadow((row) => (other[row]! >= line ? 1 : 0)))],
      ["challenger_stops", column(inShadow((row) => (given[row]! >= line ? 1 : 0)))],
      ["challenger_score", column(inShadow((row) => given[row]!))],
      ["challenger_exam_score", column((row) => examOf.get(row) ?? null)],
    ]),
  };
  return { "payments.csv": payments };
};
