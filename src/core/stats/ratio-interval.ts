import { exp } from "../math/elementary.ts";
import { zOfLevel } from "./wilson-interval.ts";

/**
 * Katz's logarithmic interval for the ratio of two shares, first over second; counts of successes and trials each.
 * [0, Infinity] where the first has no success and nothing can be said, as SciPy does: no success above gives [0, ...],
 * none below gives [..., Infinity].
 *
 * Source: Katz and others (1978), Biometrics 34. Equal to `scipy.stats.contingency.relative_risk(...).confidence_interval`.
 */
export function ratioInterval(
  firstSuccesses: number,
  firstTrials: number,
  secondSuccesses: number,
  secondTrials: number,
  level = 0.95,
): [number, number] {
  const z = zOfLevel(level);
  if (!(firstTrials > 0 && secondTrials > 0) || (firstSuccesses === 0 && secondSuccesses === 0))
    return [0, Number.POSITIVE_INFINITY];
  const ratio = firstSuccesses / firstTrials / (secondSuccesses / secondTrials);
  // Half a success stands in for none, so that the finite end is still an interval.
  const a = Math.max(firstSuccesses, 0.5);
  const c = Math.max(secondSuccesses, 0.5);
  const error = Math.sqrt(1 / a - 1 / firstTrials + 1 / c - 1 / secondTrials);
  const spread = exp(z * error);
  const near = a / firstTrials / (c / secondTrials);
  return [
    firstSuccesses === 0 ? 0 : (secondSuccesses === 0 ? near : ratio) / spread,
    secondSuccesses === 0 ? Number.POSITIVE_INFINITY : (firstSuccesses === 0 ? near : ratio) * spread,
  ];
}
