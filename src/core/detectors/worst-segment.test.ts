import { describe, expect, it } from "vitest";
import { type Random, random } from "../random.ts";
import { type Column, categories, numbers, type Table, table } from "../table/table.ts";
import { alarmRate, run, withMissing } from "./shared/testing.ts";
import worstSegment from "./worst-segment.ts";

const COLUMNS = ["cohort", "region", "amount", "hour"];
const roles = { label: ["fraud"] };
type Row = { cohort: string; region: string; amount: number; hour: number };

function people(
  chance: Random,
  rows: number,
  rate: (row: Row) => number,
  more: Record<string, Column> = {},
): Table {
  const drawn: Row[] = Array.from({ length: rows }, () => ({
    cohort: chance.chance(0.3) ? "new" : "mature",
    region: ["north", "south", "east"][chance.integer(3)]!,
    amount: chance.logNormal(40, 0.8),
    hour: chance.integer(24),
  }));
  return table([
    ["cohort", categories(drawn.map((row) => row.cohort))],
    ["region", categories(drawn.map((row) => row.region))],
    ["amount", numbers(drawn.map((row) => row.amount))],
    ["hour", numbers(drawn.map((row) => row.hour))],
    ["fraud", numbers(drawn.map((row) => (chance.chance(rate(row)) ? 1 : 0)))],
    ...Object.entries(more),
  ]);
}
const check = (source: Table, more: object = {}) => run(worstSegment, source, COLUMNS, roles, more);

describe("worst segment names", () => {
  it("one category first, in each of 20 seeds", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const finding = check(people(random(seed), 6000, (row) => (row.cohort === "new" ? 0.06 : 0.02)));
      expect(finding).toMatchObject({
        verdict: "rings",
        facts: { column: "cohort", value: "is “new”", columns: 1 },
      });
    }
  });

  it("a range of a number", () => {
    const finding = check(people(random(1), 8000, (row) => (row.amount > 110 ? 0.2 : 0.03)));
    expect(finding).toMatchObject({ verdict: "rings", facts: { column: "amount", columns: 1 } });
    expect(finding.facts.value).toMatch(/^is over 1/);
  });

  it("two columns where only both together are worse", () => {
    const finding = check(
      people(random(2), 10000, (row) => (row.cohort === "new" && row.region === "east" ? 0.15 : 0.03)),
    );
    expect(finding).toMatchObject({
      verdict: "rings",
      facts: { column: "cohort", secondColumn: "region", secondValue: "is “east”" },
    });
    expect(worstSegment.say(finding, COLUMNS)).toMatch(
      /^Where “cohort” is “new” and “region” is “east” \(.* of rows\), the label rate is/,
    );
    expect(finding.rows!.count).toBe(finding.facts.rows);
  });

  it("missing values, as a group of their own", () => {
    const chance = random(3);
    const gap = Array.from({ length: 6000 }, () => chance.chance(0.2));
    const source = people(chance, 6000, () => 0.03, {
      extra: withMissing(Float64Array.from(gap, (m) => (m ? Number.NaN : chance.next()))),
    });
    const fraud = numbers(gap.map((m) => (chance.chance(m ? 0.12 : 0.03) ? 1 : 0)));
    const finding = run(
      worstSegment,
      table([...source.columns, ["fraud", fraud]]),
      [...COLUMNS, "extra"],
      roles,
    );
    expect(finding).toMatchObject({ verdict: "rings", facts: { column: "extra", value: "is missing" } });
  });

  it("with a score, the gap to it: a high label rate that the score expects is no one's fault", () => {
    const chance = random(4);
    const truth = (row: Row) => (row.region === "north" ? 0.2 : 0.02) * (row.cohort === "new" ? 2.5 : 1);
    const source = people(chance, 9000, truth);
    const region = source.columns.get("region")! as Column & { kind: "category" };
    const expected = Array.from(region.codes, (code) => (region.categories[code] === "north" ? 0.29 : 0.029));
    const withScore = table([...source.columns, ["score", numbers(expected)]]);
    const scored = run(worstSegment, withScore, COLUMNS, { ...roles, score: ["score"] });
    expect(scored).toMatchObject({ verdict: "rings", facts: { column: "cohort", by: "calibration-gap" } });
    expect(run(worstSegment, withScore, COLUMNS, roles).facts).toMatchObject({
      column: "region",
      by: "label-rate",
    });
  });
});

describe("worst segment is silent or cannot tell", () => {
  it("where no group differs", () => {
    const finding = check(people(random(5), 6000, () => 0.05));
    expect(finding).toMatchObject({ verdict: "silent", rows: null });
    expect(worstSegment.say(finding, COLUMNS)).toContain("stands out; furthest is where");
  });

  it("for a group under the support, which it never names", () => {
    const finding = check(
      people(random(6), 8000, (row) => (row.hour === 3 ? 0.3 : 0.05)),
      { params: { support: 0.2 } },
    );
    expect(finding.facts.share).toBeGreaterThanOrEqual(0.2);
  });

  it("without labels, with few rows, with a column of one value", () => {
    expect(
      run(
        worstSegment,
        people(random(7), 500, () => 0.1),
        COLUMNS,
        {},
      ).reason,
    ).toBe("no-label");
    expect(check(people(random(8), 50, () => 0.5)).reason).toBe("too-few-rows");
    const flat = table([
      ["cohort", categories(new Array(200).fill("a"))],
      ["fraud", numbers(Array.from({ length: 200 }, (_, i) => i % 2))],
    ]);
    expect(run(worstSegment, flat, ["cohort"], roles).reason).toBe("one-segment");
  });

  it("does not read the label, the score or the key as a group", () => {
    const source = people(random(9), 3000, () => 0.2);
    expect(run(worstSegment, source, [...COLUMNS, "fraud"], roles).verdict).toBe("silent");
  });

  it("the same answer twice, and the newer window's where it has labels", () => {
    const source = people(random(10), 3000, () => 0.05);
    const worse = people(random(11), 3000, (row) => (row.cohort === "new" ? 0.2 : 0.05));
    const finding = check(source, { current: worse });
    expect(finding).toMatchObject({ verdict: "rings", rows: { table: "current" } });
    expect(check(source, { current: worse })).toEqual(finding);
  });

  it.each(["label-rate", "calibration-gap"])(
    "keeps its level over 300 healthy seeds when every effect counts, by %s",
    (by) => {
      const { interval } = alarmRate(300, (chance) => {
        const source = people(chance, 800, () => 0.1);
        const score = numbers(Array.from({ length: 800 }, () => 0.1 + 0.02 * chance.next()));
        const withScore = table([...source.columns, ["score", score]]);
        const params = { ratio: 1, alpha: 0.1, by };
        return (
          run(worstSegment, withScore, COLUMNS, { ...roles, score: ["score"] }, { params }).verdict ===
          "rings"
        );
      });
      expect(interval[0]).toBeLessThanOrEqual(0.1);
    },
  );
});
