import type { Kind } from "./delivery.ts";
import type { Fate, GateId } from "./result.ts";

/** A space that does not break. */
const hard = " ";

/** What each failure is called on the page, and where there is little room. */
export const NAMES: Readonly<Record<Kind, string>> = {
  missing: "empty amounts",
  sign: "amounts with a turned sign",
  decimal: "a slipped decimal point",
  stuck: "amounts of the row before",
  renamed: "a renamed column",
  recoded: "renamed categories",
  late: "late rows",
  duplicates: "doubled rows",
  zone: "hours of another time zone",
  cohort: "customers robbed more often",
  concept: "thieves with new habits",
};
export const SHORT: Readonly<Record<Kind, string>> = {
  missing: "empty amounts",
  sign: "turned sign",
  decimal: "slipped point",
  stuck: "row before",
  renamed: "renamed column",
  recoded: "renamed categories",
  late: "late rows",
  duplicates: "doubled rows",
  zone: "another time zone",
  cohort: "other customers",
  concept: "new habits",
};

export const FATES: Readonly<Record<Fate, string>> = {
  passed: "good, scored",
  silent: "broken, scored like any other",
  right: "broken, held",
  wrong: "good, held",
};

export const GATES: Readonly<Record<GateId, string>> = {
  open: "open",
  learned: "learned rules",
  reviewed: "reviewed rules",
  shut: "shut",
  yours: "your rules",
};

export const whole = (value: number): string =>
  Math.round(Math.abs(value)).toLocaleString("en-GB") === "0"
    ? "0"
    : `${value < 0 ? "−" : ""}${Math.round(Math.abs(value)).toLocaleString("en-GB")}`;
export const eur = (value: number): string => `${value < -0.5 ? "−" : ""}€${hard}${whole(Math.abs(value))}`;
export const change = (value: number): string => {
  const text = whole(Math.abs(value));
  return text === "0" ? "±0" : `${value > 0 ? "+" : "−"}${text}`;
};
/** A share in percent, with the digits that it needs. */
export const share = (value: number): string => {
  if (!Number.isFinite(value)) return "–";
  const percent = value * 100;
  if (percent === 0) return `0${hard}%`;
  const digits = percent < 0.0995 ? 3 : percent < 0.995 ? 2 : percent < 9.95 ? 1 : 0;
  return `${Number(percent.toFixed(digits))}${hard}%`;
};
/** "a", "a and b", "a, b and c". */
export const listed = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
export const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);
export const count = (rows: number, one: string, many = `${one}s`): string =>
  `${whole(rows)} ${rows === 1 ? one : many}`;
