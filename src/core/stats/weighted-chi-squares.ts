import { exp } from "../math/elementary.ts";

/** A sum of squared standard normals, weighted by 1 / roots, whose product Π (1 - y / roots) is known in closed form. */
export type WeightedChiSquares = {
  /** The first root of the k-th pair, for k from 1: the slowest part of the pair's integrand is e^(-x root / 2). */
  firstRoot(k: number): number;
  /**
   * At angle u from 0 to π between the two roots of the k-th pair: y, and dy/du / (y √|product|) with the factor
   * 1 / √(sin u), which every product has there, left out.
   */
  at(k: number, u: number): { y: number; density: number };
};

/** Σ Z_j² / (jπ)²: the limit of Cramér and von Mises; the product is sin(√y) / √y. */
export const CRAMER_VON_MISES_LIMIT: WeightedChiSquares = {
  firstRoot: (k) => (2 * k - 1) * (2 * k - 1) * Math.PI * Math.PI,
  at(k, u) {
    const t = (2 * k - 1) * Math.PI + u;
    return { y: t * t, density: 2 / Math.sqrt(t) };
  },
};

/** Σ Z_j² / (j (j + 1)): the limit of Anderson and Darling; the product is -cos(π/2 √(1 + 4y)) / (πy). */
export const ANDERSON_DARLING_LIMIT: WeightedChiSquares = {
  firstRoot: (k) => (2 * k - 1) * 2 * k,
  at(k, u) {
    const s = 4 * k - 1 + (2 * u) / Math.PI;
    const y = (s * s - 1) / 4;
    return { y, density: s / Math.sqrt(Math.PI * y) };
  },
};

const NODES = 256;

/** Places between two roots and their weights: the midpoint rule in θ, u = π (1 - cos θ) / 2, which takes the poles off. */
const rule = (() => {
  const places = new Float64Array(NODES);
  const weights = new Float64Array(NODES);
  for (let i = 0; i < NODES; i++) {
    const theta = ((i + 0.5) * Math.PI) / NODES;
    const half = sine(theta / 2);
    places[i] = Math.PI * half * half;
    weights[i] = ((Math.PI / 2) * sine(theta) * Math.PI) / NODES / Math.sqrt(sine(places[i]!));
  }
  return { places, weights };
})();

/**
 * P(sum > x), to about 1e-12 relative down to 1e-300: the alternating sum over pairs of roots of the integrals of
 * e^(-xy/2) / (y √|product(y)|) / π between them. It is a tail by itself, where one less a series loses its digits.
 *
 * Source: Smirnov (1937), "On the distribution of the ω² criterion"; Darling (1957), Annals of Mathematical Statistics 28.
 */
export function weightedChiSquareSurvival(sum: WeightedChiSquares, x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (x < 1e-3) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  const { places, weights } = rule;
  const first = sum.firstRoot(1);
  let total = 0;
  for (let k = 1; (x * (sum.firstRoot(k) - first)) / 2 < 45; k++) {
    let integral = 0;
    for (let i = 0; i < NODES; i++) {
      const { y, density } = sum.at(k, places[i]!);
      integral += weights[i]! * density * exp((-x * (y - first)) / 2);
    }
    total += k % 2 === 1 ? integral : -integral;
  }
  return Math.min(1, Math.max(0, (total * exp((-x * first) / 2)) / Math.PI));
}

/** sin x for x from 0 to π by its power series, with the same bits in every engine. */
function sine(x: number): number {
  const a = x > Math.PI / 2 ? Math.PI - x : x;
  const square = a * a;
  let term = a;
  let sum = 0;
  for (let k = 1; k < 30; k += 2) {
    sum += term;
    term *= -square / ((k + 1) * (k + 2));
  }
  return sum;
}
