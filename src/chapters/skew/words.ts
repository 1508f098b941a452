import type { Mismatch } from "../../core/faults/serving-skew.ts";
import type { FeatureName } from "../../core/features/features.ts";

/** A space that does not break. */
const hard = " ";

/** What each mismatch is called on the page. */
export const NAMES: Readonly<Record<Mismatch, string>> = {
  units: "amounts in cents",
  scaling: "scaling left out",
  codes: "permuted codes",
  "time-zone": "another time zone",
  "stale-cache": "a stale cache",
  "missing-rule": "another missing rule",
};

/** Features as they are called on a picture. */
export const FEATURE_WORDS: Readonly<Record<FeatureName, string>> = {
  user_chargeback_count_last_30_days: "chargebacks, 30 days",
  avg_transaction_amount_last_7_days: "average, 7 days",
  tx_count_last_24_hours: "payments, 24 hours",
  amount: "amount",
  hour: "hour",
  merchant_category: "category",
  payment_method: "method",
  device_is_new: "new device",
  tenure_days: "tenure",
};

/** The features that a picture can show, in a sentence. */
const IN_WORDS: Readonly<Partial<Record<FeatureName, string>>> = {
  user_chargeback_count_last_30_days: "count of chargebacks",
  avg_transaction_amount_last_7_days: "average of seven days",
  merchant_category: "category",
};
export const inWords = (feature: FeatureName): string => IN_WORDS[feature] ?? FEATURE_WORDS[feature];

/** Causes as row parity codes them, in words. */
export function causeWords(cause: string, value: number | string): string {
  if (cause === "constant-factor") return `a constant factor of ${round(Number(value))}`;
  if (cause === "constant-offset") return `a constant offset of ${round(Number(value))}`;
  if (cause === "another-scale") return `another scale, ${value}`;
  if (cause === "permuted-codes") return `codes that changed places (${value})`;
  if (cause === "shifted-hours") return `a shift by ${String(value).replace("-", "−")}${hard}hours`;
  if (cause === "stale-by-one") return "a value one refresh old";
  if (cause === "missing-rule") return `another rule for missing values (${value})`;
  return "no simple cause";
}

const round = (value: number): string => String(Number(value.toPrecision(4)));
export const two = (value: number): string => (Number.isFinite(value) ? value.toFixed(2) : "–");
export const three = (value: number): string => (Number.isFinite(value) ? value.toFixed(3) : "–");
export const whole = (value: number): string => Math.round(value).toLocaleString("en-GB");
export const share = (value: number): string => {
  if (!Number.isFinite(value)) return "–";
  const percent = value * 100;
  return `${percent > 0 && percent < 9.95 ? percent.toFixed(1) : percent.toFixed(0)}${hard}%`;
};
export const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);
