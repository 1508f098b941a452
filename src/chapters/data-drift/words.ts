import type { AnswerId, RuleId } from "./result.ts";

/** Numbers and names in the sentences and labels of this chapter's figures. It stands alone, so that drawing loads nothing that computes. */
export const two = (value: number): string => value.toFixed(2);
export const three = (value: number): string => value.toFixed(3);
export const one = (value: number): string => value.toFixed(1);
export const whole = (value: number): string => Math.round(value).toLocaleString("en-GB");
export const share = (value: number): string => {
  const percent = value * 100;
  return `${percent > 0 && percent < 9.95 ? percent.toFixed(1) : percent.toFixed(0)} %`;
};
export const range = (low: number, high: number): string => `${share(low)} to ${share(high)}`;

/** p-values as words: "0.31", "0.0042", "under 10⁻³⁰". */
export const chance = (p: number): string => {
  if (p >= 0.0995) return p.toFixed(2);
  if (p >= 0.001) return p.toPrecision(2);
  return `under ${powerOfTen(p <= 1e-300 ? -300 : Math.ceil(Math.log10(p)))}`;
};

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
/** 10 to a power, as it is written: "10⁻⁶", "0.1" for -1. */
export function powerOfTen(power: number): string {
  if (power >= -3) return String(10 ** power);
  return `10⁻${[...String(-power)].map((digit) => SUPERSCRIPTS[Number(digit)]).join("")}`;
}

/** A number with its sign: "+3.9", "−0.2", "0.0". */
export const signed = (value: number): string =>
  Math.abs(value) < 0.05 ? "0.0" : `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(1)}`;

export const FEATURE_NAMES: Readonly<Record<string, string>> = {
  user_chargeback_count_last_30_days: "chargebacks",
  avg_transaction_amount_last_7_days: "average amount",
  tx_count_last_24_hours: "payments, 24 h",
  amount: "amount",
  hour: "hour",
  merchant_category: "merchant",
  payment_method: "payment method",
  device_is_new: "new device",
  tenure_days: "tenure",
};
export const nameOf = (feature: string): string => FEATURE_NAMES[feature] ?? feature;

export const RULE_NAMES: Readonly<Record<RuleId, string>> = {
  ks: "Kolmogorov–Smirnov",
  "mann-whitney": "Mann–Whitney",
  "anderson-darling": "Anderson–Darling",
  "chi-square": "chi-square",
  stability: "PSI of 0.1",
  wasserstein: "Wasserstein of 0.1",
};
export const RULE_SHORT: Readonly<Record<RuleId, string>> = {
  ks: "KS",
  "mann-whitney": "Mann–Whitney",
  "anderson-darling": "Anderson–D.",
  "chi-square": "chi-square",
  stability: "PSI",
  wasserstein: "Wasserstein",
};

export const ANSWER_NAMES: Readonly<Record<AnswerId, string>> = {
  "as-trained": "nothing",
  deflated: "deflate",
  rethreshold: "new threshold",
  reweighted: "reweight",
  retrained: "retrain",
};
