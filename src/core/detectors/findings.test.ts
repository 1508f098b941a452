import { expect, test } from "vitest";
import { figure, span } from "./findings.ts";

test.each([
  [0.5, 0.6, "0.5 to 0.6"],
  [0.498, 0.6, "0.498 to 0.600"],
  [0.5, 0.62, "0.50 to 0.62"],
  [0.9, 1, "0.9 to 1.0"],
  [0, 1, "0 to 1"],
  [-0.0123, 0.456, "-0.012 to 0.456"],
  [9.96, 12.34, "10.0 to 12.3"],
  [-3, -1.5, "-3.0 to -1.5"],
  [812.4, 1204.6, "812 to 1,205"],
])("an interval from %d to %d has as many decimals at both ends: %s", (low, high, words) => {
  expect(span(low, high)).toBe(words);
});

test("an end that is not zero is never written as zero", () => {
  expect(span(0.0004, 5.23)).toBe(`${figure(0.0004)} to 5.23`);
  expect(span(-0.00002, 0.5)).not.toMatch(/-?0\.0+ /);
  expect(span(0, 0.5)).toBe("0.0 to 0.5");
});

test("what cannot be measured is said so", () => {
  expect(span(Number.NaN, 1)).toBe("not a number to 1");
  expect(span(0.5, Number.POSITIVE_INFINITY)).toBe("0.5 to infinite");
});
