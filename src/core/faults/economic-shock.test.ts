import fc from "fast-check";
import { expect, test } from "vitest";
import { lendingHash, lendingWorld } from "../world/lending/lending.ts";
import { economicShock } from "./economic-shock.ts";

const healthy = lendingWorld({ applications: 2000 }, 7);
const usual = { depth: 0.15, length: 10, recovers: 0.8, rule: "holidays" };

test("an economic shock of no depth is the healthy world, and the healthy world is left as it was", () => {
  const before = lendingHash(healthy);
  expect(lendingHash(economicShock.apply(healthy, { ...usual, depth: 0 }, 7))).toBe(before);
  expect(lendingHash(economicShock.apply(healthy, usual, 7))).not.toBe(before);
  expect(lendingHash(healthy)).toBe(before);
});

test("a deeper economic shock puts more people out of work, and nobody back into it", () => {
  const depth = fc.integer({ min: 0, max: 30 }).map((percent) => percent / 100);
  fc.assert(
    fc.property(depth, depth, (a, b) => {
      const [mild, deep] = [Math.min(a, b), Math.max(a, b)].map(
        (one) => economicShock.apply(healthy, { ...usual, depth: one }, 7).applications.outOfWork,
      );
      expect(Array.from(mild!).filter((out, row) => out > deep![row]!)).toEqual([]);
    }),
    { numRuns: 10 },
  );
});

test("a shock and a lasting change are the same until the first job comes back", () => {
  const shock = economicShock.apply(healthy, usual, 7).applications;
  const lasting = economicShock.apply(healthy, { ...usual, recovers: 0 }, 7).applications;
  const rows = Array.from(shock.month.keys());
  const differs = rows.filter((row) => shock.income[row] !== lasting.income[row]);
  expect(differs.length).toBeGreaterThan(20);
  for (const row of differs) expect(shock.month[row]).toBeGreaterThan(16);
});
