import type { Roles } from "../../core/contracts.ts";
import { type Column, numbers, setValid, type Table, times, validity } from "../../core/table/table.ts";
import { labelsAsKnownAt, worldAsKnownAt } from "../../core/world/as-known.ts";
import type { PaymentsWorld } from "../../core/world/types.ts";
import { type Range, within } from "../shared/train.ts";
import type { Labelled } from "./world.ts";

export const ROLES: Roles = {
  "event-time": ["event_at"],
  entity: ["user_id"],
  label: ["reported_fraud"],
  "label-known-time": ["reported_at"],
};

/** The labels as they can be read at one moment. Whatever is drawn, estimated or trained as of a day reads them from here. */
export type Reading = {
  at: number;
  /** Payments that had happened: the first rows. */
  rows: number;
  /** 1 where a fraud was known. */
  fraud: Uint8Array;
  /** When it became known, one entry a payment; NaN where it was not. */
  knownAt: Float64Array;
  eventAt: Float64Array;
  user: Int32Array;
  users: number;
  stopped: Uint8Array;
};

/** The labels as known at a moment (milliseconds); at infinity, all that will ever come. */
export function readingAt({ world, stopped }: Labelled, at: number): Reading {
  const known = worldAsKnownAt(world, at);
  const { rows, fraud } = labelsAsKnownAt(known, at);
  const { transaction, reportedAt } = known.chargebacks;
  const knownAt = new Float64Array(rows).fill(Number.NaN);
  for (let i = 0; i < reportedAt.length; i++)
    if (transaction[i]! < rows) knownAt[transaction[i]!] = reportedAt[i]!;
  const happened = { from: 0, to: rows };
  const { eventAt, user } = known.transactions;
  return {
    at,
    rows,
    fraud,
    knownAt,
    eventAt: within(eventAt, happened),
    user: within(user, happened),
    users: known.users.count,
    stopped: within(stopped, happened),
  };
}

/** Payments as a detector reads them: who, when, whether and when reported as fraud, and the score where there is one. */
export function labelTable(
  reading: Reading,
  range: Range,
  { counts, scores }: { counts?: (row: number) => boolean; scores?: Float64Array } = {},
): Table {
  const all = Int32Array.from({ length: range.to - range.from }, (_, i) => range.from + i);
  const rows = counts ? all.filter(counts) : all;
  const picked = (values: ArrayLike<number>) => Float64Array.from(rows, (row) => values[row]!);
  const knownAt = picked(reading.knownAt);
  const valid = validity(rows.length);
  for (let i = 0; i < rows.length; i++) if (!Number.isNaN(knownAt[i]!)) setValid(valid, i);
  const columns: [string, Column][] = [
    [
      "user_id",
      {
        kind: "category",
        codes: Int32Array.from(rows, (row) => reading.user[row]!),
        categories: new Array<string>(reading.users).fill(""),
        valid: null,
      },
    ],
    ["event_at", times(picked(reading.eventAt))],
    ["reported_fraud", numbers(picked(reading.fraud))],
    ["reported_at", times(knownAt, valid)],
  ];
  if (scores) columns.push(["score", numbers(picked(scores))]);
  return { rows: rows.length, columns: new Map(columns) };
}

/** The true frauds among the payments of a world; for judging a reading afterwards, never for making one. */
export const truthOf = (world: PaymentsWorld): Uint8Array => world.transactions.isFraud;
