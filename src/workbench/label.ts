import { type Column, isValid } from "../core/table/table.ts";
import { nameWords } from "./words.ts";

/** Words that a label's name is made of, strongest first. */
const TELLING: readonly (readonly [number, RegExp])[] = [
  [
    4,
    /^(label|target|fraud|isfraud|fraudulent|chargeback|cbk|churn|churned|churner|defaulted|attrition|outcome)$/,
  ],
  [
    3,
    /^(class|default|y|bad|exited|spam|scam|dispute|disputed|anomaly|loss|converted|conversion|clicked|click|readmitted|survived|diagnosis|died|death)$/,
  ],
  [
    2,
    /^(response|responded|bought|purchased|returned|cancelled|canceled|deposit|subscribed|left|status|result|good|failure|failed|delinquent|late|repaid)$/,
  ],
];
const NOT_A_LABEL =
  /^(pred|predicted|prediction|proba|prob|score|split|fold|train|test|rate|amount|count|num|days|reason|code|flagged|rule|manual|review)$/;
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

/** The values of a column that takes one or two, as text with their counts, more frequent first; null where it takes more or none. */
export function twoValues(column: Column): { text: string; rows: number }[] | null {
  const counts = new Map<number, number>();
  const source = column.kind === "category" ? column.codes : column.values;
  for (let row = 0; row < source.length; row++) {
    if (!isValid(column.valid, row)) continue;
    const value = source[row]!;
    const before = counts.get(value);
    if (before === undefined && counts.size === 2) return null;
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

/**
 * Which of the two values counts as the outcome, and why: the one that says yes, else the one beside a no, else the rarer. A
 * column of one value has no other class: it counts as the outcome only where it says yes.
 */
export function positiveOf(values: readonly { text: string; rows: number }[]): {
  positive: string;
  why: string;
} {
  const say = (text: string) => text.trim().toLowerCase();
  const yes = values.filter((value) => YES.has(say(value.text)));
  if (yes.length === 1) return { positive: yes[0]!.text, why: `“${yes[0]!.text}” says yes` };
  const no = values.filter((value) => NO.has(say(value.text)));
  if (no.length === 1 && values.length === 2) {
    const other = values.find((value) => value !== no[0])!;
    return { positive: other.text, why: `the other value, “${no[0]!.text}”, says no` };
  }
  if (values.length === 1) return { positive: "", why: "there is one class only" };
  return { positive: values[1]!.text, why: `“${values[1]!.text}” is the rarer of the two` };
}
