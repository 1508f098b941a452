import type { Break, Feed } from "../../core/faults/broken-feed.ts";
import {
  type Column,
  clearValid,
  type NumberColumn,
  type Table,
  type TimeColumn,
  table,
  validity,
} from "../../core/table/table.ts";
import { LATER_PAYMENT_METHODS, MERCHANT_CATEGORIES } from "../../core/world/types.ts";
import type { HealthyScene } from "../shared/scene.ts";
import type { Range } from "../shared/train.ts";
import { OTHER_NAMES } from "./batch.ts";

const CATEGORIES = [...MERCHANT_CATEGORIES, ...OTHER_NAMES];

/** The histories that a batch computed: one entry a payment of production. */
type Histories = { average: Float64Array; count: Float64Array };

/**
 * Rows as the feed delivered them, in the order of the payments, a doubled one twice: tx_id, user_id, event_at, arrived_at, amount, merchant_category,
 * payment_method, device_is_new, hour; with `histories` the two features of the batch as well. Under a renamed column part of the rows holds
 * `new_device` in place of `device_is_new`. `takes` says which rows are meant.
 */
export function deliveredTable(
  scene: HealthyScene,
  kind: Break,
  feed: Feed,
  range: Range,
  takes: (row: number) => boolean,
  histories?: Histories,
): Table {
  const { transactions: t, users } = scene.world;
  const rows: number[] = [];
  for (let row = range.from; row < range.to; row++)
    if (takes(row)) for (let copy = 0; copy < feed.copies[row]!; copy++) rows.push(row);
  const of = (value: (row: number) => number): NumberColumn => numbersOf(rows, value);
  const time = (values: Float64Array): TimeColumn => ({
    kind: "time",
    values: Float64Array.from(rows, (row) => values[row]!),
    valid: null,
  });
  const device = of((row) => feed.device[row]!);
  const renamed =
    kind === "renamed"
      ? of((row) => (Number.isNaN(feed.device[row]!) ? t.deviceIsNew[row]! : Number.NaN))
      : null;
  const isGone = rows.length > 0 && rows.every((row) => Number.isNaN(feed.device[row]!));
  const columns: [string, Column][] = [
    ["tx_id", of((row) => t.id[row]!)],
    [
      "user_id",
      {
        kind: "category",
        codes: Int32Array.from(rows, (row) => t.user[row]!),
        categories: Array.from(users.id, (id) => `U${id}`),
        valid: null,
      },
    ],
    ["event_at", time(t.eventAt)],
    ["arrived_at", time(feed.arrivedAt)],
    ["amount", of((row) => feed.amount[row]!)],
    ["merchant_category", categoryOf(rows, (row) => feed.category[row]!, CATEGORIES)],
    ["payment_method", categoryOf(rows, (row) => t.paymentMethod[row]!, LATER_PAYMENT_METHODS)],
    ...(isGone ? [] : [["device_is_new", device] as [string, Column]]),
    ...(renamed && feed.hit.includes(1) ? [["new_device", renamed] as [string, Column]] : []),
    ["hour", of((row) => t.hour[row]!)],
  ];
  if (histories) {
    const { from } = scene.world.periods.production;
    const own = scene.training.columns;
    columns.push(
      [
        "avg_transaction_amount_last_7_days",
        of((row) =>
          row < from ? own.avg_transaction_amount_last_7_days.values[row]! : histories.average[row - from]!,
        ),
      ],
      [
        "tx_count_last_24_hours",
        of((row) => (row < from ? own.tx_count_last_24_hours.values[row]! : histories.count[row - from]!)),
      ],
    );
  }
  return table(columns);
}

/** NaN is written as missing. */
function numbersOf(rows: readonly number[], value: (row: number) => number): NumberColumn {
  const values = Float64Array.from(rows, value);
  let valid: Uint8Array | null = null;
  for (let i = 0; i < values.length; i++)
    if (Number.isNaN(values[i]!)) {
      valid ??= validity(values.length, true);
      clearValid(valid, i);
    }
  return { kind: "number", values, valid };
}

/** Categories that occur in no row are left out, so that a table does not know names before it has seen them. */
function categoryOf(
  rows: readonly number[],
  code: (row: number) => number,
  names: readonly string[],
): Column {
  const codes = Int32Array.from(rows, code);
  let last = -1;
  for (const one of codes) last = Math.max(last, one);
  return { kind: "category", codes, categories: names.slice(0, last + 1), valid: null };
}
