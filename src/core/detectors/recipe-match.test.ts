import { describe, expect, it } from "vitest";
import { random } from "../random.ts";
import { numbers } from "../table/table.ts";
import recipeMatch from "./recipe-match.ts";
import {
  alarmRate,
  DAY,
  type History,
  HOUR,
  payments,
  ROLES,
  ROLES_WITHOUT_REPORTS,
  run,
  tableOf,
} from "./shared/testing.ts";

/** Straight from the definition, by looking at every pair of rows of a user. */
function bruteForce(
  h: History,
  counts: (i: number, j: number) => boolean,
  value = h.fraud,
  mean = false,
): Float64Array {
  const byUser = new Map<number, number[]>();
  for (const [i, user] of h.user.entries()) byUser.set(user, [...(byUser.get(user) ?? []), i]);
  return Float64Array.from(h.at, (_, i) => {
    const rows = byUser.get(h.user[i]!)!.filter((j) => counts(i, j));
    const sum = rows.reduce((total, j) => total + value[j]!, 0);
    return mean ? (rows.length === 0 ? Number.NaN : sum / rows.length) : sum;
  });
}

const world = payments(random(7), 4000, 300);
const dayOf = (time: number) => Math.floor(time / DAY) * DAY;
const within = (time: number, from: number, days: number) => time >= from - days * DAY;
const batch = (time: number, hour: number) => dayOf(time) + hour * HOUR;
const lastBatch = (time: number, hour: number) =>
  batch(time, hour) <= time ? batch(time, hour) : batch(time, hour) - DAY;
const verdictOf = (x: Float64Array, roles = ROLES, h = world) =>
  run(recipeMatch, tableOf(h, x), ["x"], roles);

describe("recipe match rings for what nobody could have known", () => {
  const cases: [string, Float64Array, string, object][] = [
    [
      "a count of labels that includes the row itself",
      bruteForce(world, (i, j) => j <= i),
      "own-row-included",
      { quantity: "count", windowDays: 0 },
    ],
    [
      "the mean label over 30 days with the row itself",
      bruteForce(world, (i, j) => j <= i && within(world.at[j]!, world.at[i]!, 30), world.fraud, true),
      "own-row-included",
      { quantity: "mean", windowDays: 30 },
    ],
    [
      "reports of the last 30 days as of midnight of the same day",
      bruteForce(world, (i, j) => {
        const now = batch(world.at[i]!, 24);
        return world.reported[j]! < now && within(world.reported[j]!, now, 30);
      }),
      "same-day-batch-by-known-time",
      { windowDays: 30, hour: 24 },
    ],
    [
      "reports of the last 7 days as of 18:00 of the same day",
      bruteForce(world, (i, j) => {
        const now = batch(world.at[i]!, 18);
        return world.reported[j]! < now && within(world.reported[j]!, now, 7);
      }),
      "same-day-batch-by-known-time",
      { windowDays: 7, hour: 18 },
    ],
    [
      "frauds by event time up to the same day's batch, the row itself left out",
      bruteForce(world, (i, j) => j !== i && world.at[j]! < batch(world.at[i]!, 24)),
      "same-day-batch-by-event-time-own-row-out",
      { windowDays: 0 },
    ],
    [
      "the number of the user's payments of the whole day",
      bruteForce(
        world,
        (i, j) => world.at[j]! < batch(world.at[i]!, 24) && within(world.at[j]!, batch(world.at[i]!, 24), 1),
        new Float64Array(world.at.length).fill(1),
      ),
      "same-day-batch-by-event-time",
      { quantity: "rows", windowDays: 1 },
    ],
  ];
  it.each(cases)("%s", (_, x, recipe, facts) => {
    const finding = verdictOf(x);
    expect(finding.verdict).toBe("rings");
    expect(finding.facts).toMatchObject({ recipe, ...facts });
    expect(finding.statistic).toBeGreaterThan(0.99);
    expect(finding.rows!.count).toBeGreaterThanOrEqual(20);
    expect(recipeMatch.say(finding, ["x"])).toContain("saw the future");
  });

  it("earlier frauds that had not been reported yet", () => {
    const late = payments(random(7), 4000, 300, 60, 300);
    const finding = verdictOf(
      bruteForce(late, (i, j) => j < i),
      ROLES,
      late,
    );
    expect(finding).toMatchObject({
      verdict: "rings",
      facts: { recipe: "earlier-by-event-time", windowDays: 0 },
    });
  });

  it("names the rows in which the column knew more than it could", () => {
    const finding = verdictOf(
      bruteForce(world, (i, j) => j <= i),
      ROLES_WITHOUT_REPORTS,
    );
    expect(finding.rows!.indices.every((row) => world.fraud[row] === 1)).toBe(true);
    expect(finding.facts.aucColumn).toBeGreaterThan(Number(finding.facts.aucHonest) + 0.05);
  });
});

