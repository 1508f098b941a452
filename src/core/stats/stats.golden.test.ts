import { describe, expect, it } from "vitest";
import golden from "../golden/stats.golden.json" with { type: "json" };
import { sequence } from "../golden/stats.sequence.ts";
import { chiSquareContingency } from "./chi-square-contingency.ts";
import { clopperPearson } from "./clopper-pearson.ts";
import { cramersV } from "./cramers-v.ts";
import * as distributions from "./distributions.ts";
import { ecdf } from "./ecdf.ts";
import { fisherExact } from "./fisher-exact.ts";
import { holm } from "./holm.ts";
import { kolmogorovSmirnovSurvival, kolmogorovSurvival } from "./kolmogorov.ts";
import { type KsMethod, ksTwoSample } from "./ks-two-sample.ts";
import { deviation, mean } from "./moments.ts";
import { newcombeInterval } from "./newcombe-interval.ts";
import { sortedCopy } from "./order.ts";
import { populationStability, stabilityOfSorted } from "./population-stability.ts";
import { quantile } from "./quantile.ts";
import { ratioInterval } from "./ratio-interval.ts";
import { smirnov } from "./smirnov.ts";
import { wassersteinDistance } from "./wasserstein-distance.ts";
import { wilsonInterval } from "./wilson-interval.ts";

/** Equal to a relative error; both 0 counts as equal. */
function expectRelative(actual: number, expected: number, error: number): void {
  if (!Number.isFinite(expected) || expected === 0) expect(actual + 0).toBe(expected);
  else expect(Math.abs(actual / expected - 1), `${actual} against ${expected}`).toBeLessThan(error);
}

const functions: Record<string, (...args: number[]) => number> = {
  ...(distributions as unknown as Record<string, (...args: number[]) => number>),
  kolmogorovSurvival,
  kolmogorovSmirnovSurvival,
  smirnov,
};
const points = golden.points as unknown as [string, (number | string)[], number | string][];

describe.each([...new Set(points.map((p) => p[0]))])("%s", (name) => {
  it("equals SciPy to 1e-9 relative, down to 1e-300", () => {
    const cases = points.filter((p) => p[0] === name);
    expect(cases.length).toBeGreaterThan(5);
    const wrong = cases.flatMap(([, args, expected]) => {
      const actual = functions[name]!(...args.map(Number));
      const value = Number(expected);
      const isEqual = value === 0 ? actual < 1e-300 : Math.abs(actual / value - 1) < 1e-9;
      return isEqual ? [] : [`${name}(${args.join(", ")}) is ${actual}, not ${expected}`];
    });
    expect(wrong).toEqual([]);
  });
});

/** The very numbers that the golden script draws. */
function draw([seed, count, scale, offset, power, decimals]: number[]): Float64Array {
  const factor = 10 ** decimals!;
  return sequence(seed!, count!).map((base) => {
    let value = base;
    for (let i = 1; i < power!; i++) value *= base;
    return Math.floor((value * scale! + offset!) * factor + 0.5) / factor;
  });
}

describe.each(golden.samples)("two samples, $name", (entry) => {
  const x = "x" in entry ? entry.x! : draw(entry.drawX!);
  const y = "y" in entry ? entry.y! : draw(entry.drawY!);

  it.each(["auto", "exact", "asymptotic"] as KsMethod[])(
    "have SciPy's Kolmogorov-Smirnov test, %s",
    (method) => {
      const expected = entry[method];
      const actual = ksTwoSample(x, y, method);
      expect(Math.abs(actual.statistic - expected.statistic)).toBeLessThan(1e-12);
      expect(actual.location + 0).toBe(expected.location + 0);
      expect(actual.sign).toBe(expected.sign);
      if (expected.pValue === null) expect(actual.pValue).toBe(1);
      else if (expected.pValue < 1e-300) expect(actual.pValue).toBeLessThan(1e-299);
      else expectRelative(actual.pValue, expected.pValue, 1e-9);
    },
  );

  it("have SciPy's Wasserstein distance", () => {
    expectRelative(wassersteinDistance(x, y), entry.wasserstein, 1e-11);
  });

  it("have the stability index of its definition, at quantiles and at equal widths", () => {
    const quantiles = populationStability(x, y);
    expect(Math.abs(quantiles.value - entry.stability.value)).toBeLessThan(1e-11);
    expectRelative(quantiles.bias, entry.stability.bias, 1e-12);
    expect(stabilityOfSorted(sortedCopy(x), sortedCopy(y))).toEqual(quantiles);
    if (entry.equalWidth) {
      const widths = populationStability(x, y, { binning: "equal-width" });
      expect(Math.abs(widths.value - entry.equalWidth.value)).toBeLessThan(1e-11);
      expectRelative(widths.bias, entry.equalWidth.bias, 1e-12);
      expect(stabilityOfSorted(sortedCopy(x), sortedCopy(y), { binning: "equal-width" })).toEqual(widths);
    }
  });
});

