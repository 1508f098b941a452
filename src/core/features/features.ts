import { DAY } from "../world/settings.ts";
import type { PaymentsWorld } from "../world/types.ts";
import { HISTORY_FEATURES, type HistoryFeature } from "../world/types.ts";
import type { FeatureColumn } from "./column.ts";
import { averageAmounts, chargebackCounts, paymentCounts } from "./history.ts";
import { computedAt, type JoinPolicy } from "./join-policy.ts";

export * from "./column.ts";

export const FEATURES = [
  ...HISTORY_FEATURES,
  "amount",
  "hour",
  "merchant_category",
  "payment_method",
  "device_is_new",
  "tenure_days",
] as const;
export type FeatureName = (typeof FEATURES)[number];

export type PaymentFeatures = {
  rows: number;
  policies: Readonly<Record<HistoryFeature, JoinPolicy>>;
  columns: Readonly<Record<FeatureName, FeatureColumn>>;
};

/**
 * The features of all payments of the world under a join policy: one for all history features, or one for each that is
 * named, the others being computed as of the event. O(n).
 */
export function paymentFeatures(
  world: PaymentsWorld,
  policy: JoinPolicy | Partial<Record<HistoryFeature, JoinPolicy>>,
): PaymentFeatures {
  const policyOf = (feature: HistoryFeature): JoinPolicy =>
    typeof policy === "string" ? policy : (policy[feature] ?? "as-of-event");
  const policies = Object.fromEntries(HISTORY_FEATURES.map((feature) => [feature, policyOf(feature)]));
  const moment = (feature: HistoryFeature) => computedAt(world, feature, policyOf(feature));
  const { transactions, users } = world;
  const { count, eventAt } = transactions;
  const allPresent = new Uint8Array(count);
  const attribute = (values: ArrayLike<number>): FeatureColumn => ({
    values: values instanceof Float64Array ? values : Float64Array.from(values),
    absence: allPresent,
    knownAt: eventAt,
  });
  const tenure = new Float64Array(count);
  for (let row = 0; row < count; row++)
    tenure[row] = Math.floor((eventAt[row]! - users.signupAt[transactions.user[row]!]!) / DAY);
  return {
    rows: count,
    policies: policies as Record<HistoryFeature, JoinPolicy>,
    columns: {
      user_chargeback_count_last_30_days: chargebackCounts(
        world,
        moment("user_chargeback_count_last_30_days"),
      ),
      avg_transaction_amount_last_7_days: averageAmounts(world, moment("avg_transaction_amount_last_7_days")),
      tx_count_last_24_hours: paymentCounts(world, moment("tx_count_last_24_hours")),
      amount: attribute(transactions.amount),
      hour: attribute(transactions.hour),
      merchant_category: attribute(transactions.merchantCategory),
      payment_method: attribute(transactions.paymentMethod),
      device_is_new: attribute(transactions.deviceIsNew),
      tenure_days: attribute(tenure),
    },
  };
}
