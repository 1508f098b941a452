import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { categories, numbers, table } from "../table/table.ts";
import { problemsOfRule, RulesProblem, rulesFromJson, rulesToJson } from "./json.ts";
import { RULE_KINDS } from "./kinds.ts";
import { learnRules } from "./learn.ts";
import { sayRule } from "./say.ts";
import { rulesSchema } from "./schema.ts";
import { payments, ROLES } from "./testing.ts";

describe("rules as a file", () => {
  it("come back as they were, whatever was learned", () => {
    const learned = learnRules(payments(3), ROLES);
    expect(rulesFromJson(rulesToJson(learned))).toEqual(learned);
  });

  it("keep names that would hurt an object or a page", () => {
    const odd = learnRules(
      table([
        ["__proto__", numbers([1, 2])],
        ["<img onerror>", categories(["=cmd", "=cmd"])],
      ]),
      {},
    );
    expect(rulesFromJson(rulesToJson(odd))).toEqual(odd);
  });

  it("hold to the published schema, which is made from the same list of kinds", () => {
    const published = JSON.parse(
      readFileSync(new URL("../../../public/schemas/rules.schema.json", import.meta.url), "utf8"),
    );
    expect(published).toEqual(rulesSchema());
    const validate = new Ajv2020().compile(published);
    const learned = JSON.parse(rulesToJson(learnRules(payments(4), ROLES)));
    expect(validate(learned), JSON.stringify(validate.errors)).toBe(true);
    for (const broken of [
      { ...learned, version: 2 },
      { ...learned, rules: [{ id: "a", rule: "range", column: "x", min: "0", max: 1 }] },
      { ...learned, rules: [{ id: "a", rule: "present", colunm: "x" }] },
    ]) {
      expect(validate(broken)).toBe(false);
      expect(() => rulesFromJson(JSON.stringify(broken))).toThrow(RulesProblem);
    }
  });

  const file = (...rules: unknown[]) => JSON.stringify({ format: "as-of-rules", version: 1, rules });
  it.each([
    ["", "is not valid JSON"],
    ["[1]", "holds a list; it must be an object"],
    ['{"rules": []}', "format: it is left out"],
    ['{"format": "as-of-rules", "version": 7, "rules": []}', "version: it is 7; this page reads version 1"],
    ['{"format": "as-of-rules", "version": 1}', "rules: it is left out; it must be a list"],
    [
      '{"format": "as-of-rules", "version": 1, "rules": [], "stopAbove": 3}',
      "stopAbove: it is 3; it must lie between 0 and 1",
    ],
    ['{"format": "as-of-rules", "version": 1, "rules": [], "rulez": 1}', "rulez: there is no such field"],
    [file("x"), "Rule 1: it is a string"],
    [file({ id: "a", rule: "rang" }), 'Rule 1 (“a”), “rule”: it is "rang"; the kinds are kind, present'],
    [file({ id: "a", rule: "range", column: "x", min: 0 }), "“max”: it is left out; write null for none"],
    [file({ id: "a", rule: "range", column: "x", min: 9, max: 1 }), "“min”: it is 9, above “max”, 1"],
    [file({ id: "a", rule: "range", column: "x", min: null, max: null }), "neither bound is given"],
    [file({ id: "a", rule: "known", column: "x", values: [] }), "must be a list of texts, at least one"],
    [file({ id: "a", rule: "compare", column: "x", is: ">", to: 0, other: "y" }), "not both"],
    [file({ id: "a", rule: "compare", column: "x", is: "~", to: 0, other: null }), 'must be one of ">"'],
    [
      file({ id: "a", rule: "share", column: "x", of: "value", value: null, than: null, min: 0, max: 1 }),
      "which value’s share",
    ],
    [
      file({ id: "a", rule: "share", column: "x", of: "missing", value: null, than: null, min: 0, max: 7 }),
      "“max”: it is 7; it must lie between 0 and 1",
    ],
    [
      file({ id: "a", rule: "present", column: "x" }, { id: "a", rule: "present", column: "y" }),
      "rule 1 has the same",
    ],
    [file({ id: "a", rule: "present", column: "x", on: 1 }), "“on”: it is 1; it must be true or false"],
  ])("what is wrong gets a sentence that names where: %s", (text, sentence) => {
    expect(() => rulesFromJson(text)).toThrow(sentence);
  });

  it("names every problem, and the place of each", () => {
    try {
      rulesFromJson(
        file({ id: "a", rule: "range", column: "", min: "x", max: 1 }, { rule: "present", column: "y" }),
      );
      expect.unreachable();
    } catch (error) {
      expect((error as RulesProblem).problems.map(({ at }) => at)).toEqual([
        "rules[0].column",
        "rules[0].min",
        "rules[1].id",
      ]);
    }
  });

  it("never crash on any text or any JSON", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.json().map((one) => `{"format":"as-of-rules","version":1,"rules":[${one}]}`),
        ),
        (text) => {
          try {
            rulesFromJson(text);
          } catch (error) {
            expect(error).toBeInstanceOf(RulesProblem);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("a form can ask for the problems of one rule, with the columns that there are", () => {
    const rule = { id: "a", on: true, from: "added", rule: "present", column: "amuont" };
    expect(problemsOfRule(rule, ["amount"])).toEqual([
      { at: "column", sentence: "there is no column “amuont”; there are “amount”." },
    ]);
    expect(problemsOfRule({ ...rule, column: "amount" }, ["amount"])).toEqual([]);
  });

  it("every kind has a sentence", () => {
    const learned = learnRules(payments(6), ROLES).rules;
    for (const rule of learned) expect(sayRule(rule)).toMatch(/^.+\.$/);
    expect(new Set(learned.map(({ rule }) => rule)).size).toBe(RULE_KINDS.length);
  });
});
