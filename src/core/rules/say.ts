import type { Rule, RuleResult } from "./types.ts";

/** A number as a person writes it: at most four digits that count, no more than its own. */
export function plainNumber(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  const digits = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 4;
  const rounded = Number(value.toFixed(digits));
  return rounded.toLocaleString("en-GB", { maximumFractionDigits: digits }).replace("-", "−");
}

const percent = (share: number): string => `${plainNumber(100 * share)} %`;
const quoted = (name: string): string => `“${name}”`;

/** The rule as one sentence, for a person. Names are quoted as plain text. */
export function sayRule(rule: Rule): string {
  switch (rule.rule) {
    case "kind":
      return `${quoted(rule.column)} is there and is a ${rule.kind}.`;
    case "present":
      return `${quoted(rule.column)} is never empty.`;
    case "range": {
      const { min, max } = rule;
      if (min === null) return `${quoted(rule.column)} is at most ${plainNumber(max ?? Number.NaN)}.`;
      if (max === null) return `${quoted(rule.column)} is at least ${plainNumber(min)}.`;
      return `${quoted(rule.column)} lies between ${plainNumber(min)} and ${plainNumber(max)}.`;
    }
    case "known": {
      const first = rule.values.slice(0, 4).join(", ");
      const more = rule.values.length > 4 ? ` and ${rule.values.length - 4} more` : "";
      return `${quoted(rule.column)} is one of ${first}${more}.`;
    }
    case "unique":
      return `${rule.columns.map(quoted).join(" with ")} occurs once.`;
    case "compare":
      return `${quoted(rule.column)} ${rule.is} ${rule.other === null ? plainNumber(rule.to ?? Number.NaN) : quoted(rule.other)}.`;
    case "arrival":
      return `${quoted(rule.column)} is at most ${plainNumber(rule.hours)} hours after ${quoted(rule.event)}.`;
    case "order":
      return `${quoted(rule.column)} never falls from row to row.`;
    case "rows":
      return `A day of ${quoted(rule.column)} has ${plainNumber(rule.min)} to ${plainNumber(rule.max)} rows.`;
    case "share":
      return `${percent(rule.min)} to ${percent(rule.max)} of ${quoted(rule.column)} ${sharePart(rule)}.`;
  }
}

function sharePart(rule: Extract<Rule, { rule: "share" }>): string {
  if (rule.of === "missing") return "are empty";
  if (rule.of === "value") return `are “${rule.value ?? ""}”`;
  if (rule.of === "above") return `lie above ${plainNumber(rule.than ?? Number.NaN)}`;
  return "repeat the row above";
}

/** What a rule found in a batch, as one sentence. */
export function sayResult({ rule, level, verdict, rows, value, reason }: RuleResult): string {
  const name = sayRule(rule).slice(0, -1);
  if (verdict === "off") return `${name}: off.`;
  if (verdict === "cannot-tell")
    return `${name}: cannot tell, ${reason === "no-column" ? "the column is not there" : reason === "other-kind" ? "the column is of another kind" : "there is nothing to judge"}.`;
  if (rule.rule === "kind")
    return verdict === "holds"
      ? `${name}: so it is.`
      : `${name}: ${reason === "no-column" ? "it is gone" : "it is of another kind"}.`;
  if (level === "row")
    return verdict === "holds"
      ? `${name}: no row breaks it.`
      : `${name}: ${rows.length === 1 ? "1 row breaks" : `${rows.length.toLocaleString("en-GB")} rows break`} it (${percent(value)}).`;
  const has = rule.rule === "share" ? percent(value) : `${plainNumber(value)} rows`;
  return `${name}: the batch has ${has}${verdict === "holds" ? "" : ", and is stopped"}.`;
}
