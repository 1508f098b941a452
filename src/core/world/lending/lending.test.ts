/**
 * Writes `core/golden/lending.golden.json` anew with
 *
 *     UPDATE_WORLD_GOLDEN=1 npx vitest run src/core/world/lending
 *
 * and otherwise compares with it. Write it anew only when the world is meant to change.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { knownAtMaturity, loansAsKnown } from "./as-known.ts";
import { crisisAt, recoveredMonth } from "./economy.ts";
import { goldenLending } from "./golden-lending.ts";
import { inAnotherEconomy, lendingHash, lendingWorld } from "./lending.ts";
import { completeLending, INCOME_FLOOR, type LendingSettings, MONTH } from "./settings.ts";

const file = fileURLToPath(new URL("../../golden/lending.golden.json", import.meta.url));
const made = Object.fromEntries(
  goldenLending.map(({ name, settings, seed }) => [name, lendingHash(lendingWorld(settings, seed))]),
);
if (process.env.UPDATE_WORLD_GOLDEN || !existsSync(file))
  writeFileSync(file, `${JSON.stringify({ hashes: made }, null, 2)}\n`);
const kept = JSON.parse(readFileSync(file, "utf8")) as { hashes: Record<string, string> };

const small = (settings: Partial<LendingSettings>, seed: number) =>
  lendingWorld({ applications: 3000, ...settings }, seed);
const crisis = { jobsLost: 0.15, shockMonths: 10, recovers: 0.8, rule: "none" } as const;
const seeds = fc.integer({ min: 0, max: 100000 });
const mean = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

test.each(goldenLending)("the lending world “$name” has the same bytes as ever", ({ name }) => {
  expect(kept.hashes[name]).toMatch(/^[0-9a-f]{16}$/);
  expect(made[name]).toBe(kept.hashes[name]);
});

test("no two golden lending worlds have the same hash, and one changed cell changes it", () => {
  expect(new Set(Object.values(made)).size).toBe(goldenLending.length);
  const world = small({}, 1);
  const before = lendingHash(world);
  world.applications.income[17]! += 10;
  expect(lendingHash(world)).not.toBe(before);
});

describe("the crisis", () => {
  const path = (month: number, recovers = 0.8) =>
    crisisAt(month, completeLending({ ...crisis, recovers, shockFromMonth: 6 }));

  test("is nothing before it begins, whole at its height, and ebbs to the share that stays", () => {
    expect([-5, 0, 6, 7, 8, 16, 18, 20, 41].map((month) => path(month))).toEqual([
      0,
      0,
      0,
      0.5,
      1,
      1,
      expect.closeTo(0.6, 12),
      expect.closeTo(0.2, 12),
      expect.closeTo(0.2, 12),
    ]);
    expect(path(41, 0)).toBe(1);
    expect(path(41, 1)).toBe(0);
    expect(recoveredMonth(completeLending(crisis))).toBe(20);
  });

  test("raises joblessness, credit in use and defaults, and lowers incomes", () => {
    const healthy = lendingWorld({}, 5);
    const broken = inAnotherEconomy(healthy, crisis);
    const within = (values: ArrayLike<number>) =>
      mean(Array.from(values).filter((_, row) => Math.abs(healthy.applications.month[row]! - 12) < 4));
    const [a, b] = [healthy, broken].map(({ applications: one, repayment }) => ({
      out: within(one.outOfWork),
      income: within(one.income),
      used: within(one.utilisation),
      defaults: within(repayment.defaults),
    }));
    expect(b!.out - a!.out).toBeGreaterThan(0.1);
    expect(b!.income).toBeLessThan(0.96 * a!.income);
    expect(b!.used).toBeGreaterThan(a!.used + 0.06);
    expect(b!.defaults).toBeGreaterThan(2.5 * a!.defaults);
  });
});

describe("the books", () => {
  test("learn of a default three to seven months after the application, of one put off six months later", () => {
    const { applications, repayment } = lendingWorld({ ...crisis, rule: "holidays" }, 3);
    let onTime = 0;
    let late = 0;
    for (let row = 0; row < applications.count; row++) {
      if (repayment.defaults[row] === 0) {
        expect(repayment.defaultKnownAt[row]).toBeNaN();
        continue;
      }
      const months = (repayment.defaultKnownAt[row]! - applications.appliedAt[row]!) / MONTH;
      const low = repayment.onHoliday[row] === 1 ? 9 : 3;
      if (repayment.onHoliday[row] === 1) late++;
      else onTime++;
      expect(months).toBeGreaterThanOrEqual(low);
      expect(months).toBeLessThanOrEqual(low + 4);
    }
    expect(late).toBeGreaterThan(100);
    expect(onTime).toBeGreaterThan(500);
  });

  test("read at a moment hold nothing that was booked later", () => {
    fc.assert(
      fc.property(seeds, fc.double({ min: 2, max: 30, noNaN: true }), (seed, month) => {
        const world = small({ ...crisis, rule: "holidays" }, seed);
        const at = world.productionAt + month * MONTH;
        const before = loansAsKnown(world, at);
        const later = world.repayment.defaultKnownAt.map((known) => (known >= at ? Number.NaN : known));
        const masked = { ...world, repayment: { ...world.repayment, defaultKnownAt: later } };
        expect(loansAsKnown(masked, at)).toEqual(before);
      }),
      { numRuns: 10 },
    );
  });

  test("at seven months know every default by the contract, and none that a holiday put off", () => {
    const world = lendingWorld({ ...crisis, rule: "holidays" }, 4);
    const known = knownAtMaturity(world);
    const { defaults, onHoliday } = world.repayment;
    expect(known).toEqual(defaults.map((one, row) => (onHoliday[row] === 1 ? 0 : one)));
  });
});

describe("one source of chance a kind of fact", () => {
  test("a crisis leaves every application before it, and every loan that ends before it, as they were", () => {
    const depth = fc.double({ min: 0.01, max: 0.3, noNaN: true });
    const rule = fc.constantFrom("none", "holidays", "income-floor" as const);
    fc.assert(
      fc.property(seeds, depth, rule, (seed, jobsLost, one) => {
        const healthy = small({}, seed);
        const broken = inAnotherEconomy(healthy, { ...crisis, jobsLost, rule: one as never });
        const { month } = healthy.applications;
        for (let row = 0; row < month.length; row++) {
          const same = (a: ArrayLike<number>, b: ArrayLike<number>) => Object.is(a[row], b[row]);
          const [x, y] = [healthy.applications, broken.applications];
          const looks =
            same(x.income, y.income) &&
            same(x.utilisation, y.utilisation) &&
            same(x.missed, y.missed) &&
            same(x.outOfWork, y.outOfWork) &&
            same(x.refusedByRule, y.refusedByRule);
          if (month[row]! <= 6 && !looks) expect.fail(`application ${row} of month ${month[row]} changed`);
          const fate = same(healthy.repayment.defaultKnownAt, broken.repayment.defaultKnownAt);
          if (month[row]! <= 2 && !fate) expect.fail(`loan ${row} of month ${month[row]} changed`);
        }
      }),
      { numRuns: 12 },
    );
  });

  test("without a lost job, or with all of it recovered at once, the twin is the healthy world", () => {
    const healthy = small({}, 8);
    expect(lendingHash(inAnotherEconomy(healthy, { ...crisis, jobsLost: 0, rule: "holidays" }))).toBe(
      lendingHash(healthy),
    );
  });

  test("an income threshold refuses the poor while it is in force, and changes nobody's numbers", () => {
    const without = small(crisis, 9);
    const withFloor = inAnotherEconomy(without, { ...crisis, rule: "income-floor" });
    const { refusedByRule, income, month } = withFloor.applications;
    expect(income).toEqual(without.applications.income);
    const refused = Array.from(refusedByRule.keys()).filter((row) => refusedByRule[row] === 1);
    expect(refused.length).toBeGreaterThan(100);
    for (const row of refused) {
      expect(income[row]).toBeLessThan(INCOME_FLOOR);
      expect(month[row]).toBeGreaterThanOrEqual(7);
      expect(month[row]).toBeLessThan(18);
    }
  });
});

test("an impossible setting is named with its value and its range", () => {
  expect(() => small({ jobsLost: 2 }, 1)).toThrow("“jobsLost” is 2; it must lie between 0 and 0.4");
  expect(() => small({ trainingMonths: 1.5 }, 1)).toThrow("“trainingMonths” is 1.5");
  expect(() => small({ rule: "other" as never }, 1)).toThrow("“rule” is other");
});
