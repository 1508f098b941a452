import { describe, expect, it } from "vitest";
import type { Detector, DetectorInput, Finding, ParamTable } from "../contracts.ts";
import { type Random, random } from "../random.ts";
import { ksTwoSample } from "../stats/ks-two-sample.ts";
import { type Column, categories, numbers, table } from "../table/table.ts";
import chiSquare from "./chi-square.ts";
import kolmogorovSmirnov from "./kolmogorov-smirnov.ts";
import missingShare from "./missing-share.ts";
import { overFeatures } from "./over-features.ts";
import populationStability from "./population-stability.ts";
import { runDetector } from "./run.ts";
import { withMissing } from "./shared/testing.ts";
import unseenCategories from "./unseen-categories.ts";
import wasserstein from "./wasserstein.ts";

const normals = (chance: Random, count: number, mean = 0, deviation = 1) =>
  Float64Array.from({ length: count }, () => chance.normal(mean, deviation));

function windows(reference: Column, current: Column): DetectorInput {
  return {
    reference: table([["x", reference]]),
    current: table([["x", current]]),
    columns: ["x"],
    roles: {},
  };
}

function judge<P extends ParamTable>(
  detector: Detector<P>,
  reference: Column,
  current: Column,
  params = {},
): Finding {
  return runDetector(detector, windows(reference, current), params, random(1));
}

/** How many of 200 seeds ring when nothing has changed. */
function falseAlarms<P extends ParamTable>(detector: Detector<P>, draw: (chance: Random) => Column): number {
  let count = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const chance = random(seed);
    if (judge(detector, draw(chance.fork("before")), draw(chance.fork("now"))).verdict === "rings") count++;
  }
  return count;
}

const CITIES = ["Rome", "Lima", "Oslo", "Bonn"];
const cities = (chance: Random, count: number, weights = [5, 3, 2, 1]) =>
  categories(Array.from({ length: count }, () => CITIES[chance.pick(weights)]!));

