import type { Break } from "../../core/faults/broken-feed.ts";
import type { Fate } from "./result.ts";

/** A space that does not break. */
const hard = " ";

/** What each break is called on the page. */
export const NAMES: Readonly<Record<Break, string>> = {
  missing: "empty amounts",
  sign: "amounts with a turned sign",
  decimal: "a slipped decimal point",
  stuck: "amounts of the row before",
  renamed: "a renamed column",
  recoded: "renamed categories",
  late: "late rows",
  duplicates: "doubled rows",
};
/** The same where there is little room. */
export const SHORT: Readonly<Record<Break, string>> = {
  missing: "empty amounts",
  sign: "turned sign",
  decimal: "slipped point",
  stuck: "row before",
  renamed: "renamed column",
  recoded: "renamed categories",
  late: "late rows",
  duplicates: "doubled rows",
};

export const FATES: Readonly<Record<Fate, string>> = {
  through: "scored",
  silent: "broken, scored all the same",
  caught: "broken, set aside",
  "false-alarm": "good, set aside",
  "not-there": "not there yet",
};

export const three = (value: number): string => (Number.isFinite(value) ? value.toFixed(3) : "–");
export const whole = (value: number): string =>
  Math.round(Math.abs(value)).toLocaleString("en-GB") === "0"
    ? "0"
    : `${value < 0 ? "−" : ""}${Math.round(Math.abs(value)).toLocaleString("en-GB")}`;
export const eur = (value: number): string => `${value < -0.5 ? "−" : ""}€${hard}${whole(Math.abs(value))}`;
export const change = (value: number): string => {
  const text = whole(Math.abs(value));
  return text === "0" ? "±0" : `${value > 0 ? "+" : "−"}${text}`;
};
export const share = (value: number): string => {
  if (!Number.isFinite(value)) return "–";
  const percent = value * 100;
  return `${percent > 0 && percent < 9.95 ? percent.toFixed(1) : percent.toFixed(0)}${hard}%`;
};
export const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);
export const count = (rows: number, one: string, many = `${one}s`): string =>
  `${whole(rows)} ${rows === 1 ? one : many}`;
