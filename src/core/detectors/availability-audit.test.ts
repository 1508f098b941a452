import { describe, expect, it } from "vitest";
import { numbers, type Table, table, times, validity } from "../table/table.ts";
import availabilityAudit from "./availability-audit.ts";
import { alarmRate, DAY, HOUR, run } from "./shared/testing.ts";

const roles = { "event-time": ["at"], "feature-known-time": ["known"] };
const NINE = 20000 * DAY + 9 * HOUR;
const at = [NINE, NINE + HOUR, NINE + 2 * HOUR, NINE + DAY];
const tableWith = (known: number[], events = at): Table =>
  table([
    ["at", times(events)],
    ["known", times(known)],
  ]);

describe("availability audit", () => {
  it("counts the rows whose feature was known too late, with the longest and the median lead", () => {
    const known = [at[0]! - HOUR, at[1]! + 2 * HOUR, at[2]! + 12 * HOUR, at[3]! + 4 * HOUR];
    const finding = run(availabilityAudit, tableWith(known), [], roles);
    expect(finding).toMatchObject({ verdict: "rings", reason: "saw-the-future", statistic: 0.75 });
    expect(finding.facts).toMatchObject({
      early: 3,
      longestLead: 12 * HOUR,
      medianLead: 4 * HOUR,
      column: "known",
    });
    expect(finding.rows).toEqual({ table: "reference", indices: [1, 2, 3], count: 3 });
    expect(availabilityAudit.say(finding, [])).toBe(
      "75.0 % of 4 rows read something that became known only after the prediction, by “known”: typically 4 hours too early, at most 12 hours.",
    );
  });

  it("is silent where everything was known at the event or before it", () => {
    const finding = run(availabilityAudit, tableWith(at), [], roles);
    expect(finding).toMatchObject({ verdict: "silent", statistic: 0, rows: null });
    expect(availabilityAudit.say(finding, [])).toContain("No row saw the future");
  });

  it("lets a lead within the tolerance pass, and not one beyond it", () => {
    const known = at.map((time) => time + 5000);
    expect(run(availabilityAudit, tableWith(known), [], roles, { params: { tolerance: 5 } }).verdict).toBe(
      "silent",
    );
    expect(run(availabilityAudit, tableWith(known), [], roles, { params: { tolerance: 4 } }).verdict).toBe(
      "rings",
    );
  });

  it("a row without a known time is left out, not taken as known", () => {
    const valid = validity(4);
    valid[0] = 0b0011;
    const source = table([
      ["at", times(at)],
      ["known", times([at[0]! + HOUR, at[1]!, 0, 0], valid)],
    ]);
    const finding = run(availabilityAudit, source, [], roles);
    expect(finding.facts).toMatchObject({ compared: 2, without: 2, early: 1 });
    expect(finding.statistic).toBe(0.5);
  });

  it("with dates alone only a later date counts", () => {
    const dates = at.map((time) => Math.floor(time / DAY) * DAY);
    const sameDay = run(
      availabilityAudit,
      tableWith(
        dates.map((d) => d + 23 * HOUR),
        dates,
      ),
      [],
      roles,
    );
    expect(sameDay).toMatchObject({ verdict: "silent", facts: { resolution: "day" } });
    const nextDay = run(
      availabilityAudit,
      tableWith(
        dates.map((d) => d + 25 * HOUR),
        dates,
      ),
      [],
      roles,
    );
    expect(nextDay.verdict).toBe("rings");
  });

  it("names the worst of several features", () => {
    const source = table([
      ["at", times(at)],
      ["fine", times(at)],
      ["late", times(at.map((time) => time + HOUR))],
    ]);
    const finding = run(availabilityAudit, source, [], {
      "event-time": ["at"],
      "feature-known-time": ["fine", "late"],
    });
    expect(finding.facts).toMatchObject({ column: "late", "share.fine": 0, "share.late": 1 });
  });

  it("a label that was known before its row is told", () => {
    const finding = run(availabilityAudit, tableWith(at.map((time) => time - 3 * DAY)), [], {
      "event-time": ["at"],
      "label-known-time": ["known"],
    });
    expect(finding).toMatchObject({ verdict: "rings", reason: "label-before-event" });
    expect(availabilityAudit.say(finding, [])).toContain("had their label before the event");
  });

  it("says what it lacks", () => {
    const source = tableWith(at);
    expect(run(availabilityAudit, source, [], { "feature-known-time": ["known"] }).reason).toBe(
      "no-event-time",
    );
    expect(run(availabilityAudit, source, [], { "event-time": ["at"] }).reason).toBe("no-known-time");
    const order = table([
      ["at", numbers([0, 1])],
      ["known", times([5, 6])],
    ]);
    expect(run(availabilityAudit, order, [], roles).reason).toBe("no-clock");
  });

  it("never rings over 200 healthy seeds", () => {
    const { count } = alarmRate(200, (chance) => {
      const events = Array.from({ length: 50 }, () => 20000 * DAY + Math.floor(chance.next() * 30 * DAY));
      const known = events.map((time) => time - Math.floor(chance.exponential(DAY)));
      return run(availabilityAudit, tableWith(known, events), [], roles).verdict === "rings";
    });
    expect(count).toBe(0);
  });
});
