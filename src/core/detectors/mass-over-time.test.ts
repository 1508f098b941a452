import { describe, expect, it } from "vitest";
import { type Random, random } from "../random.ts";
import { type Column, numbers, type Table, table, times } from "../table/table.ts";
import massOverTime from "./mass-over-time.ts";
import { hypergeometric } from "./shared/hypergeometric.ts";
import { alarmRate, DAY, HOUR, run, withMissing } from "./shared/testing.ts";

const START = 19700 * DAY;
type World = { at: Float64Array; user: Float64Array; x: Float64Array };

/** Rows of users over 20 days: averages, with `share` of a default that has nothing to do with the time. */
function world(chance: Random, rows = 8000, share = 0.2, value = 0): World {
  const at = Float64Array.from({ length: rows }, () => START + Math.floor(chance.next() * 20 * DAY)).sort();
  return {
    at,
    user: at.map(() => chance.integer(400)),
    x: at.map(() => (chance.chance(share) ? value : chance.logNormal(30, 0.6))),
  };
}
const tableOf = (w: World, more: Record<string, Column> = {}): Table =>
  table([["at", times(w.at)], ["user", numbers(w.user)], ["x", withMissing(w.x)], ...Object.entries(more)]);
const roles = { "event-time": ["at"], entity: ["user"] };
const check = (w: World, more: object = {}) => run(massOverTime, tableOf(w), ["x"], roles, more);

describe("mass over time rings", () => {
  it("for an outage of half a day, and names when it was", () => {
    const chance = random(1);
    const w = world(chance);
    const [from, to] = [START + 12 * DAY + 8 * HOUR, START + 12 * DAY + 20 * HOUR];
    for (const [i, time] of w.at.entries()) if (time >= from && time < to && chance.chance(0.7)) w.x[i] = 0;
    const finding = check(w);
    expect(finding).toMatchObject({
      verdict: "rings",
      reason: "fills-a-stretch",
      facts: { mass: "0", scale: "time" },
    });
    expect(Math.abs(finding.at[0]! - from)).toBeLessThanOrEqual(3 * HOUR);
    expect(Math.abs(finding.at[1]! - to)).toBeLessThanOrEqual(3 * HOUR);
    expect(finding.facts.shareInside).toBeGreaterThan(0.6);
    expect(finding.interval![0]).toBeGreaterThan(0.3);
    expect(finding.rows!.indices.every((row) => w.x[row] === 0 && w.at[row]! >= finding.at[0]!)).toBe(true);
    expect(massOverTime.say(finding, ["x"])).toMatch(
      /“x” is exactly 0 in .* from 2023-12-\d\d \d\d:00 to 2023-12-/,
    );
  });

  it("for the evening hours of every day", () => {
    const chance = random(2);
    const w = world(chance, 12000, 0.2, Number.NaN);
    for (const [i, time] of w.at.entries()) {
      const hour = Math.floor((time % DAY) / HOUR);
      if (hour >= 22 || hour < 1) w.x[i] = chance.chance(0.5) ? Number.NaN : w.x[i]!;
    }
    const finding = check(w);
    expect(finding).toMatchObject({
      verdict: "rings",
      at: [22, 1],
      facts: { mass: "missing", scale: "hour" },
    });
    expect(massOverTime.say(finding, ["x"])).toContain("between 22:00 and 01:00 of each day");
  });

  it("among rows with history, where zeros are common among new users", () => {
    const chance = random(3);
    const w = world(chance, 8000, 0);
    // Half of the rows are of users who come once; they have no average.
    for (let i = 0; i < w.at.length; i++) if (i % 2 === 0) w.user[i] = 1000 + i;
    for (let i = 0; i < w.at.length; i++) if (i % 2 === 0) w.x[i] = 0;
    const [from, to] = [START + 9 * DAY, START + 10 * DAY];
    for (const [i, time] of w.at.entries()) if (time >= from && time < to && chance.chance(0.4)) w.x[i] = 0;
    const finding = check(w);
    expect(finding).toMatchObject({ verdict: "rings", facts: { among: "history", shareOutside: 0 } });
  });

  it("for a column that is constant in the first third of the rows, in order alone", () => {
    const chance = random(4);
    const x = Array.from({ length: 6000 }, (_, i) => (i < 2000 ? 0.003467 : chance.next()));
    const source = table([
      ["x", numbers(x)],
      ["place", numbers(x.map((_, i) => i))],
    ]);
    const finding = run(massOverTime, source, ["x"], { "event-time": ["place"] });
    expect(finding).toMatchObject({
      verdict: "rings",
      facts: { mass: "0.003467", scale: "row", shareInside: 1 },
    });
    expect(finding.at[0]).toBe(0);
    expect(Math.abs(finding.at[1]! - 1999)).toBeLessThanOrEqual(30);
    expect(massOverTime.say(finding, ["x"])).toContain("in the rows 0 to");
  });

  it("for an outage in the current window, as rows of that window", () => {
    const before = world(random(5), 4000);
    const now = world(random(6), 4000);
    now.at = now.at.map((time) => time + 20 * DAY);
    for (let i = 1000; i < 1400; i++) now.x[i] = 0;
    const finding = check(before, { current: tableOf(now) });
    expect(finding).toMatchObject({ verdict: "rings", rows: { table: "current" } });
    expect(finding.rows!.indices.every((row) => row >= 900 && row < 1500)).toBe(true);
  });
});

