import { expect, test } from "vitest";
import { type Random, random } from "../random.ts";
import { cramerVonMises } from "./cramer-von-mises.ts";
import { tiedCramerVonMises } from "./cramer-von-mises-tied.ts";
import { wilsonInterval } from "./wilson-interval.ts";

const sorted = (values: readonly number[]) => Float64Array.from(values).sort();

test("T is the squared gap of the distribution functions, also with ties, where SciPy’s is not", () => {
  const [x, y] = [sorted([0, 0, 0, 1, 2]), sorted([0, 1, 1, 2])];
  const gaps = [3 / 5 - 1 / 4, 4 / 5 - 3 / 4, 0];
  const byHand = (20 / 81) * (4 * gaps[0]! ** 2 + 3 * gaps[1]! ** 2);
  expect(tiedCramerVonMises(x, y)!.statistic).toBeCloseTo(byHand, 14);
  // scipy.stats.cramervonmises_2samp(x, y).statistic, SciPy 1.17
  expect(cramerVonMises(x, y).statistic).toBeCloseTo(0.12037037037037024, 12);
});

test("says nothing where no two values are equal; with one tie among thousands it agrees with the untied test", () => {
  const chance = random(5);
  const draw = (rows: number, shift: number) => Array.from({ length: rows }, () => chance.normal(shift));
  const [x, y] = [draw(2000, 0), draw(1500, 0.05)];
  expect(tiedCramerVonMises(sorted(x), sorted(y))).toBeNull();
  y[0] = x[0]!;
  const tied = tiedCramerVonMises(sorted(x), sorted(y))!;
  const plain = cramerVonMises(x, y);
  expect(Math.abs(tied.statistic / plain.statistic - 1)).toBeLessThan(0.01);
  expect(Math.abs(tied.pValue / plain.pValue - 1)).toBeLessThan(0.02);
});

test("is silent of values that are all equal", () => {
  expect(tiedCramerVonMises(sorted([3, 3, 3]), sorted([3, 3]))).toEqual({
    statistic: 0,
    pValue: 1,
    method: "asymptotic",
  });
});

test.each<[string, (chance: Random) => number]>([
  ["a yes or no", (chance) => (chance.chance(0.3) ? 1 : 0)],
  ["nine zeros in ten", (chance) => (chance.chance(0.9) ? 0 : 1 + chance.integer(3))],
  ["a small count", (chance) => chance.poisson(2)],
  ["zeros beside a normal", (chance) => (chance.chance(0.4) ? 0 : chance.normal())],
])("keeps its level on unchanged pairs of %s", (_name, draw) => {
  const runs = 2000;
  let rings = 0;
  for (let seed = 1; seed <= runs; seed++) {
    const chance = random(seed).fork("tied pairs");
    const sample = (rows: number) => sorted(Array.from({ length: rows }, () => draw(chance)));
    if (tiedCramerVonMises(sample(150), sample(120))!.pValue < 0.05) rings++;
  }
  // The shape of the limit is not quite that of few distinct values: a point of five either way is let pass.
  const [low, high] = wilsonInterval(rings, runs, 0.99);
  expect(low).toBeLessThan(0.06);
  expect(high).toBeGreaterThan(0.04);
});
