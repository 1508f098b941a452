import type { SplitId } from "./result.ts";

/** Numbers and names in the sentences and labels of this chapter's figures. It stands alone, so that drawing loads nothing that computes. */
export const two = (value: number): string => value.toFixed(2);
export const whole = (value: number): string => Math.round(value).toLocaleString("en-GB");
export const share = (value: number): string => {
  const percent = value * 100;
  return `${percent > 0 && percent < 9.95 ? percent.toFixed(1) : percent.toFixed(0)} %`;
};
/** A difference with its sign; what rounds to nothing has none. */
export const signed = (value: number): string =>
  Math.abs(value) < 0.005 ? "0.00" : `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
export const range = (low: number, high: number): string => `${two(low)} to ${two(high)}`;
export const signedRange = (low: number, high: number): string => `${signed(low)} to ${signed(high)}`;

/** How a split draws the line. */
export const SPLIT_NAMES: Readonly<Record<SplitId, string>> = {
  random: "at random",
  customer: "by customer",
  time: "in time",
  "time-customer": "in time, new customers",
};
export const SPLIT_SHORT: Readonly<Record<SplitId, string>> = {
  ...SPLIT_NAMES,
  "time-customer": "in time, new",
};
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
/** Splits in the order of the pictures. */
export const ORDER: readonly SplitId[] = ["random", "customer", "time", "time-customer"];
