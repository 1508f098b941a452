import { normalQuantile } from "../core/stats/distributions.ts";

/** Of ten real effects of the size named, nine would have been seen. */
export const POWER = 0.9;

/** How many standard errors an effect must lie above what has to be reached. */
export const POWER_Z = normalQuantile(POWER);

/**
 * The smallest effect, of this standard error, that reaches a floor and differs from none at a two-sided level `alpha`, nine
 * times in ten (normal approximation). NaN where the error is.
 */
export const leastEffect = (error: number, floor: number, alpha: number): number =>
  Math.max(floor, normalQuantile(1 - alpha / 2) * error) + POWER_Z * error;
