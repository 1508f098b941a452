import { normalTwoSided } from "../stats/distributions.ts";

/** A difference of two shares (second less first) with its z statistic and two-sided p-value. */
export type ProportionTest = { difference: number; z: number; pValue: number };

/**
 * The pooled z-test for two shares: `k1` of `n1` rows against `k2` of `n2`, rows being independent. The difference is second less
 * first. Where no row or every row is a success nothing differs: z is 0 and p is 1.
 *
 * Throws where a count is negative, larger than its rows, or a side has no rows.
 * Equal to `statsmodels.stats.proportion.proportions_ztest` (0.15), whose z has the other sign.
 */
export function twoProportionTest(k1: number, n1: number, k2: number, n2: number): ProportionTest {
  for (const [k, n] of [
    [k1, n1],
    [k2, n2],
  ] as const)
    if (!(n > 0 && k >= 0 && k <= n)) throw new Error(`${k} of ${n} rows is not a share.`);
  const pooled = (k1 + k2) / (n1 + n2);
  const difference = k2 / n2 - k1 / n1;
  const variance = pooled * (1 - pooled) * (1 / n1 + 1 / n2);
  const z = variance > 0 ? difference / Math.sqrt(variance) : 0;
  return { difference, z, pValue: normalTwoSided(z) };
}
