import type { Role, Roles } from "../../core/contracts.ts";
import type { Random } from "../../core/random.ts";
import { type Column, clearValid, isValid, type Table, validity } from "../../core/table/table.ts";

/** What a breaking is given: a person's own table, with roles applied (the label is 0, 1 or missing). */
export type Breakable = {
  table: Table;
  roles: Roles;
  /** The rows of the newer window, in the order of time: all that is broken begins there, as a failure in production would. */
  newer: Uint32Array;
  /** The column that is broken; null where the breaking chooses none. */
  column: string | null;
  /** 0 (nothing) to 1. */
  strength: number;
  random: Random;
};

/**
 * One way to break a person's rows, as a failure of the chapters would: a file in this folder, its default export, found by lying
 * there. It hands back the columns that it changed; those that it was given are never written to.
 */
export type Breaking = {
  /** The file's name. */
  id: string;
  name: string;
  /** The chapter that shows it. */
  chapter: string;
  /** What happens to the rows, in one sentence. */
  what: string;
  /** The kind of column that is broken; null where the roles say it all. */
  column: Column["kind"] | null;
  needs: readonly Role[];
  /** The strength in words with its unit: "30 % of the newer rows". */
  words(strength: number): string;
  apply(input: Breakable): ReadonlyMap<string, Column>;
};

const found = import.meta.glob<Breaking>(["./*.ts", "!./breaking.ts", "!./*.test.ts"], {
  eager: true,
  import: "default",
});

/** Every breaking, in the order of the chapters that show them. */
export const breakings: readonly Breaking[] = Object.values(found);

/** The breaking of this id. Throws, naming it, where there is none. */
export function breaking(id: string): Breaking {
  const one = breakings.find((each) => each.id === id);
  if (!one) throw new Error(`There is no way to break data called “${id}”.`);
  return one;
}

/** A breaking that cannot be done on these rows; `message` is one sentence for a person. */
export class CannotBreak extends Error {
  override readonly name = "CannotBreak";
}

/** The rows, each with the chance `share`, in their order: the same source and a larger share only add rows. */
export function drawn(rows: Uint32Array, share: number, random: Random): Uint32Array {
  return rows.filter(() => random.next() < share);
}

export const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** The chosen column, of the kind that the breaking asks for. */
export function chosen<K extends Column["kind"]>(
  { table, column }: Breakable,
  kind: K,
): Extract<Column, { kind: K }> {
  const found = column === null ? undefined : table.columns.get(column);
  if (found?.kind !== kind)
    throw new CannotBreak(
      `“${column}” is no column of ${kind === "number" ? "numbers" : "categories"}. Choose another.`,
    );
  return found as Extract<Column, { kind: K }>;
}

/** A column of numbers with some rows changed; where `of` gives NaN the value is lost. */
export function changedNumbers(
  column: Extract<Column, { kind: "number" }>,
  rows: Uint32Array,
  of: (value: number, row: number) => number,
): Column {
  const values = column.values.slice();
  let valid = column.valid;
  for (const row of rows) {
    if (!isValid(column.valid, row)) continue;
    values[row] = of(column.values[row]!, row);
    if (!Number.isNaN(values[row]!)) continue;
    if (valid === column.valid) valid = column.valid?.slice() ?? validity(values.length, true);
    clearValid(valid!, row);
  }
  return { kind: "number", values, valid };
}

/** The label's column, which holds 0 and 1. */
export function labelOf({ table, roles }: Breakable): {
  name: string;
  column: Extract<Column, { kind: "number" }>;
} {
  const name = roles.label?.[0];
  const column = name === undefined ? undefined : table.columns.get(name);
  if (name === undefined || column?.kind !== "number")
    throw new CannotBreak(
      "No column is marked as the label, and this failure is one of labels. Choose one above.",
    );
  return { name, column };
}
