import { type Column, isValid } from "../../core/table/table.ts";
import { nameWords } from "../words.ts";

/** Words that a label's name is made of, strongest first. */
const TELLING: readonly (readonly [number, RegExp])[] = [
  [
    4,
    /^(label|target|fraud|isfraud|fraudulent|chargeback|cbk|churn|churned|churner|defaulted|attrition|outcome|y)$/,
  ],
  [
    3,
    /^(class|default|bad|exited|spam|scam|dispute|disputed|anomaly|loss|converted|conversion|clicked|click|readmitted|survived|diagnosis|died|death|recid|recidivism|recidivated)$/,
  ],
  [
    2,
    /^(response|responded|bought|purchased|returned|cancelled|canceled|deposit|subscribed|subscribe|left|status|result|good|failure|failed|delinquent|late|repaid|risk|passed|won|stroke|disease|diabetes|malignant)$/,
  ],
];
const NOT_A_LABEL =
  /^(pred|predicted|prediction|proba|prob|score|split|fold|train|test|rate|amount|count|num|days|reason|code|flagged|rule|manual|review|marital|civil|employment|last|previous|prev|prior|date|time|at)$/;
const YES = new Set([
  "true",
  "1",
  "yes",
  "y",
  "t",
  "up",
  "fraud",
  "bad",
  "default",
  "churn",
  "churned",
  "positive",
  "pos",
  "chargeback",
  "spam",
  "anomaly",
  "on",
  "ja",
  "sim",
  "si",
  "oui",
  "defaulted",
  "charged off",
  "canceled",
  "cancelled",
  "failed",
  "fail",
]);
const NO = new Set([
  "false",
  "0",
  "no",
  "n",
  "f",
  "down",
  "good",
  "legit",
  "legitimate",
  "normal",
  "negative",
  "neg",
  "genuine",
  "ok",
  "ham",
  "off",
  "nein",
  "nao",
  "non",
  "-1",
  "fully paid",
]);

/** How strongly a column's name says that it is the outcome: 0 for not at all. */
export function labelStrength(name: string): number {
  const words = nameWords(name);
  if (words.some((word) => NOT_A_LABEL.test(word))) return 0;
  for (const [strength, pattern] of TELLING) if (words.some((word) => pattern.test(word))) return strength;
  return 0;
}

/** More values than this name groups, not outcomes. */
const MOST_VALUES = 20;

export type LabelValue = { text: string; rows: number };

/** The values of a column that takes at most `most`, as text with their counts, more frequent first; null where it takes more or none. */
export function valuesOf(column: Column, most = MOST_VALUES): LabelValue[] | null {
  const counts = new Map<number, number>();
  const source = column.kind === "category" ? column.codes : column.values;
  for (let row = 0; row < source.length; row++) {
    if (!isValid(column.valid, row)) continue;
    const value = source[row]!;
    const before = counts.get(value);
    if (before === undefined && counts.size === most) return null;
    counts.set(value, (before ?? 0) + 1);
  }
  if (counts.size === 0) return null;
  return [...counts]
    .map(([value, rows]) => ({
      text: column.kind === "category" ? column.categories[value]! : String(value),
      rows,
    }))
    .sort((a, b) => b.rows - a.rows);
}

/** The values of a column that takes one or two; null where it takes more or none. */
export const twoValues = (column: Column): LabelValue[] | null => valuesOf(column, 2);

const plain = (text: string) =>
  text
    .trim()
    .replace(/^(['"])(.*)\1$/, "$2")
    .toLowerCase();

/** What an outcome is called in words; “yes” and “true” say of no column that it is one. */
const OUTCOMES =
  /^(fraud|bad|default|defaulted|churn|churned|positive|chargeback|spam|anomaly|charged off|cancell?ed|failed)$/;

/** Whether a column of text knows a value that is an outcome in words. */
export const holdsOutcome = (column: Column): boolean =>
  column.kind === "category" && column.categories.some((text) => OUTCOMES.test(plain(text)));

/** Whether one of the values, and only one, is an outcome in words: “charged off”, “fraud”, “bad”. */
export const saysOutcome = (values: readonly LabelValue[]): boolean =>
  values.filter(({ text }) => OUTCOMES.test(plain(text))).length === 1;

/**
 * Which of the values counts as the outcome, and why: the one that says yes, else the one beside a no, else the rarer; among
 * more than two the one that says yes, else the commonest, against all others. A column of one value has no other class: it
 * counts as the outcome only where it says yes.
 */
export function positiveOf(values: readonly LabelValue[]): { positive: string; why: string } {
  // Beside a 2 a 1 is the first of two codes and says nothing.
  const isCode = values.some((value) => /^[2-9]$/.test(plain(value.text)));
  const yes = values.filter((value) => YES.has(plain(value.text)) && !(isCode && plain(value.text) === "1"));
  if (yes.length === 1) return { positive: yes[0]!.text, why: `“${yes[0]!.text}” says yes` };
  const no = values.filter((value) => NO.has(plain(value.text)));
  if (no.length === 1 && values.length === 2) {
    const other = values.find((value) => value !== no[0])!;
    return { positive: other.text, why: `the other value, “${no[0]!.text}”, says no` };
  }
  if (values.length === 1) return { positive: "", why: "there is one class only" };
  if (values.length > 2)
    return {
      positive: values[0]!.text,
      why: `“${values[0]!.text}” is the commonest of the ${values.length}`,
    };
  return { positive: values[1]!.text, why: `“${values[1]!.text}” is the rarer of the two` };
}

const TRUE = new Set(["1", "true", "yes", "y", "t"]);
const FALSE = new Set(["0", "false", "no", "n", "f"]);

/** One outcome however it is spelled: “Yes”, “true” and “1” are one, and so are “>50K” and “>50K.”. */
function meant(text: string): string {
  const bare = plain(text).replace(/[.;,!\s]+$/, "");
  return TRUE.has(bare) ? "yes" : FALSE.has(bare) ? "no" : bare;
}

/**
 * The value of the same label in a second file that stands for the outcome: the same text, or, where the second file spells its
 * values otherwise, the one that means the same. Null where it takes values that the first does not have under any spelling:
 * to count them all as “no” would be wrong.
 */
export function positiveIn(first: Column, second: Column, positive: string): string | null {
  const [here, there] = [valuesOf(first), valuesOf(second)];
  if (here === null || there === null) return null;
  const known = new Set(here.map(({ text }) => text));
  if (there.every(({ text }) => known.has(text))) return positive;
  const meanings = new Set(here.map(({ text }) => meant(text)));
  if (!there.every(({ text }) => meanings.has(meant(text)))) return null;
  return there.find(({ text }) => meant(text) === meant(positive))?.text ?? positive;
}
