import { deliveredHistory } from "../features/delivered-history.ts";
import type { PaymentFeatures } from "../features/features.ts";
import type { PaymentsWorld } from "../world/types.ts";
import { blended, withColumns } from "./change.ts";

/** A log of payments as a broken feed fills it; what is left out is as it should be. One entry a payment of the world. */
export type BrokenLog = { amount?: Float64Array; copies?: Uint8Array; arrivedAt?: Float64Array };

const AVERAGE = "avg_transaction_amount_last_7_days";
const RECENT = "tx_count_last_24_hours";

/**
 * The features whose histories are read from a broken log, in the rows from `row` on that it makes any difference to. NaN amounts
 * enter no average; a payment that arrives late is in no history before.
 */
export function withHistoriesOf(
  features: PaymentFeatures,
  world: PaymentsWorld,
  row: number,
  log: BrokenLog,
): PaymentFeatures {
  const { count, eventAt, amount } = world.transactions;
  const sound: Required<BrokenLog> = { amount, copies: new Uint8Array(count).fill(1), arrivedAt: eventAt };
  const read = (own: Required<BrokenLog>) =>
    deliveredHistory(world, own, (at) => eventAt[at]!, { from: row, to: count });
  const [before, after] = [read(sound), read({ ...sound, ...log })];
  const touched = (a: Float64Array, b: Float64Array) =>
    Uint8Array.from(a, (value, at) => (at >= row && !Object.is(value, b[at]) ? 1 : 0));
  return withColumns(features, {
    [AVERAGE]: blended(
      features.columns[AVERAGE],
      after.average,
      touched(before.average.values, after.average.values),
    ),
    [RECENT]: blended(
      features.columns[RECENT],
      after.count,
      touched(before.count.values, after.count.values),
    ),
  });
}
