import { expect, test } from "vitest";
import { thin, typeset } from "../core/export/typeset.ts";
import { clock, duration, fixed, formatParam, formatValue, pValue, span } from "./format.ts";

const plain = (text: string) => text.replace(/[\u00a0\u2009\u202f]/g, " ");

test("a rounded nought has no sign", () => {
  expect(fixed(-0.001, 2)).toBe("0.00");
  expect(fixed(-0.26, 1)).toBe("−0.3");
});

test("a duration is written in the unit that a person would use", () => {
  expect(plain(duration(0.5))).toBe("30 minutes");
  expect(plain(duration(1))).toBe("1 hour");
  expect(plain(duration(4))).toBe("4 hours");
  expect(plain(duration(1080))).toBe("45 days");
});

test("what is missing is a dash, never a zero", () => {
  expect(formatValue(Number.NaN)).toBe("–");
  expect(formatValue(undefined, "integer")).toBe("–");
  expect(formatValue(null, "eur")).toBe("–");
});

test("a share is read in per cent, with a decimal where it is small", () => {
  expect(formatValue(0.4, "percent")).toBe(`40${thin}%`);
  expect(formatValue(0.013, "percent")).toBe(`1.3${thin}%`);
});

test("a p-value is never written as nought", () => {
  expect(plain(pValue(0))).toBe("p < 0.001");
  expect(plain(pValue(0.004))).toBe("p = 0.004");
  expect(plain(pValue(0.31))).toBe("p = 0.31");
});

test("an hour of the day and a span of time are written as on a clock", () => {
  expect(clock(23.75)).toBe("23:45");
  expect(plain(span((14 * 60 + 49) * 60_000))).toBe("14 h 49 min");
});

test("a choice is written in its words", () => {
  const spec = {
    kind: "choice",
    label: "Join",
    options: ["a", "b"],
    words: ["by date", "as of the event"],
    default: "a",
  } as const;
  expect(formatParam(spec, "b")).toBe("as of the event");
});

test("no line can end between a number and its unit", () => {
  const breaks = /[ \t\n\u2009]/;
  for (const text of [formatValue(0.4, "percent"), formatValue(1240, "eur"), formatValue(3.2, "times")])
    expect(text).not.toMatch(breaks);
  expect(typeset("from 3.9 % to 6.6 %")).toBe("from 3.9\u202f% to 6.6\u202f%");
  expect(typeset("(p = 3e-12), p below 1e-300, chance alone 4.5e-4 or 1.5e-9, in “a1e-4”")).toBe(
    "(p\u00a0<\u00a00.001), p\u00a0<\u00a00.001, chance alone 0.00045 or under 0.000001, in “a1e-4”",
  );
  expect(typeset("by -1.47 points (-2 to -1), on 2026-11-25, in U123-1 and “a-1”")).toBe(
    "by −1.47 points (−2 to −1), on 2026-11-25, in U123-1 and “a-1”",
  );
});
