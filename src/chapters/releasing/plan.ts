import { minimumDetectableEffect } from "../../core/experiments/minimum-detectable-effect.ts";
import { sampleSizePerArm } from "../../core/experiments/sample-size.ts";
import { twoProportionPower } from "../../core/experiments/two-proportion-power.ts";
import { twoProportionTest } from "../../core/experiments/two-proportion-test.ts";
import { log } from "../../core/math/elementary.ts";
import { type Random, random } from "../../core/random.ts";
import { TEST_DAYS } from "./company.ts";
import { shareOf } from "./many.ts";
import type { Plan } from "./result.ts";

export type PlanSetting = { base: number; effect: number; alpha: number; power: number; size: number };

/** At most so many tests are drawn at the stated size, and at most so many successes in all of them. */
const TESTS = 1000;
const MOST_SUCCESSES = 1e6;
/** Days on the picture. */
const DAYS = [3, 7, 10, 14, 21, 28, 42, 56, 84];

/** How many payments a test needs, and what it finds; `design` is how much more a share varies as users’ payments are alike. */
export function planOf({ base, effect, alpha, power, size }: PlanSetting, design: number): Plan {
  const other = base * (1 - effect);
  const perArm = Math.ceil(sampleSizePerArm(base, other, alpha, power));
  const clustered = Math.ceil(perArm * design);
  const rows = (days: number) => (size * days) / 2;
  const fall = minimumDetectableEffect(base, rows(TEST_DAYS) / design, alpha, power);
  return {
    base,
    other,
    alpha,
    power,
    perArm,
    design,
    clustered,
    days: (2 * clustered) / size,
    detectable: Number.isNaN(fall) ? null : fall / base,
    points: DAYS.map((days) => ({
      days,
      power: twoProportionPower(base, other, rows(days) / design, alpha),
      independent: twoProportionPower(base, other, rows(days), alpha),
    })),
    simulated: { tests: 0, rate: Number.NaN, low: 0, high: 1 },
  };
}

/** Tests drawn at the stated size, of independent payments: how many find the difference. Yields after every few. */
export function* simulate(plan: Plan, seed: number): Generator<void, Plan["simulated"]> {
  const { base, other, perArm, alpha } = plan;
  const tests = Math.max(100, Math.min(TESTS, Math.floor(MOST_SUCCESSES / (perArm * (base + other)))));
  const source = random(seed).fork("planned tests");
  let found = 0;
  let drawn = 0;
  for (let test = 0; test < tests; test++) {
    const a = successes(source, perArm, base);
    const b = successes(source, perArm, other);
    if (twoProportionTest(a, perArm, b, perArm).pValue < alpha) found++;
    drawn += a + b;
    if (drawn > 20000) {
      drawn = 0;
      yield;
    }
  }
  return { tests, ...shareOf(found, tests) };
}

/** A binomial draw for a small share: the gaps between successes are geometric. */
function successes(source: Random, rows: number, share: number): number {
  const scale = 1 / log(1 - share);
  let count = -1;
  for (let at = -1; at < rows; count++) at += 1 + Math.floor(log(1 - source.next()) * scale);
  return count;
}
