import type { ChallengerId, GuardId, RuleId } from "./result.ts";

export const CHALLENGERS: readonly ChallengerId[] = ["better", "equal", "worse", "uneven", "slow"];

export const CHALLENGER_WORDS: Readonly<Record<ChallengerId, string>> = {
  better: "better",
  equal: "no better",
  worse: "worse",
  uneven: "better, but not for new customers",
  slow: "better, but slow",
};
export const CHALLENGER_SHORT: Readonly<Record<ChallengerId, string>> = {
  ...CHALLENGER_WORDS,
  uneven: "better, not for new",
};

export const RULE_WORDS: Readonly<Record<RuleId, string>> = {
  once: "one look, at the end",
  peek: "look, and stop at p < α",
  "always-valid": "always-valid p-value",
  "group-sequential": "group-sequential",
};

export const GUARD_WORDS: Readonly<Record<GuardId, string>> = {
  latency: "latency, p99",
  complaints: "complaints",
  "new-complaints": "complaints of new customers",
  "new-chargebacks": "chargebacks of new customers",
};
export const GUARD_SHORT: Readonly<Record<GuardId, string>> = {
  latency: "latency",
  complaints: "complaints",
  "new-complaints": "complaints, new",
  "new-chargebacks": "frauds, new",
};

export const share = (value: number): string => {
  const percent = 100 * value;
  return `${percent < 10 ? Math.round(percent * 10) / 10 : Math.round(percent)} %`;
};
export const whole = (value: number): string => Math.round(value).toLocaleString("en-GB");
export const euros = (value: number): string => `€ ${whole(Math.abs(value))}`;
/** A signed number with a true minus. */
export const signed = (value: number, digits = 1): string => {
  const text = Math.abs(value).toFixed(digits);
  return Number(text) === 0 ? text : `${value < 0 ? "−" : "+"}${text}`;
};
export const range = (low: number, high: number): string => `${share(low)} to ${share(high)}`;
