import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { giniIndex } from "../../stats/concentration.ts";
import { shopWorld } from "./shop.ts";
import { FEW, type ShelfPolicy } from "./types.ts";

const CLICKS: ShelfPolicy = { randomised: 0, learns: "clicks" };
const small = { items: 12, rounds: 5, showings: 400 };
const policies = fc.record({
  randomised: fc.integer({ min: 0, max: 10 }).map((tenth) => tenth / 10),
  learns: fc.constantFrom("clicks" as const, "weighted-clicks" as const),
});
const seeds = fc.integer({ min: 0, max: 9999 });

describe("the shop", () => {
  it("is the same for the same seed, and counts what its log holds", () => {
    fc.assert(
      fc.property(seeds, policies, (seed, policy) => {
        const shop = shopWorld(small, policy, seed);
        expect(shopWorld(small, policy, seed)).toEqual(shop);
        for (const { log, shown, clicks, propensity } of shop.rounds) {
          const counted = new Float64Array(12);
          const clicked = new Float64Array(12);
          log.item.forEach((item, row) => {
            counted[item]!++;
            clicked[item]! += log.clicked[row]!;
          });
          expect(counted).toEqual(shown);
          expect(clicked).toEqual(clicks);
          expect(propensity.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
        }
      }),
      { numRuns: 20 },
    );
  });

  it("has the same items, visitors and first round under every policy", () => {
    fc.assert(
      fc.property(seeds, policies, policies, (seed, one, other) => {
        const [a, b] = [shopWorld(small, one, seed), shopWorld(small, other, seed)];
        expect(a.catalogue).toEqual(b.catalogue);
        expect(a.rounds[0]).toEqual(b.rounds[0]);
        for (const [k, round] of a.rounds.entries())
          expect(round.log.visitor).toEqual(b.rounds[k]!.log.visitor);
      }),
      { numRuns: 20 },
    );
  });

  it("shows items as often as their propensity says", () => {
    const { rounds, settings } = shopWorld({ showings: 60000, rounds: 3 }, { ...CLICKS, randomised: 0.3 }, 5);
    for (const { shown, propensity } of rounds)
      shown.forEach((count, i) => {
        const expected = settings.showings * propensity[i]!;
        expect(Math.abs(count - expected)).toBeLessThan(5 * Math.sqrt(expected));
      });
  });

  it("is clicked as often as its items please its visitors", () => {
    const { rounds, catalogue } = shopWorld({ showings: 200000, rounds: 1, items: 5 }, CLICKS, 8);
    rounds[0]!.clicks.forEach((clicks, i) => {
      expect(clicks / rounds[0]!.shown[i]!).toBeCloseTo(catalogue.clickRate[i]!, 2);
    });
    expect(Array.from(catalogue.taste.filter((one) => one === FEW))).toHaveLength(2);
  });

  it("concentrates on its own clicks, even where all items please alike; weighted clicks do not", () => {
    const alike = { appealSigma: 0, few: 0, showings: 3000 };
    const last = (policy: ShelfPolicy) => giniIndex(shopWorld(alike, policy, 3).rounds.at(-1)!.shown);
    expect(last(CLICKS)).toBeGreaterThan(0.4);
    expect(last({ randomised: 0.3, learns: "weighted-clicks" })).toBeLessThan(0.2);
    expect(last({ randomised: 1, learns: "clicks" })).toBeLessThan(0.1);
  });

  it("names a setting that cannot be", () => {
    expect(() => shopWorld({ few: 2 }, CLICKS, 1)).toThrow("“few” is 2");
    expect(() => shopWorld({ items: 2.5 }, CLICKS, 1)).toThrow("whole number");
    expect(() => shopWorld({}, { ...CLICKS, randomised: -1 }, 1)).toThrow("-1");
  });
});
