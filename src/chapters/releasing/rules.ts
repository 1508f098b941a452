import { logMixtureRatio } from "../../core/experiments/always-valid.ts";
import { lanDeMetsBoundaries } from "../../core/experiments/lan-demets.ts";
import { log } from "../../core/math/elementary.ts";
import { normalQuantile } from "../../core/stats/distributions.ts";
import { rememberLast } from "../shared/remember.ts";
import { TEST_DAYS } from "./company.ts";
import type { RuleId } from "./result.ts";

export const RULES: readonly RuleId[] = ["once", "peek", "always-valid", "group-sequential"];

/** The days (counted from 1) on which somebody looks: every so many days, and on the last. */
export function looksEvery(days: number): number[] {
  const looks: number[] = [];
  for (let day = days; day < TEST_DAYS; day += days) looks.push(day);
  return [...looks, TEST_DAYS];
}

/** The z that a rule asks for at the end of each day, from 0; infinity where it does not look. */
export type Rule = { id: RuleId; crosses(difference: number, variance: number, day: number): boolean };

const boundaries = rememberLast(
  (every: number, alpha: number) =>
    lanDeMetsBoundaries(
      looksEvery(every).map((day) => day / TEST_DAYS),
      alpha,
    ),
  4,
);

/** A rule for when to stop and call a difference real, looked at every so many days; `mixing` belongs to the always-valid one. */
export function ruleOf(id: RuleId, every: number, alpha: number, mixing: number): Rule {
  const looks = looksEvery(id === "once" ? TEST_DAYS : every);
  const isLook = new Uint8Array(TEST_DAYS);
  for (const day of looks) isLook[day - 1] = 1;
  if (id === "always-valid") {
    const needed = -log(alpha);
    return {
      id,
      crosses: (difference, variance, day) =>
        isLook[day] === 1 && logMixtureRatio(difference, variance, mixing) >= needed,
    };
  }
  const critical = new Float64Array(TEST_DAYS).fill(Number.POSITIVE_INFINITY);
  const bounds = id === "group-sequential" ? boundaries(every, alpha) : null;
  for (const [look, day] of looks.entries())
    critical[day - 1] = bounds === null ? normalQuantile(1 - alpha / 2) : bounds[look]!;
  return {
    id,
    crosses: (difference, variance, day) =>
      difference * difference >= critical[day]! * critical[day]! * variance,
  };
}

/** The day (from 0) on which the rule first calls a difference real; -1 where it never does. */
export function firstCrossing(
  rule: Rule,
  difference: ArrayLike<number>,
  variance: ArrayLike<number>,
  from = 0,
): number {
  for (let day = 0; day < TEST_DAYS; day++)
    if (rule.crosses(difference[from + day]!, variance[from + day]!, day)) return day;
  return -1;
}
