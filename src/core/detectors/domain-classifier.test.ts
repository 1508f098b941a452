import { describe, expect, it } from "vitest";
import { type Random, random } from "../random.ts";
import { type Column, categories, numbers, type Table, table } from "../table/table.ts";
import domainClassifier from "./domain-classifier.ts";
import { run, withMissing } from "./shared/testing.ts";

const NAMES = ["amount", "hour", "city"];

/** Payments with three columns that are independent of one another. */
function window(
  rows: number,
  chance: Random,
  change: (name: string, column: Column) => Column = (_, c) => c,
): Table {
  const cities = Array.from({ length: rows }, () => ["Bonn", "Lyon", "Oslo"][chance.pick([5, 3, 1])]!);
  const columns: [string, Column][] = [
    ["amount", numbers(Float64Array.from({ length: rows }, () => chance.logNormal(40, 0.8)))],
    ["hour", numbers(Float64Array.from({ length: rows }, () => chance.integer(24)))],
    ["city", categories(cities)],
  ];
  return table(columns.map(([name, column]) => [name, change(name, column)] as const));
}

const judge = (reference: Table, current: Table, params = {}, seed = 1, columns = NAMES) =>
  run(domainClassifier, reference, columns, {}, { current, params, seed });

describe("domain classifier", () => {
  it("stays silent on two windows of the same world, in every one of 20 seeds", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const finding = judge(window(600, random(seed)), window(600, random(seed + 100)), {}, seed);
      expect(finding.verdict).toBe("silent");
      expect(Math.abs(finding.statistic - 0.5)).toBeLessThan(0.1);
    }
  });

  it("rings where one column has moved, and names it first", () => {
    const dearer = window(2000, random(2), (name, column) =>
      name === "amount" && column.kind === "number" ? numbers(column.values.map((v) => 2.5 * v)) : column,
    );
    const finding = judge(window(2000, random(1)), dearer);
    expect(finding.verdict).toBe("rings");
    expect(finding.facts.feature1).toBe("amount");
    expect(finding.interval![0]).toBeLessThan(finding.statistic);
    expect(domainClassifier.say(finding, NAMES)).toMatch(
      /^A model tells the newer rows from the older ones \(ROC AUC 0\.\d+, 0\.\d+ to 0\.\d+\), most of all by “amount” \(9\d(\.\d)? % of the gain\)\.$/,
    );
  });

  it("sees a joint change that leaves every column's own distribution as it was", () => {
    const pair = (rows: number, chance: Random, sign: number) => {
      const x = Float64Array.from({ length: rows }, () => chance.normal());
      const y = x.map((v) => 0.8 * sign * v + 0.6 * chance.normal());
      return table([
        ["x", numbers(x)],
        ["y", numbers(y)],
      ]);
    };
    const finding = judge(pair(2000, random(1), 1), pair(2000, random(2), -1), {}, 1, ["x", "y"]);
    expect(finding.verdict).toBe("rings");
    expect(finding.statistic).toBeGreaterThan(0.75);
  });

  it("counts a category never seen before, and values gone missing", () => {
    const unseen = window(1000, random(2), (name, column) =>
      name === "city"
        ? categories(Array.from({ length: 1000 }, (_, i) => (i % 2 ? "Rome" : "Bonn")))
        : column,
    );
    expect(judge(window(1000, random(1)), unseen).facts.feature1).toBe("city");
    const holes = window(1000, random(2), (name, column) =>
      name === "hour" && column.kind === "number"
        ? withMissing(column.values.map((v, i) => (i % 2 ? Number.NaN : v)))
        : column,
    );
    const finding = judge(window(1000, random(1)), holes);
    expect(finding.verdict).toBe("rings");
    expect(finding.facts.feature1).toBe("hour");
  });

  it("gives the same finding for the same seed, and reads no more rows than it may", () => {
    const reference = window(3000, random(1));
    const current = window(2000, random(2));
    const finding = judge(reference, current, { rows: 500 }, 7);
    expect(judge(reference, current, { rows: 500 }, 7)).toEqual(finding);
    expect(finding.facts).toMatchObject({ referenceRows: 500, currentRows: 500 });
    expect(judge(reference, current, { rows: 500 }, 8).statistic).not.toBe(finding.statistic);
  });

  it("does not ring on a large AUC of few rows, nor where all columns hold one value", () => {
    const flat = table([["x", numbers(new Float64Array(200))]]);
    expect(judge(flat, flat, {}, 1, ["x"])).toMatchObject({ verdict: "silent", statistic: 0.5 });
    const strict = judge(window(150, random(1)), window(150, random(2)), { low: 0.5, high: 0.5 });
    expect(strict).toMatchObject({ verdict: "silent", reason: "not-sure" });
  });

  it("cannot tell from fewer than 100 rows, nor without a second window", () => {
    const finding = judge(window(99, random(1)), window(500, random(2)));
    expect(finding).toMatchObject({
      verdict: "cannot-tell",
      reason: "too-few-rows",
      facts: { rows: 99, needed: 100 },
    });
    expect(run(domainClassifier, window(500, random(1)), NAMES, {}).reason).toBe("no-current");
  });
});
