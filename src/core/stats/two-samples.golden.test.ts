import { describe, expect, it } from "vitest";
import { sequence } from "../golden/stats.sequence.ts";
import golden from "../golden/two-samples.golden.json" with { type: "json" };
import { andersonDarling } from "./anderson-darling.ts";
import { type CramerVonMisesMethod, cramerVonMises } from "./cramer-von-mises.ts";
import { energyDistance } from "./energy-distance.ts";
import { countInBins, doaneBorders, jensenShannonOfCounts } from "./jensen-shannon.ts";
import { type MannWhitneyMethod, mannWhitney } from "./mann-whitney.ts";
import { sortedCopy } from "./order.ts";
import {
  ANDERSON_DARLING_LIMIT,
  CRAMER_VON_MISES_LIMIT,
  weightedChiSquareSurvival,
} from "./weighted-chi-squares.ts";

/** Equal to a relative error; 0 only to what rounding leaves of it. */
function expectRelative(actual: number, expected: number, error: number): void {
  if (expected === 0) expect(Math.abs(actual)).toBeLessThan(1e-14);
  else expect(Math.abs(actual / expected - 1), `${actual} against ${expected}`).toBeLessThan(error);
}

/** The very numbers that the golden script draws. */
function draw([seed, count, scale, offset, power, decimals]: number[]): Float64Array {
  const factor = 10 ** decimals!;
  return sequence(seed!, count!).map((base) => {
    let value = base;
    for (let i = 1; i < power!; i++) value *= base;
    return Math.floor((value * scale! + offset!) * factor + 0.5) / factor;
  });
}

const METHODS = ["auto", "exact", "asymptotic"] as const;

describe.each(golden.samples)("two samples, $name", (entry) => {
  const x = "x" in entry ? entry.x! : draw(entry.drawX!);
  const y = "y" in entry ? entry.y! : draw(entry.drawY!);

  it("have SciPy's Mann-Whitney test, asymptotic and exact", () => {
    for (const method of METHODS) {
      const expected = (entry.mannWhitney as Record<string, number[]>)[method];
      if (expected === undefined) continue;
      const actual = mannWhitney(x, y, method as MannWhitneyMethod);
      expect(actual.statistic).toBe(expected[0]);
      expectRelative(actual.pValue, expected[1]!, 1e-9);
    }
  });

  it("have SciPy's Cramér-von Mises statistic and exact p, and the limit's p where SciPy's stops short", () => {
    for (const method of METHODS) {
      const expected = (entry.cramerVonMises as unknown as Record<string, number[]>)[method];
      if (expected === undefined) continue;
      const actual = cramerVonMises(x, y, method as CramerVonMisesMethod);
      expect(Math.abs(actual.statistic - expected[0]!)).toBeLessThan(1e-9 * Math.max(0.1, expected[0]!));
      if (actual.method === "exact") expectRelative(actual.pValue, expected[1]!, 1e-12);
      else expect(Math.abs(actual.pValue - expected[1]!)).toBeLessThan(3e-7);
    }
    const { limit } = entry.cramerVonMises;
    if (limit !== null) expectRelative(cramerVonMises(x, y, "asymptotic").pValue, limit, 1e-9);
  });

  it("have SciPy's Anderson-Darling statistic and table, and the limit's p beside it", () => {
    const actual = andersonDarling(x, y);
    if (entry.andersonDarling === null) {
      expect(actual.statistic).toBeNaN();
      expect(actual.pValue).toBe(1);
      return;
    }
    expectRelative(actual.statistic, entry.andersonDarling.statistic, 1e-9);
    expectRelative(actual.tablePValue, entry.andersonDarling.table, 1e-9);
    const { limit, dealt } = entry.andersonDarling;
    if (limit !== null) {
      expectRelative(actual.pValue, limit, 1e-8);
      if (actual.tablePValue > 0.001 && actual.tablePValue < 0.25)
        expect(Math.abs(actual.pValue / actual.tablePValue - 1)).toBeLessThan(0.05);
    }
    // With ties the values were dealt out 9,999 times.
    if (dealt !== null && x.length + y.length > 25 && dealt > 0.001)
      expect(Math.abs(actual.pValue - dealt), `${actual.pValue} against ${dealt}`).toBeLessThan(
        0.15 * dealt + 3 * Math.sqrt(dealt / 9999),
      );
  });

  it("have SciPy's energy distance", () => {
    expectRelative(energyDistance(x, y).distance, entry.energy, 1e-9);
  });

  it("have NumPy's bins by Doane, NannyML's Jensen-Shannon distance, and its true value", () => {
    const sorted = sortedCopy(x);
    const borders = doaneBorders(sorted);
    expect(borders.length - 1).toBe(entry.jensenShannon.bins);
    for (const [i, border] of entry.jensenShannon.borders.entries())
      expectRelative(borders[i]!, border, 1e-14);
    const before = countInBins(sorted, borders);
    const now = countInBins(sortedCopy(y), borders);
    expect(before.below + before.above).toBe(0);
    const distance = jensenShannonOfCounts([...before.counts, 0], [...now.counts, now.below + now.above]);
    expectRelative(distance, entry.jensenShannon.exact, 1e-12);
    // Where nothing differs NannyML's shares add up to a little less than 1, which it counts as values outside.
    expect(Math.abs(distance - entry.jensenShannon.nannyml!)).toBeLessThan(Math.max(1e-9 * distance, 3e-8));
    if (distance > 0.01) expectRelative(distance, entry.jensenShannon.nannyml!, 1e-9);
  });
});

