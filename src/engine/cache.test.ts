import { expect, test } from "vitest";
import { createCache, keyOf } from "./cache.ts";

test("the entry used longest ago is forgotten first", () => {
  const cache = createCache<number>(2);
  cache.set("a", 1);
  cache.set("b", 2);
  cache.get("a");
  cache.set("c", 3);
  expect([cache.get("a"), cache.get("b"), cache.get("c"), cache.size]).toEqual([1, undefined, 3, 2]);
});

test("a key does not depend on the order of the parameters, and differs with each of its parts", () => {
  expect(keyOf("x", { a: 1, b: 2 }, 3)).toBe(keyOf("x", { b: 2, a: 1 }, 3));
  const keys = [
    keyOf("x", { a: 1 }, 3),
    keyOf("y", { a: 1 }, 3),
    keyOf("x", { a: 2 }, 3),
    keyOf("x", { a: "1" }, 3),
    keyOf("x", { a: 1 }, 4),
  ];
  expect(new Set(keys).size).toBe(keys.length);
});
