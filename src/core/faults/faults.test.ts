import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FEATURES, type FeatureName, NO_HISTORY, NOT_AVAILABLE, PRESENT } from "../features/features.ts";
import { paymentsWorld } from "../world/payments.ts";
import { worldHash } from "../world/world-hash.ts";
import { defaultAsSignal } from "./default-as-signal.ts";
import { healthyScene, type Scene } from "./fault.ts";
import { featureStoreOutage, inOutage } from "./feature-store-outage.ts";
import { FAULTS } from "./index.ts";
import { sameDayBatchJoin } from "./same-day-batch-join.ts";
import { unlikeCohort } from "./unlike-cohort.ts";

const seeds = fc.integer({ min: 0, max: 100000 });
const runs = { numRuns: 15 };
const COUNT = "user_chargeback_count_last_30_days";
const AVERAGE = "avg_transaction_amount_last_7_days";

const scene = (seed: number) =>
  healthyScene(paymentsWorld({ payments: 1500, fraudRate: 0.05, newUserShare: 0.1, cohortShare: 0.2 }, seed));

/** Expects both sides' features to be the same in all rows where `untouched`, of all features but those left out. */
function expectSame(a: Scene, b: Scene, untouched: (row: number) => boolean, leftOut: FeatureName[] = []) {
  for (const side of ["training", "production"] as const)
    for (const name of FEATURES.filter((feature) => !leftOut.includes(feature))) {
      const x = a[side].columns[name];
      const y = b[side].columns[name];
      for (let row = 0; row < x.values.length; row++)
        if (untouched(row) && !(Object.is(x.values[row], y.values[row]) && x.absence[row] === y.absence[row]))
          expect.fail(`${side} ${name} row ${row}: ${x.values[row]} became ${y.values[row]}`);
    }
}

const everywhere = () => true;

test("every fault's id is its own, and its file's name", () => {
  expect(FAULTS.map((fault) => fault.id)).toEqual([
    "same-day-batch-join",
    "default-as-signal",
    "feature-store-outage",
    "unlike-cohort",
    "immature-labels",
    "fraud-wave",
    "two-years-later",
    "concept-drift",
    "economic-shock",
    "serving-skew",
    "broken-feed",
    "selective-labels",
  ]);
});

describe("the same-day batch join", () => {
  test("touches the chargeback count alone, and no user who was never reported", () => {
    let leaked = 0;
    fc.assert(
      fc.property(seeds, (seed) => {
        const healthy = scene(seed);
        const params = { training: "by-date", serving: "last-finished-batch" };
        const broken = sameDayBatchJoin.apply(healthy, params, seed);
        expect(broken.world).toBe(healthy.world);
        expectSame(healthy, broken, everywhere, [COUNT]);
        const { transactions: t, chargebacks: c } = healthy.world;
        const reported = new Set(
          Array.from(c.transaction).flatMap((row, i) =>
            Number.isNaN(c.reportedAt[i]!) ? [] : [t.user[row]!],
          ),
        );
        for (let row = 0; row < t.count; row++) {
          const before = healthy.training.columns[COUNT].values[row];
          const after = broken.training.columns[COUNT].values[row];
          if (!reported.has(t.user[row]!)) expect(after).toBe(before);
          else if (after !== before) leaked++;
        }
      }),
      runs,
    );
    expect(leaked).toBeGreaterThan(0);
  });

  test("as of the event on both sides is the healthy scene", () => {
    const healthy = scene(1);
    const params = { training: "as-of-event", serving: "as-of-event" };
    expectSame(healthy, sameDayBatchJoin.apply(healthy, params, 1), everywhere);
  });
});

describe("the default as signal", () => {
  test("writes its value where nothing is known, and touches nothing else", () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: -1, max: 500 }), (seed, value) => {
        const healthy = scene(seed);
        const broken = defaultAsSignal.apply(healthy, { value }, seed);
        const { absence } = healthy.training.columns[AVERAGE];
        expectSame(healthy, broken, (row) => absence[row] === PRESENT);
        expectSame(healthy, broken, everywhere, [AVERAGE]);
        for (let row = 0; row < absence.length; row++)
          if (absence[row] === NO_HISTORY) expect(broken.production.columns[AVERAGE].values[row]).toBe(value);
      }),
      runs,
    );
  });
});