describe("recipe match is silent for an honest recipe, and says which", () => {
  const cases: [string, Float64Array, string, typeof ROLES][] = [
    [
      "labels reported before the event",
      bruteForce(world, (i, j) => j !== i && world.reported[j]! <= world.at[i]!),
      "known-at-the-event",
      ROLES,
    ],
    [
      "reports of 30 days as of the last batch at 06:00",
      bruteForce(world, (i, j) => {
        const now = lastBatch(world.at[i]!, 6);
        return world.reported[j]! < now && within(world.reported[j]!, now, 30);
      }),
      "last-batch-by-known-time",
      ROLES,
    ],
    [
      "earlier labels, where nobody says when they were known",
      bruteForce(world, (i, j) => j < i),
      "earlier-by-event-time",
      ROLES_WITHOUT_REPORTS,
    ],
    [
      "the mean amount of the last 7 days, the payment itself included",
      bruteForce(world, (i, j) => j <= i && world.at[j]! > world.at[i]! - 7 * DAY, world.amount, true),
      "own-row-included",
      ROLES,
    ],
    [
      "the number of payments of the last 24 hours",
      bruteForce(
        world,
        (i, j) => j < i && world.at[j]! > world.at[i]! - DAY,
        new Float64Array(world.at.length).fill(1),
      ),
      "earlier-by-event-time",
      ROLES,
    ],
  ];
  it.each(cases)("%s", (_, x, recipe, roles) => {
    const finding = verdictOf(x, roles);
    expect(finding).toMatchObject({ verdict: "silent", reason: "equals-honest-recipe", facts: { recipe } });
    expect(recipeMatch.say(finding, ["x"])).toContain("equals an honest recipe");
  });

  it("a column of zeros, though it equals a count of rare events nearly everywhere", () => {
    expect(verdictOf(new Float64Array(world.at.length)).verdict).toBe("silent");
  });

  it("a leaking and an honest recipe that give the same numbers are not a leak", () => {
    // One payment a day for each user, each fraud reported within the hour: the day's batch knows only the row itself.
    const rows = 400;
    const at = Float64Array.from(
      { length: rows },
      (_, i) => 1700006400000 + Math.floor(i / 4) * DAY + 3 * HOUR,
    );
    const user = Float64Array.from({ length: rows }, (_, i) => i % 4);
    const fraud = Float64Array.from({ length: rows }, (_, i) => (i % 7 === 0 ? 1 : 0));
    const h = {
      user,
      at,
      fraud,
      reported: at.map((t, i) => (fraud[i] ? t + HOUR : Number.NaN)),
      amount: at.map(() => 1),
    };
    const finding = verdictOf(
      bruteForce(h, (i, j) => j < i),
      ROLES,
      h,
    );
    expect(finding.verdict).toBe("silent");
  });
});

describe("recipe match at the edges", () => {
  it("missing values are left out and never read as 0", () => {
    const x = bruteForce(world, (i, j) => j <= i).map((value) => (value === 0 ? Number.NaN : value));
    const finding = verdictOf(x);
    expect(finding.verdict).toBe("rings");
    expect(finding.facts.compared).toBe(x.filter((value) => !Number.isNaN(value)).length);
  });

  it("works where the event time is an order without times", () => {
    const rowOrder = numbers(world.at.map((_, i) => i));
    const roles = { entity: ["user"], "event-time": ["place"], label: ["fraud"] };
    const leak = tableOf(
      world,
      bruteForce(world, (i, j) => j <= i),
      { place: rowOrder },
    );
    expect(run(recipeMatch, leak, ["x"], roles)).toMatchObject({
      verdict: "rings",
      facts: { recipe: "own-row-included" },
    });
  });

  it("one class, too few rows and a missing role are said", () => {
    const h = { ...world, fraud: new Float64Array(world.at.length) };
    expect(verdictOf(h.at, ROLES, h).reason).toBe("one-class");
    expect(run(recipeMatch, tableOf(world, world.at), ["x"], { label: ["fraud"] }).reason).toBe(
      "no-event-time",
    );
    const few = payments(random(1), 30, 3);
    expect(verdictOf(few.at, ROLES_WITHOUT_REPORTS, few).reason).toMatch(/too-few-rows|one-class/);
  });

  it("never rings over 200 healthy seeds, honest counts and noise in turn", () => {
    const { count } = alarmRate(200, (chance, seed) => {
      const h = payments(chance, 250, 25);
      const x =
        seed % 2 === 0
          ? bruteForce(h, (i, j) => j !== i && h.reported[j]! <= h.at[i]!)
          : h.at.map(() => chance.integer(2));
      return verdictOf(x, ROLES, h).verdict === "rings";
    });
    expect(count).toBe(0);
  });
});
