import { type Random, random } from "../core/random.ts";

/** No 0, 1, I, L, O: none of these characters is taken for another when it is read out or written on a board. */
export const ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/** Characters of a code before its check character. */
const LENGTH = 7;

/** What is typed for a code: the code as it is written ("K7QF-2MPX"), or a sentence on what is wrong with it. */
export type ReadCode = { code: string } | { problem: string };

/**
 * The check character of seven characters: a sum with weights from 1 to 7 modulo 31. Since 31 is prime, one wrong character, and two
 * that have changed places, always give another.
 */
function checkOf(body: string): string {
  let sum = 0;
  for (let i = 0; i < body.length; i++) sum += (i + 1) * ALPHABET.indexOf(body[i]!);
  return ALPHABET[sum % ALPHABET.length]!;
}

const written = (text: string) => `${text.slice(0, 4)}-${text.slice(4)}`;

/** The code made of seven numbers; each counts modulo 31. Throws where there are not seven whole numbers. */
export function codeOf(numbers: readonly number[]): string {
  if (numbers.length !== LENGTH || numbers.some((number) => !Number.isInteger(number) || number < 0))
    throw new Error(`A code is made of ${LENGTH} whole numbers, not of ${numbers.join(", ")}.`);
  const body = numbers.map((number) => ALPHABET[number % ALPHABET.length]).join("");
  return written(body + checkOf(body));
}

/** A code drawn from a source of chance. */
export function drawCode(chance: Random): string {
  return codeOf(Array.from({ length: LENGTH }, () => chance.integer(ALPHABET.length)));
}

/**
 * Reads a code as a person types it: small or large letters, with or without dash and blanks. What cannot be a code is answered by a
 * sentence that says what to do.
 */
export function readCode(text: string): ReadCode {
  const typed = text.toUpperCase().replace(/[\s‐-―-]/g, "");
  const shown = text.trim().length > 24 ? `${text.trim().slice(0, 24)}…` : text.trim();
  if (typed === "")
    return { problem: "Type a code: eight letters and digits, such as those of a colleague." };
  const strange = [...typed].find((character) => !ALPHABET.includes(character));
  if (strange !== undefined) {
    const looks = Object.hasOwn(LOOKS_LIKE, strange) ? ` Perhaps it is ${LOOKS_LIKE[strange]}.` : "";
    return { problem: `“${shown}” is no code: “${strange}” never stands in one.${looks}` };
  }
  if (typed.length !== LENGTH + 1)
    return {
      problem: `“${shown}” is no code: it has ${typed.length} characters, and a code has ${LENGTH + 1}.`,
    };
  if (checkOf(typed.slice(0, LENGTH)) !== typed[LENGTH])
    return {
      problem: `“${shown}” is no code: its last character does not fit the others. One of them was mistyped, or two changed places.`,
    };
  return { code: written(typed) };
}

const LOOKS_LIKE: Readonly<Record<string, string>> = {
  "0": "a D or a Q",
  O: "a D or a Q",
  "1": "a 7",
  I: "a 7 or a J",
  L: "an E",
};

/**
 * The source of all chance of an incident. It depends on the code alone, through a hash: the code says nothing to a person about
 * what it hides. Throws where the code is none.
 */
export function chanceOf(code: string): Random {
  const read = readCode(code);
  if ("problem" in read) throw new Error(read.problem);
  return random(1703).fork("the incident room").fork(read.code);
}
