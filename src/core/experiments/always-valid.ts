import { exp, log } from "../math/elementary.ts";

/**
 * The mixture likelihood ratio of an estimate against "no difference", in favour of differences drawn from a normal with mean 0 and
 * variance `mixing`: the estimate is normal with the given `variance`. Written as its logarithm, which does not overflow.
 *
 * The chance that it ever reaches 1 / alpha while nothing differs is at most alpha, at any number of looks (Ville's inequality); with
 * an estimated variance that holds for large samples.
 * Throws unless `mixing` is above 0. NaN where the variance is not above 0.
 * Sources: Robbins (1970), Annals of Mathematical Statistics 41; Johari, Koomen, Pekelis, Walsh (2022), Operations Research 70.
 */
export function logMixtureRatio(difference: number, variance: number, mixing: number): number {
  if (!(mixing > 0)) throw new Error(`The variance of the mixture is ${mixing}; it must be above 0.`);
  if (!(variance > 0)) return Number.NaN;
  const both = variance + mixing;
  return log(variance / both) / 2 + (difference * difference * mixing) / (2 * variance * both);
}

/**
 * The always-valid p-value of a stream of estimates: at each look 1 over the largest mixture ratio so far, at most 1. It never
 * rises. A look without a variance leaves it as it was.
 */
export function alwaysValid(
  differences: ArrayLike<number>,
  variances: ArrayLike<number>,
  mixing: number,
): Float64Array {
  const p = new Float64Array(differences.length);
  let least = 1;
  for (let look = 0; look < p.length; look++) {
    const ratio = logMixtureRatio(differences[look]!, variances[look]!, mixing);
    if (ratio > 0) least = Math.min(least, exp(-ratio));
    p[look] = least;
  }
  return p;
}

/**
 * Half the width of the confidence sequence: with probability 1 - alpha the true difference lies within so much of the estimate at
 * every look at once. Where it does not hold 0, the always-valid p-value is below alpha.
 */
export function confidenceSequenceHalf(variance: number, mixing: number, alpha = 0.05): number {
  const both = variance + mixing;
  return Math.sqrt(((variance * both) / mixing) * (log(both / variance) - 2 * log(alpha)));
}

/**
 * The mixing variance that makes the boundary lowest, about, at the moment at which an estimate has this variance.
 * Source: Howard, Ramdas, McAuliffe, Sekhon (2021), Annals of Statistics 49, section 3.5 (the approximate optimum).
 */
export function mixingFor(variance: number, alpha = 0.05): number {
  const size = -2 * log(alpha);
  return variance * (size + log(1 + size) - 1);
}
