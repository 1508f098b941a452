import type { Role } from "../core/contracts.ts";

export const ROLES: readonly Role[] = [
  "event-time",
  "label",
  "label-known-time",
  "feature-known-time",
  "entity",
  "score",
  "decision",
  "segment",
  "key",
  "split",
  "numeric",
  "category",
  "ignore",
];

/** What each role means, for the person who chooses it. */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  "event-time": "when it happened",
  label: "the outcome to predict",
  "label-known-time": "when the outcome became known",
  "feature-known-time": "when the features became known",
  entity: "who it belongs to",
  score: "a model's score, 0 to 1",
  decision: "what was decided",
  segment: "a group to compare",
  key: "names one row",
  split: "training or test",
  numeric: "a feature, number",
  category: "a feature, category",
  ignore: "leave out",
};

/** A whole number with its thousands set apart. */
export const count = (value: number): string => value.toLocaleString("en");

/** A share as a percentage of up to three digits: “25 %”, “3.1 %”. */
export const percentOf = (share: number): string => `${Number((100 * share).toPrecision(3))} %`;

/** “1 row”, “2,300 rows”. */
export const plural = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** That a table holds a part of a file’s rows, and which; null where it holds all. */
export const sampleWords = (
  file: string,
  rows: number,
  sampled: { share: number; seed: number; of: number } | null,
): string | null =>
  sampled &&
  `A sample: ${count(rows)} of the ${count(sampled.of)} rows of “${file}”, drawn evenly with seed ${sampled.seed}. Every number below is of the sample; what hits few rows may be missing from it.`;

/** The words of a column name in lower case: `transactionDate`, `transaction_date` and `Transaction Date` are the same. */
export function nameWords(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}
