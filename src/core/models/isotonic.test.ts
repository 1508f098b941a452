import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitIsotonic, predictIsotonic } from "./isotonic.ts";

describe("fitIsotonic", () => {
  it("pools neighbours that stand in the wrong order", () => {
    const model = fitIsotonic([1, 2, 3, 4], [0, 1, 0, 1]);
    expect([...model.x]).toEqual([1, 2, 3, 4]);
    expect([...model.y]).toEqual([0, 0.5, 0.5, 1]);
  });
  it("never falls, keeps the mean, and stays within the range of y, whatever the rows", () => {
    const row = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: -50, max: 50 }));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 80 }), (rows) => {
        const x = rows.map(([at]) => at);
        const y = rows.map(([, value]) => value);
        const fitted = predictIsotonic(fitIsotonic(x, y), x);
        const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, v) => total + v, 0);
        expect(sum(fitted)).toBeCloseTo(sum(y), 8);
        for (let i = 0; i < x.length; i++) {
          expect(fitted[i]!).toBeGreaterThanOrEqual(Math.min(...y) - 1e-12);
          for (let j = 0; j < x.length; j++)
            if (x[i]! < x[j]!) expect(fitted[i]!).toBeLessThanOrEqual(fitted[j]! + 1e-12);
        }
      }),
    );
  });
  it("is constant outside of what it has seen, and leaves NaN alone", () => {
    expect([...predictIsotonic(fitIsotonic([1, 2], [0, 1]), [-9, 1.5, 9, Number.NaN])]).toEqual([
      0,
      0.5,
      1,
      Number.NaN,
    ]);
  });
  it("names a row that cannot be used", () => {
    expect(() => fitIsotonic([1, Number.NaN], [0, 1])).toThrow("Row 1 cannot be used: x NaN");
    expect(() => fitIsotonic([1], [0, 1])).toThrow("x has 1 rows, y 2");
    expect(() => fitIsotonic([], [])).toThrow("no row to fit on");
  });
});
