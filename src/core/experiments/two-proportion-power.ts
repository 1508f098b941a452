import { normalQuantile, normalSurvival } from "../stats/distributions.ts";

/** Throws, naming what is impossible, unless two shares, a level and a power can be planned with. */
export function checkPlan(base: number, other: number, alpha: number): void {
  for (const share of [base, other])
    if (!(share > 0 && share < 1))
      throw new Error(`A share to plan with lies between 0 and 1, not at ${share}.`);
  if (!(alpha > 0 && alpha < 1)) throw new Error(`A level lies between 0 and 1, not at ${alpha}.`);
}

/** Standard deviation of one row's part of the difference: where the two shares are equal (pooled), and where they are not. */
export function deviationsOf(base: number, other: number): { equal: number; unequal: number } {
  const pooled = (base + other) / 2;
  return {
    equal: Math.sqrt(2 * pooled * (1 - pooled)),
    unequal: Math.sqrt(base * (1 - base) + other * (1 - other)),
  };
}

/**
 * The power of the two-sided pooled z-test at level `alpha`, with `perArm` independent rows on each side, where the true shares are
 * `base` and `other`: both tails are counted. At `perArm` 0 it is the level itself.
 *
 * Throws for shares or a level outside 0 to 1. Equal to `statsmodels.stats.proportion.power_proportions_2indep` (0.15).
 */
export function twoProportionPower(base: number, other: number, perArm: number, alpha = 0.05): number {
  checkPlan(base, other, alpha);
  if (!(perArm >= 0)) throw new Error(`An arm cannot have ${perArm} rows.`);
  const { equal, unequal } = deviationsOf(base, other);
  const critical = normalQuantile(1 - alpha / 2) * equal;
  const shift = Math.sqrt(perArm) * Math.abs(other - base);
  return normalSurvival((critical - shift) / unequal) + normalSurvival((critical + shift) / unequal);
}
