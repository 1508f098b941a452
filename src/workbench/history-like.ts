import { type Column, isValid } from "../core/table/table.ts";
import { nameWords } from "./words.ts";

const SUMMARY =
  /^(count|counts|cnt|num|avg|average|mean|sum|total|last|rolling|prev|previous|prior|past|hist|history|rate|ratio|days|hours|since|recency|frequency|velocity|\d+[dhmw])$/;

/**
 * Whether a number looks like a summary of an entity's history (a count, a mean of the last days) and not like a fact of the
 * row itself (its amount): its name says so, or one value, such as the 0 of those without history, takes a twentieth of the
 * rows. Only of a summary does it mean anything that yesterday's value ranks worse than today's.
 */
export function isHistoryLike(name: string, column: Column): boolean {
  if (nameWords(name).some((word) => SUMMARY.test(word))) return true;
  if (column.kind === "category") return false;
  const rows = column.values.length;
  const step = Math.max(1, Math.floor(rows / 20_000));
  const counts = new Map<number, number>();
  let seen = 0;
  let most = 0;
  for (let row = 0; row < rows; row += step) {
    seen++;
    const value = isValid(column.valid, row) ? column.values[row]! : Number.NaN;
    const next = (counts.get(value) ?? 0) + 1;
    counts.set(value, next);
    if (next > most) most = next;
  }
  return most >= 0.05 * seen;
}
