import { type CategoryColumn, type Column, isValid } from "../../table/table.ts";
import { figure } from "../findings.ts";
import { readNumbers } from "./read.ts";
import { sortedValues } from "./sorted-values.ts";

/** One column cut into few groups: the group of each row, and the words for each group. */
export type BinnedColumn = { name: string; codes: Uint8Array; groups: string[] };

/**
 * Cuts a column into groups for the search over segments: the commonest categories (at most `limit`, the rest as one group), each
 * value of a number column of at most `limit` values, otherwise ranges of about equal count; once for each of the limits (those
 * of numbers may differ from those of categories). Missing is a group of its own. Null where fewer than two groups have rows.
 */
export function binColumn(
  name: string,
  column: Column,
  limits: { categories: number; numbers: readonly number[] },
): (BinnedColumn | null)[] {
  if (column.kind === "category") {
    const binned = orNull({ name, ...binCategories(column, limits.categories) });
    return limits.numbers.map(() => binned);
  }
  const values = readNumbers(column);
  const sorted = sortedValues(column);
  return limits.numbers.map((limit) => orNull({ name, ...binNumbers(values, sorted, limit) }));
}

function orNull(binned: BinnedColumn): BinnedColumn | null {
  const sizes = new Uint32Array(binned.groups.length);
  for (let row = 0; row < binned.codes.length; row++) sizes[binned.codes[row]!]!++;
  return sizes.filter((size) => size > 0).length < 2 ? null : binned;
}

function binCategories(column: CategoryColumn, limit: number): Omit<BinnedColumn, "name"> {
  const { codes, categories, valid } = column;
  const sizes = new Float64Array(categories.length);
  for (let row = 0; row < codes.length; row++) if (isValid(valid, row)) sizes[codes[row]!]!++;
  const kept = Array.from(categories.keys())
    .filter((code) => sizes[code]! > 0)
    .sort((a, b) => sizes[b]! - sizes[a]! || a - b)
    .slice(0, limit);
  const groupOf = new Uint8Array(categories.length).fill(kept.length);
  for (const [group, code] of kept.entries()) groupOf[code] = group;
  const result = new Uint8Array(codes.length);
  for (let row = 0; row < codes.length; row++)
    result[row] = isValid(valid, row) ? groupOf[codes[row]!]! : kept.length + 1;
  const groups = [...kept.map((code) => `is “${categories[code]}”`), "is another", "is missing"];
  return { codes: result, groups };
}

function binNumbers(values: Float64Array, sorted: Float64Array, limit: number): Omit<BinnedColumn, "name"> {
  const distinct: number[] = [];
  for (let i = 0; i < sorted.length && distinct.length <= limit; i++)
    if (i === 0 || sorted[i] !== sorted[i - 1]) distinct.push(sorted[i]!);
  const isFew = distinct.length <= limit;
  // Upper ends of the ranges; a range holds the values above the end before it, up to its own.
  const ends = isFew ? distinct : [];
  if (!isFew)
    for (let k = 1; k <= limit; k++) {
      const end = sorted[Math.min(sorted.length - 1, Math.ceil((k * sorted.length) / limit) - 1)]!;
      if (ends.length === 0 || end > ends[ends.length - 1]!) ends.push(end);
    }
  const codes = new Uint8Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) {
      codes[row] = ends.length;
      continue;
    }
    let low = 0;
    let high = ends.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle]! >= value) high = middle;
      else low = middle + 1;
    }
    codes[row] = low;
  }
  const groups = ends.map((end, k) =>
    isFew
      ? `is ${figure(end)}`
      : k === 0
        ? `is at most ${figure(end)}`
        : k === ends.length - 1
          ? `is over ${figure(ends[k - 1]!)}`
          : `is over ${figure(ends[k - 1]!)}, at most ${figure(end)}`,
  );
  return { codes, groups: [...groups, "is missing"] };
}
