import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FEATURES } from "../features/features.ts";
import {
  between,
  daysOf,
  fraudsUnder,
  OLD_ACCOUNTS,
  tenureOf,
  weightsUnder,
  withFrauds,
  YOUNG_ACCOUNTS,
} from "../world/fraud-habits.ts";
import { paymentsWorld } from "../world/payments.ts";
import { changedBy, conceptDrift, driftedFrauds, SHAPES } from "./concept-drift.ts";
import { healthyScene } from "./fault.ts";

const make = (seed: number) => {
  const world = paymentsWorld(
    { payments: 2500, trainingDays: 14, productionDays: 28, fraudRate: 0.08, newUserShare: 0 },
    seed,
  );
  return healthyScene(withFrauds(world, fraudsUnder(world, weightsUnder(world, OLD_ACCOUNTS), seed)));
};
/** Whether two arrays hold the same bytes; quicker than going through their entries one by one. */
const same = (a: Float64Array, b: Float64Array) =>
  a.length === b.length &&
  Buffer.from(a.buffer, a.byteOffset, a.byteLength).equals(Buffer.from(b.buffer, b.byteOffset, b.byteLength));
const shape = fc.constantFrom(...SHAPES);
const seeds = fc.integer({ min: 0, max: 100000 });
const COUNT = "user_chargeback_count_last_30_days";

describe("concept drift", () => {
  test("touches no payment and no feature but the count of reports, and nothing before the change", () => {
    let moved = 0;
    fc.assert(
      fc.property(seeds, shape, fc.integer({ min: 0, max: 27 }), (seed, how, fromDay) => {
        const healthy = make(seed);
        const broken = conceptDrift.apply(healthy, { shape: how, fromDay, days: 7 }, seed);
        const [a, b] = [healthy.world.transactions, broken.world.transactions];
        for (const name of ["id", "user", "eventAt", "amount", "hour", "paymentMethod"] as const)
          expect(b[name]).toBe(a[name]);
        expect(broken.world.users).toBe(healthy.world.users);
        for (const name of FEATURES)
          if (name !== COUNT)
            expect(
              same(broken.production.columns[name].values, healthy.production.columns[name].values),
              name,
            ).toBe(true);
        const start = healthy.world.periods.production.startAt + fromDay * 86400000;
        for (let row = 0; row < a.count; row++) {
          if (a.isFraud[row] === b.isFraud[row]) continue;
          moved++;
          expect(a.eventAt[row]).toBeGreaterThanOrEqual(start);
        }
      }),
      { numRuns: 20 },
    );
    expect(moved).toBeGreaterThan(100);
  });

  test("leaves as many frauds on every day", () => {
    fc.assert(
      fc.property(seeds, shape, (seed, how) => {
        const { world } = make(seed);
        const drifted = driftedFrauds(world, { shape: how, fromDay: 5, days: 9 }, seed);
        const first = daysOf(world);
        const sum = (marks: Uint8Array, day: number) =>
          marks.subarray(first[day], first[day + 1]).reduce((all, one) => all + one, 0);
        for (let day = 0; day + 1 < first.length; day++)
          expect(sum(drifted, day)).toBe(sum(world.transactions.isFraud, day));
      }),
      { numRuns: 15 },
    );
  });

  test("a payment that stays a fraud keeps its report", () => {
    const healthy = make(3);
    const broken = conceptDrift.apply(healthy, { shape: "gradual", fromDay: 3, days: 20 }, 3);
    const reports = ({ world }: typeof healthy) =>
      new Map(Array.from(world.chargebacks.transaction, (row, i) => [row, world.chargebacks.reportedAt[i]]));
    const [before, after] = [reports(healthy), reports(broken)];
    const kept = [...before.keys()].filter((row) => after.has(row));
    expect(kept.length).toBeGreaterThan(20);
    for (const row of kept) expect(after.get(row)).toEqual(before.get(row));
  });

  test("sliding begins without a jump: on the first of many days nearly all frauds are where they were", () => {
    const { world } = make(4);
    const drifted = driftedFrauds(world, { shape: "incremental", fromDay: 0, days: 365 }, 4);
    const { from } = world.periods.production;
    let [frauds, kept] = [0, 0];
    for (let row = from; row < from + 300; row++)
      if (world.transactions.isFraud[row] === 1) {
        frauds++;
        kept += drifted[row]!;
      }
    expect(kept / frauds).toBeGreaterThan(0.8);
  });

  test("moves the frauds from old accounts to young ones, and half way in doublings in the middle of a slide", () => {
    const world = make(5).world;
    const { from, to } = world.periods.production;
    const middle = (marks: Uint8Array) => {
      const ages: number[] = [];
      for (let row = from; row < to; row++) if (marks[row] === 1) ages.push(tenureOf(world, row));
      return ages.sort((a, b) => a - b)[ages.length >> 1]!;
    };
    const late = middle(driftedFrauds(world, { shape: "sudden", fromDay: 0, days: 1 }, 5));
    expect(middle(world.transactions.isFraud)).toBeGreaterThan(2 * late);
    expect(late).toBeLessThan(250);
    const { amount, tenure } = between(OLD_ACCOUNTS, YOUNG_ACCOUNTS, 0.5);
    expect(amount).toBeCloseTo(Math.sqrt(OLD_ACCOUNTS.amount * YOUNG_ACCOUNTS.amount), 9);
    expect(tenure).toBeCloseTo(Math.sqrt(OLD_ACCOUNTS.tenure * YOUNG_ACCOUNTS.tenure), 9);
  });

  test("how far the change has come, shape by shape", () => {
    const by = (how: string) =>
      [0, 4, 5, 9, 10, 14, 15, 30].map((day) => changedBy({ shape: how, fromDay: 5, days: 5 }, day));
    expect(by("sudden")).toEqual([0, 0, 1, 1, 1, 1, 1, 1]);
    expect(by("recurring")).toEqual([0, 0, 1, 1, 0, 0, 1, 0]);
    expect(by("gradual")).toEqual([0, 0, 0.1, 0.9, 1, 1, 1, 1]);
    expect(by("incremental")).toEqual(by("gradual"));
  });
});

test("the same frauds give the same reports as the world's own", () => {
  const world = paymentsWorld({ payments: 2000 }, 9);
  expect(withFrauds(world, world.transactions.isFraud).chargebacks).toEqual(world.chargebacks);
});
