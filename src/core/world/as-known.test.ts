import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { paymentFeatures } from "../features/features.ts";
import { JOIN_POLICIES } from "../features/join-policy.ts";
import { type Random, random } from "../random.ts";
import { dayBegins, labelsAsKnown, labelsAsKnownAt, matureRows } from "./as-known.ts";
import { paymentsWorld } from "./payments.ts";
import { DAY } from "./settings.ts";
import type { PaymentsWorld } from "./types.ts";
import { HISTORY_FEATURES } from "./types.ts";

const DAYS = 28;
const make = (seed: number) =>
  paymentsWorld(
    { payments: 1200, warmUpDays: 7, trainingDays: 14, productionDays: 7, fraudRate: 0.1, newUserShare: 0.2 },
    seed,
  );

/** The same world with everything changed that is known only from `at` on: later payments, later reports. */
function changedAfter(world: PaymentsWorld, at: number, chance: Random): PaymentsWorld {
  const t = world.transactions;
  const changed = {
    ...world,
    transactions: {
      ...t,
      amount: t.amount.slice(),
      deviceIsNew: t.deviceIsNew.slice(),
      isFraud: t.isFraud.slice(),
    },
    chargebacks: { ...world.chargebacks, reportedAt: world.chargebacks.reportedAt.slice() },
  };
  for (let row = 0; row < t.count; row++) {
    if (t.eventAt[row]! < at) continue;
    changed.transactions.amount[row] = 1 + chance.integer(100000) / 100;
    changed.transactions.deviceIsNew[row] = chance.integer(2);
    changed.transactions.isFraud[row] = chance.integer(2);
  }
  const { reportedAt } = changed.chargebacks;
  for (let i = 0; i < reportedAt.length; i++) {
    if (reportedAt[i]! < at) continue;
    const earliest = Math.max(at, world.chargebacks.eventAt[i]!);
    reportedAt[i] = chance.chance(0.3) ? Number.NaN : earliest + chance.integer(3 * DAY);
  }
  return changed;
}

describe("as known on day D", () => {
  test("whatever is known only later, the labels as known on D stay the same", () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0, max: DAYS, noNaN: true }), (seed, day) => {
        const world = make(seed);
        const changed = changedAfter(world, dayBegins(world, day), random(seed).fork("change"));
        expect(labelsAsKnown(changed, day)).toEqual(labelsAsKnown(world, day));
      }),
      { numRuns: 40 },
    );
  });

  test("whatever is known only later, every feature value known before D stays the same, under every join", () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0, max: DAYS, noNaN: true }), (seed, day) => {
        const world = make(seed);
        const at = dayBegins(world, day);
        const changed = changedAfter(world, at, random(seed).fork("change"));
        for (const policy of JOIN_POLICIES) {
          const before = paymentFeatures(world, policy).columns;
          const after = paymentFeatures(changed, policy).columns;
          for (const name of Object.keys(before) as (keyof typeof before)[])
            for (let row = 0; row < world.transactions.count; row++) {
              if (!(before[name].knownAt[row]! < at) || world.transactions.eventAt[row]! >= at) continue;
              const same =
                Object.is(after[name].values[row], before[name].values[row]) &&
                after[name].absence[row] === before[name].absence[row];
              if (!same) expect.fail(`${policy} ${name} row ${row} changed with what was known only later`);
            }
        }
      }),
      { numRuns: 25 },
    );
  });

  test("point in time, a value is known by its payment; by date, payments before D do change with what comes after", () => {
    let travelled = 0;
    for (let seed = 0; seed < 5; seed++) {
      const world = make(seed);
      const at = dayBegins(world, 15.5);
      const changed = changedAfter(world, at, random(seed));
      const { rows } = labelsAsKnownAt(world, at);
      for (const policy of ["as-of-event", "last-finished-batch"] as const)
        for (const name of HISTORY_FEATURES) {
          const before = paymentFeatures(world, policy).columns[name];
          const after = paymentFeatures(changed, policy).columns[name];
          expect(after.values.subarray(0, rows)).toEqual(before.values.subarray(0, rows));
        }
      const before = paymentFeatures(world, "by-date").columns.avg_transaction_amount_last_7_days.values;
      const after = paymentFeatures(changed, "by-date").columns.avg_transaction_amount_last_7_days.values;
      for (let row = 0; row < rows; row++) if (!Object.is(before[row], after[row])) travelled++;
    }
    expect(travelled).toBeGreaterThan(0);
  });

  test("a label is known from just after its report on, and never where there is none", () => {
    const world = make(3);
    const { transaction, reportedAt } = world.chargebacks;
    for (let i = 0; i < reportedAt.length; i++) {
      const row = transaction[i]!;
      if (Number.isNaN(reportedAt[i]!)) {
        expect(labelsAsKnown(world, Number.POSITIVE_INFINITY).fraud[row]).toBe(0);
        continue;
      }
      expect(labelsAsKnownAt(world, reportedAt[i]!).fraud[row]).toBe(0);
      expect(labelsAsKnownAt(world, reportedAt[i]! + 1).fraud[row]).toBe(1);
    }
    expect(labelsAsKnown(world, 0).rows).toBe(0);
  });

  test("the maturity window keeps the rows that are old enough", () => {
    const world = make(4);
    const known = labelsAsKnown(world, 20);
    const mature = matureRows(world, known, 5);
    for (let row = 0; row < known.rows; row++)
      expect(mature[row]).toBe(world.transactions.eventAt[row]! <= dayBegins(world, 15) ? 1 : 0);
  });
});