describe("the feature store outage", () => {
  test("loses values of active users within its hours in production, and touches nothing else", () => {
    const hour = fc.integer({ min: 0, max: 23 });
    fc.assert(
      fc.property(
        seeds,
        hour,
        hour,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (seed, fromHour, hours, intensity) => {
          const healthy = scene(seed);
          const broken = featureStoreOutage.apply(healthy, { fromHour, hours, intensity }, seed);
          const { transactions, periods } = healthy.world;
          const { absence } = healthy.production.columns[AVERAGE];
          const lost = broken.production.columns[AVERAGE].absence;
          expect(broken.training).toBe(healthy.training);
          expectSame(healthy, broken, (row) => lost[row] !== NOT_AVAILABLE);
          for (let row = 0; row < absence.length; row++)
            if (lost[row] === NOT_AVAILABLE) {
              expect(absence[row]).toBe(PRESENT);
              expect(row).toBeGreaterThanOrEqual(periods.production.from);
              expect(inOutage(transactions.hour[row]!, { fromHour, hours })).toBe(true);
            }
          expect(broken.production.columns[AVERAGE].absence.filter((r) => r === NO_HISTORY)).toEqual(
            absence.filter((r) => r === NO_HISTORY),
          );
        },
      ),
      runs,
    );
  });

  test("loses about the share asked for, and a stronger outage only loses more", () => {
    const healthy = scene(4);
    const lostAt = (intensity: number) =>
      featureStoreOutage.apply(healthy, { fromHour: 16, hours: 6, intensity }, 4).production.columns[AVERAGE]
        .absence;
    const rows = Array.from(healthy.world.transactions.id.keys());
    const lost = (intensity: number) => rows.filter((row) => lostAt(intensity)[row] === NOT_AVAILABLE);
    const [none, half, all] = [lost(0), lost(0.5), lost(1)];
    expect(none).toEqual([]);
    expect(all).toEqual(expect.arrayContaining(half));
    expect(Math.abs(half.length / all.length - 0.5)).toBeLessThan(0.15);
  });

  test("a window may run past midnight", () => {
    expect([22, 23, 0, 1, 2].map((h) => inOutage(h, { fromHour: 23, hours: 3 }))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  });
});

describe("the unlike cohort", () => {
  test("touches no payment and no feature of anybody outside the cohort, and adds frauds alone within it", () => {
    let added = 0;
    fc.assert(
      fc.property(seeds, fc.double({ min: 1, max: 10, noNaN: true }), (seed, risk) => {
        const healthy = scene(seed);
        const broken = unlikeCohort.apply(healthy, { risk }, seed);
        const a = healthy.world.transactions;
        const b = broken.world.transactions;
        expect(broken.world.users).toEqual(healthy.world.users);
        expect(b.eventAt).toEqual(a.eventAt);
        expect(b.user).toEqual(a.user);
        expect(b.paymentMethod).toEqual(a.paymentMethod);
        expectSame(healthy, broken, (row) => healthy.world.users.cohort[a.user[row]!] === 0);
        for (let row = 0; row < a.count; row++) {
          const outside = healthy.world.users.cohort[a.user[row]!] === 0;
          const turned = b.isFraud[row] !== a.isFraud[row];
          if (turned) added++;
          const looks = (t: typeof a) => [t.amount[row], t.merchantCategory[row], t.deviceIsNew[row]].join();
          if (turned ? outside || a.isFraud[row] === 1 : looks(a) !== looks(b))
            expect.fail(`row ${row} changed, and the fault does not touch it`);
        }
      }),
      runs,
    );
    expect(added).toBeGreaterThan(0);
  });

  test("at the others' risk it is the healthy world", () => {
    const healthy = scene(6);
    const same = unlikeCohort.apply(healthy, { risk: 1 }, 6);
    expect(worldHash(same.world)).toBe(worldHash(healthy.world));
    expectSame(healthy, same, everywhere);
  });
});
