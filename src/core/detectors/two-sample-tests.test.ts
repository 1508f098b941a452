import { describe, expect, it } from "vitest";
import type { Detector, Finding } from "../contracts.ts";
import { type Random, random } from "../random.ts";
import { wilsonInterval } from "../stats/wilson-interval.ts";
import { type Column, categories, numbers, table } from "../table/table.ts";
import andersonDarling from "./anderson-darling.ts";
import cramerVonMises from "./cramer-von-mises.ts";
import energyDistance from "./energy-distance.ts";
import jensenShannon from "./jensen-shannon.ts";
import mannWhitney from "./mann-whitney.ts";
import { runDetector } from "./run.ts";
import { withMissing } from "./shared/testing.ts";

const five = [jensenShannon, mannWhitney, andersonDarling, cramerVonMises, energyDistance];
const all = five as unknown as Detector[];
const tests = all.filter((one) => one.id !== "jensen-shannon");

const normals = (chance: Random, count: number, mean = 0, deviation = 1) =>
  Float64Array.from({ length: count }, () => chance.normal(mean, deviation));

function judge(detector: Detector, reference: Column, current: Column, params = {}): Finding {
  const input = {
    reference: table([["x", reference]]),
    current: table([["x", current]]),
    columns: ["x"],
    roles: {},
  };
  return runDetector(detector, input, params, random(1));
}

/** How often the detector rings over 400 seeds when nothing has changed, and its 99 % interval. */
function healthy(detector: Detector, draw: (chance: Random) => Column) {
  let count = 0;
  for (let seed = 1; seed <= 400; seed++) {
    const chance = random(seed);
    if (judge(detector, draw(chance.fork("before")), draw(chance.fork("now"))).verdict === "rings") count++;
  }
  return { count, interval: wilsonInterval(count, 400, 0.99) };
}

const KINDS: Record<string, (chance: Random) => Column> = {
  "normal values": (chance) => numbers(normals(chance, 180)),
  "heavy tails": (chance) =>
    numbers(Float64Array.from({ length: 220 }, () => chance.normal() / chance.normal())),
  "many ties": (chance) => numbers(Float64Array.from({ length: 300 }, () => chance.poisson(1.5))),
  "values of which a third is missing": (chance) =>
    withMissing(
      Float64Array.from({ length: 300 }, () => (chance.chance(1 / 3) ? Number.NaN : chance.exponential(2))),
    ),
};

describe.each(all.map((one) => [one.id, one] as const))("%s", (_, detector) => {
  it("is not part of the standard set", () => {
    expect(detector.onRequest).toBe(true);
  });

  it("rings for a shift of a whole standard deviation, and more the larger it is", () => {
    const chance = random(4);
    const before = numbers(normals(chance, 1000));
    const small = judge(detector, before, numbers(normals(chance, 1000, 0.5)));
    const large = judge(detector, before, numbers(normals(chance, 1000, 1)));
    expect(large.verdict).toBe("rings");
    expect(large.effect).toBeGreaterThan(small.effect);
    expect(detector.say(large, ["x"])).toContain("“x”");
  });

  it("does not change by a shift and a stretch of both windows", () => {
    const chance = random(5);
    const [x, y] = [normals(chance, 400), normals(chance, 300, 0.2, 1.3)];
    const plain = judge(detector, numbers(x), numbers(y));
    // Powers of two, so that no value is rounded.
    const moved = judge(detector, numbers(x.map((v) => v * 4)), numbers(y.map((v) => v * 4)));
    expect(moved.effect).toBeCloseTo(plain.effect, 12);
    expect(moved.verdict).toBe(plain.verdict);
    if (plain.pValue !== null) expect(moved.pValue).toBeCloseTo(plain.pValue, 12);
  });

  it("says nothing of two samples that are one and the same", () => {
    const same = numbers(normals(random(6), 500));
    const finding = judge(detector, same, same);
    expect(finding.verdict).toBe("silent");
    expect(Math.abs(finding.effect)).toBeLessThan(0.01);
  });

  it.each(Object.keys(KINDS))("rings no more often than it should for unchanged %s", (kind) => {
    const { count, interval } = healthy(detector, KINDS[kind]!);
    const level = detector.id === "jensen-shannon" ? 0.01 : 0.05;
    expect(interval[0], `${count} of 400`).toBeLessThanOrEqual(level);
  });
});

describe.each(tests.map((one) => [one.id, one] as const))("%s", (id, detector) => {
  it("rings as often as alpha says where nothing is tied; by a bound more rarely, but not never", () => {
    const { count, interval } = healthy(detector, KINDS["normal values"]!);
    if (id === "energy-distance") expect(count).toBeGreaterThan(0);
    else expect(interval[1], `${count} of 400`).toBeGreaterThanOrEqual(0.05);
  });
});

describe("what the five see", () => {
  it("Mann-Whitney names how often the newer value is larger, and misses a spread that doubled", () => {
    const chance = random(7);
    const before = numbers(normals(chance, 2000));
    const higher = judge(mannWhitney as unknown as Detector, before, numbers(normals(chance, 2000, 1)));
    // P(Y > X) for normals one deviation apart is Φ(1/√2).
    expect(Number(higher.facts.larger)).toBeCloseTo(0.7602, 1);
    expect(higher.interval![0]).toBeLessThan(2 * 0.7602 - 1);
    expect(higher.interval![1]).toBeGreaterThan(2 * 0.7602 - 1);
    const wider = numbers(normals(chance, 2000, 0, 2));
    expect(judge(mannWhitney as unknown as Detector, before, wider).verdict).toBe("silent");
    for (const detector of all.filter((one) => one.id !== "mann-whitney"))
      expect(judge(detector, before, wider).verdict).toBe("rings");
  });

  it("Anderson-Darling's p is not stopped at SciPy's 0.001, which stands beside it", () => {
    const chance = random(8);
    const finding = judge(
      andersonDarling as unknown as Detector,
      numbers(normals(chance, 800)),
      numbers(normals(chance, 800, 0.5)),
    );
    expect(finding.facts.tablePValue).toBe(0.001);
    expect(finding.pValue!).toBeLessThan(1e-9);
  });

  it("Jensen-Shannon says when chance alone passes its threshold, where NannyML rings", () => {
    const chance = random(9);
    let plain = 0;
    for (let seed = 0; seed < 50; seed++) {
      const finding = judge(
        jensenShannon as unknown as Detector,
        numbers(normals(chance, 120)),
        numbers(normals(chance, 120)),
      );
      if (finding.reason === "noise-too-large" && Number(finding.facts.noise) > 0.1) plain++;
    }
    expect(plain).toBeGreaterThan(40);
  });

  it("Jensen-Shannon reads categories by name, and values beyond the reference's range", () => {
    const detector = jensenShannon as unknown as Detector;
    const before = categories([...Array(500).fill("a"), ...Array(500).fill("b")]);
    const now = categories([...Array(500).fill("b"), ...Array(500).fill("a")]);
    expect(judge(detector, before, now).statistic).toBe(0);
    const chance = random(10);
    const finding = judge(detector, numbers(normals(chance, 1000)), numbers(normals(chance, 1000, 30)));
    expect(finding.statistic).toBe(1);
    expect(finding.facts.worst).toBe("outside the earlier range");
  });
});
