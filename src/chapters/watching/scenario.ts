import { type Column, numbers, type Table, times } from "../../core/table/table.ts";
import { DAY } from "../../core/world/settings.ts";
import type { Scenario } from "../contracts.ts";
import { type Params, servicesOf } from "./experiment.ts";
import { knownAt, type Settled } from "./log.ts";

/**
 * `payments.csv`: every payment of production with its day (from 0), amount, score, whether it was stopped, and the day at whose end its
 * fraud was known (missing for what is genuine, or never known). `is_fraud` is what was so.
 */
export const scenario: Scenario = (values, seed) => {
  const params = values as unknown as Params;
  const { broken } = servicesOf(params, seed);
  const { world, firstRow, score, action, latencyMs } = broken;
  const { id, eventAt, amount, isFraud } = world.transactions;
  const { startAt } = world.periods.production;
  const from = firstRow[0]!;
  const rows = firstRow.at(-1)! - from;
  const of = (value: (row: number) => number) =>
    Float64Array.from({ length: rows }, (_, i) => value(from + i));
  const day = new Float64Array(rows);
  for (let d = 0; d + 1 < firstRow.length; d++) day.fill(d, firstRow[d]! - from, firstRow[d + 1]! - from);
  const named: [string, Column][] = [
    ["tx_id", numbers(of((row) => id[row]!))],
    ["event_at", times(of((row) => eventAt[row]!))],
    ["day", numbers(day)],
    ["amount", numbers(of((row) => amount[row]!))],
    ["score", numbers(of((row) => score[row]!))],
    ["stopped", numbers(of((row) => action[row]!))],
    ["latency_ms", numbers(of((row) => latencyMs[row]!))],
    [
      "fraud_known_on_day",
      knownOn(knownAt(broken, params.settled as Settled).subarray(from, from + rows), startAt),
    ],
    ["is_fraud", numbers(of((row) => isFraud[row]!))],
  ];
  const payments: Table = { rows, columns: new Map(named) };
  return { "payments.csv": payments };
};

/** Days of production, missing where there is none. */
function knownOn(at: Float64Array, startAt: number): Column {
  const valid = new Uint8Array((at.length + 7) >> 3);
  for (let row = 0; row < at.length; row++) if (!Number.isNaN(at[row]!)) valid[row >> 3]! |= 1 << (row & 7);
  const days = at.map((moment) => (Number.isNaN(moment) ? 0 : Math.floor((moment - startAt) / DAY)));
  return { ...numbers(days), valid };
}
