import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FEATURES } from "../features/features.ts";
import { paymentsWorld } from "../world/payments.ts";
import { healthyScene } from "./fault.ts";
import {
  APPROVED,
  BLOCKED,
  EXPLORED,
  explorationSource,
  outcomesOf,
  selectiveLabels,
} from "./selective-labels.ts";

const COUNT = "user_chargeback_count_last_30_days";
const sceneOf = (seed: number) =>
  healthyScene(paymentsWorld({ payments: 2500, fraudRate: 0.05, neverReported: 0 }, seed));
const apply = (seed: number, block: number, explore: number) => {
  const healthy = sceneOf(seed);
  return { healthy, broken: selectiveLabels.apply(healthy, { block, explore }, seed) };
};

describe("selective labels", () => {
  it("take the chargebacks of blocked payments alone, and touch no payment and no other feature", () => {
    let taken = 0;
    const share = fc.integer({ min: 0, max: 20 }).map((percent) => percent / 100);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9999 }), share, share, (seed, block, explore) => {
        const { healthy, broken } = apply(seed, block, explore);
        const [a, b] = [healthy.world, broken.world];
        expect(b.transactions).toBe(a.transactions);
        expect(b.users).toBe(a.users);
        const touched = new Set<number>();
        for (const [i, row] of a.chargebacks.transaction.entries()) {
          const [before, after] = [a.chargebacks.reportedAt[i], b.chargebacks.reportedAt[i]];
          if (broken.outcome[row] === BLOCKED) {
            taken++;
            touched.add(a.transactions.user[row]!);
            expect(after).toBeNaN();
          } else expect(after).toBe(before);
        }
        for (const name of FEATURES) {
          const [x, y] = [healthy.production.columns[name].values, broken.production.columns[name].values];
          for (let row = 0; row < x.length; row++)
            if (!Object.is(x[row], y[row])) {
              expect(name).toBe(COUNT);
              expect(touched).toContain(a.transactions.user[row]!);
            }
        }
        for (let row = 0; row < a.periods.production.from; row++) expect(broken.outcome[row]).toBe(APPROVED);
      }),
      { numRuns: 12 },
    );
    expect(taken).toBeGreaterThan(0);
  });

  it("with nothing blocked, or everything explored, leave the healthy world", () => {
    for (const [block, explore] of [
      [0, 0],
      [0.1, 1],
    ] as const) {
      const { healthy, broken } = apply(4, block, explore);
      expect(broken.world).toBe(healthy.world);
      expect(broken.training).toBe(healthy.training);
    }
  });

  it("block about the share asked for, and more exploration only lets more of the same payments through", () => {
    const at = (explore: number) => apply(7, 0.1, explore).broken.outcome;
    const stopped = at(0).filter((one) => one === BLOCKED).length;
    expect(stopped / sceneOf(7).world.periods.production.to).toBeLessThan(0.1);
    expect(stopped).toBeGreaterThan(30);
    const through = (explore: number) => {
      const outcome = at(explore);
      return Array.from(outcome.keys()).filter((row) => outcome[row] === EXPLORED);
    };
    expect(through(0.5)).toEqual(expect.arrayContaining(through(0.2)));
    expect(through(0.5).length).toBeGreaterThan(through(0.2).length);
  });

  it("let payments through with the chance given, whatever their score", () => {
    const ids = Int32Array.from({ length: 4000 }, (_, i) => i + 1);
    const scores = Float64Array.from(ids, (id) => (id % 100) / 100);
    const outcome = outcomesOf(ids, scores, 0.5, 0.25, explorationSource(1));
    expect(outcome.every((one, i) => (one === APPROVED) === scores[i]! < 0.5)).toBe(true);
    const explored = outcome.filter((one) => one === EXPLORED).length;
    expect(Math.abs(explored / 2000 - 0.25)).toBeLessThan(0.03);
    expect(
      outcomesOf(ids, scores.fill(Number.NaN), 0.5, 1, explorationSource(1)).every((one) => one === APPROVED),
    ).toBe(true);
  });
});
