import { normalQuantile } from "../stats/distributions.ts";
import { checkPlan, deviationsOf } from "./two-proportion-power.ts";

/**
 * How many independent rows each of two equal arms needs, so that the two-sided pooled z-test at level `alpha` finds a difference
 * between the shares `base` and `other` with probability `power`. Not rounded. Infinity where the shares are equal. The tail on the
 * wrong side is left out, as usual: it adds nothing where power is worth having.
 *
 * Throws for shares, a level or a power outside 0 to 1. Equal to `samplesize_proportions_2indep_onetail` of statsmodels 0.15.
 * Source: Fleiss, Levin, Paik (2003), Statistical Methods for Rates and Proportions, section 4.2.
 */
export function sampleSizePerArm(base: number, other: number, alpha = 0.05, power = 0.8): number {
  checkPlan(base, other, alpha);
  if (!(power > 0 && power < 1)) throw new Error(`A power lies between 0 and 1, not at ${power}.`);
  const { equal, unequal } = deviationsOf(base, other);
  const needed = normalQuantile(1 - alpha / 2) * equal + normalQuantile(power) * unequal;
  const root = needed / Math.abs(other - base);
  return root * root;
}