describe("mass over time is silent or cannot tell", () => {
  it("for a mass that is even over time", () => {
    const finding = check(world(random(7)));
    expect(finding).toMatchObject({ verdict: "silent", rows: null });
    expect(massOverTime.say(finding, ["x"])).toContain("about as often at all times");
  });

  it("for silence that comes in runs, over 60 seeds: whole hours of newcomers are no outage", () => {
    const { count } = alarmRate(60, (chance, seed) => {
      const w = world(chance, 6000, 0);
      // Each hour has its own share of newcomers, whose average is 0.
      const shares = new Map<number, number>();
      for (const [i, time] of w.at.entries()) {
        const hour = Math.floor(time / HOUR);
        if (!shares.has(hour)) shares.set(hour, Math.min(0.9, 0.1 + chance.exponential(0.15)));
        if (chance.chance(shares.get(hour)!)) w.x[i] = 0;
      }
      return run(massOverTime, tableOf(w), ["x"], { "event-time": ["at"] }, { seed }).verdict === "rings";
    });
    expect(count).toBeLessThanOrEqual(3);
  });

  it("zeros and missing values are followed apart", () => {
    const w = world(random(8), 8000, 0.3);
    for (let i = 2000; i < 2500; i++) if (w.x[i] === 0) w.x[i] = Number.NaN;
    // Seen as one silence nothing happens here; as two, the missing ones fill a stretch.
    expect(check(w)).toMatchObject({ verdict: "rings", facts: { mass: "missing" } });
  });

  it("without any mass, few rows, or no time", () => {
    expect(check(world(random(9), 2000, 0)).reason).toBe("no-mass");
    expect(check(world(random(10), 60, 0.5)).reason).toBe("too-few-rows");
    expect(run(massOverTime, tableOf(world(random(1), 500)), ["x"], {}).reason).toBe("no-event-time");
  });

  it("keeps its level over 200 healthy seeds when every effect counts, and is not idle", () => {
    const { count, interval } = alarmRate(200, (chance, seed) => {
      const w = world(chance, 1200, 0.25);
      const params = { difference: 0, odds: 1, alpha: 0.1, permutations: 99 };
      return check(w, { params, seed }).verdict === "rings";
    });
    expect(count).toBeGreaterThan(5);
    expect(interval[0]).toBeLessThanOrEqual(0.1);
  });
});

it("the hypergeometric draw has its mean and variance, narrow and wide", () => {
  for (const [total, marked, drawn] of [
    [60, 20, 30],
    [50, 20, 10],
    [1000, 5, 300],
    [2000, 1900, 700],
    [100000, 40000, 30000],
  ] as const) {
    const chance = random(total);
    const draws = Array.from({ length: 4000 }, () => hypergeometric(total, marked, drawn, chance));
    const share = marked / total;
    const variance = (drawn * share * (1 - share) * (total - drawn)) / (total - 1);
    const mean = draws.reduce((a, b) => a + b, 0) / draws.length;
    const spread = draws.reduce((a, b) => a + (b - mean) ** 2, 0) / (draws.length - 1);
    expect(Math.abs(mean - drawn * share)).toBeLessThan(4 * Math.sqrt(variance / draws.length));
    expect(spread / variance).toBeGreaterThan(0.9);
    expect(spread / variance).toBeLessThan(1.1);
  }
});
