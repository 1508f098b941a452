import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entropyShare, giniIndex, lorenzCurve } from "./concentration.ts";

const counts = fc
  .array(fc.integer({ min: 0, max: 1000 }), { minLength: 2, maxLength: 40 })
  .filter((list) => list.some((one) => one > 0))
  .map((list) => Float64Array.from(list));

describe("the Gini index", () => {
  it("is 0 where all are alike and (n - 1) / n where one has everything", () => {
    expect(giniIndex(Float64Array.of(3, 3, 3, 3))).toBe(0);
    expect(giniIndex(Float64Array.of(0, 0, 0, 8))).toBeCloseTo(0.75, 15);
  });

  it("is half the mean absolute difference of two items over the mean", () => {
    fc.assert(
      fc.property(counts, (list) => {
        let difference = 0;
        for (const a of list) for (const b of list) difference += Math.abs(a - b);
        const n = list.length;
        const mean = list.reduce((sum, one) => sum + one, 0) / n;
        expect(giniIndex(list)).toBeCloseTo(difference / (2 * n * n * mean), 10);
      }),
    );
  });

  it("is twice the area between the Lorenz curve and the diagonal", () => {
    fc.assert(
      fc.property(counts, (list) => {
        const curve = lorenzCurve(list);
        let area = 0;
        for (let k = 1; k < curve.length; k++)
          area += ((curve[k]!.share + curve[k - 1]!.share) / 2) * (curve[k]!.items - curve[k - 1]!.items);
        expect(giniIndex(list)).toBeCloseTo(1 - 2 * area, 10);
        expect(curve.at(-1)!.share).toBeCloseTo(1, 12);
      }),
    );
  });

  it("reads the largest of an array that is longer than the items", () => {
    expect(giniIndex(Float64Array.of(0, 1, 0, 3), 2)).toBeCloseTo(0.25, 15);
    expect(giniIndex(Float64Array.of(0, 0))).toBeNaN();
  });
});

describe("entropy over its maximum", () => {
  it("is 1 where all are alike, 0 where one has everything, and as defined between", () => {
    expect(entropyShare(Float64Array.of(5, 5, 5))).toBeCloseTo(1, 15);
    expect(entropyShare(Float64Array.of(0, 7, 0))).toBeCloseTo(0, 15);
    expect(entropyShare(Float64Array.of(1, 3))).toBeCloseTo(0.8112781244591328, 12);
    expect(entropyShare(Float64Array.of(0, 0))).toBeNaN();
    expect(entropyShare(Float64Array.of(4))).toBeNaN();
  });
});
