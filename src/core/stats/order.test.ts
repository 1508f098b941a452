import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { random } from "../random.ts";
import { distinctOf } from "./distinct.ts";
import { sortedCopy, sortOrder } from "./order.ts";

/** Lists that take each of the ways: few distinct values, many, signs, zeros of both signs, infinities, in order already. */
const shapes = fc.record({
  seed: fc.integer(),
  rows: fc.constantFrom(0, 1, 300, 3000, 20_000),
  distinct: fc.constantFrom(1, 3, 600, 5000, 1e9),
  scale: fc.constantFrom(1, 0.01, 1e300),
  rising: fc.boolean(),
});

type Shape = { seed: number; rows: number; distinct: number; scale: number; rising: boolean };

function listOf({ seed, rows, distinct, scale, rising }: Shape): Float64Array {
  const source = random(seed);
  const values = Float64Array.from({ length: rows }, () => {
    const place = source.integer(distinct + 2) - Math.floor(distinct / 2);
    if (place === 1 && source.chance(0.5)) return source.chance(0.5) ? -0 : Number.NEGATIVE_INFINITY;
    return place * scale;
  });
  return rising ? values.sort() : values;
}

describe("sorting numbers", () => {
  it("gives what a comparison sort gives, whichever way is taken", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const values = listOf(shape);
        const expected = values.map((value) => value + 0).sort();
        expect(sortedCopy(values)).toEqual(expected);
        const order = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || a - b);
        expect(Array.from(sortOrder(values))).toEqual(order);
      }),
      { numRuns: 20 },
    );
  });
});

describe("distinct values", () => {
  it("stand in the order of first appearance, with their counts and the place of each entry", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const values = listOf(shape);
        const known = [...new Set(values)];
        const found = distinctOf(values)!;
        expect(Array.from(found.values)).toEqual(known);
        expect(Array.from(values, (_, row) => found.values[found.index[row]!]! + 0)).toEqual(
          Array.from(values, (value) => value + 0),
        );
        const counts = new Map<number, number>();
        for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
        expect(Array.from(found.counts)).toEqual(known.map((value) => counts.get(value)));
      }),
      { numRuns: 20 },
    );
  });

  it("leave NaN out, and give up early where hardly a value repeats", () => {
    expect(Array.from(distinctOf(Float64Array.of(2, Number.NaN, 2, -0, 0))!.index)).toEqual([0, -1, 0, 1, 1]);
    expect(
      distinctOf(
        Float64Array.from({ length: 5000 }, (_, i) => i + 0.1),
        1 / 8,
      ),
    ).toBeNull();
  });
});
