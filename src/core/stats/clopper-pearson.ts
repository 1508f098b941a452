import { betaQuantile } from "./distributions.ts";

/**
 * The exact (Clopper-Pearson) interval for a share: `successes` of `trials`. It never covers less than its level, and is wider
 * than Wilson's. [0, 1] without trials. Throws for a level outside 0 to 1.
 *
 * Source: Clopper, Pearson (1934), Biometrika 26; equal to SciPy's `binomtest(k, n).proportion_ci(level, "exact")`.
 */
export function clopperPearson(successes: number, trials: number, level = 0.95): [number, number] {
  if (!(level > 0 && level < 1)) throw new Error(`A confidence level lies between 0 and 1, not at ${level}.`);
  if (!(trials > 0)) return [0, 1];
  const tail = (1 - level) / 2;
  return [
    successes === 0 ? 0 : betaQuantile(tail, successes, trials - successes + 1),
    successes === trials ? 1 : betaQuantile(1 - tail, successes + 1, trials - successes),
  ];
}
