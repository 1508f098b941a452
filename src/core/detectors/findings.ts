import type { Finding, Role } from "../contracts.ts";

/** The finding of a detector that lacks what it needs; `reason` is a code that {@link sayCannotTell} puts into words. */
export function cannotTell(reason: string, facts: Readonly<Record<string, number | string>> = {}): Finding {
  return {
    verdict: "cannot-tell",
    statistic: Number.NaN,
    effect: Number.NaN,
    interval: null,
    pValue: null,
    threshold: Number.NaN,
    at: [],
    rows: null,
    reason,
    facts,
  };
}

/** The reason for a column role that is not there: "no-label", "no-event-time" ... */
export function noRole(role: Role): `no-${Role}` {
  return `no-${role}`;
}

const REASONS: Readonly<Record<string, string>> = {
  "no-current": "there is only one table, and this compares two",
  "no-columns": "no column was given to test",
  "one-column-only": "it reads one column at a time",
  "no-such-column": "the column is not in the table",
  "wrong-kind": "the column is not of a kind that it reads",
  "kinds-differ": "the column is of one kind in the reference and of another in the current rows",
  "no-rows": "there are no rows",
  "too-few-rows": "there are too few rows with a value",
  "all-missing": "every value is missing",
  "one-class": "the label takes one value only",
  "one-value": "the column holds one value only",
  "no-label": "no column is marked as the label",
  "no-event-time": "no column is marked as the event time",
  "no-label-known-time": "no column says when the label became known",
  "no-feature-known-time": "no column says when the feature became known",
  "no-entity": "no column is marked as the entity (the customer, the card)",
  "no-score": "no column is marked as the model's score",
  "no-decision": "no column is marked as the decision",
  "no-segment": "no column is marked as the segment",
  "no-key": "no column is marked as the key",
  "no-split": "no column is marked as the split",
};

/** Whether the code has words of its own here. */
export function hasWords(reason: string): boolean {
  return reason in REASONS;
}

/**
 * One sentence for a finding of "cannot-tell": which check, on which columns, and why. Facts named `rows` and `needed` are
 * added where they are there; `words` are a detector's own reasons by their code.
 */
export function sayCannotTell(
  finding: Finding,
  columns: readonly string[],
  words: Readonly<Record<string, string>> = {},
): string {
  const why = words[finding.reason] ?? REASONS[finding.reason] ?? finding.reason.replaceAll("-", " ");
  const { rows, needed, column } = finding.facts;
  const counts = rows !== undefined && needed !== undefined ? ` (${rows}, where ${needed} are needed)` : "";
  const where = typeof column === "string" ? quoted([column]) : quoted(columns);
  return `Cannot tell${where === "" ? "" : ` for ${where}`}: ${why}${counts}.`;
}

/** Column names for a sentence: “a”, “a” and “b”, or “a”, “b” and 3 more. They are plain text, never markup. */
export function quoted(columns: readonly string[]): string {
  const names = columns.slice(0, columns.length > 3 ? 2 : 3).map((name) => `“${name}”`);
  if (columns.length > 3) return `${names.join(", ")} and ${columns.length - 2} more`;
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}

/** A number for a sentence: three significant digits, whole numbers with thousands set apart. */
export function figure(value: number): string {
  if (Number.isNaN(value)) return "not a number";
  if (!Number.isFinite(value)) return value > 0 ? "infinite" : "minus infinite";
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return thousands(String(value));
  const size = Math.abs(value);
  if (size < 1e-3 || size >= 1e15) return value.toExponential(1).replace("+", "");
  if (size >= 1000) return thousands(String(Math.round(value)));
  return trimmed(value.toPrecision(3));
}

/** An interval for a sentence: “0.498 to 0.600”. */
export function span(low: number, high: number): string {
  return ends(low, high).join(" to ");
}

/** The ends of an interval with as many decimals at both; the larger has three significant digits, but for zeros at both ends. */
export function ends(low: number, high: number): [string, string] {
  const largest = Math.max(Math.abs(low), Math.abs(high)).toPrecision(3);
  const places = /^\d+\.(\d+)$/.exec(largest)?.[1]?.length ?? 0;
  const [from, to] = [low.toFixed(places), high.toFixed(places)];
  const vanishes = (text: string, value: number) => Number(text) === 0 && value !== 0;
  // Where one would seem to be zero, or nothing stands behind the point, each is written for itself.
  if (places === 0 || vanishes(from, low) || vanishes(to, high)) return [figure(low), figure(high)];
  const spare = Math.min(...[from, to].map((text) => /\.?0*$/.exec(text)![0].length));
  return [from.slice(0, from.length - spare), to.slice(0, to.length - spare)];
}

/** A share of 0 to 1 as a percentage: “12.5 %”, “0.04 %”. */
export function percent(share: number): string {
  if (!Number.isFinite(share)) return "an unknown share";
  const value = 100 * share;
  if (value === 0 || value === 100) return `${value} %`;
  if (Math.abs(value) < 0.001) return value > 0 ? "under 0.001 %" : "between -0.001 % and 0 %";
  const digits = Math.abs(value) >= 10 ? value.toFixed(1) : trimmed(value.toPrecision(2));
  // A share that only rounds to all or nothing must not read as all or nothing.
  if (digits === "100.0") return "over 99.9 %";
  return `${digits} %`;
}

/** A p-value for a sentence: “p = 0.03”, “p = 4e-12”, “p below 1e-300”. */
export function pValueText(p: number): string {
  if (p < 1e-300) return "p below 1e-300";
  if (p < 0.001) return `p = ${p.toExponential(0)}`;
  return `p = ${trimmed(p.toPrecision(2))}`;
}

function trimmed(digits: string): string {
  return digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
}

function thousands(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}
