import { type CategoryColumn, isValid } from "../../table/table.ts";
import type { Violation } from "./schema-columns.ts";

/** With fewer values on a side a column is not judged. */
export const LEAST = 100;
/** A share of rows from which something counts that never occurred before, and the chance of it without a change that is let pass. */
const NEW = 0.01;
const CHANCE = 1e-4;
/** A share of rows from which something counts that occurs in small numbers anyway. */
export const MUCH = 0.25;

/** Words for a missing value. */
export const NULL_WORDS: ReadonlySet<string> = new Set([
  "null",
  "none",
  "nan",
  "na",
  "n/a",
  "#n/a",
  "nil",
  "undefined",
  "unknown",
  "?",
  "-",
]);
const LONGEST_WORD = Math.max(...Array.from(NULL_WORDS, (word) => word.length));
const FIRST_LETTERS = new Set(Array.from(NULL_WORDS, (word) => word.charCodeAt(0)));

/** How often each text of a column occurs, by its code, and what kinds of texts they are. */
type Texts = {
  total: number;
  counts: Uint32Array;
  numeric: number;
  empty: number;
  words: number;
  once: number;
};

/** What the texts of the current column are that those of the reference never were. */
export function textViolations(
  name: string,
  reference: CategoryColumn,
  current: CategoryColumn,
): Violation[] {
  const before = textsOf(reference);
  const now = textsOf(current);
  if (before.total < LEAST || now.total < LEAST) return [];
  const found: Violation[] = [];
  const add = (what: string, share: number, detail: string) =>
    found.push({ what, column: name, share, detail });
  if (before.empty === 0 && isNews(now.empty, now.total, before.total))
    add("null-kind", now.empty / now.total, "the empty text, which it never held");
  if (before.words === 0 && isNews(now.words, now.total, before.total))
    add("null-kind", now.words / now.total, "words for a missing value, which it never held");
  const mix = now.numeric / now.total - before.numeric / before.total;
  if (Math.abs(mix) >= MUCH)
    add(
      "type-mix",
      Math.abs(mix),
      mix > 0 ? "more numbers among its texts" : "fewer numbers among its texts",
    );
  const { respelt, unseen } = newTexts(reference, current, before.counts, now.counts);
  if (isNews(respelt, now.total, before.total))
    add("spelling", respelt / now.total, "known values in another spelling");
  // Identifiers are new most of the time: what occurs once tells how many.
  if (unseen / now.total - before.once / before.total >= MUCH)
    add("categories", unseen / now.total, "values never seen before");
  return found;
}

/** The current rows whose text the reference never held: how many are a known text in another spelling, and how many are not. */
function newTexts(
  reference: CategoryColumn,
  current: CategoryColumn,
  before: Uint32Array,
  now: Uint32Array,
): { respelt: number; unseen: number } {
  const texts = reference.categories;
  const isOne = current.categories === texts;
  const used = (): string[] => texts.filter((_, code) => before[code]! > 0);
  const known = isOne ? null : new Set(used());
  // A plain text that is new can only be the plain form of one that is not plain itself. The texts of a key are many, and plain.
  let fromOdd: Set<string> | null = null;
  let fromAny: Set<string> | null = null;
  let respelt = 0;
  let unseen = 0;
  for (const [code, text] of current.categories.entries()) {
    const count = now[code]!;
    if (count === 0 || (known === null ? before[code]! > 0 : known.has(text)) || isBlank(text)) continue;
    let spelt: Set<string>;
    if (isPlain(text)) {
      fromOdd ??= new Set(
        used()
          .filter((one) => !isPlain(one))
          .map(plain),
      );
      spelt = fromOdd;
    } else {
      fromAny ??= new Set(used().map(plain));
      spelt = fromAny;
    }
    if (spelt.has(plain(text))) respelt += count;
    else unseen += count;
  }
  return { respelt, unseen };
}

/**
 * Whether `count` of n current rows are news, when none of m reference rows is like them: from 1 % of the rows, and where dealing the
 * same rows out by chance would hardly put them all on this side.
 */
export function isNews(count: number, n: number, m: number): boolean {
  if (count === 0 || count < NEW * n) return false;
  let chance = 1;
  for (let i = 0; i < count && chance >= CHANCE; i++) chance *= (n - i) / (n + m - i);
  return chance < CHANCE;
}

const plain = (text: string): string => text.trim().toLowerCase();

/** Whether the text is its own plain form. Most are, and letters of ASCII show it without a second text being made. */
function isPlain(text: string): boolean {
  const last = text.length - 1;
  for (let i = 0; i <= last; i++) {
    const code = text.charCodeAt(i);
    if (code > 126 || (code >= 65 && code <= 90) || (code <= 32 && (i === 0 || i === last)))
      return plain(text) === text;
  }
  return true;
}

/** Whether the text begins with a sign of ASCII that can be seen: then it is not blank, and nothing is trimmed off its beginning. */
const beginsPlainly = (text: string): boolean => text.charCodeAt(0) > 32 && text.charCodeAt(0) < 127;

const isBlank = (text: string): boolean => !beginsPlainly(text) && text.trim() === "";

function isNumeric(text: string): boolean {
  const first = text.charCodeAt(0);
  // No finite number begins with a letter.
  const isLetter = (first >= 65 && first <= 90) || (first >= 97 && first <= 122);
  return !isLetter && Number.isFinite(Number(text));
}

function isNullWord(text: string): boolean {
  // A letter in small; the signs that such words begin with stay what they are.
  if (beginsPlainly(text) && !FIRST_LETTERS.has(text.charCodeAt(0) | 32)) return false;
  if (text.length > LONGEST_WORD && text.trim().length > LONGEST_WORD) return false;
  return NULL_WORDS.has(plain(text));
}

function textsOf(column: CategoryColumn): Texts {
  const counts = new Uint32Array(column.categories.length);
  for (let row = 0; row < column.codes.length; row++)
    if (isValid(column.valid, row)) counts[column.codes[row]!]!++;
  const texts: Texts = { total: 0, counts, numeric: 0, empty: 0, words: 0, once: 0 };
  for (const [code, text] of column.categories.entries()) {
    const count = counts[code]!;
    if (count === 0) continue;
    texts.total += count;
    if (count === 1) texts.once++;
    if (isBlank(text)) texts.empty += count;
    else if (isNumeric(text)) texts.numeric += count;
    else if (isNullWord(text)) texts.words += count;
  }
  return texts;
}
