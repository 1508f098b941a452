import fc from "fast-check";
import { expect, test } from "vitest";
import { labelsAsKnown, labelsAsKnownAt } from "../world/as-known.ts";
import { paymentsWorld } from "../world/payments.ts";
import { DAY } from "../world/settings.ts";
import { healthyScene } from "./fault.ts";
import { immatureLabels } from "./immature-labels.ts";

const scene = (seed: number) =>
  healthyScene(paymentsWorld({ payments: 1500, fraudRate: 0.06, reportingDelayHours: 96 }, seed));

test("a report of that day or later is not there yet, an earlier one is as it was, and nothing else is touched", () => {
  let hidden = 0;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100000 }), fc.integer({ min: 0, max: 30 }), (seed, day) => {
      const healthy = scene(seed);
      const broken = immatureLabels.apply(healthy, { day }, seed);
      expect(broken.training).toBe(healthy.training);
      expect(broken.production).toBe(healthy.production);
      const { chargebacks: before, ...rest } = healthy.world;
      const { chargebacks: after, ...same } = broken.world;
      expect(same).toEqual(rest);
      expect({ ...after, reportedAt: null }).toEqual({ ...before, reportedAt: null });
      const at = healthy.world.periods.production.startAt + day * DAY;
      for (let i = 0; i < before.count; i++) {
        const isKnown = before.reportedAt[i]! < at;
        expect(after.reportedAt[i]).toEqual(isKnown ? before.reportedAt[i] : Number.NaN);
        if (!isKnown && !Number.isNaN(before.reportedAt[i]!)) hidden++;
      }
      // What is read of it at the end of all waiting is what was known on that day.
      const known = labelsAsKnownAt(healthy.world, at);
      expect(labelsAsKnown(broken.world, Number.POSITIVE_INFINITY).fraud.subarray(0, known.rows)).toEqual(
        known.fraud,
      );
    }),
    { numRuns: 10 },
  );
  expect(hidden).toBeGreaterThan(0);
});
