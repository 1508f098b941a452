import { groupRows } from "../table/group.ts";
import { periodsOf } from "../world/payments.ts";
import type { PaymentsWorld } from "../world/types.ts";

/** The world without the payments whose entry in `keep` is 0, and the row that each remaining one had. */
export function keepPayments(
  world: PaymentsWorld,
  keep: Uint8Array,
): { world: PaymentsWorld; origin: Int32Array } {
  const { transactions: all, chargebacks, users } = world;
  const origin = Int32Array.from({ length: all.count }, (_, row) => row).filter((row) => keep[row] !== 0);
  const now = new Int32Array(all.count).fill(-1);
  for (let row = 0; row < origin.length; row++) now[origin[row]!] = row;
  const pick = <A extends Float64Array | Int32Array | Uint8Array>(values: A): A =>
    values.filter((_, row) => keep[row] !== 0) as A;
  const transactions = {
    count: origin.length,
    id: pick(all.id),
    user: pick(all.user),
    eventAt: pick(all.eventAt),
    amount: pick(all.amount),
    merchantCategory: pick(all.merchantCategory),
    paymentMethod: pick(all.paymentMethod),
    deviceIsNew: pick(all.deviceIsNew),
    hour: pick(all.hour),
    isFraud: pick(all.isFraud),
  };
  const left = Int32Array.from({ length: chargebacks.count }, (_, i) => i).filter(
    (i) => now[chargebacks.transaction[i]!]! >= 0,
  );
  return {
    origin,
    world: {
      ...world,
      transactions,
      chargebacks: {
        count: left.length,
        transaction: left.map((i) => now[chargebacks.transaction[i]!]!),
        eventAt: Float64Array.from(left, (i) => chargebacks.eventAt[i]!),
        reportedAt: Float64Array.from(left, (i) => chargebacks.reportedAt[i]!),
      },
      periods: periodsOf(transactions.eventAt, world.settings),
      paymentsOf: groupRows(transactions.user, users.count),
    },
  };
}
