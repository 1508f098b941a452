import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { random } from "../random.ts";
import { categories, numbers, table, take } from "../table/table.ts";
import { checkRules } from "./check.ts";
import { learnRules } from "./learn.ts";
import { payments, ROLES } from "./testing.ts";
import type { RuleSet } from "./types.ts";

const find = (set: RuleSet, id: string) => set.rules.find((rule) => rule.id === id)!;

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
