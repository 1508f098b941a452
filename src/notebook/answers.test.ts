import { expect, test } from "vitest";
import { judgeLine, judgeNumber } from "./answers.ts";

test("a guess within the tolerance is close, on either side", () => {
  expect(judgeNumber(0.66, 0.63, 0.05)).toBe("close");
  expect(judgeNumber(0.6, 0.63, 0.05)).toBe("close");
});

test("a guess outside the tolerance says on which side it lies", () => {
  expect(judgeNumber(0.9, 0.63, 0.05)).toBe("too-high");
  expect(judgeNumber(0.5, 0.63, 0.05)).toBe("too-low");
});

test("a line that falls where the truth rises goes the wrong way", () => {
  expect(judgeLine([0.9, 0.7, 0.5], [0.5, 0.7, 0.9], 0.05)).toBe("wrong-way");
});

test("a flat guess against a rising truth is judged by its height, not its way", () => {
  expect(judgeLine([0.9, 0.9, 0.9], [0.3, 0.5, 0.7], 0.05)).toBe("too-high");
});

test("a line that runs beside the truth is close", () => {
  expect(judgeLine([0.52, 0.72, 0.88], [0.5, 0.7, 0.9], 0.05)).toBe("close");
});
