import { describe, expect, it } from "vitest";
import { exp } from "../math/elementary.ts";
import { type Random, random } from "../random.ts";
import { numbers, table } from "../table/table.ts";
import pointMass from "./point-mass.ts";
import { findMasses } from "./shared/masses.ts";
import { alarmRate, run, withMissing } from "./shared/testing.ts";

const roles = { label: ["fraud"] };
const labelled = (x: Float64Array, rate: (x: number) => number, chance: Random) =>
  table([
    ["x", withMissing(x)],
    ["fraud", numbers(x.map((value) => (chance.chance(rate(value)) ? 1 : 0)))],
  ]);
const check = (x: Float64Array, rate: (x: number) => number, chance: Random) =>
  run(pointMass, labelled(x, rate, chance), ["x"], roles);
/** Averages with a share of a default in place of no history. */
const averages = (chance: Random, rows: number, share: number, value: number) =>
  Float64Array.from({ length: rows }, () => (chance.chance(share) ? value : chance.logNormal(40, 0.7)));
/** Counts of which most are 0. */
const poissons = (chance: Random, rows: number, mean: number) =>
  Float64Array.from({ length: rows }, () => chance.poisson(mean));

describe("point mass finds the masses", () => {
  it("zero, sentinels, a common value and missing, each of its own kind", () => {
    const chance = random(1);
    const x = averages(chance, 5000, 0.2, 0);
    for (let i = 0; i < 400; i++) x[i] = [99999999, -1, 12.5, Number.NaN][i % 4]!;
    const masses = findMasses(withMissing(x));
    expect(masses.map((mass) => [mass.kind, mass.value])).toEqual(
      [
        ["zero", 0],
        ["sentinel", -1],
        ["value", 12.5],
        ["sentinel", 99999999],
        ["missing", Number.NaN],
      ].sort((a, b) => (a[0] === "zero" ? -1 : b[0] === "zero" ? 1 : 0)),
    );
  });

  it("none in hours, flags, ages with a 99 among them, or plain amounts", () => {
    const chance = random(2);
    const of = (draw: () => number) => findMasses(numbers(Array.from({ length: 4000 }, draw)));
    expect(of(() => chance.integer(24))).toEqual([]);
    expect(of(() => chance.integer(2))).toEqual([]);
    expect(of(() => 20 + chance.integer(80))).toEqual([]);
    expect(of(() => chance.logNormal(40, 1))).toEqual([]);
  });
});

describe("point mass rings for a default that became a signal", () => {
  const chance = random(3);
  it("a zero that stands for no history", () => {
    const finding = check(averages(chance, 20000, 0.3, 0), (x) => (x === 0 ? 0.005 : 0.025), chance);
    expect(finding).toMatchObject({ verdict: "rings", reason: "label-rate-differs", at: [0] });
    expect(finding.facts).toMatchObject({ mass: "0", kind: "zero" });
    expect(finding.effect).toBeLessThan(0.5);
    expect(finding.interval![1]).toBeLessThan(0);
    expect(finding.rows!.count).toBe(Math.round(Number(finding.facts.share) * 20000));
    expect(pointMass.say(finding, ["x"])).toMatch(/“x” is exactly 0 in .* and that says something/);
  });

  it.each([-1, 99999999])("the sentinel %d", (sentinel) => {
    const finding = check(
      averages(chance, 10000, 0.05, sentinel),
      (x) => (x === sentinel ? 0.15 : 0.03),
      chance,
    );
    expect(finding).toMatchObject({ verdict: "rings", at: [sentinel], facts: { kind: "sentinel" } });
  });

  it("missing itself, which is not a zero", () => {
    const finding = check(
      averages(chance, 10000, 0.2, Number.NaN),
      (x) => (Number.isNaN(x) ? 0.2 : 0.05),
      chance,
    );
    expect(finding).toMatchObject({ verdict: "rings", at: [], facts: { mass: "missing", kind: "missing" } });
    expect(pointMass.say(finding, ["x"])).toContain("“x” is missing in");
  });

  it("the zero of a count in far more rows than the count foretells", () => {
    const counts = poissons(chance, 20000, 4).map((x) => (chance.chance(0.3) ? 0 : x));
    const finding = check(counts, (x) => (x === 0 ? 0.01 : 0.05), chance);
    expect(finding).toMatchObject({ verdict: "rings", facts: { kind: "zero" } });
  });

  it("also where the rate changes slowly over the values, if the mass goes beyond its neighbours", () => {
    const x = averages(chance, 30000, 0.3, 0);
    expect(check(x, (v) => (v === 0 ? 0.01 : v < 25 ? 0.06 : 0.12), chance).verdict).toBe("rings");
  });
});

