import { describe, expect, it } from "vitest";
import type { Roles } from "../contracts.ts";
import { type Random, random } from "../random.ts";
import { type Column, numbers, setValid, type Table, table, times, validity } from "../table/table.ts";
import labelMaturity from "./label-maturity.ts";
import { ageAt, labelDelays } from "./shared/label-delays.ts";
import { alarmRate, DAY, run } from "./shared/testing.ts";

const ROLES: Roles = { "event-time": ["at"], label: ["fraud"], "label-known-time": ["known"] };
const START = 1.7e12;

type Shape = { days: number; delayDays: number; reportsOnly: boolean; cut: boolean; rows?: number };

/**
 * Rows over some days whose labels arrive after exponential delays. `cut`: the file is written on the last day, and what had not
 * arrived by then is not in it. `reportsOnly`: only frauds are ever reported, the others read "no fraud" from the start.
 */
function world(chance: Random, { days, delayDays, reportsOnly, cut, rows = 3000 }: Shape): Table {
  const at = new Float64Array(rows);
  const fraud = new Float64Array(rows);
  const known = new Float64Array(rows);
  const hasLabel = validity(rows);
  const hasKnown = validity(rows);
  for (let row = 0; row < rows; row++) {
    at[row] = START + Math.floor(chance.next() * days * DAY);
    known[row] = at[row]! + Math.floor(chance.exponential(delayDays * DAY));
    const isFraud = chance.chance(0.3);
    const arrived = !cut || known[row]! <= START + days * DAY;
    fraud[row] = isFraud && (arrived || !reportsOnly) ? 1 : 0;
    if (arrived || reportsOnly) setValid(hasLabel, row);
    if (arrived && (isFraud || !reportsOnly)) setValid(hasKnown, row);
  }
  const label: Column = { kind: "number", values: fraud, valid: hasLabel };
  return table([
    ["at", times(at)],
    ["fraud", label],
    ["known", { kind: "time", values: known, valid: hasKnown }],
  ]);
}

describe("label maturity", () => {
  it.each([true, false])("finds the mature age in a file that was cut (reports only: %s)", (reportsOnly) => {
    // 95 % of exponential delays are over after 3.0 times their mean.
    let inside = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const finding = run(
        labelMaturity,
        world(random(seed), { days: 120, delayDays: 8, reportsOnly, cut: true }),
        [],
        ROLES,
      );
      expect(finding.verdict).toBe("rings");
      expect(finding.facts.mode).toBe(reportsOnly ? "reports" : "open");
      expect(finding.statistic).toBeGreaterThan(24 * 0.75);
      expect(finding.statistic).toBeLessThan(24 * 1.3);
      if (finding.interval![0] <= 23.966 && finding.interval![1] >= 23.966) inside++;
      expect(finding.effect).toBeCloseTo(finding.statistic / 120, 1);
    }
    // A band of 95 % holds the truth in at least 50 of 60 files but for one chance in thousands.
    expect(inside).toBeGreaterThanOrEqual(50);
  });

  it("would find an age too short if it did not allow for reports too late to be seen", () => {
    const cut = world(random(3), { days: 40, delayDays: 12, reportsOnly: true, cut: true, rows: 20000 });
    const delays = labelDelays(cut, ROLES);
    if (typeof delays === "string") throw new Error(delays);
    const known = cut.columns.get("known") as { values: Float64Array };
    const at = (cut.columns.get("at") as { values: Float64Array }).values;
    const plain = Array.from(delays.waiting.keys())
      .filter((row) => delays.waiting[row] === 0)
      .map((row) => known.values[row]! - at[row]!)
      .sort((a, b) => a - b);
    const naive = plain[Math.floor(plain.length / 2)]!;
    const median = ageAt(delays.ages, delays.arrived, 0.5);
    // Relative to delays below 40 days, the longest that can be seen, the median is 7.9 days.
    expect(naive / DAY).toBeLessThan(6.5);
    expect(median / DAY).toBeGreaterThan(7.4);
    expect(median / DAY).toBeLessThan(8.4);
  });

  it("stays silent where every label has arrived, and where labels arrive within hours", () => {
    for (const shape of [
      { days: 60, delayDays: 10, reportsOnly: false, cut: false },
      { days: 120, delayDays: 0.2, reportsOnly: false, cut: true },
      { days: 120, delayDays: 0.2, reportsOnly: true, cut: true },
    ]) {
      const { count } = alarmRate(
        200,
        (chance) => run(labelMaturity, world(chance, { ...shape, rows: 600 }), [], ROLES).verdict === "rings",
      );
      expect(count).toBe(0);
    }
  });

  it("says that it cannot tell while most labels are on their way, or hardly any time is known", () => {
    const short = world(random(5), { days: 10, delayDays: 90, reportsOnly: false, cut: true });
    const finding = run(labelMaturity, short, [], ROLES);
    expect(finding.reason).toBe("labels-still-arriving");
    expect(labelMaturity.say(finding, [])).toMatch(/only .* of the labels had arrived/);
    const few = world(random(5), { days: 10, delayDays: 1, reportsOnly: false, cut: true, rows: 20 });
    expect(run(labelMaturity, few, [], ROLES).reason).toBe("too-few-known-times");
  });

  it("takes a date far in the future for “never”", () => {
    const plain = world(random(6), { days: 100, delayDays: 5, reportsOnly: false, cut: true });
    const known = plain.columns.get("known") as { values: Float64Array; valid: Uint8Array };
    const values = known.values.map((value, row) => (row % 50 === 0 ? 253402300799000 : value));
    const changed: Table = {
      rows: plain.rows,
      columns: new Map(plain.columns).set("known", { kind: "time", values, valid: known.valid }),
    };
    const finding = run(labelMaturity, changed, [], ROLES);
    expect(finding.statistic).toBeLessThan(20);
    expect(finding.facts.open).toBeDefined();
  });

  it("reads rows without a label role as open while no known time stands there", () => {
    const plain = world(random(7), { days: 100, delayDays: 5, reportsOnly: false, cut: true });
    const finding = run(labelMaturity, plain, [], { ...ROLES, label: [] });
    expect(finding.facts.mode).toBe("open");
    expect(finding.statistic).toBeCloseTo(15, -1);
  });

  it("names no rows of a file without times", () => {
    const rows = 100;
    const plain = table([
      ["at", numbers(Float64Array.from({ length: rows }, (_, i) => i))],
      ["known", times(Float64Array.from({ length: rows }, (_, i) => i))],
    ]);
    expect(
      run(labelMaturity, plain, [], { "event-time": ["at"], "label-known-time": ["known"] }).reason,
    ).toBe("no-clock");
  });
});
