import { expect, test } from "vitest";
import { spread } from "./spread.ts";

test("places that are far enough apart stay where they are", () => {
  expect(spread([10, 40, 90], 20, 0, 100)).toEqual([10, 40, 90]);
});

test("neighbours that are too near are moved apart by the gap, around their middle", () => {
  const [a, b] = spread([50, 52], 10, 0, 100);
  expect(b! - a!).toBeCloseTo(10, 0);
  expect((a! + b!) / 2).toBeCloseTo(51, 5);
});

test("the order is kept, whatever order they are given in", () => {
  const [a, b, c] = spread([52, 50, 51], 10, 0, 100);
  expect(b!).toBeLessThan(c!);
  expect(c!).toBeLessThan(a!);
});

test("nothing leaves the ends", () => {
  for (const place of spread([1, 2, 3], 10, 0, 100)) expect(place).toBeGreaterThanOrEqual(0);
});
