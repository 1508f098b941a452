import { groupRows, sortedOrder } from "../table/group.ts";
import { DAY } from "../world/settings.ts";
import type { PaymentsWorld } from "../world/types.ts";
import { type FeatureColumn, NO_HISTORY, NOT_AVAILABLE } from "./column.ts";

/** What every sweep answers with: absent everywhere until a value is written. */
function emptyColumn(moments: Float64Array): FeatureColumn {
  return {
    values: new Float64Array(moments.length).fill(Number.NaN),
    absence: new Uint8Array(moments.length).fill(NOT_AVAILABLE),
    knownAt: moments,
  };
}

/**
 * Visits every payment that has a moment, user by user in order of time, with the window [moment - length, moment) over that
 * user's facts. `visit(row, low, high)`: the facts in the window are `facts.rows[low]` to `facts.rows[high - 1]`.
 *
 * The window only ever moves forward: O(payments + facts). Users without any fact are not visited.
 */
function sweep(
  world: PaymentsWorld,
  moments: Float64Array,
  facts: { offsets: Int32Array; rows: Int32Array; at: Float64Array },
  length: number,
  visit: (row: number, low: number, high: number) => void,
): void {
  const { offsets, rows } = world.paymentsOf;
  for (let user = 0; user < world.users.count; user++) {
    const end = facts.offsets[user + 1]!;
    let low = facts.offsets[user]!;
    let high = low;
    if (low === end) continue;
    for (let i = offsets[user]!; i < offsets[user + 1]!; i++) {
      const row = rows[i]!;
      const moment = moments[row]!;
      if (Number.isNaN(moment)) continue;
      while (high < end && facts.at[facts.rows[high]!]! < moment) high++;
      while (low < high && facts.at[facts.rows[low]!]! < moment - length) low++;
      visit(row, low, high);
    }
  }
}

/**
 * `user_chargeback_count_last_30_days`: the user's chargebacks that were *reported* in the 30 days before the moment. A true
 * zero where there are none.
 */
export function chargebackCounts(world: PaymentsWorld, moments: Float64Array): FeatureColumn {
  const { reportedAt, transaction } = world.chargebacks;
  const reported: number[] = [];
  for (let i = 0; i < reportedAt.length; i++) if (!Number.isNaN(reportedAt[i]!)) reported.push(i);
  const at = Float64Array.from(reported, (i) => reportedAt[i]!);
  const order = sortedOrder(at);
  const times = Float64Array.from(order, (i) => at[i]!);
  const users = Int32Array.from(order, (i) => world.transactions.user[transaction[reported[i]!]!]!);
  const column = emptyColumn(moments);
  // Most users have no chargeback at all: their zeros need no window.
  for (let row = 0; row < moments.length; row++) {
    if (Number.isNaN(moments[row]!)) continue;
    column.values[row] = 0;
    column.absence[row] = 0;
  }
  sweep(world, moments, { ...groupRows(users, world.users.count), at: times }, 30 * DAY, (row, low, high) => {
    column.values[row] = high - low;
  });
  return column;
}

/**
 * `avg_transaction_amount_last_7_days`: the mean amount in EUR of the user's payments in the 7 days before the moment; absent
 * with NO_HISTORY where there are none. The payment itself never counts as its own past.
 */
export function averageAmounts(world: PaymentsWorld, moments: Float64Array): FeatureColumn {
  const { eventAt, amount } = world.transactions;
  const { offsets, rows } = world.paymentsOf;
  // Running sums in whole cents are exact, so a window's sum does not depend on what came before it.
  const upTo = new Float64Array(rows.length + 1);
  for (let i = 0; i < rows.length; i++) upTo[i + 1] = upTo[i]! + Math.round(amount[rows[i]!]! * 100);
  const column = emptyColumn(moments);
  sweep(world, moments, { offsets, rows, at: eventAt }, 7 * DAY, (row, low, high) => {
    if (high === low) column.absence[row] = NO_HISTORY;
    else {
      column.values[row] = (upTo[high]! - upTo[low]!) / (100 * (high - low));
      column.absence[row] = 0;
    }
  });
  return column;
}

/** `tx_count_last_24_hours`: the user's payments in the 24 hours before the moment; a true zero where there are none. */
export function paymentCounts(world: PaymentsWorld, moments: Float64Array): FeatureColumn {
  const { offsets, rows } = world.paymentsOf;
  const column = emptyColumn(moments);
  sweep(world, moments, { offsets, rows, at: world.transactions.eventAt }, DAY, (row, low, high) => {
    column.values[row] = high - low;
    column.absence[row] = 0;
  });
  return column;
}
