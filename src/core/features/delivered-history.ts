import { DAY } from "../world/settings.ts";
import type { PaymentsWorld } from "../world/types.ts";
import { type FeatureColumn, NO_HISTORY, NOT_AVAILABLE, PRESENT } from "./column.ts";

/** A log of payments as it was delivered: one entry a payment of the world in every array. */
export type DeliveredLog = {
  /** EUR as delivered; NaN where it must not enter an average. */
  amount: Float64Array;
  /** How many times the payment stands in the log. */
  copies: Uint8Array;
  /** When it arrived, in milliseconds since 1970. */
  arrivedAt: Float64Array;
};

/**
 * `avg_transaction_amount_last_7_days` (EUR) and `tx_count_last_24_hours` of the payments in rows `from` to `to` (excluded), from a
 * log as it was delivered: only what had arrived by `readAt(row)` enters, and each payment as often as it stands there. The
 * windows end at the payment itself, which is no part of its own past.
 *
 * The columns have an entry for every payment of the world, absent outside of the rows. Where all has arrived, once and whole,
 * they equal the features as of the event, bit by bit. O(payments x payments of a user in seven days).
 */
export function deliveredHistory(
  { transactions, paymentsOf }: PaymentsWorld,
  { amount, copies, arrivedAt }: DeliveredLog,
  readAt: (row: number) => number,
  { from, to }: { from: number; to: number },
): { average: FeatureColumn; count: FeatureColumn } {
  const { count: payments, eventAt } = transactions;
  const average = absentColumn(payments, eventAt);
  const count = absentColumn(payments, eventAt);
  const { offsets, rows } = paymentsOf;
  for (let user = 0; user + 1 < offsets.length; user++) {
    const first = offsets[user]!;
    let low = first;
    for (let i = first; i < offsets[user + 1]!; i++) {
      const row = rows[i]!;
      if (row < from) continue;
      if (row >= to) break;
      const at = eventAt[row]!;
      const known = readAt(row);
      while (eventAt[rows[low]!]! < at - 7 * DAY) low++;
      let cents = 0;
      let amounts = 0;
      let recent = 0;
      for (let k = low; k < i; k++) {
        const before = rows[k]!;
        if (eventAt[before]! >= at || arrivedAt[before]! > known) continue;
        const times = copies[before]!;
        if (eventAt[before]! >= at - DAY) recent += times;
        if (Number.isNaN(amount[before]!)) continue;
        cents += times * Math.round(amount[before]! * 100);
        amounts += times;
      }
      count.values[row] = recent;
      count.absence[row] = PRESENT;
      average.values[row] = amounts === 0 ? Number.NaN : cents / (100 * amounts);
      average.absence[row] = amounts === 0 ? NO_HISTORY : PRESENT;
    }
  }
  return { average, count };
}

function absentColumn(rows: number, knownAt: Float64Array): FeatureColumn {
  return {
    values: new Float64Array(rows).fill(Number.NaN),
    absence: new Uint8Array(rows).fill(NOT_AVAILABLE),
    knownAt,
  };
}
