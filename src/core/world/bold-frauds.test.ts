import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withBoldFrauds } from "./bold-frauds.ts";
import { paymentsWorld } from "./payments.ts";
import { MERCHANT_CATEGORIES } from "./types.ts";

const worldOf = (seed: number) => paymentsWorld({ payments: 2000, fraudRate: 0.06 }, seed);
const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);

describe("bold frauds", () => {
  it("change the looks of frauds alone, and nothing else of the world", () => {
    let turned = 0;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9999 }), share, (seed, part) => {
        const before = worldOf(seed);
        const { world, bold } = withBoldFrauds(before, part, seed);
        const [a, b] = [before.transactions, world.transactions];
        expect(b.isFraud).toBe(a.isFraud);
        expect(world.chargebacks).toBe(before.chargebacks);
        for (let row = 0; row < a.count; row++) {
          const looks = (t: typeof a) => [t.amount[row], t.merchantCategory[row], t.deviceIsNew[row]].join();
          if (bold[row] === 0 && looks(a) !== looks(b)) expect.fail(`row ${row} changed and is not bold`);
          if (bold[row] === 1) {
            turned++;
            if (a.isFraud[row] === 0) expect.fail(`row ${row} is bold and no fraud`);
            expect(["gift cards", "electronics"]).toContain(MERCHANT_CATEGORIES[b.merchantCategory[row]!]);
            expect(b.amount[row]).toBeCloseTo(2.5 * a.amount[row]!, 1);
          }
        }
      }),
      { numRuns: 10 },
    );
    expect(turned).toBeGreaterThan(0);
  });

  it("are about the share asked for, and a larger share only adds to them", () => {
    const world = paymentsWorld({ payments: 20000, fraudRate: 0.06 }, 3);
    const frauds = world.transactions.isFraud.reduce((sum, one) => sum + one, 0);
    const rows = (part: number) => {
      const { bold } = withBoldFrauds(world, part, 3);
      return Array.from(bold.keys()).filter((row) => bold[row] === 1);
    };
    expect(rows(0)).toEqual([]);
    expect(rows(1)).toHaveLength(frauds);
    expect(rows(0.6)).toEqual(expect.arrayContaining(rows(0.3)));
    expect(Math.abs(rows(0.4).length / frauds - 0.4)).toBeLessThan(0.05);
  });

  it("cannot be more than all frauds", () => {
    expect(() => withBoldFrauds(worldOf(1), 1.2, 1)).toThrow("1.2");
  });
});
