import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { random } from "../random.ts";
import { foldRows, sampleRows, stratifiedFolds } from "./folds.ts";

describe("stratifiedFolds", () => {
  it("gives every fold the same share of each label, to within one row", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 7, maxLength: 200 }),
        fc.integer({ min: 2, max: 7 }),
        fc.integer(),
        (labels, folds, seed) => {
          const fold = stratifiedFolds(labels, folds, random(seed));
          for (const label of [0, 1, 2, "any"]) {
            const sizes = new Array(folds).fill(0);
            for (let i = 0; i < labels.length; i++)
              if (label === "any" || labels[i] === label) sizes[fold[i]!]++;
            expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
          }
        },
      ),
    );
  });
  it("draws the same folds from the same seed and others from another", () => {
    const labels = Array.from({ length: 50 }, (_, i) => i % 2);
    expect(stratifiedFolds(labels, 5, random(1))).toEqual(stratifiedFolds(labels, 5, random(1)));
    expect(stratifiedFolds(labels, 5, random(1))).not.toEqual(stratifiedFolds(labels, 5, random(2)));
  });
  it("says what cannot be", () => {
    expect(() => stratifiedFolds([0, 1], 1, random(1))).toThrow("it is 1");
    expect(() => stratifiedFolds([0, 1], 3, random(1))).toThrow("2 rows cannot be put into 3 folds");
  });
  it("parts the rows into those inside and outside of a fold", () => {
    const { inside, outside } = foldRows([0, 1, 0, 2], 0);
    expect([[...inside], [...outside]]).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });
});

describe("sampleRows", () => {
  it("draws different rows, in order, and all of them where they fit", () => {
    const rows = sampleRows(1000, 100, random(3));
    expect(new Set(rows).size).toBe(100);
    expect([...rows]).toEqual([...rows].sort((a, b) => a - b));
    expect(sampleRows(5, 100, random(3))).toEqual(Int32Array.of(0, 1, 2, 3, 4));
  });
  it("draws every row equally often", () => {
    const counts = new Float64Array(10);
    for (let seed = 0; seed < 2000; seed++) for (const row of sampleRows(10, 3, random(seed))) counts[row]!++;
    for (const count of counts) expect(Math.abs(count - 600)).toBeLessThan(90);
  });
});
