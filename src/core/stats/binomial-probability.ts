import { log } from "../math/elementary.ts";

export const HALF_LOG_TWO_PI = 0.9189385332046728;

/** log(1 + u) - u without cancellation, for u above -1. */
export function logExcess(u: number): number {
  if (u < -0.5 || u > 0.8) return log(1 + u) - u;
  // log(1 + u) = 2 artanh(r) with r = u / (2 + u); the first term less u is -r u.
  const r = u / (2 + u);
  const square = r * r;
  let power = r * square;
  let sum = 0;
  for (let k = 3; Math.abs(power) > 1e-19 * Math.abs(u) && k < 200; k += 2) {
    sum += power / k;
    power *= square;
  }
  return 2 * sum - r * u;
}

/** log Γ(a + 1) less Stirling's formula (a + 1/2) log a - a + log √2π, for any a above 0: to about 1e-15 absolute. */
export function stirlingError(a: number): number {
  // Small arguments are raised to 16 by the recurrence; each step adds a small positive number, so that nothing cancels.
  let shifted = 0;
  let at = a;
  while (at < 16) {
    shifted += (at + 0.5) * log((at + 1) / at) - 1;
    at++;
  }
  const square = at * at;
  const series =
    (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / at;
  return shifted + series;
}

/**
 * The logarithm of the chance of exactly k successes in n trials of chance p (q = 1 - p, given apart so that it keeps its
 * digits); absolute error about 1e-14. Source: Loader (2000), "Fast and accurate computation of binomial probabilities".
 */
export function logBinomialProbability(k: number, n: number, p: number, q: number): number {
  if (k < 0 || k > n) return Number.NEGATIVE_INFINITY;
  if (k === 0) return n === 0 ? 0 : n * (p < 0.1 ? logExcess(-p) - p : log(q));
  if (k === n) return n * (q < 0.1 ? logExcess(-q) - q : log(p));
  const rest = n - k;
  // The deviance of each side: k log(k / np) + np - k = -k (log(1 + u) - u) with u = np / k - 1.
  const deviance = k * logExcess((n * p - k) / k) + rest * logExcess((n * q - rest) / rest);
  const correction = stirlingError(n) - stirlingError(k) - stirlingError(rest);
  return correction + deviance - HALF_LOG_TWO_PI + 0.5 * log(n / (k * rest));
}
