import fc from "fast-check";
import { expect, test } from "vitest";
import { codeOf } from "./codes.ts";
import { MOST_IN_SET, readSet, writeSet } from "./sets.ts";

const codes = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 7, maxLength: 7 }).map(codeOf);

test("a set of codes is one field of an address, and is read back in its order", () => {
  fc.assert(
    fc.property(fc.uniqueArray(codes, { minLength: 1, maxLength: MOST_IN_SET }), (set) => {
      const written = writeSet(set);
      expect(written).toMatch(/^[2-9A-Z.]+$/);
      expect(readSet(written)).toEqual({ codes: set, problems: [] });
    }),
  );
});

test("a code that is none, a repeated one and one too many are left out, each with a sentence", () => {
  const one = codeOf([1, 2, 3, 4, 5, 6, 7]);
  const read = readSet(`${one.replace("-", "")}.AAAA.${one}`);
  expect(read.codes).toEqual([one]);
  expect(read.problems).toHaveLength(2);
  expect(read.problems[0]).toContain("4 characters");
  expect(read.problems[1]).toContain("twice");
  const many = Array.from({ length: MOST_IN_SET + 1 }, (_, i) => codeOf([i, 2, 3, 4, 5, 6, 7]));
  expect(readSet(writeSet(many)).codes).toHaveLength(MOST_IN_SET);
  expect(readSet(writeSet(many)).problems[0]).toContain("was left out");
});
