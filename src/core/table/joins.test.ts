import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asOfJoin } from "./as-of-join.ts";
import { groupRows, sortedOrder } from "./group.ts";
import { slice } from "./slice.ts";
import { categories, columnOf, isValid, numbers, table, take, validity } from "./table.ts";

describe("grouping and ordering", () => {
  test("the rows of a group stand in their order, and a negative code in no group", () => {
    const { offsets, rows } = groupRows([1, 0, 1, -1, 2, 1], 4);
    expect(Array.from(offsets)).toEqual([0, 1, 4, 5, 5]);
    expect(Array.from(rows)).toEqual([1, 0, 2, 5, 4]);
  });

  test("the order equals a stable sort, with ties, clusters and outliers", () => {
    const values = fc.array(
      fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double({ noNaN: true, min: -1e12, max: 1e12 })),
    );
    fc.assert(
      fc.property(values, (times) => {
        const plain = times.map((_, row) => row).sort((a, b) => times[a]! - times[b]! || a - b);
        expect(Array.from(sortedOrder(times))).toEqual(plain);
      }),
    );
    expect(sortedOrder(new Array(100).fill(3))[57]).toBe(57);
  });
});

describe("the point-in-time join", () => {
  test("equals a search through all rows", () => {
    const side = fc.array(
      fc.record({
        key: fc.integer({ min: -1, max: 3 }),
        time: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant(Number.NaN)),
      }),
    );
    fc.assert(
      fc.property(side, side, fc.boolean(), (left, right, exact) => {
        const of = (rows: typeof left) => ({ keys: rows.map((r) => r.key), times: rows.map((r) => r.time) });
        const plain = left.map(({ key, time }) => {
          let best = -1;
          right.forEach((row, i) => {
            const before = row.time < time || (exact && row.time === time);
            if (key >= 0 && row.key === key && before && (best < 0 || row.time >= right[best]!.time))
              best = i;
          });
          return best;
        });
        expect(Array.from(asOfJoin(of(left), of(right), exact))).toEqual(plain);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a slice", () => {
  const valid = validity(12, true);
  valid[1]! &= ~1;
  const source = table([
    [
      "x",
      numbers(
        Array.from({ length: 12 }, (_, i) => i * i),
        valid,
      ),
    ],
    ["c", categories(Array.from({ length: 12 }, (_, i) => (i % 5 === 0 ? null : `k${i % 3}`)))],
  ]);

  test("equals taking its rows one by one, gaps included", () => {
    const cut = slice(source, 3, 11);
    const taken = take(source, [3, 4, 5, 6, 7, 8, 9, 10]);
    for (const name of ["x", "c"]) {
      const a = columnOf(cut, name);
      const b = columnOf(taken, name);
      for (let row = 0; row < 8; row++) expect(isValid(a.valid, row)).toBe(isValid(b.valid, row));
      expect({ ...a, valid: null }).toEqual({ ...b, valid: null });
    }
    expect(isValid(columnOf(cut, "x").valid, 5)).toBe(false);
  });

  test("refuses a range outside the table, with the range", () => {
    expect(() => slice(source, 4, 13)).toThrow("Rows 4 to 13 do not lie within a table of 12 rows");
  });
});
