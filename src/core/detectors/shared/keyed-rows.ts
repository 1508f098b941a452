import { distinctOf } from "../../stats/distinct.ts";
import { type Column, isValid, type Table } from "../../table/table.ts";
import { readGroups, readNumbers } from "./read.ts";

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
  const keys = keyCodes([reference, current], names);
  if (keys === null) return null;
  const pairs = pairByKey(keys.codes[0]!, keys.codes[1]!, keys.count);
  byKey.set(id, pairs);
  return pairs;
}

/**
 * The key of each row of some tables as a whole number below `count`, the same number for the same key in all of them; -1 where a
 * part of it is missing. Several columns make one key together. Null where a table lacks such a column.
 */
export function keyCodes(
  tables: readonly Table[],
  names: readonly string[],
): { codes: Int32Array[]; count: number } | null {
  const columns = tables.map((table) => names.map((name) => table.columns.get(name)));
  if (names.length === 0 || columns.some((own) => own.includes(undefined))) return null;
  return (names.length === 1 && ofOneColumn(columns.map(([only]) => only!))) || ofValues(tables, columns);
}

/** Keys of one column without a text or number being looked at more than once; null where the kinds differ. */
function ofOneColumn(columns: readonly Column[]): { codes: Int32Array[]; count: number } | null {
  const [first] = columns as [Column];
  if (first.kind === "category") {
    let count = first.categories.length;
    let numbers: Map<string, number> | null = null;
    const codes: Int32Array[] = [];
    for (const column of columns) {
      if (column.kind !== "category") return null;
      const { groups } = readGroups(column);
      if (column.categories === first.categories) {
        codes.push(groups);
        continue;
      }
      numbers ??= new Map(first.categories.map((text, code) => [text, code]));
      const own = new Int32Array(column.categories.length);
      for (const [code, text] of column.categories.entries()) {
        let number = numbers.get(text);
        if (number === undefined) {
          number = count++;
          numbers.set(text, number);
        }
        own[code] = number;
      }
      codes.push(groups.map((group) => (group < 0 ? -1 : own[group]!)));
    }
    return { codes, count };
  }
  const rows = columns.map((column) => (column.kind === "category" ? 0 : column.values.length));
  const all = new Float64Array(rows.reduce((sum, own) => sum + own, 0));
  let start = 0;
  for (const [i, column] of columns.entries()) {
    if (column.kind === "category") return null;
    all.set(readNumbers(column), start);
    start += rows[i]!;
  }
  const { index, values } = distinctOf(all)!;
  const codes: Int32Array[] = [];
  start = 0;
  for (const own of rows) {
    codes.push(index.subarray(start, start + own));
    start += own;
  }
  return { codes, count: values.length };
}

/** Keys by the values themselves: of several columns, or of a column that is text here and a number there. */
function ofValues(
  tables: readonly Table[],
  columns: readonly (readonly (Column | undefined)[])[],
): { codes: Int32Array[]; count: number } {
  const numbers = new Map<number | string, number>();
  const codes = tables.map((table, t) => {
    const own = new Int32Array(table.rows).fill(-1);
    for (let row = 0; row < table.rows; row++) {
      const parts = columns[t]!.map((column) => valueAt(column!, row));
      if (parts.includes(null)) continue;
      const key = parts.length === 1 ? parts[0]! : JSON.stringify(parts);
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      own[row] = number;
    }
    return own;
  });
  return { codes, count: numbers.size };
}

/** Pairs the rows of two tables by key, in the order of the reference. Keys that occur twice on a side pair with nothing. */
function pairByKey(reference: Int32Array, current: Int32Array, count: number): KeyedPairs {
  const first = placesOf(reference, count);
  const second = placesOf(current, count);
  let pairs = 0;
  const isPaired = (key: number) => key >= 0 && first.places[key]! >= 0 && second.places[key]! >= 0;
  for (const key of reference) if (isPaired(key)) pairs++;
  const result: KeyedPairs = {
    reference: new Uint32Array(pairs),
    current: new Uint32Array(pairs),
    unusable: first.unusable + second.unusable,
  };
  let next = 0;
  for (const [row, key] of reference.entries()) {
    if (!isPaired(key)) continue;
    result.reference[next] = row;
    result.current[next++] = second.places[key]!;
  }
  return result;
}

const NOWHERE = -1;
const TWICE = -2;

/** The row of each key; -1 for a key that does not occur, -2 for one that occurs more than once. */
function placesOf(keys: Int32Array, count: number) {
  const places = new Int32Array(count).fill(NOWHERE);
  let unusable = 0;
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row]!;
    if (key < 0) {
      unusable++;
      continue;
    }
    const before = places[key]!;
    if (before === NOWHERE) places[key] = row;
    else {
      unusable += before >= 0 ? 2 : 1;
      places[key] = TWICE;
    }
  }
  return { places, unusable };
}