describe("counts of categories", () => {
  it.each(golden.categories)(
    "$reference against $current have NannyML's Jensen-Shannon distance",
    (entry) => {
      const distance = jensenShannonOfCounts(entry.reference, entry.current);
      expectRelative(distance, entry.exact, 1e-12);
      expect(Math.abs(distance - entry.nannyml)).toBeLessThan(3e-8);
      if (distance > 0.01) expectRelative(distance, entry.nannyml, 1e-9);
    },
  );
});

describe("sums of weighted squared normals", () => {
  it("have the tails that their series give at 40 places and more", () => {
    for (const [x, expected] of golden.limits.cramerVonMises as [number, number][])
      expectRelative(weightedChiSquareSurvival(CRAMER_VON_MISES_LIMIT, x), expected, 1e-11);
    for (const [x, expected] of golden.limits.andersonDarling as [number, number][])
      expectRelative(weightedChiSquareSurvival(ANDERSON_DARLING_LIMIT, x), expected, 1e-11);
  });

  it("fall steadily to 0 far out, without a jump", () => {
    for (const limit of [CRAMER_VON_MISES_LIMIT, ANDERSON_DARLING_LIMIT]) {
      let before = 1;
      for (let x = 0.002; x < 600; x *= 1.1) {
        const tail = weightedChiSquareSurvival(limit, x);
        expect(tail).toBeLessThanOrEqual(before * (1 + 1e-12));
        before = tail;
      }
      expect(before).toBeLessThan(1e-200);
    }
  });
});

it("two-sample tests refuse what they cannot compare, with the numbers", () => {
  expect(() => mannWhitney([], [1])).toThrow("0 and 1");
  expect(() => cramerVonMises([1], [1, 2])).toThrow("1 and 2");
  expect(() => andersonDarling([1], [1, 2])).toThrow("1 and 2");
  expect(() => energyDistance([1], [])).toThrow("1 and 0");
  expect(() => jensenShannonOfCounts([0], [1])).toThrow("0 and 1");
  expect(() => jensenShannonOfCounts([1, 2], [1])).toThrow("2 and 1");
  expect(() => doaneBorders(new Float64Array(0))).toThrow("none");
});
