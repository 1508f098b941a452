import { describe, expect, it } from "vitest";
import { type Random, random } from "../random.ts";
import { categories, numbers, type Table, table } from "../table/table.ts";
import labelRateBySegment from "./label-rate-by-segment.ts";
import { alarmRate, run } from "./shared/testing.ts";

const roles = { label: ["fraud"] };
/** Rows of cohorts drawn by their shares, with a label rate each; a cohort named "?" is missing. */
function people(chance: Random, rows: number, cohorts: Record<string, [share: number, rate: number]>): Table {
  const names = Object.keys(cohorts);
  const drawn = Array.from(
    { length: rows },
    () => names[chance.pick(names.map((name) => cohorts[name]![0]))]!,
  );
  return table([
    ["cohort", categories(drawn.map((name) => (name === "?" ? null : name)))],
    ["fraud", numbers(drawn.map((name) => (chance.chance(cohorts[name]![1]) ? 1 : 0)))],
  ]);
}
const check = (source: Table, more: object = {}) => run(labelRateBySegment, source, ["cohort"], roles, more);

describe("label rate by segment", () => {
  it("rings for a cohort with three times the rate, and names it", () => {
    const source = people(random(1), 10000, { mature: [0.6, 0.015], new: [0.4, 0.05] });
    const finding = check(source);
    expect(finding).toMatchObject({ verdict: "rings", reason: "differs" });
    expect(finding.facts.segment).toBe("new");
    expect(finding.effect).toBeGreaterThan(2.5);
    expect(finding.rows!.table).toBe("reference");
    expect(finding.facts).toMatchObject({ segments: 2, "segment.1": "mature" });
    expect(labelRateBySegment.say(finding, ["cohort"])).toMatch(
      /Where “cohort” is “\w+” \(.* of rows\), the label rate is/,
    );
  });

  it("is silent where the cohorts have the same rate", () => {
    const finding = check(people(random(2), 10000, { mature: [0.6, 0.03], new: [0.4, 0.03] }));
    expect(finding).toMatchObject({ verdict: "silent", reason: "no-difference", rows: null });
    expect(labelRateBySegment.say(finding, ["cohort"])).toContain("No segment of “cohort” stands out");
  });

  it("reads missing as people of their own, and a number of few values as segments", () => {
    const finding = check(people(random(3), 8000, { a: [0.5, 0.02], b: [0.3, 0.02], "?": [0.2, 0.1] }));
    expect(finding).toMatchObject({ verdict: "rings", facts: { segment: "missing" } });
    const chance = random(4);
    const codes = Array.from({ length: 5000 }, () => chance.integer(3));
    const source = table([
      ["cohort", numbers(codes)],
      ["fraud", numbers(codes.map((code) => (chance.chance(code === 2 ? 0.2 : 0.03) ? 1 : 0)))],
    ]);
    expect(check(source)).toMatchObject({ verdict: "rings", facts: { segment: "2" } });
  });

  it("with two windows tells a new cohort, and a cohort that changed", () => {
    const before = people(random(5), 8000, { mature: [1, 0.02], old: [1, 0.02] });
    const arrived = people(random(6), 8000, { mature: [1, 0.02], old: [1, 0.02], new: [1, 0.1] });
    const finding = check(before, { current: arrived });
    expect(finding).toMatchObject({ verdict: "rings", reason: "new-segment", rows: { table: "current" } });
    expect(finding.facts).toMatchObject({ segment: "new", isNew: "yes", window: "current" });
    const everyone = people(random(7), 8000, { mature: [1, 0.06], old: [1, 0.06] });
    expect(check(before, { current: everyone })).toMatchObject({ verdict: "rings", reason: "changed" });
  });

  it("judges the older window where the newer has no labels yet", () => {
    const source = people(random(8), 4000, { a: [1, 0.02], b: [1, 0.2] });
    const unlabelled = table([["cohort", source.columns.get("cohort")!]]);
    expect(check(source, { current: unlabelled })).toMatchObject({
      verdict: "rings",
      facts: { window: "reference" },
    });
  });

  it("names no segment under the support, and says what it lacks", () => {
    const rare = people(random(9), 5000, { a: [0.5, 0.02], b: [0.497, 0.02], tiny: [0.003, 0.9] });
    expect(check(rare).facts.segment).not.toBe("tiny");
    expect(check(people(random(1), 500, { a: [1, 0.1] })).reason).toBe("one-segment");
    expect(check(people(random(1), 40, { a: [1, 0.5], b: [1, 0.5] })).reason).toBe("no-segments");
    const many = table([
      ["cohort", numbers(Array.from({ length: 100 }, (_, i) => i))],
      ["fraud", numbers(Array.from({ length: 100 }, (_, i) => i % 2))],
    ]);
    expect(check(many).reason).toBe("too-many-values");
  });

  it("keeps its level over 400 healthy seeds when every effect counts, and is not idle", () => {
    const { count, interval } = alarmRate(400, (chance) => {
      const source = people(chance, 1200, { a: [0.4, 0.3], b: [0.3, 0.3], c: [0.2, 0.3], "?": [0.1, 0.3] });
      return check(source, { params: { ratio: 1, alpha: 0.1 } }).verdict === "rings";
    });
    expect(count).toBeGreaterThan(10);
    expect(interval[0]).toBeLessThanOrEqual(0.1);
  });
});
