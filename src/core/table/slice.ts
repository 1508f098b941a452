import type { Column, Table } from "./table.ts";
import { isValid, setValid, validity } from "./table.ts";

/** The rows `from` (included) to `to` (excluded) of a column, as a copy. */
export function sliceColumn(column: Column, from: number, to: number): Column {
  let valid: Uint8Array | null = null;
  if (column.valid !== null) {
    valid = validity(Math.max(to - from, 0));
    for (let row = from; row < to; row++) if (isValid(column.valid, row)) setValid(valid, row - from);
  }
  if (column.kind === "category") {
    return { kind: "category", codes: column.codes.slice(from, to), categories: column.categories, valid };
  }
  return { kind: column.kind, values: column.values.slice(from, to), valid };
}

/**
 * The rows `from` (included) to `to` (excluded) of every column, as a copy.
 *
 * Throws where the range does not lie within the table.
 */
export function slice(source: Table, from: number, to: number): Table {
  if (!(from >= 0 && from <= to && to <= source.rows))
    throw new Error(`Rows ${from} to ${to} do not lie within a table of ${source.rows} rows.`);
  return {
    rows: to - from,
    columns: new Map([...source.columns].map(([name, column]) => [name, sliceColumn(column, from, to)])),
  };
}
