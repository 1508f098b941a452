import { describe, expect, test } from "vitest";
import { random } from "../random.ts";
import { cramersVInterval } from "./cramers-v.ts";
import { noncentralChiSquareCdf } from "./noncentral-chi-square.ts";
import { wassersteinDistance, wassersteinError } from "./wasserstein-distance.ts";

describe("the noncentral chi-square", () => {
  // scipy.stats.ncx2.cdf(x, dof, lambda), SciPy 1.17.
  test.each([
    [5, 1, 2, 0.794289],
    [12, 3, 8, 0.622261],
    [60, 4, 40, 0.886245],
    [310, 9, 250, 0.940108],
    [30, 9, 40, 0.063037],
  ])("P(X ≤ %d) with %d degrees of freedom and noncentrality %d is about %d", (x, dof, lambda, p) => {
    expect(noncentralChiSquareCdf(x, dof, lambda)).toBeCloseTo(p, 2);
  });
});

describe("the interval of Cramér’s V", () => {
  test("begins at 0 where nothing is told from chance, and holds V where something is", () => {
    expect(cramersVInterval(2, 1000, 3)[0]).toBe(0);
    const [low, high] = cramersVInterval(200, 2000, 3);
    expect(low).toBeGreaterThan(0.25);
    expect(low).toBeLessThan(Math.sqrt(0.1));
    expect(high).toBeGreaterThan(Math.sqrt(0.1));
    expect(high).toBeLessThan(0.37);
  });
});

describe("the error of the Wasserstein distance", () => {
  const draw = (seed: number, rows: number, shift: number) => {
    const source = random(seed);
    return Float64Array.from({ length: rows }, () => source.exponential(1) + shift).sort();
  };

  test("of a plain shift is that of two means", () => {
    const [x, y] = [draw(1, 4000, 0), draw(2, 1000, 0.8)];
    const variance = (values: Float64Array) => {
      const mean = values.reduce((a, b) => a + b, 0) / values.length;
      return values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length;
    };
    expect(wassersteinError(x, y)).toBeCloseTo(Math.sqrt(variance(x) / 4000 + variance(y) / 1000), 6);
  });

  test("is how far distances of fresh draws lie apart", () => {
    const spread = (seed: number) => {
      const source = random(seed);
      const x = Float64Array.from({ length: 300 }, () => source.normal());
      const y = Float64Array.from({ length: 200 }, () => 1.7 * source.normal() + 0.3);
      return { distance: wassersteinDistance(x, y), error: wassersteinError(x.sort(), y.sort()) };
    };
    const all = Array.from({ length: 200 }, (_, seed) => spread(seed + 1));
    const mean = all.reduce((sum, { distance }) => sum + distance, 0) / all.length;
    const deviation = Math.sqrt(
      all.reduce((sum, { distance }) => sum + (distance - mean) ** 2, 0) / all.length,
    );
    const error = all.reduce((sum, one) => sum + one.error, 0) / all.length;
    expect(error / deviation).toBeGreaterThan(0.85);
    expect(error / deviation).toBeLessThan(1.2);
  });
});
