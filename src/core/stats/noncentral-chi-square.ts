import { exp, log } from "../math/elementary.ts";
import { chiSquareSurvival, normalCdf } from "./distributions.ts";

/**
 * About P(X ≤ x) for a noncentral chi-square X with `dof` degrees of freedom and noncentrality `lambda`: to two or three digits,
 * as intervals need it. Exact for a noncentrality of 0.
 *
 * Source: Sankaran (1963), Biometrika 50, the third of his approximations.
 */
export function noncentralChiSquareCdf(x: number, dof: number, lambda: number): number {
  if (x <= 0) return 0;
  if (lambda === 0) return 1 - chiSquareSurvival(x, dof);
  const mean = dof + lambda;
  const h = 1 - (2 * mean * (dof + 3 * lambda)) / (3 * (dof + 2 * lambda) ** 2);
  const p = (dof + 2 * lambda) / (mean * mean);
  const m = (h - 1) * (1 - 3 * h);
  const centre = 1 + h * p * (h - 1 - 0.5 * (2 - h) * m * p);
  const spread = h * Math.sqrt(2 * p) * (1 + 0.5 * m * p);
  return normalCdf((exp(h * log(x / mean)) - centre) / spread);
}

/** The noncentrality at which P(X ≤ x) is `share`; 0 where it is less than that without any. */
export function noncentralityAt(x: number, dof: number, share: number): number {
  if (noncentralChiSquareCdf(x, dof, 0) <= share) return 0;
  let [low, high] = [0, x + 10];
  while (noncentralChiSquareCdf(x, dof, high) > share) high *= 2;
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (noncentralChiSquareCdf(x, dof, middle) > share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
