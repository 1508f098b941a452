import { describe, expect, it } from "vitest";
import golden from "../golden/models.cbpe.golden.json" with { type: "json" };
import { sequence } from "../golden/models.data.ts";
import { random } from "../random.ts";
import { calibrated, fitCalibration } from "./calibrate.ts";
import { expectedPerformance } from "./expected-performance.ts";

describe("expectedPerformance", () => {
  for (const c of golden.cases)
    it(`equals NannyML's estimates, up to its rounding of counts: ${c.rows} rows, threshold ${c.threshold}`, () => {
      const scores = Float64Array.from({ length: c.rows }, sequence(c.seed));
      const probabilities = scores.map((v) => c.low + c.span * v * v);
      const own = expectedPerformance(scores, probabilities, c.threshold);
      // It rounds the counts of its curve to five decimals: each rate is off by half of that over its count.
      const positives = probabilities.reduce((sum, p) => sum + p, 0);
      const rounding = 5e-6 * (1 / positives + 1 / (c.rows - positives));
      expect(Math.abs(own.rocAuc - c.rocAuc)).toBeLessThan(1e-8 + rounding);
      expect(own.precision).toBeCloseTo(c.precision, 12);
      expect(own.recall).toBeCloseTo(c.recall, 12);
    });
  it("gives half for scores that are all equal, and NaN for what cannot be formed", () => {
    const all = expectedPerformance([0.3, 0.3, 0.3], [0.1, 0.9, 0.2], 0.5);
    expect(all.rocAuc).toBeCloseTo(0.5, 12);
    expect(all.precision).toBeNaN();
    expect(all.recall).toBe(0);
    expect(expectedPerformance([], [], 0.5).rocAuc).toBeNaN();
    expect(() => expectedPerformance([1], [], 0.5)).toThrow("1 scores but 0 probabilities");
  });
});

describe("fitCalibration", () => {
  const chance = random(1);
  const p = Float64Array.from({ length: 6000 }, () => chance.next());
  const labels = Uint8Array.from(p, (v) => (chance.chance(v) ? 1 : 0));

  it("brings a distorted score back to the observed rates", () => {
    const distorted = p.map((v) => v * v);
    const calibration = fitCalibration(distorted, labels, random(2));
    expect(calibration.isotonic).not.toBeNull();
    expect(calibration.errorAfter).toBeLessThan(calibration.errorBefore / 3);
    const back = calibrated(calibration, distorted);
    const gap = back.reduce((sum, v, i) => sum + Math.abs(v - p[i]!), 0) / p.length;
    expect(gap).toBeLessThan(0.03);
  });
  it("turns scores that are no probabilities into some", () => {
    const calibration = fitCalibration(
      p.map((v) => 100 * v - 20),
      labels,
      random(2),
    );
    expect(calibration.errorBefore).toBeNaN();
    for (const v of calibrated(calibration, Float64Array.of(-500, 0, 500))) {
      expect(v).toBeGreaterThanOrEqual(0);
      expect(v).toBeLessThanOrEqual(1);
    }
  });
});
