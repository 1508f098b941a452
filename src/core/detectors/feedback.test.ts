import { describe, expect, it } from "vitest";
import type { Roles } from "../contracts.ts";
import { type Random, random } from "../random.ts";
import { categories, numbers, type Table, table, times } from "../table/table.ts";
import exposure from "./exposure.ts";
import selectiveLabels from "./selective-labels.ts";
import { alarmRate, HOUR, run, withMissing } from "./shared/testing.ts";

const LOANS: Roles = { label: ["defaulted"], decision: ["decision"], score: ["score"] };

/** Loans that a score decides on; the outcome of a declined one is learned only in the share that is lent all the same. */
function loans(chance: Random, rows: number, learned: { approved: number; declined: number }): Table {
  const score = Float64Array.from({ length: rows }, () => chance.next());
  const declined = score.map((value) => (value > 0.7 ? 1 : 0));
  const outcome = score.map((value, row) =>
    chance.chance(declined[row] === 1 ? learned.declined : learned.approved)
      ? Number(chance.chance(value))
      : Number.NaN,
  );
  return table([
    ["score", numbers(score)],
    ["decision", categories(Array.from(declined, (one) => (one === 1 ? "declined" : "approved")))],
    ["defaulted", withMissing(outcome)],
  ]);
}

describe("selective labels", () => {
  it("ring where declined rows have no outcome, and say that nothing overlaps", () => {
    const finding = run(selectiveLabels, loans(random(1), 2000, { approved: 1, declined: 0 }), [], LOANS);
    expect(finding.reason).toBe("no-exploration");
    expect(finding.facts.lowest).toBe("declined");
    expect(finding.facts.exploration).toBe(0);
    expect(Number(finding.facts.overlap)).toBe(0);
    expect(selectiveLabels.say(finding, [])).toContain("depends on the decision");
  });

  it("see no overlap where only the highest scored 2 % are declined, which a twentieth of all rows would hide", () => {
    const score = Float64Array.from({ length: 5000 }, (_, i) => i / 5000);
    const declined = score.map((value) => (value >= 0.98 ? 1 : 0));
    const loans = table([
      ["score", numbers(score)],
      ["decision", categories(Array.from(declined, (one) => (one === 1 ? "declined" : "approved")))],
      ["defaulted", withMissing(declined.map((one, i) => (one === 1 ? Number.NaN : i % 2)))],
    ]);
    const { facts } = run(selectiveLabels, loans, [], LOANS);
    expect(facts.unlabelled).toBe(100);
    expect(facts.overlap).toBe(0);
  });

  it("name the share that is explored, with which everything overlaps", () => {
    const finding = run(selectiveLabels, loans(random(2), 3000, { approved: 1, declined: 0.1 }), [], LOANS);
    expect(finding.reason).toBe("labels-follow-decisions");
    expect(Number(finding.facts.exploration)).toBeCloseTo(0.1, 1);
    expect(Number(finding.facts.overlap)).toBeGreaterThan(0.85);
    expect(finding.interval![0]).toBeLessThan(0.9);
    expect(finding.interval![1]).toBeGreaterThan(0.9);
  });

  it("stay silent where labels go missing whatever was decided: 200 files", () => {
    const { count, interval } = alarmRate(
      200,
      (chance) =>
        run(selectiveLabels, loans(chance, 300, { approved: 0.6, declined: 0.6 }), [], LOANS, {
          params: { least: 0.01 },
        }).verdict === "rings",
    );
    expect(interval[0], `${count} of 200`).toBeLessThanOrEqual(0.01);
    const complete = run(selectiveLabels, loans(random(3), 500, { approved: 1, declined: 1 }), [], LOANS);
    expect(complete.reason).toBe("labels-complete");
  });

  it("cannot tell where there is one decision, or as many as rows", () => {
    const plain = loans(random(4), 200, { approved: 1, declined: 0 });
    const same = table([...plain.columns, ["decision", categories(Array(200).fill("approved"))]]);
    expect(run(selectiveLabels, same, [], LOANS).reason).toBe("one-decision");
    const many = table([
      ...plain.columns,
      ["decision", numbers(Float64Array.from({ length: 200 }, (_, i) => i))],
    ]);
    expect(run(selectiveLabels, many, [], LOANS).reason).toBe("too-many-decisions");
  });
});

const SHOWN: Roles = { entity: ["item"], "event-time": ["at"] };

/** Showings of 80 items; the longer it goes on, the more likely an item is shown that was shown before (0: never so). */
function showings(chance: Random, feedback: number, rows = 2000): Table {
  const weights = Float64Array.from({ length: 80 }, () => chance.logNormal(1, 0.7));
  const item = new Float64Array(rows);
  const drawn = new Float64Array(80);
  for (let row = 0; row < rows; row++) {
    const own = weights.map((weight, i) => weight * (1 + feedback * drawn[i]! * drawn[i]!));
    item[row] = chance.pick(own);
    drawn[item[row]!]!++;
  }
  return table([
    ["item", numbers(item)],
    ["at", times(Float64Array.from({ length: rows }, (_, row) => 1.7e12 + row * HOUR))],
  ]);
}

describe("exposure by round", () => {
  it("rings where what was shown is shown again, with a falling entropy", () => {
    const finding = run(exposure, showings(random(1), 0.002), [], SHOWN);
    expect(finding.verdict).toBe("rings");
    expect(finding.at.length).toBe(10);
    expect(Number(finding.facts.entropyNow)).toBeLessThan(Number(finding.facts.entropyBefore));
    expect(exposure.say(finding, [])).toMatch(/of (7\d|80) items/);
    expect(exposure.onRequest).toBe(true);
  });

  it("stays silent where items are unlike, but always so: 200 logs at most at its level", () => {
    const { count, interval } = alarmRate(
      200,
      (chance) =>
        run(exposure, showings(chance, 0, 800), [], SHOWN, { params: { least: 0 } }).verdict === "rings",
    );
    expect(interval[0], `${count} of 200`).toBeLessThanOrEqual(0.01);
  });

  it("has the Gini index and the entropy of their definitions, and Kendall's exact p", () => {
    // Two of ten items take turns in every round of the last half, all ten before: the index is 0, then 0.8.
    const rows = 600;
    const item = Float64Array.from({ length: rows }, (_, row) => (row < 300 ? row % 10 : row % 2));
    const log = table([
      ["item", numbers(item)],
      ["at", times(Float64Array.from({ length: rows }, (_, row) => row))],
    ]);
    const finding = run(exposure, log, [], SHOWN);
    expect(finding.at[0]).toBeCloseTo(0, 12);
    expect(finding.at[9]).toBeCloseTo(0.8, 12);
    expect(Number(finding.facts.entropyBefore)).toBeCloseTo(1, 12);
    expect(Number(finding.facts.entropyNow)).toBeCloseTo(Math.log(2) / Math.log(10), 12);
    // 25 of 45 pairs rise; of all 10! orders so many or more rise in 1.43 %, counted by numpy.
    expect(finding.statistic).toBe(25);
    expect(finding.pValue!).toBeCloseTo(0.014304728835978832, 12);
  });
});