describe("point mass is silent", () => {
  const chance = random(5);
  it("for a zero that is no signal, though common", () => {
    const finding = check(averages(chance, 20000, 0.3, 0), () => 0.03, chance);
    expect(finding).toMatchObject({ verdict: "silent", reason: "no-difference" });
    expect(pointMass.say(finding, ["x"])).toContain("that is no signal");
  });

  it.each([0.04, 0.1, 0.2])(
    "for the zeros of a true count of mean %f, whose risk rises, or falls, with the count",
    (mean) => {
      const rate = (x: number) => 1 / (1 + exp(3.5 - 1.2 * x));
      const finding = check(poissons(chance, 20000, mean), rate, chance);
      expect(finding).toMatchObject({
        verdict: "silent",
        reason: "natural-zero",
        facts: { kind: "natural-zero" },
      });
    },
  );

  it("for a mass whose neighbours have the same rate, however far the rest is", () => {
    const finding = check(averages(chance, 20000, 0.2, 0), (x) => (x < 25 ? 0.02 : 0.1), chance);
    expect(finding).toMatchObject({ verdict: "silent", reason: "follows-neighbours" });
    expect(pointMass.say(finding, ["x"])).toContain("which the values next to it explain");
  });

  it("for a column without masses, and for one value only", () => {
    expect(check(averages(chance, 2000, 0, 0), () => 0.1, chance).reason).toBe("no-mass");
    expect(check(new Float64Array(2000), () => 0.1, chance).reason).toBe("no-mass");
  });
});

describe("point mass at the edges", () => {
  it("without a label cannot tell, and still names the masses", () => {
    const chance = random(6);
    const source = labelled(averages(chance, 3000, 0.3, 0), () => 0.1, chance);
    const finding = run(pointMass, source, ["x"], {});
    expect(finding).toMatchObject({
      verdict: "cannot-tell",
      reason: "no-label",
      facts: { masses: 1, "mass.1": "0" },
    });
    expect(pointMass.say(finding, ["x"])).toMatch(
      /^Cannot tell for “x”: no column is marked as the label\. “x” is exactly 0/,
    );
  });

  it("one class, and an empty column", () => {
    const x = averages(random(7), 1000, 0.3, 0);
    expect(check(x, () => 0, random(1)).reason).toBe("one-class");
    expect(
      check(
        x.map(() => Number.NaN),
        () => 0.5,
        random(1),
      ).verdict,
    ).toBe("silent");
  });

  it("without an effect threshold, rings on at most 1 % of 400 healthy seeds", () => {
    const { interval } = alarmRate(400, (chance) => {
      const x = averages(chance, 600, 0.3, 0).map((value) => (chance.chance(0.1) ? Number.NaN : value));
      return (
        run(
          pointMass,
          labelled(x, () => 0.3, chance),
          ["x"],
          roles,
          { params: { ratio: 1 } },
        ).verdict === "rings"
      );
    });
    expect(interval[0]).toBeLessThanOrEqual(0.01);
  });

  it("its corrected p-values keep the nominal level over 400 healthy seeds and are not idle", () => {
    const { count, interval } = alarmRate(400, (chance) => {
      const x = averages(chance, 1500, 0.4, Number.NaN);
      return (
        run(
          pointMass,
          labelled(x, () => 0.4, chance),
          ["x"],
          roles,
        ).pValue! <= 0.1
      );
    });
    expect(count).toBeGreaterThan(10);
    expect(interval[0]).toBeLessThanOrEqual(0.1);
  });
});
