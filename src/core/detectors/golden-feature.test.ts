import { describe, expect, it } from "vitest";
import { type Random, random } from "../random.ts";
import { type Column, categories, numbers, table } from "../table/table.ts";
import goldenFeature from "./golden-feature.ts";
import { alarmRate, run, withMissing } from "./shared/testing.ts";

const ROLES = { label: ["fraud"] };

/** A label of the given rate and one column made from it, row by row. */
function labelled(
  rows: number,
  rate: number,
  chance: Random,
  columnOf: (labels: Uint8Array, chance: Random) => Record<string, Column>,
) {
  const labels = Uint8Array.from({ length: rows }, () => (chance.chance(rate) ? 1 : 0));
  return table([["fraud", numbers(labels)], ...Object.entries(columnOf(labels, chance))]);
}
const gap = (shift: number) => (labels: Uint8Array, chance: Random) => ({
  x: numbers(Float64Array.from(labels, (y) => chance.normal(y ? shift : 0))),
});
const judge = (data: ReturnType<typeof table>, params = {}, roles: object = ROLES) =>
  run(goldenFeature, data, ["x"], roles, { params });

describe("golden feature", () => {
  it("measures the ROC AUC that a normal feature has in theory, and rings above the threshold", () => {
    // Two unit normals a distance d apart: AUC = Phi(d / sqrt 2), 0.9214 at d = 2.
    const finding = judge(labelled(20_000, 0.05, random(1), gap(2)));
    expect(Math.abs(finding.statistic - 0.9214)).toBeLessThan(0.015);
    expect(finding).toMatchObject({ verdict: "rings", reason: "ranks-alone" });
    expect(goldenFeature.say(finding, ["x"])).toMatch(
      /^“x” alone ranks the label \(ROC AUC 0\.9\d+, .* Ask when it was known\.$/,
    );
  });

  it("stays silent on a moderate feature", () => {
    const finding = judge(labelled(20_000, 0.05, random(1), gap(0.5)));
    expect(finding.verdict).toBe("silent");
    expect(Math.abs(finding.statistic - 0.638)).toBeLessThan(0.02);
  });

  it("never rings on noise, not even with twelve positive rows", () => {
    const { count } = alarmRate(40, (chance) => {
      const data = labelled(2000, 0.006, chance, gap(0));
      return judge(data).verdict === "rings";
    });
    expect(count).toBe(0);
  });

  it("sees any shape: a value in the middle, a category, a missing value", () => {
    const shapes: Record<string, (labels: Uint8Array, chance: Random) => Record<string, Column>> = {
      middle: (labels, chance) => ({
        x: numbers(Float64Array.from(labels, (y) => (y && chance.chance(0.9) ? 7 : chance.next() * 14))),
      }),
      category: (labels, chance) => ({
        x: categories(
          Array.from(labels, (y) => (y && chance.chance(0.9) ? "leak" : `c${chance.integer(30)}`)),
        ),
      }),
      missing: (labels, chance) => ({
        x: withMissing(
          Float64Array.from(labels, (y) => (y && chance.chance(0.9) ? Number.NaN : chance.normal())),
        ),
      }),
    };
    for (const columnOf of Object.values(shapes)) {
      const finding = judge(labelled(5000, 0.05, random(3), columnOf));
      expect(finding.verdict).toBe("rings");
      expect(finding.statistic).toBeGreaterThan(0.9);
    }
  });

  it("does not take a category of a row's own label for knowledge: names that never repeat say nothing", () => {
    const data = labelled(3000, 0.1, random(5), (labels) => ({
      x: categories(Array.from(labels, (_, i) => `id${i}`)),
    }));
    expect(Math.abs(judge(data).statistic - 0.5)).toBeLessThan(0.03);
  });

  it("keeps the rows of a rare label, and weighs the lift back", () => {
    const data = labelled(200_000, 0.002, random(6), gap(2));
    const small = judge(data, { rows: 5000 });
    const whole = judge(data, { rows: 500_000 });
    expect(small.facts.rows).toBe(5000);
    expect(small.facts.positives).toBe(whole.facts.positives);
    expect(Math.abs(small.statistic - whole.statistic)).toBeLessThan(0.03);
    expect(Math.abs(Number(small.facts.caught) - Number(whole.facts.caught))).toBeLessThan(0.08);
    // Phi(2 - 2.05): of the rows above the 98 % point of the negatives, about half of the positives.
    expect(Number(whole.facts.lift)).toBeGreaterThan(20);
  });

  it("rings where one column is nearly the whole model, though it stays under the threshold", () => {
    const data = labelled(20_000, 0.05, random(7), (labels, chance) => {
      const x = Float64Array.from(labels, (y) => chance.normal(y ? 1 : 0));
      return { x: numbers(x), score: numbers(x.map((v) => v + 0.1 * chance.normal())) };
    });
    const finding = judge(data, {}, { ...ROLES, score: ["score"] });
    expect(finding).toMatchObject({ verdict: "rings", reason: "carries-the-model" });
    expect(Number(finding.facts.shareOfModel)).toBeGreaterThan(0.95);
    expect(judge(data).verdict).toBe("silent");
  });

  it("cannot tell from nine positive rows, one class, or no label", () => {
    const few = table([
      ["fraud", numbers(Array.from({ length: 500 }, (_, i) => (i < 9 ? 1 : 0)))],
      ["x", numbers(new Float64Array(500))],
    ]);
    expect(judge(few)).toMatchObject({
      verdict: "cannot-tell",
      reason: "too-few-positives",
      facts: { rows: 9, needed: 10 },
    });
    expect(judge(labelled(100, 0, random(1), gap(0))).reason).toBe("one-class");
    expect(judge(few, {}, {}).reason).toBe("no-label");
  });
});
