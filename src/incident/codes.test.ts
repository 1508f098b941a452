import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { random } from "../core/random.ts";
import { ALPHABET, chanceOf, codeOf, drawCode, readCode } from "./codes.ts";

const codes = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 7, maxLength: 7 }).map(codeOf);

describe("a code", () => {
  test("has eight characters, none of which is taken for another", () => {
    expect(ALPHABET).toHaveLength(31);
    expect(new Set(ALPHABET).size).toBe(31);
    expect(ALPHABET).not.toMatch(/[01ILO]/);
    fc.assert(fc.property(codes, (code) => /^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/.test(code)));
  });

  test("is read however it is typed", () => {
    fc.assert(
      fc.property(codes, (code) => {
        for (const typed of [code, code.toLowerCase(), ` ${code.replace("-", " ")} `, code.replace("-", "")])
          expect(readCode(typed)).toEqual({ code });
      }),
    );
  });

  test("with one wrong character is refused with a sentence", () => {
    fc.assert(
      fc.property(codes, fc.nat(7), fc.integer({ min: 1, max: 30 }), (code, at, by) => {
        const plain = code.replace("-", "");
        const other = ALPHABET[(ALPHABET.indexOf(plain[at]!) + by) % 31]!;
        const read = readCode(plain.slice(0, at) + other + plain.slice(at + 1));
        expect(read).toHaveProperty("problem");
      }),
    );
  });

  test("with two neighbours that changed places is refused", () => {
    fc.assert(
      fc.property(codes, fc.nat(6), (code, at) => {
        const plain = [...code.replace("-", "")];
        fc.pre(plain[at] !== plain[at + 1]);
        [plain[at], plain[at + 1]] = [plain[at + 1]!, plain[at]!];
        expect(readCode(plain.join(""))).toHaveProperty("problem");
      }),
    );
  });

  test.each([
    ["", "Type a code"],
    ["K7QF-2MP", "7 characters"],
    ["K7QF-2MP0", "a D or a Q"],
    ["<img src=x>", "never stands in one"],
    ["2222-2223", "last character does not fit"],
  ])("“%s” is answered with a sentence", (typed, sentence) => {
    const read = readCode(typed);
    expect("problem" in read && read.problem).toContain(sentence);
  });

  test("always gives the same chance, and another code another", () => {
    fc.assert(
      fc.property(codes, codes, (one, other) => {
        expect(chanceOf(one).next()).toBe(chanceOf(one.toLowerCase()).next());
        if (one !== other) expect(chanceOf(one).next()).not.toBe(chanceOf(other).next());
      }),
    );
    expect(() => chanceOf("2222-2223")).toThrow("does not fit");
    expect(drawCode(random(1))).toBe(drawCode(random(1)));
  });
});
