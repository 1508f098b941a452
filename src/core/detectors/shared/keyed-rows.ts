import type { Column, Table } from "../../table/table.ts";
import { isValid } from "../../table/table.ts";

export type KeyedPairs = {
  /** Rows of the two tables that hold the same key, once on each side. */
  reference: Uint32Array;
  current: Uint32Array;
  /** Rows whose key occurs more than once in their own table, or is missing. */
  unusable: number;
};

/** What stands in the row, as a value that can be compared across tables; null where it is missing. */
export function valueAt(column: Column, row: number): number | string | null {
  if (!isValid(column.valid, row)) return null;
  if (column.kind === "category") return column.categories[column.codes[row]!]!;
  const value = column.values[row]!;
  return Number.isNaN(value) ? null : value;
}

const remembered = new WeakMap<Table, WeakMap<Table, Map<string, KeyedPairs>>>();

/**
 * The rows of two tables paired by the columns of the key ({@link pairByKey}); null where one of them lacks such a column.
 * Remembered for the two tables, since every column of them is compared over the same pairs.
 */
export function pairsOf(reference: Table, current: Table, names: readonly string[]): KeyedPairs | null {
  const byCurrent = remembered.get(reference) ?? new WeakMap<Table, Map<string, KeyedPairs>>();
  remembered.set(reference, byCurrent);
  const byKey = byCurrent.get(current) ?? new Map<string, KeyedPairs>();
  byCurrent.set(current, byKey);
  const id = JSON.stringify(names);
  const known = byKey.get(id);
  if (known !== undefined) return known;
  const first = keysOf(reference, names);
  const second = keysOf(current, names);
  if (first === null || second === null) return null;
  const pairs = pairByKey(first, second);
  byKey.set(id, pairs);
  return pairs;
}

/** The keys of a table, null where a part of it is missing; several columns make one key together. Null without such columns. */
export function keysOf(table: Table, names: readonly string[]): (number | string | null)[] | null {
  const columns = names.map((name) => table.columns.get(name));
  if (columns.length === 0 || columns.includes(undefined)) return null;
  const [only] = columns as Column[];
  const keys: (number | string | null)[] = [];
  for (let row = 0; row < table.rows; row++) {
    if (columns.length === 1) {
      keys.push(valueAt(only!, row));
      continue;
    }
    const parts = (columns as Column[]).map((column) => valueAt(column, row));
    keys.push(parts.includes(null) ? null : JSON.stringify(parts));
  }
  return keys;
}

/** Pairs the rows of two tables by key, in the order of the reference. Keys that occur twice on a side pair with nothing. */
export function pairByKey(
  reference: readonly (number | string | null)[],
  current: readonly (number | string | null)[],
): KeyedPairs {
  const first = placesOf(reference);
  const second = placesOf(current);
  const pairs: [number, number][] = [];
  for (const [key, row] of first.places) {
    const other = second.places.get(key);
    if (row >= 0 && other !== undefined && other >= 0) pairs.push([row, other]);
  }
  pairs.sort((a, b) => a[0] - b[0]);
  return {
    reference: Uint32Array.from(pairs, (pair) => pair[0]),
    current: Uint32Array.from(pairs, (pair) => pair[1]),
    unusable: first.unusable + second.unusable,
  };
}

/** The row of each key, -1 for a key that occurs more than once. */
function placesOf(keys: readonly (number | string | null)[]) {
  const places = new Map<number | string, number>();
  let unusable = 0;
  for (const [row, key] of keys.entries()) {
    if (key === null) {
      unusable++;
      continue;
    }
    const before = places.get(key);
    if (before === undefined) places.set(key, row);
    else {
      unusable += before >= 0 ? 2 : 1;
      places.set(key, -1);
    }
  }
  return { places, unusable };
}
