import type { Roles } from "../../core/contracts.ts";
import { RECODED } from "../../core/faults/broken-feed.ts";
import {
  type Column,
  clearValid,
  type NumberColumn,
  type Table,
  table,
  validity,
} from "../../core/table/table.ts";
import { LATER_PAYMENT_METHODS, MERCHANT_CATEGORIES } from "../../core/world/types.ts";
import type { Range } from "../shared/train.ts";
import type { Bench } from "./company.ts";
import { type Delivery, isThere } from "./delivery.ts";

/** Merchant categories as a sender may call them after a change: by their codes in the card schemes. */
const OTHER_NAMES = ["MCC 5411", "MCC 5812", "MCC 4111", "MCC 5651", "MCC 5732", "MCC 4722", "MCC 5947"];
const CATEGORIES = [...MERCHANT_CATEGORIES, ...OTHER_NAMES];

/** What the columns of the feed are for. */
export const ROLES: Roles = {
  key: ["tx_id"],
  "event-time": ["event_at"],
  "feature-known-time": ["arrived_at"],
};

/** One day's file: the rows that have come when it is scored, and for each the payment that it tells of; a doubled one stands twice. */
export type Batch = { day: number; payments: Int32Array; table: Table };

/** The files of the days of production, as they lie there when they are scored. */
export function batchesOf(bench: Bench, delivery: Delivery): Batch[] {
  const { from } = bench.split.production;
  const days = new Map<number, number[]>();
  for (const [i, day] of bench.day.entries()) {
    const rows = days.get(day) ?? days.set(day, []).get(day)!;
    if (isThere(delivery, from + i)) for (let k = 0; k < delivery.copies[from + i]!; k++) rows.push(from + i);
  }
  return [...days].map(([day, rows]) => {
    const payments = Int32Array.from(rows);
    return { day, payments, table: feedTable(delivery, payments) };
  });
}

/** The payments of training that come last, as the feed delivered them: what rules are learned from. */
export function referenceOf(bench: Bench, delivery: Delivery, rows: number): Table {
  const { from, to } = bench.scene.world.periods.training;
  return feedTable(delivery, rangeRows({ from: Math.max(from, to - rows), to }));
}

export const rangeRows = ({ from, to }: Range): Int32Array =>
  Int32Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);

/**
 * Rows as the feed delivered them: tx_id, event_at, arrived_at, amount, merchant_category, payment_method, device_is_new, hour. Where `device_is_new`
 * came under another name, part of the rows holds `new_device`; where all do, the column is gone. Categories that occur in no row are no
 * part of the table.
 */
export function feedTable(delivery: Delivery, payments: Int32Array): Table {
  const { scene, kind } = delivery;
  const t = scene.world.transactions;
  const number = (values: ArrayLike<number>): NumberColumn => {
    const own = Float64Array.from(payments, (row) => values[row]!);
    let valid: Uint8Array | null = null;
    for (let i = 0; i < own.length; i++)
      if (Number.isNaN(own[i]!)) {
        valid ??= validity(own.length, true);
        clearValid(valid, i);
      }
    return { kind: "number", values: own, valid };
  };
  const time = (values: Float64Array): Column => ({
    kind: "time",
    values: Float64Array.from(payments, (row) => values[row]!),
    valid: null,
  });
  const category = (codes: ArrayLike<number>, names: readonly string[]): Column => ({
    kind: "category",
    codes: Int32Array.from(payments, (row) => codes[row]!),
    categories: names,
    valid: null,
  });
  const device = number(delivery.device);
  const came = payments.some((row) => !Number.isNaN(delivery.device[row]!));
  const isRenamed = kind === "renamed" && device.valid !== null;
  const names = payments.some((row) => delivery.category[row]! >= RECODED) ? CATEGORIES : MERCHANT_CATEGORIES;
  return table([
    ["tx_id", number(t.id)],
    ["event_at", time(t.eventAt)],
    ["arrived_at", time(delivery.arrivedAt)],
    ["amount", number(delivery.amount)],
    ["merchant_category", category(delivery.category, names)],
    ["payment_method", category(t.paymentMethod, LATER_PAYMENT_METHODS)],
    ...(came || !isRenamed ? [["device_is_new", device] as [string, Column]] : []),
    ...(isRenamed
      ? [
          [
            "new_device",
            number(
              delivery.device.map((value, row) => (Number.isNaN(value) ? t.deviceIsNew[row]! : Number.NaN)),
            ),
          ] as [string, Column],
        ]
      : []),
    ["hour", number(delivery.hour)],
  ]);
}
