import { expect, test } from "vitest";
import { afterKey, fromPlace, type NumberSpec, places, toPlace } from "./slide.ts";

const log: NumberSpec = {
  kind: "number",
  label: "",
  unit: "h",
  min: 1,
  max: 1080,
  step: 0.5,
  default: 4,
  scale: "log",
};
const line: NumberSpec = { kind: "number", label: "", unit: "%", min: 0, max: 1, step: 0.05, default: 0.4 };

test("a value and its place on the slider lead to each other", () => {
  for (const spec of [log, line])
    for (const value of [spec.min, spec.default, spec.max])
      expect(fromPlace(spec, toPlace(spec, value))).toBeCloseTo(value, 9);
});

test("on a logarithmic slider each doubling takes the same room", () => {
  const room = (value: number) => toPlace(log, 2 * value) - toPlace(log, value);
  expect(room(2)).toBeCloseTo(room(200), 6);
  expect(toPlace(log, 1080)).toBe(places);
});

test("every key moves, and none leaves the range", () => {
  for (const spec of [log, line])
    for (const key of ["ArrowRight", "ArrowLeft", "PageUp", "PageDown", "Home", "End"]) {
      const next = afterKey(spec, spec.default, key)!;
      expect(next).not.toBe(spec.default);
      expect(next).toBeGreaterThanOrEqual(spec.min);
      expect(next).toBeLessThanOrEqual(spec.max);
    }
  expect(afterKey(line, 0.4, "a")).toBeNull();
});

test("the arrows reach every part of a logarithmic range in few steps, up and down", () => {
  let value = log.min;
  let steps = 0;
  while (value < log.max && steps < 200) {
    const next = afterKey(log, value, "ArrowRight")!;
    expect(next).toBeGreaterThan(value);
    value = next;
    steps++;
  }
  expect(steps).toBeLessThan(100);
  while (value > log.min && steps < 400) {
    const next = afterKey(log, value, "ArrowLeft")!;
    expect(next).toBeLessThan(value);
    value = next;
    steps++;
  }
  expect(value).toBe(log.min);
});
