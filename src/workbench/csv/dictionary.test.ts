import fc from "fast-check";
import { expect, test } from "vitest";
import { Dictionary, UNKNOWN } from "./dictionary.ts";

const encoder = new TextEncoder();

test("finds what was added under its spelling and nothing else, whatever its length and letters", () => {
  // Few letters, so that many texts are alike: a zero byte, a letter of two bytes, texts about as long as fit in a slot.
  const text = fc
    .array(fc.constantFrom("\0", "a", "b", "é"), { maxLength: 12 })
    .map((letters) => letters.join(""));
  fc.assert(
    fc.property(fc.array(text, { maxLength: 60 }), fc.nat(3000), (texts, room) => {
      const dictionary = new Dictionary();
      const codes = new Map<string, number>();
      for (const [i, one] of texts.entries()) {
        const bytes = encoder.encode(`..${one}..`);
        const found = dictionary.find(bytes, 2, bytes.length - 2);
        expect(found).toBe(codes.get(one) ?? UNKNOWN);
        if (found !== UNKNOWN) continue;
        codes.set(one, i);
        dictionary.add(bytes, 2, bytes.length - 2, i);
        if (i % 20 === 0) dictionary.expect(room);
      }
      expect(dictionary.size).toBe(codes.size);
      for (const [one, code] of codes) expect(dictionary.findText(one)).toBe(code);
    }),
  );
});

test("keeps a hundred thousand keys of either length apart while it grows", () => {
  const dictionary = new Dictionary();
  const keys = Array.from({ length: 50_000 }, (_, i) => [`p${i}`, `payment ${i}`]).flat();
  for (const [code, key] of keys.entries()) dictionary.addText(key, code);
  expect(dictionary.size).toBe(keys.length);
  expect(keys.every((key, code) => dictionary.findText(key) === code)).toBe(true);
  expect(dictionary.findText("p50000")).toBe(UNKNOWN);
  expect(dictionary.findText("payment 50000")).toBe(UNKNOWN);
});
