import { logMixtureRatio } from "../../core/experiments/always-valid.ts";
import { exp, log } from "../../core/math/elementary.ts";
import { normalQuantile, normalTwoSided } from "../../core/stats/distributions.ts";
import { wilsonInterval } from "../../core/stats/wilson-interval.ts";
import { TEST_DAYS } from "./company.ts";
import type { Many } from "./compare.ts";
import type { LooksPoint, Path, Paths, RuleId, RuleLine, Rules, Share } from "./result.ts";
import { firstCrossing, RULES, type Rule, ruleOf } from "./rules.ts";
import { RULE_WORDS } from "./words.ts";

/** A/A tests drawn in the opening picture, A/A tests counted, and splits between champion and challenger. */
export const DRAWN = 100;
export const COUNTED = 500;
export const CHALLENGED = 200;
/** Days between two looks in the picture of how often one looks. */
const DISTANCES = [28, 14, 7, 4, 2, 1] as const;

export type RuleSetting = { rule: RuleId; every: number; alpha: number; mixing: number };

export function shareOf(hits: number, of: number): Share {
  const [low, high] = wilsonInterval(hits, of);
  return { rate: hits / of, low, high };
}

/** The first A/A tests, with the rule that is chosen. */
export function pathsOf(many: Many, { rule, every, alpha, mixing }: RuleSetting): Paths {
  const used = ruleOf(rule, every, alpha, mixing);
  const count = Math.min(DRAWN, many.experiments);
  const tests: Path[] = [];
  const variances = new Float64Array(TEST_DAYS);
  for (let e = 0; e < count; e++) {
    const from = e * TEST_DAYS;
    const p: (number | null)[] = [];
    for (let d = 0; d < TEST_DAYS; d++) {
      const variance = many.variance[from + d]!;
      variances[d]! += variance / count;
      const value = normalTwoSided(many.difference[from + d]! / Math.sqrt(variance));
      p.push(Number.isNaN(value) ? null : Number(value.toPrecision(3)));
    }
    tests.push({ p, crossed: firstCrossing(used, many.difference, many.variance, from) });
  }
  const daily = ruleOf("peek", 1, alpha, mixing);
  const peeked = tests.map(({ p }, e) => ({
    p,
    crossed: firstCrossing(daily, many.difference, many.variance, e * TEST_DAYS),
  }));
  const winners = tests.filter(({ crossed }) => crossed >= 0).length;
  return {
    alpha,
    rule,
    tests,
    example: exampleOf(peeked),
    winners,
    boundary: boundaryOf(used, variances),
    alwaysValid: boundaryOf(ruleOf("always-valid", 1, alpha, mixing), variances),
  };
}

/** A test that is stopped in its second week or so and has nothing to show at the end; the first that comes near to that. */
function exampleOf(tests: readonly Path[]): Path {
  const last = ({ p }: Path) => p.at(-1) ?? 1;
  const stopped = tests.filter(({ crossed }) => crossed >= 0);
  return (
    stopped.find((test) => test.crossed >= 6 && test.crossed <= 17 && last(test) > 0.3) ??
    stopped.toSorted((a, b) => last(b) - last(a))[0] ??
    tests[0]!
  );
}

/** The p-value of a single look at which a rule stops, where the estimate has these variances. */
function boundaryOf(rule: Rule, variances: Float64Array): (number | null)[] {
  return Array.from(variances, (variance, day) => {
    if (!(variance > 0) || !rule.crosses(9 * Math.sqrt(variance), variance, day)) return null;
    let [low, high] = [0, 9];
    for (let step = 0; step < 40; step++) {
      const z = (low + high) / 2;
      if (rule.crosses(z * Math.sqrt(variance), variance, day)) high = z;
      else low = z;
    }
    return Number(normalTwoSided(high).toPrecision(4));
  });
}

/** How each rule does where nothing differs, and on the chosen challenger. */
export function rulesOf(nothing: Many, challenged: Many, setting: RuleSetting): Rules {
  const { every, alpha, mixing, rule } = setting;
  const count = (used: Rule, many: Many) => {
    let hits = 0;
    let days = 0;
    for (let e = 0; e < many.experiments; e++) {
      const day = firstCrossing(used, many.difference, many.variance, e * TEST_DAYS);
      if (day >= 0) hits++;
      days += day >= 0 ? day + 1 : TEST_DAYS;
    }
    return { ...shareOf(hits, many.experiments), days: days / many.experiments };
  };
  const lines = RULES.map((id): RuleLine => {
    const used = ruleOf(id, every, alpha, mixing);
    const { days, ...found } = count(used, challenged);
    const { days: _, ...aa } = count(used, nothing);
    return {
      id,
      words: RULE_WORDS[id],
      nothing: aa,
      found,
      days: id === "once" ? TEST_DAYS : days,
    };
  });
  const looks = DISTANCES.map((distance): LooksPoint => {
    const { rate, low, high } = count(ruleOf("peek", distance, alpha, mixing), nothing);
    return { every: distance, looks: Math.ceil(TEST_DAYS / distance), rate, low, high };
  });
  const critical = normalQuantile(1 - alpha / 2);
  const naive = nothing.naive.reduce((sum, z) => sum + (Math.abs(z) >= critical ? 1 : 0), 0);
  const line = (id: RuleId) => lines.find((one) => one.id === id)!;
  return {
    tests: nothing.experiments,
    challengerTests: challenged.experiments,
    alpha,
    lines,
    looks,
    naive: shareOf(naive, nothing.experiments),
    chosen: line(rule),
    peek: line("peek"),
    always: line("always-valid"),
    once: line("once"),
    group: line("group-sequential"),
  };
}

/** The always-valid p-value so far, for one test; 1 while nothing is known. */
export function alwaysValidSoFar(
  before: number,
  difference: number,
  variance: number,
  mixing: number,
): number {
  const ratio = logMixtureRatio(difference, variance, mixing);
  return ratio > -log(before) ? exp(-ratio) : before;
}
