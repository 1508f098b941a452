import { describe, expect, it } from "vitest";
import { categories, clearValid, numbers, table, times, validity } from "../table/table.ts";
import { checkRules } from "./check.ts";
import { sayResult } from "./say.ts";
import { DAY } from "./testing.ts";
import type { Rule, RuleSet } from "./types.ts";

const set = (...rules: object[]): RuleSet => ({
  stopAbove: 1,
  learnedFrom: null,
  rules: rules.map((rule, i) => ({ id: `r${i}`, on: true, from: "added", ...rule })) as Rule[],
});

describe("a batch against rules", () => {
  const valid = validity(4, true);
  clearValid(valid, 1);
  const batch = table([
    ["n", numbers([1, 2, Number.NaN, -4], valid)],
    ["t", categories(["a", null, "b", "a"])],
    ["at", times([0, DAY, DAY, 3 * DAY])],
    ["came", times([3600000, DAY, DAY - 1, 3 * DAY])],
  ]);
  const rowsOf = (rule: object) => [...checkRules(set(rule), batch).results[0]!.rows];

  it.each([
    [{ rule: "present", column: "n" }, [1, 2]],
    [{ rule: "present", column: "t" }, [1]],
    [{ rule: "range", column: "n", min: 0, max: null }, [3]],
    [{ rule: "range", column: "n", min: null, max: 0.5 }, [0]],
    [{ rule: "known", column: "t", values: ["a"] }, [2]],
    [{ rule: "known", column: "n", values: ["1"] }, [3]],
    [{ rule: "unique", columns: ["t"] }, [3]],
    [{ rule: "unique", columns: ["t", "n"] }, []],
    [{ rule: "compare", column: "n", is: ">", to: 0, other: null }, [3]],
    [{ rule: "compare", column: "came", is: ">=", to: null, other: "at" }, [2]],
    [{ rule: "arrival", column: "came", event: "at", hours: 0.5 }, [0]],
    [{ rule: "order", column: "n" }, [3]],
  ])("%o is broken by the rows %o", (rule, rows) => {
    expect(rowsOf(rule)).toEqual(rows);
  });

  it.each([
    [{ rule: "kind", column: "n", kind: "number" }, "holds"],
    [{ rule: "kind", column: "n", kind: "category" }, "breaks"],
    [{ rule: "kind", column: "gone", kind: "category" }, "breaks"],
    [{ rule: "rows", column: "at", min: 1, max: 2 }, "breaks"],
    [{ rule: "rows", column: "at", min: 0, max: 2 }, "holds"],
    [{ rule: "share", column: "n", of: "missing", value: null, than: null, min: 0, max: 0.4 }, "breaks"],
    [{ rule: "share", column: "t", of: "value", value: "a", than: null, min: 0.6, max: 0.7 }, "holds"],
    [{ rule: "share", column: "n", of: "above", value: null, than: 0, min: 0, max: 0.4 }, "breaks"],
    [{ rule: "share", column: "at", of: "repeats", value: null, than: null, min: 0.25, max: 0.25 }, "holds"],
    [{ rule: "range", column: "t", min: 0, max: 1 }, "cannot-tell"],
    [{ rule: "range", column: "gone", min: 0, max: 1 }, "cannot-tell"],
  ])("%o %s", (rule, verdict) => {
    const check = checkRules(set(rule), batch);
    expect(check.results[0]!.verdict).toBe(verdict);
    expect(check.stopped).toBe(verdict === "breaks");
    expect(sayResult(check.results[0]!)).toMatch(/\.$/);
  });

  it("names the first rule that held a row, counts a row once, and stops where too many are held", () => {
    const rules = set({ rule: "present", column: "n" }, { rule: "present", column: "t" });
    const check = checkRules(rules, batch);
    expect([...check.brokenBy]).toEqual([-1, 0, 0, -1]);
    expect(check.held).toBe(2);
    expect(check.stopped).toBe(false);
    expect(checkRules({ ...rules, stopAbove: 0.5 }, batch).stopped).toBe(false);
    expect(checkRules({ ...rules, stopAbove: 0.49 }, batch)).toMatchObject({
      stopped: true,
      tooManyHeld: true,
    });
  });

  it("a rule that is off judges nothing", () => {
    const check = checkRules(set({ rule: "present", column: "n", on: false }), batch);
    expect(check.results[0]!.verdict).toBe("off");
    expect(check.held).toBe(0);
  });

  it("leaves the first and the last day alone where they may be cut", () => {
    const rules = set({ rule: "rows", column: "at", min: 2, max: 9 });
    const days = table([["at", times([0, DAY, DAY, 2 * DAY])]]);
    expect(checkRules(rules, days).stopped).toBe(true);
    expect(checkRules(rules, days, { openEnds: true }).stopped).toBe(false);
  });

  it("an empty batch breaks nothing but what must be there", () => {
    const empty = table([["n", numbers([])]]);
    const check = checkRules(
      set({ rule: "present", column: "n" }, { rule: "kind", column: "m", kind: "time" }),
      empty,
    );
    expect(check.results.map(({ verdict }) => verdict)).toEqual(["cannot-tell", "breaks"]);
  });
});
