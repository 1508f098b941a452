import fc from "fast-check";
import { expect, test } from "vitest";
import { FEATURES, type FeatureName } from "../features/features.ts";
import { paymentsWorld } from "../world/payments.ts";
import { DAY } from "../world/settings.ts";
import { worldHash } from "../world/world-hash.ts";
import { healthyScene } from "./fault.ts";
import { fraudWave } from "./fraud-wave.ts";

const scene = (seed: number) => healthyScene(paymentsWorld({ payments: 1500, fraudRate: 0.04 }, seed));

test("the wave touches no payment before it, and after it only adds frauds", () => {
  let added = 0;
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 100000 }),
      fc.integer({ min: 0, max: 20 }),
      fc.double({ min: 1, max: 6, noNaN: true }),
      (seed, fromDay, factor) => {
        const healthy = scene(seed);
        const broken = fraudWave.apply(healthy, { factor, fromDay }, seed);
        const [a, b] = [healthy.world.transactions, broken.world.transactions];
        expect(broken.world.users).toEqual(healthy.world.users);
        expect(b.eventAt).toEqual(a.eventAt);
        expect(b.user).toEqual(a.user);
        const at = healthy.world.periods.production.startAt + fromDay * DAY;
        for (let row = 0; row < a.count; row++) {
          const looks = (t: typeof a) => [t.amount[row], t.merchantCategory[row], t.deviceIsNew[row]].join();
          const turned = b.isFraud[row] !== a.isFraud[row];
          if (turned) added++;
          if (turned ? a.eventAt[row]! < at || a.isFraud[row] === 1 : looks(a) !== looks(b))
            expect.fail(`row ${row} changed, and the fault does not touch it`);
          if (a.eventAt[row]! >= at) continue;
          const same = (name: FeatureName) =>
            Object.is(broken.training.columns[name].values[row], healthy.training.columns[name].values[row]);
          if (!FEATURES.every(same)) expect.fail(`a feature of row ${row} changed before the wave`);
        }
        // Every fraud has its report, and one that was there before has the very same one.
        const reports = ({ chargebacks: c }: typeof healthy.world) =>
          new Map(Array.from(c.transaction, (row, i) => [row, c.reportedAt[i]]));
        const [own, later] = [reports(healthy.world), reports(broken.world)];
        expect([...later.keys()]).toEqual(Array.from(b.isFraud.keys()).filter((row) => b.isFraud[row] === 1));
        for (const [row, reported] of own) expect(later.get(row)).toEqual(reported);
      },
    ),
    { numRuns: 10 },
  );
  expect(added).toBeGreaterThan(0);
});

test("at the rate before it is the healthy world", () => {
  const healthy = scene(6);
  expect(worldHash(fraudWave.apply(healthy, { factor: 1, fromDay: 7 }, 6).world)).toBe(
    worldHash(healthy.world),
  );
});