describe("tables of counts", () => {
  it.each(golden.tables)("$counts has SciPy's chi-square test and Bergsma's V", (entry) => {
    const plain = chiSquareContingency(entry.counts, false);
    expectRelative(plain.statistic, entry.plain[0]!, 1e-11);
    expectRelative(plain.pValue, entry.plain[1]!, 1e-9);
    expect(plain.dof).toBe(entry.plain[2]);
    const corrected = chiSquareContingency(entry.counts);
    expectRelative(corrected.statistic, entry.corrected[0]!, 1e-11);
    expectRelative(corrected.pValue, entry.corrected[1]!, 1e-9);
    plain.expected.flat().forEach((value, i) => {
      expectRelative(value, entry.expected.flat()[i]!, 1e-12);
    });
    const total = entry.counts.flat().reduce((sum, count) => sum + count, 0);
    const v = cramersV(plain.statistic, total, entry.counts.length, entry.counts[0]!.length);
    expect(v).toBeCloseTo(entry.cramersV, 12);
  });

  it.each(golden.fisher as unknown as [number[], number][])(
    "%j has SciPy's Fisher test",
    (counts, expected) => {
      const [a, b, c, d] = counts as [number, number, number, number];
      expectRelative(fisherExact(a, b, c, d), expected, 1e-8);
    },
  );
});

describe("intervals", () => {
  it("for a share are SciPy's, by Wilson and by Clopper and Pearson", () => {
    for (const [k, n, level, wilson, exact] of golden.shares as [
      number,
      number,
      number,
      number[],
      number[],
    ][]) {
      wilsonInterval(k, n, level).forEach((end, i) => {
        expect(end).toBeCloseTo(wilson[i]!, 13);
      });
      clopperPearson(k, n, level).forEach((end, i) => {
        expectRelative(end, exact[i]!, 1e-9);
      });
    }
  });

  it("for two shares are Newcombe's difference and SciPy's ratio by Katz", () => {
    for (const [counts, newcombe, katz] of golden.twoShares as unknown as [
      number[],
      number[],
      (number | string)[],
    ][]) {
      const [a, m, b, n] = counts as [number, number, number, number];
      newcombeInterval(a, m, b, n).forEach((end, i) => {
        expect(end).toBeCloseTo(newcombe[i]!, 12);
      });
      if (b > 0)
        ratioInterval(a, m, b, n).forEach((end, i) => {
          expectRelative(end, Number(katz[i]), 1e-11);
        });
    }
  });
});

describe("Holm's adjustment", () => {
  it.each(golden.holm as [number[], number[]][])("of %j follows its definition", (p, expected) => {
    holm(p).forEach((value, i) => {
      expectRelative(value, expected[i]!, 1e-14);
    });
  });
});

describe.each(golden.summaries)("the values $values", (entry) => {
  it("have NumPy's mean, deviation, quantiles and distribution function", () => {
    expectRelative(mean(entry.values), entry.mean, 1e-14);
    expect(deviation(entry.values, 0)).toBeCloseTo(entry.deviation[0]!, 9);
    if (entry.deviation[1] === null) expect(deviation(entry.values)).toBeNaN();
    else expect(deviation(entry.values)).toBeCloseTo(entry.deviation[1]!, 9);
    const sorted = sortedCopy(entry.values);
    for (const [share, expected] of entry.quantiles)
      expectRelative(quantile(sorted, share!), expected!, 1e-13);
    const { values, shares } = ecdf(entry.values);
    expect([...values]).toEqual(entry.ecdf[0]);
    shares.forEach((share, i) => {
      expect(share).toBeCloseTo(entry.ecdf[1]![i]!, 14);
    });
  });
});