describe("detectors of two samples", () => {
  it.each([kolmogorovSmirnov, wasserstein, populationStability] as unknown as Detector[])(
    "$id rings for a shift of a whole standard deviation and names its size",
    (detector) => {
      const chance = random(4);
      const finding = judge(detector, numbers(normals(chance, 1000)), numbers(normals(chance, 1000, 1)));
      expect(finding.verdict).toBe("rings");
      const size = { "kolmogorov-smirnov": 0.383, wasserstein: 1, "population-stability": 0.98 }[
        detector.id
      ]!;
      expect(finding.statistic).toBeGreaterThan(size * 0.85);
      expect(finding.statistic).toBeLessThan(size * 1.15);
      const interval = finding.interval ?? [0, 2];
      expect(interval[0]).toBeLessThan(size);
      expect(interval[1]).toBeGreaterThan(size);
    },
  );

  it.each([kolmogorovSmirnov, wasserstein, populationStability] as unknown as Detector[])(
    "$id rarely rings where nothing changed, heavy tails included",
    (detector) => {
      expect(falseAlarms(detector, (chance) => numbers(normals(chance, 400)))).toBeLessThanOrEqual(18);
      const heavy = (chance: Random) =>
        numbers(Float64Array.from({ length: 400 }, () => chance.logNormal(30, 1.2)));
      expect(falseAlarms(detector, heavy)).toBeLessThanOrEqual(18);
    },
  );

  it("Kolmogorov-Smirnov rings for no more than alpha of unchanged columns, and for about that many", () => {
    const alarms = falseAlarms(kolmogorovSmirnov, (chance) => numbers(normals(chance, 300)));
    expect(alarms).toBeGreaterThanOrEqual(3);
    expect(alarms).toBeLessThanOrEqual(18);
  });

  it.each([chiSquare, populationStability, unseenCategories] as unknown as Detector[])(
    "$id rarely rings for unchanged categories",
    (detector) => {
      expect(falseAlarms(detector, (chance) => cities(chance, 500))).toBeLessThanOrEqual(18);
    },
  );

  it("the stability index takes off what sampling alone gives, and says when that is too much", () => {
    const chance = random(5);
    const before = normals(chance, 60);
    const finding = judge(populationStability, numbers(before), numbers(normals(chance, 60)));
    expect(finding.reason).toBe("noise-too-large");
    expect(populationStability.say(finding, ["x"])).toMatch(/chance alone gives an index of 0\.3/);
    const shifted = judge(populationStability, numbers(before), numbers(normals(chance, 60, 2)));
    expect(shifted.reason).toBe("major-shift");
  });

  it("the stability index sees a spike that grew, and a move away from a constant either way", () => {
    const chance = random(6);
    const spiky = (share: number) =>
      numbers(Float64Array.from({ length: 2000 }, () => (chance.chance(share) ? 0 : chance.exponential(5))));
    const finding = judge(populationStability, spiky(0.25), spiky(0.5));
    expect(finding.verdict).toBe("rings");
    expect(finding.facts.worst).toBe("exactly 0");
    const constant = numbers(new Float64Array(500).fill(5));
    for (const other of [3, 7])
      expect(judge(populationStability, constant, numbers(new Float64Array(500).fill(other))).verdict).toBe(
        "rings",
      );
    expect(judge(populationStability, constant, constant).verdict).toBe("silent");
  });

  it("the Wasserstein distance leaves infinities out and cannot tell without a spread", () => {
    const chance = random(7);
    const values = normals(chance, 500);
    const wild = Float64Array.from([...values, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
    const finding = judge(wasserstein, numbers(values), numbers(wild));
    expect(finding.statistic).toBe(0);
    expect(finding.facts.infinite).toBe(2);
    const constant = numbers(new Float64Array(50).fill(5));
    expect(judge(wasserstein, constant, numbers(values)).reason).toBe("no-spread");
    expect(judge(wasserstein, constant, constant).verdict).toBe("silent");
  });

  it("Kolmogorov-Smirnov reads only the values that are there", () => {
    const chance = random(8);
    const [x, y] = [normals(chance, 300), normals(chance, 200, 0.2)];
    const gaps = (values: Float64Array) => Float64Array.from([...values].flatMap((v) => [v, Number.NaN]));
    const finding = judge(kolmogorovSmirnov, withMissing(gaps(x)), withMissing(gaps(y)));
    expect(finding.pValue).toBe(ksTwoSample(x, y).pValue);
    expect(kolmogorovSmirnov.say(finding, ["x"])).toContain("300 against 200 values");
  });

  it("chi-square matches categories by name, not by code, and pools those too rare", () => {
    const before = categories([...Array(300).fill("a"), ...Array(200).fill("b"), "rare1", "rare2"]);
    const now = categories(["rare3", ...Array(200).fill("b"), ...Array(300).fill("a"), "rare1"]);
    const finding = judge(chiSquare, before, now);
    expect(finding.verdict).toBe("silent");
    expect(finding.facts.pooled).toBe(3);
    expect(judge(chiSquare, before, categories(Array(200).fill("new"))).facts.worst).toBe(
      "new and rarer ones",
    );
    const ids = (from: number) => categories(Array.from({ length: 100 }, (_, i) => `id${from + i}`));
    expect(judge(chiSquare, ids(0), ids(100)).reason).toBe("values-too-rare");
  });

  it("chi-square rings for a changed mix with the size as Cramér's V", () => {
    const chance = random(9);
    const finding = judge(chiSquare, cities(chance, 1000), cities(chance, 1000, [1, 1, 1, 8]));
    expect(finding.reason).toBe("major-shift");
    expect(finding.effect).toBeGreaterThan(0.5);
    expect(finding.facts.worst).toBe("Bonn");
  });

  it("missing share rings for a feed that fails, and counts zeros as values", () => {
    const chance = random(10);
    const gappy = (share: number) =>
      withMissing(Float64Array.from({ length: 1000 }, () => (chance.chance(share) ? Number.NaN : 0)));
    const finding = judge(missingShare, gappy(0.02), gappy(0.1));
    expect(finding.reason).toBe("more-missing");
    expect(finding.interval![0]).toBeGreaterThan(0.04);
    expect(finding.rows!.count).toBe(finding.facts.missingNow);
    expect(judge(missingShare, gappy(0.1), gappy(0.02)).reason).toBe("fewer-missing");
    expect(judge(missingShare, numbers(new Float64Array(50)), numbers(new Float64Array(50))).verdict).toBe(
      "silent",
    );
    expect(falseAlarms(missingShare, () => gappy(0.05))).toBeLessThanOrEqual(14);
  });

  it("unseen categories ring for a new city but not for new identifiers", () => {
    const chance = random(11);
    const before = cities(chance, 1000, [5, 3, 2, 0]);
    const finding = judge(unseenCategories, before, cities(chance, 1000, [5, 3, 2, 1]));
    expect(finding.verdict).toBe("rings");
    expect(finding.facts.most).toBe("Bonn");
    expect(finding.rows!.count).toBe(finding.facts.unseenRows);
    const ids = (name: string) => categories(Array.from({ length: 500 }, (_, i) => `${name}${i}`));
    expect(judge(unseenCategories, ids("a"), ids("b")).verdict).toBe("silent");
  });
});

describe("a detector over many features", () => {
  const names = Array.from({ length: 20 }, (_, i) => `f${i}`);
  const windowsOf = (seed: number, shift: number) => {
    const make = (which: string, mean: number) =>
      table(
        names.map((name, i) => [
          name,
          numbers(normals(random(seed).fork(which).fork(name), 300, i === 0 ? mean : 0)),
        ]),
      );
    return { reference: make("before", 0), current: make("now", shift), roles: {} };
  };

  it("keeps the chance of any false alarm near alpha", () => {
    let any = 0;
    let plain = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const findings = overFeatures(kolmogorovSmirnov, windowsOf(seed, 0), names, {}, random(seed));
      if (findings.some((one) => one.verdict === "rings")) any++;
      if (findings.some((one) => Number(one.facts.plainPValue) < 0.05)) plain++;
    }
    expect(plain).toBeGreaterThan(20);
    expect(any).toBeLessThanOrEqual(8);
  });

  it("still rings for the feature that moved, and says that the others could be chance", () => {
    const findings = overFeatures(kolmogorovSmirnov, windowsOf(3, 0.6), names, {}, random(3));
    expect(findings.map((one) => one.verdict === "rings")).toEqual(names.map((name) => name === "f0"));
    expect(findings[0]!.pValue).toBeCloseTo(Number(findings[0]!.facts.plainPValue) * 20, 12);
  });

  it("leaves findings without a p-value as they are and refuses a detector of the whole table", () => {
    const plain = overFeatures(wasserstein, windowsOf(3, 0.6), names, {}, random(3));
    expect(plain[0]!.verdict).toBe("rings");
    expect(plain[0]!.pValue).toBeNull();
    const whole = { ...wasserstein, scope: "table" } as typeof wasserstein;
    expect(() => overFeatures(whole, windowsOf(3, 0), names, {}, random(3))).toThrow("“wasserstein”");
  });
});
