import { expect, test } from "vitest";
import type { Rule, RuleSet } from "../core/rules/types.ts";
import { carriedRules } from "./carried-rules.ts";

const set = (...rules: Rule[]): RuleSet => ({ stopAbove: 1, learnedFrom: null, rules });
const range = (column: string, max: number, from: Rule["from"] = "learned", on = true): Rule => ({
  id: `${column}:range`,
  on,
  from,
  rule: "range",
  column,
  min: 0,
  max,
});

test("what was changed by hand stays, what was not is as learned anew, and what reads a lost column is named", () => {
  const base = set(
    range("amount", 10),
    range("age", 90),
    range("items", 5),
    range("gone", 3),
    range("out", 1),
  );
  const added: Rule = { id: "present-1", on: true, from: "added", rule: "present", column: "age" };
  const edited: RuleSet = {
    ...set(
      range("amount", 50, "edited"),
      range("age", 90),
      range("items", 5, "learned", false),
      range("gone", 7, "edited"),
      added,
    ),
    stopAbove: 0.2,
  };
  const fresh = set(
    range("amount", 12),
    range("age", 80),
    range("items", 6),
    range("out", 2),
    range("new", 4),
  );
  const { rules, kept, dropped } = carriedRules(edited, base, fresh, [
    "amount",
    "age",
    "items",
    "out",
    "new",
  ]);
  expect(rules.stopAbove).toBe(0.2);
  expect(rules.rules).toEqual([
    range("amount", 50, "edited"),
    range("age", 80),
    range("items", 5, "learned", false),
    range("new", 4),
    added,
  ]);
  // Three rules, one taken out, and the share at which a batch is stopped.
  expect(kept).toBe(5);
  expect(dropped).toEqual([range("gone", 7, "edited")]);
});

test("without a change by hand the rules are those learned anew", () => {
  const base = set(range("amount", 10));
  const fresh = set(range("amount", 12));
  expect(carriedRules(base, base, fresh, ["amount"])).toEqual({ rules: fresh, kept: 0, dropped: [] });
});
