import type { RowRef } from "../../contracts.ts";
import { type Column, isValid, setValid, type Table, validity } from "../../table/table.ts";
import { LISTED } from "./listed-rows.ts";

/**
 * The column of the reference rows followed by that of the current rows; the reference's own where there is no second table,
 * or the second has no such column of the same kind.
 */
export function bothWindows(reference: Table, current: Table | null, name: string): Column {
  const first = reference.columns.get(name)!;
  const second = current?.columns.get(name);
  if (second === undefined || second.kind !== first.kind) return first;
  const rows = reference.rows + current!.rows;
  const valid = first.valid === null && second.valid === null ? null : validity(rows);
  if (valid !== null) {
    for (let row = 0; row < reference.rows; row++) if (isValid(first.valid, row)) setValid(valid, row);
    for (let row = 0; row < current!.rows; row++)
      if (isValid(second.valid, row)) setValid(valid, reference.rows + row);
  }
  if (first.kind === "category" && second.kind === "category") {
    const categories = [...first.categories];
    const index = new Map(categories.map((category, code) => [category, code]));
    const translated = second.categories.map((category) => {
      const known = index.get(category);
      if (known !== undefined) return known;
      categories.push(category);
      return categories.length - 1;
    });
    const codes = new Int32Array(rows);
    codes.set(first.codes);
    for (let row = 0; row < current!.rows; row++)
      codes[reference.rows + row] = translated[second.codes[row]!] ?? 0;
    return { kind: "category", codes, categories, valid };
  }
  const values = new Float64Array(rows);
  values.set((first as { values: Float64Array }).values);
  values.set((second as { values: Float64Array }).values, reference.rows);
  return { kind: first.kind as "number" | "time", values, valid };
}

/** The rows of the joined windows for which `test` holds, as rows of the table that holds more of them. */
export function listedInBoth(
  rows: number,
  referenceRows: number,
  test: (row: number) => boolean,
): RowRef | null {
  const found: Record<RowRef["table"], { indices: number[]; count: number }> = {
    reference: { indices: [], count: 0 },
    current: { indices: [], count: 0 },
  };
  for (let row = 0; row < rows; row++) {
    if (!test(row)) continue;
    const side = row < referenceRows ? found.reference : found.current;
    if (side.indices.length < LISTED) side.indices.push(row < referenceRows ? row : row - referenceRows);
    side.count++;
  }
  const table = found.current.count > found.reference.count ? "current" : "reference";
  return found[table].count === 0 ? null : { table, ...found[table] };
}
