import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { random } from "../random.ts";
import { categories, clearValid, numbers, type Table, table, take, times, validity } from "../table/table.ts";
import { checkRules } from "./check.ts";
import { problemsOfRule, RulesProblem, rulesFromJson, rulesToJson } from "./json.ts";
import { RULE_KINDS } from "./kinds.ts";
import { learnRules } from "./learn.ts";
import { sayResult, sayRule } from "./say.ts";
import { rulesSchema } from "./schema.ts";
import type { Rule, RuleSet } from "./types.ts";

const DAY = 86400000;
const ROLES = { key: ["id"], "event-time": ["at"], "feature-known-time": ["came"] };

/** Healthy payments: `days` days of about `perDay` rows, in order of time. */
function payments(seed: number, days = 20, perDay = 100): Table {
  const source = random(seed);
  const at: number[] = [];
  for (let day = 0; day < days; day++) {
    const rows = source.poisson(perDay);
    const moments = Array.from({ length: rows }, () => day * DAY + Math.floor(source.next() * DAY));
    at.push(...moments.sort((a, b) => a - b));
  }
  const kinds = ["food", "shoes", "travel"];
  return table([
    ["id", numbers(at.map((_, i) => i + 1))],
    ["at", times(at)],
    ["came", times(at.map((one) => one + Math.floor(source.next() * 3600000)))],
    ["amount", numbers(at.map(() => Math.round(source.logNormal(30, 1) * 100) / 100))],
    ["kind", categories(at.map(() => kinds[source.pick([5, 3, 2])]!))],
    ["flag", numbers(at.map(() => source.integer(2)))],
  ]);
}
const find = (set: RuleSet, id: string) => set.rules.find((rule) => rule.id === id)!;
const set = (...rules: object[]): RuleSet => ({
  stopAbove: 1,
  learnedFrom: null,
  rules: rules.map((rule, i) => ({ id: `r${i}`, on: true, from: "added", ...rule })) as Rule[],
});

describe("learned rules", () => {
  it("hold of the batch that they were learned from, whatever the seed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const reference = payments(seed);
        const check = checkRules(learnRules(reference, ROLES, { slack: 0 }), reference, { openEnds: true });
        expect(check.held).toBe(0);
        expect(check.results.filter(({ verdict, level }) => level === "row" && verdict !== "holds")).toEqual(
          [],
        );
      }),
      { numRuns: 20 },
    );
  });

  it("say what the batch was: kinds, no gaps, ranges, lists, a key, order, arrival, sign, rows and shares", () => {
    const learned = learnRules(payments(1), ROLES);
    expect(learned.rules.map(({ id }) => id)).toEqual([
      "id:kind",
      "id:present",
      "at:kind",
      "at:present",
      "at:order",
      "at:rows",
      "came:kind",
      "came:present",
      "came:compare",
      "came:arrival",
      "amount:kind",
      "amount:present",
      "amount:range",
      "amount:compare",
      "kind:kind",
      "kind:present",
      "kind:known",
      "kind:food:share",
      "kind:shoes:share",
      "kind:travel:share",
      "flag:kind",
      "flag:present",
      "flag:range",
      "id:unique",
    ]);
    expect(learned.learnedFrom).toEqual({ rows: payments(1).rows, days: 18, slack: 0.1, deviations: 4 });
    expect(find(learned, "flag:range")).toMatchObject({ min: 0, max: 1 });
  });

  it("open a range by the slack, and never over zero", () => {
    const reference = table([
      ["a", numbers([1, 5, 11])],
      ["b", numbers([-10, 0, 10])],
    ]);
    const learned = learnRules(reference, {}, { slack: 0.2 });
    expect(find(learned, "a:range")).toMatchObject({ min: 0, max: 13 });
    expect(find(learned, "b:range")).toMatchObject({ min: -14, max: 14 });
    expect(find(learned, "a:compare")).toMatchObject({ is: ">", to: 0 });
    expect(learned.rules.some(({ id }) => id === "b:compare")).toBe(false);
  });

  it("learn nothing of a day from fewer than seven whole ones, and no list from names that are new all the time", () => {
    const short = learnRules(payments(1, 8), ROLES);
    expect(short.rules.some(({ rule }) => rule === "rows" || rule === "share")).toBe(false);
    expect(short.learnedFrom!.days).toBe(0);
    const names = table([["who", categories(Array.from({ length: 150 }, (_, i) => `U${i}`))]]);
    expect(learnRules(names, {}).rules.map(({ rule }) => rule)).toEqual(["kind", "present"]);
  });

  it("are the same whatever the order of the rows, but for the rule about their order", () => {
    const sorted = payments(7);
    const order = random(1).shuffle(Int32Array.from({ length: sorted.rows }, (_, row) => row));
    const shuffled = learnRules(take(sorted, order), ROLES);
    const { rules } = learnRules(sorted, ROLES);
    expect(shuffled.rules).toEqual(rules.filter(({ rule }) => rule !== "order"));
  });

  it("leave labels, scores and decisions alone", () => {
    const roles = { label: ["flag"], score: ["amount"], decision: ["kind"] };
    const about = learnRules(payments(1), roles).rules.map((rule) => ("column" in rule ? rule.column : ""));
    expect(about).not.toContain("flag");
    expect(about).not.toContain("amount");
    expect(about).not.toContain("kind");
  });

  it("refuse settings that make no sense, with the value", () => {
    expect(() => learnRules(payments(1), ROLES, { slack: -1 })).toThrow("“slack” is -1");
  });

  it("a range without slack is left by new rows with the chance 2 / (n + 1), one with slack less often", () => {
    const source = random(5);
    let [outside, slack] = [0, 0];
    const [n, draws, fresh] = [200, 400, 100];
    for (let draw = 0; draw < draws; draw++) {
      const column = (rows: number) =>
        table([["x", numbers(Array.from({ length: rows }, () => source.normal()))]]);
      const [reference, batch] = [column(n), column(fresh)];
      outside += checkRules(learnRules(reference, {}, { slack: 0 }), batch).held;
      slack += checkRules(learnRules(reference, {}, { slack: 0.1 }), batch).held;
    }
    const expected = (2 / (n + 1)) * draws * fresh;
    expect(Math.abs(outside - expected)).toBeLessThan(4 * Math.sqrt(expected * 1.5));
    expect(slack).toBeLessThan(outside / 2);
  });
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
