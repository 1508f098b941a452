import { describe, expect, it } from "vitest";
import type { Roles } from "../contracts.ts";
import { type Random, random } from "../random.ts";
import { type Table, table, times } from "../table/table.ts";
import lateness from "./lateness.ts";
import { alarmRate, HOUR, run } from "./shared/testing.ts";

const ROLES: Roles = { "event-time": ["at"], "feature-known-time": ["known"] };

function feed(chance: Random, rows: number, lag: (row: number) => number): Table {
  const at = Float64Array.from({ length: rows }, (_, row) => 1.7e12 + row * HOUR);
  return table([
    ["at", times(at)],
    ["known", times(at.map((time, row) => time + lag(row) + chance.exponential(0.1 * HOUR)))],
  ]);
}

describe("lateness", () => {
  it("rings for a feed that falls behind, says by how much, and names the rows", () => {
    const chance = random(1);
    const reference = feed(chance, 1000, () => HOUR);
    const current = feed(chance, 500, (row) => (row < 100 ? 9 * HOUR : HOUR));
    const finding = run(lateness, reference, [], ROLES, { current });
    expect(finding.reason).toBe("arrives-later");
    expect(finding.rows!.count).toBeGreaterThanOrEqual(100);
    expect(finding.rows!.count).toBeLessThan(115);
    expect(finding.interval![0]).toBeLessThan(0.19);
    expect(finding.interval![1]).toBeGreaterThan(0.19);
    expect(lateness.say(finding, [])).toContain("arrives later");
  });

  it("rings for values that grow stale, which were there before the event", () => {
    const chance = random(2);
    const reference = feed(chance, 1000, () => -2 * HOUR);
    const current = feed(chance, 500, (row) => (row % 3 === 0 ? -26 * HOUR : -2 * HOUR));
    const finding = run(lateness, reference, [], ROLES, { current });
    expect(finding.reason).toBe("staler");
    expect(lateness.say(finding, [])).toContain("staler");
  });

  it("rings in no more than its level of 200 unchanged pairs, a constant lag included", () => {
    for (const lag of [(chance: Random) => chance.logNormal(HOUR, 1.5), () => HOUR]) {
      const { count, interval } = alarmRate(200, (chance) => {
        const reference = feed(chance, 300, () => lag(chance));
        const current = feed(chance, 200, () => lag(chance));
        return run(lateness, reference, [], ROLES, { current }).verdict === "rings";
      });
      expect(interval[0], `${count} of 200`).toBeLessThanOrEqual(0.01);
    }
  });

  it("cannot tell without clocks, or with too few of them", () => {
    const few = feed(random(3), 20, () => HOUR);
    expect(run(lateness, few, [], ROLES, { current: few }).reason).toBe("too-few-rows");
  });
});
