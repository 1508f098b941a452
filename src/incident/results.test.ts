import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codeOf } from "./codes.ts";
import { compare } from "./compare.ts";
import { type Outcome, type Results, readResults, writeResults } from "./results.ts";

const A = codeOf([1, 2, 3, 4, 5, 6, 7]);
const B = codeOf([7, 6, 5, 4, 3, 2, 1]);

const outcome = (part: Partial<Outcome> = {}): Outcome => ({
  code: A,
  difficulty: "fair",
  named: ["unit-mismatch"],
  cause: "right",
  repair: "one-transform",
  repairRight: true,
  minutes: 13,
  checks: [{ id: "parity", name: "Served against recomputed rows", at: 10, verdict: "rings" }],
  lost: { yours: 1200, right: 1100, nothing: 9000 },
  score: 88,
  ...part,
});

const read = (person: string, ...outcomes: Outcome[]): Results => {
  const back = readResults("a.json", writeResults(person, outcomes));
  if ("problem" in back) throw new Error(back.problem);
  return back.results;
};

describe("a file of results", () => {
  test("is what the published schema describes, and is read back as it was written", () => {
    const schema = JSON.parse(
      readFileSync(new URL("../../public/schemas/incident-results.schema.json", import.meta.url), "utf8"),
    );
    const validate = new Ajv2020().compile(schema);
    const text = writeResults("Ada", [outcome(), outcome({ code: B, cause: "wrong", named: [] })]);
    expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...JSON.parse(text), version: 2 })).toBe(false);
    expect(read("Ada", outcome()).outcomes).toEqual([outcome()]);
  });

  test.each([
    ["{", "is not JSON"],
    ["[]", "holds no results"],
    ['{"format":"as-of/incident-results","version":7}', "its version is 7"],
    ['{"format":"as-of/incident-results","version":1,"person":3}', "does not say whose"],
    ['{"format":"as-of/incident-results","version":1,"person":"x"}', "no list “outcomes”"],
  ])("%s is refused with a sentence that names the file", (text, sentence) => {
    const back = readResults("odd.json", text);
    expect("problem" in back && back.problem).toContain(sentence);
    expect("problem" in back && back.problem).toContain("odd.json");
  });

  test("with any field spoiled is refused, never half read, and never throws", () => {
    const keys = Object.keys(outcome()) as (keyof Outcome)[];
    const odd = fc.oneof(fc.constant(null), fc.constant({}), fc.constant(Number.NaN), fc.constant([null]));
    fc.assert(
      fc.property(fc.constantFrom(...keys), odd, (key, value) => {
        const text = writeResults("x", [{ ...outcome(), [key]: value } as never]);
        const back = readResults("x.json", text);
        expect("problem" in back && back.problem).toContain("outcome 1");
      }),
    );
    fc.assert(fc.property(fc.json(), (text) => "problem" in readResults("x.json", text)));
  });

  test("keeps hostile names as text of one line", () => {
    const name = '<img src=x onerror="alert(1)">\n__proto__';
    expect(read(name, outcome()).person).toBe('<img src=x onerror="alert(1)"> __proto__');
    expect(read("  ", outcome()).person).toBe("somebody");
  });
});

describe("a comparison", () => {
  const none = outcome({ code: B, cause: "wrong", named: [], checks: [], minutes: 0 });
  const two = compare([read("Ada", outcome(), none), read("Ada", outcome({ minutes: 30, cause: "part" }))]);

  test("sets people beside incidents; who is missing in one has an empty cell", () => {
    expect(two.people.map(({ person }) => person)).toEqual(["Ada", "Ada (2)"]);
    expect(two.people.map(({ cells }) => cells.map((cell) => cell?.cause ?? null))).toEqual([
      ["right", "wrong"],
      ["part", null],
    ]);
    expect(two.people[0]).toMatchObject({ right: 1, solved: 2, minutes: 13, avoidable: 200 });
  });

  test("says of each incident how many were right, their minutes, and what they looked at first", () => {
    expect(two.incidents[0]).toMatchObject({ code: A, people: 2, right: 1, medianMinutes: 21.5 });
    expect(two.incidents[0]!.first).toEqual([{ name: "Served against recomputed rows", people: 2 }]);
    expect(two.incidents[1]!.first).toEqual([{ name: "no check at all", people: 1 }]);
  });
});
