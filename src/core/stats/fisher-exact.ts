import { exp } from "../math/elementary.ts";
import { logBinomialProbability } from "./binomial-probability.ts";

/**
 * The two-sided p-value of Fisher's exact test for the table [[a, b], [c, d]] of counts: the chance, with the margins given,
 * of a table that is no likelier than this one. 1 where a margin is 0. Exact down to 1e-300; a million counts take a few
 * milliseconds, since the sum ends where its terms no longer count.
 *
 * Throws for counts that are not whole or are negative. Reference: `scipy.stats.fisher_exact` (1.17).
 */
export function fisherExact(a: number, b: number, c: number, d: number): number {
  for (const count of [a, b, c, d])
    if (!(Number.isInteger(count) && count >= 0)) throw new Error(`A count cannot be ${count}.`);
  const total = a + b + c + d;
  const row = a + b;
  const column = a + c;
  if (row === 0 || column === 0 || row === total || column === total) return 1;
  const lowest = Math.max(0, row + column - total);
  const highest = Math.min(row, column);
  const observed = exp(logHypergeometric(a, row, column, total));
  // Tables that are as likely but for rounding count as equal.
  const limit = observed * (1 + 1e-11);
  const ratioUp = (x: number): number =>
    ((column - x) / (x + 1)) * ((row - x) / (total - row - column + x + 1));
  const mode = Math.min(highest, Math.max(lowest, Math.floor(((row + 1) / (total + 2)) * (column + 1))));

  const outwards = (from: number, start: number, step: 1 | -1): number => {
    let term = start;
    let sum = 0;
    for (let x = from; x >= lowest && x <= highest; x += step) {
      sum += term;
      if (term < 1e-18 * sum) break;
      term = step === 1 ? term * ratioUp(x) : term / ratioUp(x - 1);
    }
    return sum;
  };
  const away = a >= mode ? 1 : -1;
  const near = outwards(a, observed, away);
  // On the far side of the mode: the first table that is no likelier, by bisection on the logarithms.
  let inside = mode;
  let outside = away === 1 ? lowest - 1 : highest + 1;
  const isOutside = (x: number): boolean => exp(logHypergeometric(x, row, column, total)) <= limit;
  if (isOutside(mode)) return 1;
  while (Math.abs(outside - inside) > 1) {
    const middle = Math.trunc((inside + outside) / 2);
    if (isOutside(middle)) outside = middle;
    else inside = middle;
  }
  if (outside < lowest || outside > highest) return Math.min(1, near);
  const far = outwards(outside, exp(logHypergeometric(outside, row, column, total)), away === 1 ? -1 : 1);
  return Math.min(1, near + far);
}

/** log of the chance of x in the corner, by three binomial probabilities (the form R uses). */
function logHypergeometric(x: number, row: number, column: number, total: number): number {
  const p = row / total;
  const q = (total - row) / total;
  return (
    logBinomialProbability(x, column, p, q) +
    logBinomialProbability(row - x, total - column, p, q) -
    logBinomialProbability(row, total, p, q)
  );
}
