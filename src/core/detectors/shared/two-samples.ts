import type { DetectorInput, Finding } from "../../contracts.ts";
import { type CategoryColumn, isValid, type NumberColumn } from "../../table/table.ts";
import { cannotTell } from "../findings.ts";
import { sortedValues } from "./sorted-values.ts";

/** With fewer values than this on a side nothing is said. */
export const LEAST = 10;

/** The sorted values of the one number column under test in both tables, or the finding that says why there are too few. */
export function samplesOf({
  reference,
  current,
  columns,
}: DetectorInput): { x: Float64Array; y: Float64Array } | Finding {
  const x = sortedValues(reference.columns.get(columns[0]!) as NumberColumn);
  const y = sortedValues(current!.columns.get(columns[0]!) as NumberColumn);
  return tooFew(x.length, y.length) ?? { x, y };
}

/** The finding of "cannot-tell" where one side has too few values, null otherwise. */
export function tooFew(reference: number, current: number, needed = LEAST): Finding | null {
  const rows = Math.min(reference, current);
  if (rows >= needed) return null;
  return cannotTell(rows === 0 ? "all-missing" : "too-few-rows", { rows, needed });
}

/** How often each category occurs in both tables, matched by name; missing rows are not counted. */
export type CategoryCounts = {
  names: readonly string[];
  reference: Float64Array;
  current: Float64Array;
  m: number;
  n: number;
};

/** Counts the categories of both columns. Names stand in the order of the reference, then of the current; unused ones are left out. */
export function countCategories(reference: CategoryColumn, current: CategoryColumn): CategoryCounts {
  const first = countCodes(reference);
  const second = countCodes(current);
  const index = new Map<string, number>();
  for (const [code, name] of reference.categories.entries())
    if (first[code]! > 0 && !index.has(name)) index.set(name, index.size);
  for (const [code, name] of current.categories.entries())
    if (second[code]! > 0 && !index.has(name)) index.set(name, index.size);
  const counts: CategoryCounts = {
    names: [...index.keys()],
    reference: new Float64Array(index.size),
    current: new Float64Array(index.size),
    m: 0,
    n: 0,
  };
  for (const [code, name] of reference.categories.entries())
    if (first[code]! > 0) counts.reference[index.get(name)!]! += first[code]!;
  for (const [code, name] of current.categories.entries())
    if (second[code]! > 0) counts.current[index.get(name)!]! += second[code]!;
  for (const count of counts.reference) counts.m += count;
  for (const count of counts.current) counts.n += count;
  return counts;
}

function countCodes(column: CategoryColumn): Float64Array {
  const counts = new Float64Array(column.categories.length);
  for (let row = 0; row < column.codes.length; row++)
    if (isValid(column.valid, row)) counts[column.codes[row]!]!++;
  return counts;
}
