import { type Column, isValid } from "../../table/table.ts";
import { isNews, LEAST, MUCH, textViolations } from "./schema-texts.ts";

/** A way in which a column is not what it was: a code, the share of current rows that it touches, and words for it. */
export type Violation = { what: string; column: string; share: number; detail: string };

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
