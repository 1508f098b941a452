/// <reference path="./jstat.d.ts" />
/**
 * Survival functions (upper tail probabilities) that keep their relative precision down to 1e-300, and the quantiles that
 * the intervals need. One minus a distribution function becomes 0 in the tail, so the tails are computed as tails: by the
 * regularised incomplete beta function and the complementary error function of the stdlib project (ports of Boost and FreeBSD),
 * and the incomplete gamma function beside this file. Quantiles start from jStat's, which lose digits in the tails, and are polished against those tails.
 * Reference: scipy.stats 1.17, `norm.sf`, `chi2.sf`, `t.sf`, `f.sf`, `beta.sf`.
 */
import betainc from "@stdlib/math-base-special-betainc";
import erfc from "@stdlib/math-base-special-erfc";
import jstat from "jstat";
import { exp } from "../math/elementary.ts";
import { upperGamma } from "./upper-gamma.ts";

const SQRT_TWO_PI = 2.5066282746310002;

/** P(Z > z) for a standard normal Z. */
export function normalSurvival(z: number): number {
  return erfc(z / Math.SQRT2) / 2;
}

/** P(Z <= z) for a standard normal Z. */
export function normalCdf(z: number): number {
  return erfc(-z / Math.SQRT2) / 2;
}

/** P(|Z| > |z|): the two-sided p-value of a z statistic. */
export function normalTwoSided(z: number): number {
  return Number.isNaN(z) ? Number.NaN : erfc(Math.abs(z) / Math.SQRT2);
}

/** P(X > x) for a chi-square X with `dof` degrees of freedom. */
export function chiSquareSurvival(x: number, dof: number): number {
  if (!(dof > 0)) return Number.NaN;
  if (x <= 0) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  return upperGamma(dof / 2, x / 2);
}

/** P(T > t) for Student's T with `dof` degrees of freedom. */
export function studentSurvival(t: number, dof: number): number {
  if (!(dof > 0) || Number.isNaN(t)) return Number.NaN;
  if (t < 0) return 1 - studentSurvival(-t, dof);
  if (t === Number.POSITIVE_INFINITY) return 0;
  const square = t * t;
  // Each form is used where its argument is not near 1, since a rounded argument near 1 costs half of the digits.
  if (square < dof) return betainc(square / (dof + square), 0.5, dof / 2, true, true) / 2;
  return betainc(dof / (dof + square), dof / 2, 0.5, true, false) / 2;
}

/** P(|T| > |t|): the two-sided p-value of a t statistic. */
export function studentTwoSided(t: number, dof: number): number {
  return 2 * studentSurvival(Math.abs(t), dof);
}

/** P(X > x) for an F-distributed X with the two degrees of freedom. */
export function fSurvival(x: number, numeratorDof: number, denominatorDof: number): number {
  if (!(numeratorDof > 0 && denominatorDof > 0) || Number.isNaN(x)) return Number.NaN;
  if (x <= 0) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  const scaled = numeratorDof * x;
  const total = scaled + denominatorDof;
  if (scaled < denominatorDof)
    return betainc(scaled / total, numeratorDof / 2, denominatorDof / 2, true, true);
  return betainc(denominatorDof / total, denominatorDof / 2, numeratorDof / 2, true, false);
}

/** P(X > x) for a beta-distributed X. */
export function betaSurvival(x: number, a: number, b: number): number {
  if (!(a > 0 && b > 0) || Number.isNaN(x)) return Number.NaN;
  if (x <= 0) return 1;
  if (x >= 1) return 0;
  return betainc(x, a, b, true, true);
}

/** P(X <= x) for a beta-distributed X. */
export function betaCdf(x: number, a: number, b: number): number {
  if (!(a > 0 && b > 0) || Number.isNaN(x)) return Number.NaN;
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  return betainc(x, a, b, true, false);
}

/** The z with P(Z <= z) = p for a standard normal Z; -Infinity at 0 and Infinity at 1. */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p === 0.5) return 0;
  let z = Math.max(jstat.jStat.normal.inv(p, 0, 1), -38);
  // Halley's step on the lower tail triples the right digits; jStat's start has at least one.
  for (let step = 0; step < 20; step++) {
    const tail = erfc(-z / Math.SQRT2) / 2;
    const ratio = ((tail - p) * SQRT_TWO_PI) / exp((-z * z) / 2);
    const move = ratio / (1 + (z * ratio) / 2);
    z -= move;
    if (Math.abs(move) < 1e-14 * Math.abs(z)) break;
  }
  return z;
}

/** The x with P(X <= x) = p for a beta-distributed X, to about 1e-14 relative: bisection between values that enclose it. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1 && a > 0 && b > 0)) return Number.NaN;
  if (p === 0 || p === 1) return p;
  let low = 0;
  let high = 1;
  const near = jstat.jStat.beta.inv(p, a, b);
  // jStat is right to six digits or so: a narrow bracket round it usually holds the answer.
  if (near > 0 && near < 1) {
    const below = near * (1 - 1e-5);
    const above = Math.min(near * (1 + 1e-5), 1);
    if (betaCdf(below, a, b) <= p) low = below;
    else high = below;
    if (betaCdf(above, a, b) >= p) high = Math.min(high, above);
    else low = Math.max(low, above);
  }
  for (let step = 0; step < 1100; step++) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    if (betaCdf(middle, a, b) < p) low = middle;
    else high = middle;
    if (high - low <= 1e-15 * high) break;
  }
  return (low + high) / 2;
}
