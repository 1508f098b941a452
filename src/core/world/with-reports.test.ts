import fc from "fast-check";
import { expect, test } from "vitest";
import { paymentsWorld } from "./payments.ts";
import { withReports } from "./with-reports.ts";
import { worldHash } from "./world-hash.ts";

test("other reports of a world are the world of those settings, byte for byte", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 100000 }),
      fc.double({ min: 0.1, max: 1000, noNaN: true }),
      fc.double({ min: 0, max: 2, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (seed, reportingDelayHours, reportingDelaySigma, neverReported) => {
        const reports = { reportingDelayHours, reportingDelaySigma, neverReported };
        const settings = { payments: 800, fraudRate: 0.05 };
        const drawn = paymentsWorld({ ...settings, ...reports }, seed);
        expect(worldHash(withReports(paymentsWorld(settings, seed), reports))).toBe(worldHash(drawn));
      },
    ),
    { numRuns: 15 },
  );
});

test("an impossible share is refused with its name and value", () => {
  const world = paymentsWorld({ payments: 200 }, 1);
  expect(() => withReports(world, { neverReported: 1.5 })).toThrow(/neverReported.*1\.5/);
});
