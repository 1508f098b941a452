/** Small worlds and helpers for the tests of the detectors. */
import type { Detector, DetectorInput, Finding, ParamsOf, ParamTable, Roles } from "../../contracts.ts";
import { type Random, random } from "../../random.ts";
import { wilsonInterval } from "../../stats/wilson-interval.ts";
import { type Column, numbers, setValid, type Table, table, times, validity } from "../../table/table.ts";
import { runDetector } from "../run.ts";

export const HOUR = 3600000;
export const DAY = 24 * HOUR;
const START = 1700000000000 - (1700000000000 % DAY);

export type History = {
  user: Float64Array;
  at: Float64Array;
  fraud: Float64Array;
  /** NaN for what is never reported. */
  reported: Float64Array;
  amount: Float64Array;
};

/** Payments of users over some days, in the order of time, with bursts of fraud on a user's neighbouring payments. */
export function payments(chance: Random, rows: number, users: number, days = 60, delayHours = 6): History {
  const order = Float64Array.from({ length: rows }, () => START + chance.next() * days * DAY).sort();
  const user = new Float64Array(rows);
  const at = new Float64Array(rows);
  const fraud = new Float64Array(rows);
  const reported = new Float64Array(rows).fill(Number.NaN);
  const amount = new Float64Array(rows);
  const robbedUntil = new Float64Array(users).fill(Number.NEGATIVE_INFINITY);
  for (let i = 0; i < rows; i++) {
    const who = chance.integer(users);
    const when = Math.floor(order[i]!);
    if (chance.chance(0.03)) robbedUntil[who] = when + 2 * DAY;
    user[i] = who;
    at[i] = when;
    amount[i] = Math.round(chance.logNormal(40, 0.8) * 100) / 100;
    if (when < robbedUntil[who]! && chance.chance(0.7)) {
      fraud[i] = 1;
      reported[i] = when + Math.floor(chance.exponential(delayHours * HOUR));
    }
  }
  return { user, at, fraud, reported, amount };
}

/** A number column whose NaN entries are missing. */
export function withMissing(values: Float64Array): Column {
  const valid = validity(values.length);
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i]!)) setValid(valid, i);
  return { kind: "number", values, valid };
}

/** The table of a history with the column under test named “x”. */
export function tableOf(history: History, x: Float64Array, more: Record<string, Column> = {}): Table {
  const reported = withMissing(history.reported);
  return table([
    ["user", numbers(history.user)],
    ["at", times(history.at)],
    ["fraud", numbers(history.fraud)],
    ["reported", { ...reported, kind: "time" } as Column],
    ["amount", numbers(history.amount)],
    ["x", withMissing(x)],
    ...Object.entries(more),
  ]);
}

export const ROLES: Roles = {
  entity: ["user"],
  "event-time": ["at"],
  label: ["fraud"],
  "label-known-time": ["reported"],
};
export const ROLES_WITHOUT_REPORTS: Roles = {
  entity: ["user"],
  "event-time": ["at"],
  label: ["fraud"],
  ignore: ["reported"],
};

/** Runs a detector through the shared checks, on one table unless told otherwise. */
export function run<P extends ParamTable>(
  detector: Detector<P>,
  reference: Table,
  columns: readonly string[],
  roles: Roles,
  more: { current?: Table; params?: Partial<ParamsOf<P>>; seed?: number } = {},
): Finding {
  const input: DetectorInput = { reference, current: more.current ?? null, columns, roles };
  return runDetector(detector, input, more.params ?? {}, random(more.seed ?? 1));
}

/** How often `rings` holds over seeds 1 to `seeds`, with its 99 % Wilson interval. */
export function alarmRate(seeds: number, rings: (chance: Random, seed: number) => boolean) {
  let count = 0;
  for (let seed = 1; seed <= seeds; seed++) if (rings(random(seed), seed)) count++;
  return { count, rate: count / seeds, interval: wilsonInterval(count, seeds, 0.99) };
}
