import { ALL_DAYS, type Company, TEST_DAYS } from "./company.ts";
import { costOf, type Outcomes } from "./outcomes.ts";
import type { Course, Money, Outcome, RuleId, Trial, Verdict } from "./result.ts";
import { RULES, type Rule, ruleOf } from "./rules.ts";
import type { Sides } from "./sides.ts";
import { RULE_WORDS } from "./words.ts";

export type MoneySetting = {
  rule: RuleId;
  every: number;
  alpha: number;
  mixing: number;
  guardrails: boolean;
  decision: string;
  day: number;
  lost: number;
};

/** What a rule decides from what is known: the guardrails are read every day, the main metric when it looks. */
export function verdictOf(rule: Rule, trial: Trial, guardrails: boolean): Verdict {
  for (const { day, difference, deviation } of trial.days) {
    if (guardrails && trial.first && trial.first.day <= day)
      return { day, outcome: "roll-back", why: trial.first.words };
    if (difference === null || deviation === null) continue;
    if (rule.crosses(difference / 1000, (deviation * deviation) / 1e6, day - 1))
      return {
        day,
        outcome: difference < 0 ? "promote" : "roll-back",
        why: difference < 0 ? "fewer chargebacks" : "more chargebacks",
      };
  }
  return { day: TEST_DAYS, outcome: "roll-back", why: "no difference was found" };
}

/** EUR in all days of the release, for the ways in which it can end, against keeping the champion. */
export function moneyOf(
  company: Company,
  champion: Outcomes,
  challenger: Outcomes,
  { meets }: Sides,
  trial: Trial,
  setting: MoneySetting,
): Money {
  const [a, b] = [costOf(company, champion, setting.lost), costOf(company, challenger, setting.lost)];
  // Saved by day: if everybody met the challenger, and by those who do while the test runs.
  const all = new Float64Array(ALL_DAYS);
  const testing = new Float64Array(ALL_DAYS);
  for (let row = 0; row < a.length; row++) {
    const day = company.day[row]!;
    const saved = a[row]! - b[row]!;
    all[day]! += saved;
    if (meets[company.user[row]!]! <= day) testing[day]! += saved;
  }
  const sum = (values: Float64Array, from: number, to: number) =>
    values.subarray(from, to).reduce((total, value) => total + value, 0);
  const course = (id: string, words: string, verdict: Verdict): Course => ({
    id,
    words,
    verdict,
    saved:
      sum(testing, 0, verdict.day) + (verdict.outcome === "promote" ? sum(all, verdict.day, ALL_DAYS) : 0),
  });
  const rules = RULES.map((id) =>
    course(
      id,
      RULE_WORDS[id],
      verdictOf(ruleOf(id, setting.every, setting.alpha, setting.mixing), trial, setting.guardrails),
    ),
  );
  const yours =
    setting.decision === "rule"
      ? rules.find(({ id }) => id === setting.rule)!
      : course("yours", "your decision", {
          day: setting.day,
          outcome: setting.decision as Outcome,
          why: "you",
        });
  const never: Course = { id: "never", words: "keep the champion, no test", verdict: null, saved: 0 };
  const atOnce: Course = {
    id: "at-once",
    words: "promote at once, no test",
    verdict: null,
    saved: sum(all, 0, ALL_DAYS),
  };
  const hindsight = atOnce.saved > 0 ? atOnce : never;
  const courses = [never, atOnce, ...rules, ...(setting.decision === "rule" ? [] : [yours])];
  return { courses, yours, hindsight, missed: Math.max(0, hindsight.saved - yours.saved) };
}
