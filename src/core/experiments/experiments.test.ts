import fc from "fast-check";
import { describe, expect, it } from "vitest";
import golden from "../golden/experiments.golden.json" with { type: "json" };
import { normalTwoSided } from "../stats/distributions.ts";
import { alwaysValid, confidenceSequenceHalf, logMixtureRatio, mixingFor } from "./always-valid.ts";
import { bucketOf } from "./bucket.ts";
import { lanDeMetsBoundaries } from "./lan-demets.ts";
import { minimumDetectableEffect } from "./minimum-detectable-effect.ts";
import { ratioOfSums, ratioSumsOf } from "./ratio-of-sums.ts";
import { sampleRatioMismatch } from "./sample-ratio-mismatch.ts";
import { sampleSizePerArm } from "./sample-size.ts";
import { twoProportionPower } from "./two-proportion-power.ts";
import { twoProportionTest } from "./two-proportion-test.ts";

const near = (actual: number, expected: number, error = 1e-9) =>
  expect(Math.abs(actual - expected), `${actual} against ${expected}`).toBeLessThanOrEqual(
    error * Math.max(1e-12, Math.abs(expected)),
  );

describe("two shares", () => {
  it.each(golden.tests)("%i of %i against %i of %i as statsmodels tests them", (k1, n1, k2, n2, z, p) => {
    const found = twoProportionTest(k1!, n1!, k2!, n2!);
    near(found.z, z!);
    near(found.pValue, p!);
  });

  it("that are both nothing, or both everything, do not differ", () => {
    expect(twoProportionTest(0, 10, 0, 12).pValue).toBe(1);
    expect(twoProportionTest(10, 10, 12, 12).pValue).toBe(1);
    expect(() => twoProportionTest(11, 10, 0, 12)).toThrow("11 of 10");
  });

  it.each(golden.power)(
    "power of %d against %d with %i rows at %d as statsmodels has it",
    (base, other, rows, alpha, power) => near(twoProportionPower(base!, other!, rows!, alpha!), power!),
  );

  it.each(golden.sizes)(
    "rows for %d against %d at %d with power %d as statsmodels has them",
    (base, other, alpha, power, rows) => near(sampleSizePerArm(base!, other!, alpha!, power!), rows!),
  );

  it("the smallest effect is the one whose sample size it was found from", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.002, max: 0.5, noNaN: true }),
        fc.integer({ min: 5000, max: 1e6 }),
        (base, rows) => {
          const fall = minimumDetectableEffect(base, rows);
          near(sampleSizePerArm(base, base - fall), rows, 1e-6);
        },
      ),
    );
    expect(minimumDetectableEffect(0.01, 5)).toBeNaN();
  });
});

describe("rows of users", () => {
  it("with one row each have the variance of independent rows, and with copies that many times as much", () => {
    const success = Array.from({ length: 300 }, (_, i) => (i % 7 === 0 ? 1 : 0));
    const alone = ratioOfSums(
      ratioSumsOf(
        success.map((_, i) => i),
        success,
        300,
      ),
    );
    near(alone.design, 300 / 299);
    const copied = ratioOfSums(
      ratioSumsOf(
        Array.from({ length: 900 }, (_, i) => Math.floor(i / 3)),
        Array.from({ length: 900 }, (_, i) => success[Math.floor(i / 3)]!),
        300,
      ),
    );
    near(copied.share, alone.share);
    near(copied.design, (3 * 300) / 299);
  });
});

describe("the always-valid p-value", () => {
  it.each(golden.ratios)(
    "mixes over differences as quadrature does: %d with variance %d, mixing %d",
    (d, v, m, ratio) => near(logMixtureRatio(d!, v!, m!), ratio!, 1e-8),
  );

  it("never rises, is never below the p-value of the same look alone, and falls below alpha just where the sequence leaves 0", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 30 }),
        fc.double({ min: 0.01, max: 20, noNaN: true }),
        (z, mixing) => {
          const variances = z.map((_, look) => 1 / (look + 1));
          const differences = z.map((value, look) => value * Math.sqrt(variances[look]!));
          const p = alwaysValid(differences, variances, mixing);
          let crossed = false;
          let least = 1;
          for (let look = 0; look < z.length; look++) {
            if (look > 0) expect(p[look]!).toBeLessThanOrEqual(p[look - 1]!);
            least = Math.min(least, normalTwoSided(z[look]!));
            expect(p[look]!).toBeGreaterThanOrEqual(least);
            const gap = Math.abs(differences[look]!) - confidenceSequenceHalf(variances[look]!, mixing);
            if (Math.abs(gap) < 1e-12) return;
            crossed ||= gap > 0;
            expect(p[look]! < 0.05).toBe(crossed);
          }
        },
      ),
    );
  });

  it("has its lowest boundary about where it was tuned to", () => {
    const half = (mixing: number) => confidenceSequenceHalf(1, mixing);
    const best = half(mixingFor(1));
    for (const factor of [0.3, 0.6, 1.6, 3]) expect(half(mixingFor(1) * factor)).toBeGreaterThan(best);
    expect(() => logMixtureRatio(1, 1, 0)).toThrow("above 0");
  });
});

describe("group-sequential boundaries", () => {
  it.each(golden.groups)(
    "equal those of a finer integration at $fractions",
    ({ fractions, alpha, bounds }) => {
      const found = lanDeMetsBoundaries(fractions, alpha);
      for (const [look, bound] of bounds.entries())
        if (bound === null) expect(found[look]).toBe(Number.POSITIVE_INFINITY);
        else near(found[look]!, bound, 1e-4);
    },
  );

  it("are those of the published tables for five looks", () => {
    const published = [4.877, 3.357, 2.68, 2.29, 2.031];
    for (const [look, bound] of lanDeMetsBoundaries([0.2, 0.4, 0.6, 0.8, 1]).entries())
      expect(bound).toBeCloseTo(published[look]!, 3);
    expect(() => lanDeMetsBoundaries([0.5, 0.5])).toThrow("number 2 is 0.5");
  });
});

describe("the split", () => {
  it.each(golden.mismatch as [number[], number[], number, number][])(
    "of %j against %j is judged as SciPy does",
    (counts, shares, statistic, pValue) => {
      const found = sampleRatioMismatch(counts, shares);
      near(found.statistic, statistic);
      near(found.pValue, pValue);
    },
  );

  it("is even in every experiment, and the experiments know nothing of one another", () => {
    const side = (user: number, experiment: number) => (bucketOf(user, experiment) < 0.5 ? 1 : 0);
    for (const [one, other] of [
      [1, 2],
      [7, 8],
      [100, 900],
    ] as const) {
      const cells = [0, 0, 0, 0];
      for (let user = 1; user <= 20000; user++) cells[2 * side(user, one) + side(user, other)]!++;
      expect(sampleRatioMismatch(cells, [1, 1, 1, 1]).pValue).toBeGreaterThan(0.001);
    }
    expect(bucketOf(5, 3)).toBe(bucketOf(5, 3));
  });
});
