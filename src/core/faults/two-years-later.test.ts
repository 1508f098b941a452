import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FEATURES } from "../features/features.ts";
import { paymentsWorld } from "../world/payments.ts";
import { healthyScene } from "./fault.ts";
import { twoYearsLater } from "./two-years-later.ts";

const share = fc.double({ min: 0, max: 0.6, noNaN: true });
const scene = (seed: number) => healthyScene(paymentsWorld({ payments: 1500, fraudRate: 0.05 }, seed));
const none = { inflation: 0, newMethod: 0, habits: 0 };
const UNTOUCHED = [
  "user_chargeback_count_last_30_days",
  "tx_count_last_24_hours",
  "hour",
  "tenure_days",
] as const;

describe("two years later", () => {
  test("leaves everything before production, who pays, when, and which payments are fraud as they were", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9999 }),
        share,
        share,
        share,
        (seed, inflation, newMethod, habits) => {
          const healthy = scene(seed);
          const broken = twoYearsLater.apply(healthy, { inflation, newMethod, habits }, seed);
          expect(broken.training).toBe(healthy.training);
          const then = healthy.world.transactions;
          const now = broken.world.transactions;
          for (const name of ["eventAt", "user", "isFraud", "hour", "id"] as const)
            expect(now[name]).toBe(then[name]);
          const { from } = healthy.world.periods.production;
          for (const name of ["amount", "merchantCategory", "paymentMethod", "deviceIsNew"] as const)
            expect(now[name].subarray(0, from)).toEqual(then[name].subarray(0, from));
          for (const name of UNTOUCHED)
            expect(broken.production.columns[name].values).toEqual(healthy.production.columns[name].values);
          for (let row = from; row < then.count; row++)
            if (broken.production.columns.amount.values[row] !== now.amount[row])
              expect.fail(`row ${row}: the feature and the payment have different amounts`);
        },
      ),
      { numRuns: 12 },
    );
  });

  test("without any drift it is the healthy scene", () => {
    const healthy = scene(1);
    const same = twoYearsLater.apply(healthy, none, 1);
    for (const name of FEATURES)
      expect(same.production.columns[name].values).toEqual(healthy.production.columns[name].values);
    expect(same.world.transactions.amount).toEqual(healthy.world.transactions.amount);
  });

  test("each strength moves what it is about: prices, the new method's share, merchants and devices of genuine payments", () => {
    const healthy = scene(2);
    const { from, to } = healthy.world.periods.production;
    const then = healthy.world.transactions;
    const afterwards = (part: Partial<typeof none>) =>
      twoYearsLater.apply(healthy, { ...none, ...part }, 2).world.transactions;
    const dearer = afterwards({ inflation: 0.5 });
    for (let row = from; row < to; row++) expect(dearer.amount[row]! / then.amount[row]!).toBeCloseTo(1.5, 1);
    const instant = afterwards({ newMethod: 0.4 });
    const used = instant.paymentMethod.subarray(from, to).filter((code) => code === 4).length;
    expect(Math.abs(used / (to - from) - 0.4)).toBeLessThan(0.12);
    const other = afterwards({ habits: 0.8 });
    let moved = 0;
    for (let row = from; row < to; row++) {
      const changed =
        other.merchantCategory[row] !== then.merchantCategory[row] ||
        other.deviceIsNew[row] !== then.deviceIsNew[row];
      if (changed) moved++;
      if (changed) expect(then.isFraud[row]).toBe(0);
    }
    expect(moved / (to - from)).toBeGreaterThan(0.5);
  });

  test("a stronger drift keeps what a weaker one moved", () => {
    const healthy = scene(3);
    const at = (newMethod: number) =>
      twoYearsLater.apply(healthy, { ...none, newMethod }, 3).world.transactions;
    const [weak, strong] = [at(0.1), at(0.5)];
    for (let row = 0; row < weak.count; row++)
      if (weak.paymentMethod[row] === 4) expect(strong.paymentMethod[row]).toBe(4);
  });
});
