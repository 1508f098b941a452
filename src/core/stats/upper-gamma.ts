import { exp } from "../math/elementary.ts";
import { logExcess, stirlingError } from "./binomial-probability.ts";

const SQRT_TWO_PI = 2.5066282746310002;

/**
 * The regularised upper incomplete gamma function Q(a, x), for a above 0 and x of at least 0, to about 1e-13 relative down to
 * 1e-300: one less the series below x = a + 1, the continued fraction above. (The one of the stdlib project loses digits for
 * large a: Q(499.5, 1250) is 0.1 % off.)
 *
 * Source: Abramowitz and Stegun 6.5.29 and 6.5.31; the leading factor after Loader (2000).
 */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1;
  // xᵃ e⁻ˣ / Γ(a + 1), by the deviance of x from a, so that no large logarithms cancel.
  const factor = exp(a * logExcess((x - a) / a) - stirlingError(a)) / (SQRT_TWO_PI * Math.sqrt(a));
  if (x < a + 1) {
    let term = 1;
    let sum = 1;
    for (let k = 1; k < 100_000 && term > 1e-17 * sum; k++) {
      term *= x / (a + k);
      sum += term;
    }
    return Math.max(0, 1 - factor * sum);
  }
  // Lentz's evaluation of 1/(x + 1 - a - 1(1 - a)/(x + 3 - a - 2(2 - a)/(x + 5 - a - ...))).
  let b = x + 1 - a;
  let c = Number.MAX_VALUE;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1; k < 100_000; k++) {
    const numerator = -k * (k - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    const change = c * d;
    fraction *= change;
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return factor * a * fraction;
}
