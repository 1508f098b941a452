import { exp } from "../math/elementary.ts";
import { HALF_LOG_TWO_PI, logExcess, stirlingError } from "./binomial-probability.ts";

/**
 * P(D+ >= d) for the one-sided one-sample Kolmogorov-Smirnov statistic of n values: the sum
 * d Σ C(n, j) (d + j/n)^(j-1) (1 - d - j/n)^(n-j) over j from 0 to n(1-d).
 *
 * Each term is written as a binomial probability by Loader's saddle-point form, so that nothing large cancels: the result keeps
 * about 12 digits down to 1e-300. Above n = 8,192 (and n d² of at least 1) every s-th term stands for its neighbours: the terms
 * are a smooth function of j that dies out with all its derivatives at both ends, for which that is exact to rounding.
 *
 * Sources: Birnbaum, Tingey (1951), Annals of Mathematical Statistics 22; Loader (2000), "Fast and accurate computation of
 * binomial probabilities". Equal to `scipy.special.smirnov`.
 */
export function smirnov(n: number, d: number): number {
  if (d <= 0) return 1;
  if (d >= 1) return 0;
  const last = Math.floor(n * (1 - d));
  const shift = n * d;
  const errorOfAll = stirlingError(n);
  const term = (j: number): number => {
    if (j === 0) return exp(-shift + n * logExcess(-d)) / d;
    const rest = n - j;
    if (rest === 0 || rest <= shift) return 0;
    const exponent =
      errorOfAll -
      stirlingError(j) -
      stirlingError(rest) +
      j * logExcess(shift / j) +
      rest * logExcess(-shift / rest);
    return (exp(exponent - HALF_LOG_TWO_PI) * Math.sqrt(n / (j * rest))) / (d + j / n);
  };
  const step = n > 8192 && shift * d >= 1 ? Math.floor(n / 2048) : 1;
  const middle = Math.floor(last / 2);
  let sum = term(middle);
  for (let j = middle + step; j <= last; j += step) sum += term(j);
  for (let j = middle - step; j >= 0; j -= step) sum += term(j);
  return Math.min(1, d * step * sum);
}
