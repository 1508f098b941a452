import type { GroupId } from "./result.ts";

/** Numbers and names in the sentences and labels of this chapter's figures. It stands alone, so that drawing loads nothing that computes. */
export const GROUPS: readonly GroupId[] = ["training", "mature", "new"];
export const NAMES: Readonly<Record<GroupId, string>> = {
  training: "training",
  mature: "production, known customers",
  new: "production, new customers",
};

export const two = (value: number): string => value.toFixed(2);
export const one = (value: number): string => value.toFixed(1);
export const whole = (value: number): string => Math.round(value).toLocaleString("en-GB");
export const share = (value: number): string => {
  const percent = value * 100;
  return `${percent > 0 && percent < 9.95 ? percent.toFixed(1) : percent.toFixed(0)} %`;
};
export const shareOr = (value: number | null): string | null => (value === null ? null : share(value));
export const range = (low: number, high: number): string => `${share(low)} to ${share(high)}`;

/** "1.2 points" of a difference of shares, with its sign. */
export const points = (value: number): string =>
  `${value < 0 ? "−" : "+"}${Math.abs(100 * value).toFixed(2)} points`;

/** p-values as words: "0.31", "under 0.001". */
export const chance = (p: number): string => (p < 0.001 ? "under 0.001" : p.toPrecision(2));

/** "week 3" of production, "held-out week 1" before it. */
export const weekName = (week: number, first: number): string =>
  week < 0 ? `held-out week ${week - first + 1}` : `week ${week + 1}`;

/** Short names of the features, for a picture on a phone. */
export const FEATURE_NAMES: Readonly<Record<string, string>> = {
  user_chargeback_count_last_30_days: "chargebacks, 30 days",
  avg_transaction_amount_last_7_days: "average amount, 7 days",
  tx_count_last_24_hours: "payments, 24 hours",
  amount: "amount",
  hour: "hour",
  merchant_category: "merchant category",
  payment_method: "payment method",
  device_is_new: "new device",
  tenure_days: "tenure",
};
