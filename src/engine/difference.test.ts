import { expect, test } from "vitest";
import { firstDifference } from "./difference.ts";

test("equal results have no difference, NaN and typed arrays included", () => {
  const make = () => ({
    a: [1, Number.NaN],
    b: new Float64Array([1, 2]),
    c: null,
    d: new Map([["x", { y: 1 }]]),
  });
  expect(firstDifference(make(), make(), "r")).toBeNull();
});

test.each([
  ["one bit of one number", { a: [0.3] }, { a: [0.1 + 0.2] }, "r.a[0]: 0.3 against 0.30000000000000004"],
  ["minus zero", { a: 0 }, { a: -0 }, "r.a: 0 against -0"],
  ["a length", { a: [1] }, { a: [1, 2] }, "r.a.length: 1 against 2"],
  ["a key that is missing", { a: 1, b: undefined }, { a: 1 }, "r.b: only on one side"],
  [
    "a typed array beside a plain one",
    { a: [1] },
    { a: new Float64Array([1]) },
    "r.a: Array against Float64Array",
  ],
  ["null", { a: null }, { a: {} }, "r.a: null against Object"],
  ["an entry of a map", new Map([["x", 1]]), new Map([["x", 2]]), "r[0][1]: 1 against 2"],
])("%s is found and named", (_what, a, b, difference) => {
  expect(firstDifference(a, b, "r")).toBe(difference);
});
