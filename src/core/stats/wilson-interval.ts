import { normalQuantile } from "./distributions.ts";

/**
 * Wilson's score interval for a share: `successes` of `trials`, both counts. [0, 1] where there are no trials.
 * It stays inside 0 and 1 and keeps its coverage for rare events, where the textbook interval does not.
 *
 * Throws for a level outside 0 to 1. Source: Wilson (1927), JASA 22; equal to SciPy's
 * `binomtest(k, n).proportion_ci(level, "wilson")`.
 */
export function wilsonInterval(successes: number, trials: number, level = 0.95): [number, number] {
  const z = zOfLevel(level);
  if (!(trials > 0)) return [0, 1];
  const share = successes / trials;
  const square = z * z;
  const centre = share + square / (2 * trials);
  const half = z * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials * trials));
  const scale = 1 + square / trials;
  return [
    successes === 0 ? 0 : Math.max(0, (centre - half) / scale),
    successes === trials ? 1 : Math.min(1, (centre + half) / scale),
  ];
}

const remembered = new Map<number, number>();

/** The normal quantile that a two-sided interval of this level needs: 1.96 for 0.95. Throws for a level outside 0 to 1. */
export function zOfLevel(level: number): number {
  if (!(level > 0 && level < 1)) throw new Error(`A confidence level lies between 0 and 1, not at ${level}.`);
  let z = remembered.get(level);
  if (z === undefined) {
    z = normalQuantile((1 + level) / 2);
    remembered.set(level, z);
  }
  return z;
}
