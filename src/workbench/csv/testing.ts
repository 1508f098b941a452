import { isValid, type Table } from "../../core/table/table.ts";
import type { Csv } from "./read.ts";

/** So many lines of a file. */
export const lines = (line: (i: number) => string, count = 40): string =>
  `${Array.from({ length: count }, (_, i) => line(i)).join("\n")}\n`;

/** A day of January 2024. */
export const day = (i: number): string => `2024-01-${String(1 + (i % 28)).padStart(2, "0")}`;

/** A column as plain values, null where missing. */
export function plain(table: Table, name: string): (number | string | null)[] {
  const column = table.columns.get(name)!;
  return Array.from({ length: table.rows }, (_, row) =>
    !isValid(column.valid, row)
      ? null
      : column.kind === "category"
        ? column.categories[column.codes[row]!]!
        : column.values[row]!,
  );
}

/** All that is said of a file and its columns. */
export const said = (csv: Csv): string =>
  [...csv.notices, ...csv.columns.flatMap(({ notices }) => notices)].join("\n");
