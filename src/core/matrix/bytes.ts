import type { Table } from "../table/table.ts";
import { hashArrays } from "../world/world-hash.ts";

const known = new WeakMap<Table, string>();

/**
 * One short text for what a table holds: its columns by name, their values and what is missing. The columns of `without` are left out; it must be
 * the same in every call for a table.
 */
export function bytesOf(table: Table, without: readonly string[]): string {
  const found = known.get(table);
  if (found !== undefined) return found;
  const read = [...table.columns].filter(([name]) => !without.includes(name));
  const parts = read.map(([name, column]) => {
    const values = column.kind === "category" ? column.codes : column.values;
    const names = column.kind === "category" ? column.categories.length : 0;
    return `${name} ${names} ${hashArrays(column.valid === null ? [values] : [values, column.valid])}`;
  });
  const made = parts.join(" ");
  known.set(table, made);
  return made;
}

/** The last so many values that were set, by key. */
export function lastMade<V>(keep: number) {
  const made = new Map<string, V>();
  return {
    get: (key: string): V | undefined => made.get(key),
    set(key: string, value: V): void {
      made.set(key, value);
      if (made.size > keep) made.delete(made.keys().next().value!);
    },
  };
}
