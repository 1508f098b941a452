import { shareRule, wholeDays } from "../../core/rules/learn.ts";
import type { Rule, RuleSet } from "../../core/rules/types.ts";
import { columnOf, type Table, type TimeColumn } from "../../core/table/table.ts";

/** EUR above which an amount counts as large. */
export const LARGE = 100;
/** So many amounts may repeat the row above: far more than ever did, and a round number. */
export const REPEATS = 0.02;

/**
 * What somebody who knows the feed makes of rules that were learned: no upper bound for an amount, since a large payment is no error; hours that
 * end at 23; and two rules about the batch that nobody learned, the share of large amounts and of amounts that repeat the row above.
 */
export function reviewed(learned: RuleSet, reference: Table, deviations: number): RuleSet {
  const rules = learned.rules.map((rule): Rule => {
    if (rule.id === "amount:range" && rule.rule === "range")
      return { ...rule, min: 0, max: null, from: "edited" };
    if (rule.id === "hour:range" && rule.rule === "range") return { ...rule, max: 23, from: "edited" };
    return rule;
  });
  const added = { rule: "share", column: "amount", on: true, from: "added" } as const;
  if ((learned.learnedFrom?.days ?? 0) > 0) {
    const about = { of: "above", value: null, than: LARGE } as const;
    const days = wholeDays(columnOf(reference, "event_at") as TimeColumn, reference.rows)!;
    const { min, max } = shareRule("amount", columnOf(reference, "amount"), about, days, deviations);
    rules.push({ ...added, id: "amount:large:share", ...about, min, max });
  }
  const about = { of: "repeats", value: null, than: null } as const;
  rules.push({ ...added, id: "amount:repeats:share", ...about, min: 0, max: REPEATS });
  return { ...learned, rules };
}
