import { chiSquareSurvival } from "../stats/distributions.ts";

/**
 * Whether the users fell to the arms in the shares that were planned: the chi-square test of the counts against the shares. A tiny
 * p (below 0.001, say) means that the split or the log is broken, whatever the result of the test says.
 *
 * `counts` are users an arm, `shares` the planned ones (any positive weights). Throws where they differ in number or a share is not
 * above 0. p is 1 without users. Equal to `scipy.stats.chisquare` (1.17).
 * Source: Fabijan et al. (2019), "Diagnosing Sample Ratio Mismatch in Online Controlled Experiments", KDD.
 */
export function sampleRatioMismatch(
  counts: readonly number[],
  shares: readonly number[],
): { statistic: number; pValue: number } {
  if (counts.length !== shares.length || counts.length < 2 || shares.some((share) => !(share > 0)))
    throw new Error(
      `${counts.length} counts need as many planned shares above 0; there are ${shares.length}.`,
    );
  const users = counts.reduce((sum, count) => sum + count, 0);
  if (users === 0) return { statistic: 0, pValue: 1 };
  const whole = shares.reduce((sum, share) => sum + share, 0);
  let statistic = 0;
  for (const [arm, count] of counts.entries()) {
    const expected = (users * shares[arm]!) / whole;
    statistic += ((count - expected) * (count - expected)) / expected;
  }
  return { statistic, pValue: chiSquareSurvival(statistic, counts.length - 1) };
}
