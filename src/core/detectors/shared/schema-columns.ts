import { type Column, isValid } from "../../table/table.ts";

/** A way in which a column is not what it was: a code, the share of current rows that it touches, and words for it. */
export type Violation = { what: string; column: string; share: number; detail: string };

/** With fewer values on a side a column is not judged. */
const LEAST = 100;
/** A share of rows from which something counts that never occurred before, and the chance of it without a change that is let pass. */
const NEW = 0.01;
const CHANCE = 1e-4;
/** A share of rows from which something counts that occurs in small numbers anyway. */
const MUCH = 0.25;

const NULL_WORDS = new Set([
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

/** What one column of one table holds. */
type Profile = {
  rows: number;
  values: number;
  low: number;
  high: number;
  negative: number;
  fraction: number;
  distinct: number;
  infinite: number;
  notANumber: number;
};

/** What the current column holds that the reference never did; both of the same kind. */
export function columnViolations(name: string, reference: Column, current: Column): Violation[] {
  if (reference.kind === "category" && current.kind === "category")
    return textViolations(name, reference, current);
  if (reference.kind !== "number" || current.kind !== "number") return [];
  const before = profileOf(reference);
  const now = profileOf(current, before);
  const found: Violation[] = [];
  const add = (what: string, share: number, detail: string) =>
    found.push({ what, column: name, share, detail });
  if (before.rows < LEAST || now.rows < LEAST) return [];
  if (before.notANumber === 0 && isNews(now.notANumber, now.rows, before.rows))
    add("null-kind", now.notANumber / now.rows, "NaN, which it never held");
  if (before.values < LEAST || now.values < LEAST) return found;
  if (before.infinite === 0 && isNews(now.infinite, now.values, before.values))
    add("null-kind", now.infinite / now.values, "infinity, which it never held");
  if (before.negative === 0 && isNews(now.negative, now.values, before.values))
    add("sign", now.negative / now.values, "negative numbers, which it never held");
  if (before.fraction === 0 && before.distinct >= 10 && isNews(now.fraction, now.values, before.values))
    add("fractions", now.fraction / now.values, "fractions, where it held whole numbers");
  if (before.fraction >= MUCH * before.values && now.fraction === 0 && now.distinct >= 10)
    add("fractions", 1, "whole numbers, where it held fractions");
  if (now.outside >= MUCH * now.values)
    add("range", now.outside / now.values, "values outside their earlier range");
  return found;
}

function profileOf(
  column: Extract<Column, { kind: "number" }>,
  range?: Profile,
): Profile & { outside: number } {
  const profile = {
    rows: column.values.length,
    values: 0,
    low: Number.POSITIVE_INFINITY,
    high: Number.NEGATIVE_INFINITY,
    negative: 0,
    fraction: 0,
    distinct: 0,
    infinite: 0,
    notANumber: 0,
    outside: 0,
  };
  const seen = new Set<number>();
  for (let row = 0; row < column.values.length; row++) {
    if (!isValid(column.valid, row)) continue;
    const value = column.values[row]!;
    if (Number.isNaN(value)) {
      profile.notANumber++;
      continue;
    }
    profile.values++;
    if (!Number.isFinite(value)) {
      profile.infinite++;
      continue;
    }
    profile.low = Math.min(profile.low, value);
    profile.high = Math.max(profile.high, value);
    if (value < 0) profile.negative++;
    if (!Number.isInteger(value)) profile.fraction++;
    if (seen.size < 10) seen.add(value);
    if (range !== undefined && (value < range.low || value > range.high)) profile.outside++;
  }
  profile.distinct = seen.size;
  return profile;
}

type Texts = {
  total: number;
  counts: Map<string, number>;
  numeric: number;
  empty: number;
  words: number;
  once: number;
};

function textViolations(
  name: string,
  reference: Extract<Column, { kind: "category" }>,
  current: Extract<Column, { kind: "category" }>,
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
  const spelt = new Set(Array.from(before.counts.keys(), plain));
  let respelt = 0;
  let unseen = 0;
  for (const [text, count] of now.counts) {
    if (before.counts.has(text) || text.trim() === "") continue;
    if (spelt.has(plain(text))) respelt += count;
    else unseen += count;
  }
  if (isNews(respelt, now.total, before.total))
    add("spelling", respelt / now.total, "known values in another spelling");
  // Identifiers are new most of the time: what occurs once tells how many.
  if (unseen / now.total - before.once / before.total >= MUCH)
    add("categories", unseen / now.total, "values never seen before");
  return found;
}

/**
 * Whether `count` of n current rows are news, when none of m reference rows is like them: from 1 % of the rows, and where dealing the
 * same rows out by chance would hardly put them all on this side.
 */
function isNews(count: number, n: number, m: number): boolean {
  if (count === 0 || count < NEW * n) return false;
  let chance = 1;
  for (let i = 0; i < count && chance >= CHANCE; i++) chance *= (n - i) / (n + m - i);
  return chance < CHANCE;
}

const plain = (text: string): string => text.trim().toLowerCase();

function textsOf(column: Extract<Column, { kind: "category" }>): Texts {
  const byCode = new Float64Array(column.categories.length);
  for (let row = 0; row < column.codes.length; row++)
    if (isValid(column.valid, row)) byCode[column.codes[row]!]!++;
  const texts: Texts = { total: 0, counts: new Map(), numeric: 0, empty: 0, words: 0, once: 0 };
  for (const [code, count] of byCode.entries()) {
    if (count === 0) continue;
    const text = column.categories[code]!;
    texts.counts.set(text, (texts.counts.get(text) ?? 0) + count);
    texts.total += count;
    if (text.trim() === "") texts.empty += count;
    else if (Number.isFinite(Number(text))) texts.numeric += count;
    else if (NULL_WORDS.has(plain(text))) texts.words += count;
  }
  for (const count of texts.counts.values()) if (count === 1) texts.once++;
  return texts;
}
