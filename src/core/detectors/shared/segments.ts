import type { Roles } from "../../contracts.ts";
import { type Column, isValid, type Table } from "../../table/table.ts";
import { type Labels, readLabels } from "./read.ts";

/** The segment of each row of one or two tables: an index into `names`. Missing is a segment of its own, the last. */
export type Segments = { names: string[]; reference: Uint8Array; current: Uint8Array | null };

/** A number column of at most so many values is read as segments. */
const MOST_NUMBERS = 12;
/** So many categories keep their name; the rarer ones are one segment together. */
const MOST_CATEGORIES = 60;
export const MISSING = "missing";
export const OTHERS = "all others";

/**
 * Reads a column as segments, the same ones in both tables: its categories (the 60 commonest, the rest together), or the values
 * of a number column that has at most twelve. Null for a column of more numbers.
 */
export function segmentsOf(reference: Column, current: Column | null): Segments | null {
  const columns = current === null ? [reference] : [reference, current];
  const sizes = new Map<string | number, number>();
  for (const column of columns) {
    const counts = countKeys(column);
    if (counts === null) return null;
    for (const [key, count] of counts) sizes.set(key, (sizes.get(key) ?? 0) + count);
  }
  const isText = reference.kind === "category";
  if (!isText && sizes.size > MOST_NUMBERS) return null;
  let keys = [...sizes.keys()];
  if (isText && keys.length > MOST_CATEGORIES)
    keys = keys.sort((a, b) => sizes.get(b)! - sizes.get(a)! || (a < b ? -1 : 1)).slice(0, MOST_CATEGORIES);
  keys.sort((a, b) => (a < b ? -1 : 1));
  const index = new Map(keys.map((key, i) => [key, i]));
  const names = [...keys.map(String), OTHERS, MISSING];
  const codesOf = (column: Column): Uint8Array => {
    const rows = column.kind === "category" ? column.codes.length : column.values.length;
    const byCode =
      column.kind === "category" ? column.categories.map((name) => index.get(name) ?? keys.length) : null;
    const codes = new Uint8Array(rows).fill(keys.length + 1);
    for (let row = 0; row < rows; row++) {
      if (!isValid(column.valid, row)) continue;
      if (column.kind === "category") codes[row] = byCode![column.codes[row]!]!;
      else if (!Number.isNaN(column.values[row]!)) codes[row] = index.get(column.values[row]!) ?? keys.length;
    }
    return codes;
  };
  return { names, reference: codesOf(reference), current: current === null ? null : codesOf(current) };
}

/** How often each category or number occurs; null where a number column has more than twelve. */
function countKeys(column: Column): Map<string | number, number> | null {
  const counts = new Map<string | number, number>();
  if (column.kind === "category") {
    const byCode = new Float64Array(column.categories.length);
    for (let row = 0; row < column.codes.length; row++)
      if (isValid(column.valid, row)) byCode[column.codes[row]!]!++;
    for (const [code, count] of byCode.entries())
      if (count > 0)
        counts.set(column.categories[code]!, (counts.get(column.categories[code]!) ?? 0) + count);
    return counts;
  }
  for (let row = 0; row < column.values.length; row++) {
    const value = column.values[row]!;
    if (!isValid(column.valid, row) || Number.isNaN(value)) continue;
    counts.set(value, (counts.get(value) ?? 0) + 1);
    if (counts.size > MOST_NUMBERS) return null;
  }
  return counts;
}

/** The newer table if its labels can be read, otherwise the reference; or the reason why neither can. */
export type NewestLabelled = { window: "reference" | "current"; table: Table; labels: Labels };

/** Where labels of the newer window are known they are judged; where they are not, those of the older one. */
export function newestLabelled(
  reference: Table,
  current: Table | null,
  roles: Roles,
): NewestLabelled | string {
  if (current !== null) {
    const labels = readLabels(current, roles);
    if (typeof labels !== "string") return { window: "current", table: current, labels };
  }
  const labels = readLabels(reference, roles);
  return typeof labels === "string" ? labels : { window: "reference", table: reference, labels };
}

/** Rows and positives of each segment, among the rows whose label is known. */
export function tallySegments(
  codes: Uint8Array,
  labels: Uint8Array,
  count: number,
): { rows: Float64Array; positives: Float64Array } {
  const rows = new Float64Array(count);
  const positives = new Float64Array(count);
  for (let row = 0; row < codes.length; row++) {
    const label = labels[row]!;
    if (label > 1) continue;
    rows[codes[row]!]!++;
    positives[codes[row]!]! += label;
  }
  return { rows, positives };
}
