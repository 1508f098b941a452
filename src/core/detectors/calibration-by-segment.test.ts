import { describe, expect, it } from "vitest";
import golden from "../golden/detectors.golden.json" with { type: "json" };
import { exp, log } from "../math/elementary.ts";
import { type Random, random } from "../random.ts";
import { categories, numbers, type Table, table } from "../table/table.ts";
import calibrationBySegment from "./calibration-by-segment.ts";
import { alarmRate, run, withMissing } from "./shared/testing.ts";

const roles = { label: ["fraud"], score: ["score"] };
/** Scores drawn around 5 %; the true chance is the score's odds times a factor of the segment. */
function scored(chance: Random, rows: number, odds: Record<string, number>): Table {
  const names = Object.keys(odds);
  const cohort = Array.from({ length: rows }, () => names[chance.integer(names.length)]!);
  const score = cohort.map(() => 1 / (1 + exp(3 + chance.normal())));
  const fraud = cohort.map((name, i) => {
    const o = (score[i]! / (1 - score[i]!)) * odds[name]!;
    return chance.chance(o / (1 + o)) ? 1 : 0;
  });
  return table([
    ["cohort", categories(cohort)],
    ["score", numbers(score)],
    ["fraud", numbers(fraud)],
  ]);
}
const check = (source: Table, more: object = {}) =>
  run(calibrationBySegment, source, ["cohort"], roles, more);

describe("calibration by segment", () => {
  it("rings for the cohort whose outcomes the score does not expect", () => {
    const finding = check(scored(random(1), 8000, { mature: 1, middle: 1, new: 4 }));
    expect(finding).toMatchObject({ verdict: "rings", reason: "off-in-segment", facts: { segment: "new" } });
    expect(finding.effect).toBeGreaterThan(2);
    expect(finding.interval![0]).toBeGreaterThan(1.5);
    expect(finding.facts.slope).toBeGreaterThan(0.7);
    expect(finding.facts.intercept).toBeGreaterThan(log(2));
    expect(finding.facts.calibrationError).toBeGreaterThan(0.05);
    expect(calibrationBySegment.say(finding, ["cohort"])).toMatch(
      /Where “cohort” is “new” .* outcomes where the score expects/,
    );
  });

  it("is silent where the score is right in each", () => {
    const finding = check(scored(random(2), 8000, { mature: 1, new: 1 }));
    expect(finding).toMatchObject({ verdict: "silent", reason: "calibrated", rows: null });
    expect(calibrationBySegment.say(finding, ["cohort"])).toContain(
      "The score fits every segment of “cohort”",
    );
  });

  it("says so where the score is off everywhere", () => {
    const finding = check(scored(random(3), 8000, { mature: 5, new: 5 }));
    expect(finding).toMatchObject({ verdict: "rings", reason: "off-everywhere" });
    expect(calibrationBySegment.say(finding, ["cohort"])).toContain("off everywhere");
  });

  it("with two windows judges the newer one and tells how it was before", () => {
    const finding = check(scored(random(4), 6000, { mature: 1, new: 1 }), {
      current: scored(random(5), 6000, { mature: 1, new: 4 }),
    });
    expect(finding).toMatchObject({
      verdict: "rings",
      facts: { segment: "new", window: "current" },
      rows: { table: "current" },
    });
    expect(Math.abs(Number(finding.facts.ratioBefore) - 1)).toBeLessThan(0.25);
  });

  it("leaves out rows without a score; a missing score is not a score of 0", () => {
    const source = scored(random(6), 4000, { mature: 1, new: 1 });
    const score = source.columns.get("score")!;
    const holes = (score as { values: Float64Array }).values.map((value, i) =>
      i % 2 === 0 ? Number.NaN : value,
    );
    const finding = check(table([...source.columns, ["score", withMissing(holes)]]));
    expect(finding.verdict).toBe("silent");
    expect(Number(finding.facts["rows.1"]) + Number(finding.facts["rows.2"])).toBe(2000);
  });

  it("says what it lacks", () => {
    const source = scored(random(7), 500, { a: 1, b: 1 });
    expect(run(calibrationBySegment, source, ["cohort"], { label: ["fraud"] }).reason).toBe("no-score");
    const raw = table([...source.columns, ["score", numbers(Array.from({ length: 500 }, (_, i) => i))]]);
    expect(check(raw).reason).toBe("score-not-probability");
  });

  it.each(golden.poissonTails)(
    "takes SciPy's Poisson tail where $expected outcomes are expected",
    ({ observed, expected, p }) => {
      // Two segments: the small one under test, and one that is exactly right.
      const rows = 100000;
      const mean = expected / (rows / 2);
      const half = (i: number) => i < rows / 2;
      const source = table([
        ["cohort", numbers(Array.from({ length: rows }, (_, i) => (half(i) ? 0 : 1)))],
        ["score", numbers(Array.from({ length: rows }, (_, i) => (half(i) ? mean : 0.5)))],
        [
          "fraud",
          numbers(Array.from({ length: rows }, (_, i) => (half(i) ? (i < observed ? 1 : 0) : i % 2))),
        ],
      ]);
      // Holm doubles the smaller of the two p-values; the other is 1.
      expect(check(source).pValue).toBeCloseTo(Math.min(1, 2 * p), 9);
    },
  );

  it("keeps its level over 400 healthy seeds when every effect counts, and is not idle", () => {
    const { count, interval } = alarmRate(400, (chance) => {
      const source = scored(chance, 1500, { a: 1, b: 1, c: 1 });
      return check(source, { params: { ratio: 1, alpha: 0.1 } }).verdict === "rings";
    });
    expect(count).toBeGreaterThan(10);
    expect(interval[0]).toBeLessThanOrEqual(0.1);
  });
});
