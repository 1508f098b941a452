import type { Role, Roles } from "../core/contracts.ts";
import { type Column, clearValid, isValid, type Table, validity } from "../core/table/table.ts";
import type { Csv } from "./csv/read.ts";
import { entityRank } from "./roles/identifiers.ts";
import type { GuessedRoles } from "./roles/roles.ts";
import { sortKey } from "./windows/sort-key.ts";

/** The name of the clock that stands in where no column says when a row happened. */
export const ROW_ORDER = "row number";

/** A table made ready for the detectors: the label as 0 and 1, groups as categories, the row number as time where there is none. */
export type Prepared = {
  file: string;
  table: Table;
  roles: Roles;
  /** Columns under test for drift: numbers, categories, segments and the score. */
  features: readonly string[];
  label: string | null;
  /** Features that are parts of the date: they move with time by nature, and are not compared between the windows. */
  calendar?: ReadonlySet<string>;
  /** Whether the row order stands in for time. */
  byRowOrder: boolean;
  /** The column that the rows are sorted by, where there is no clock: their order then says nothing of time. */
  sortedBy?: string;
  /** The row of the file (from 1, the header included) of a row of the table. */
  fileRow(index: number): number;
};

const AS_CATEGORY: readonly Role[] = ["segment", "category", "split", "decision"];
const FEATURES: readonly Role[] = ["numeric", "category", "segment", "score"];

/** Applies roles to a file that was read. The typed columns are shared, not copied, except those that a role turns into another kind. */
export function prepare(csv: Csv, guessed: GuessedRoles): Prepared {
  const columns = new Map<string, Column>();
  const roles: Partial<Record<Role, string[]>> = {};
  const features: string[] = [];
  let label: string | null = null;
  for (const { name, role } of guessed.columns) {
    let column = csv.table.columns.get(name)!;
    if (role === "ignore") continue;
    if (role === "label" && guessed.positive !== null) column = zeroOne(column, guessed.positive);
    else if (AS_CATEGORY.includes(role)) column = asCategory(column);
    if (role === "label") label ??= name;
    columns.set(name, column);
    const held = roles[role] ?? [];
    roles[role] = held;
    held.push(name);
    if (FEATURES.includes(role) && column.kind !== "time") features.push(name);
  }
  // Detectors follow the first entity: a person before a card or a shop.
  roles.entity?.sort((a, b) => entityRank(a) - entityRank(b));
  const byRowOrder = !roles["event-time"];
  if (byRowOrder) {
    let name = ROW_ORDER;
    while (csv.table.columns.has(name)) name += " ";
    const values = new Float64Array(csv.table.rows);
    for (let row = 0; row < values.length; row++) values[row] = row + 1;
    columns.set(name, { kind: "number", values, valid: null });
    roles["event-time"] = [name];
  }
  const sortedBy = byRowOrder ? sortKey(columns, features, label) : null;
  return {
    file: csv.file,
    table: { rows: csv.table.rows, columns },
    roles,
    features,
    label,
    calendar: new Set(guessed.columns.filter((one) => one.calendar).map((one) => one.name)),
    byRowOrder,
    ...(sortedBy === null ? {} : { sortedBy }),
    fileRow: (index) => csv.bad.fileRow(index, csv.hasHeader),
  };
}

/** The label as 1 (the positive value), 0 (any other) or missing. */
function zeroOne(column: Column, positive: string): Column {
  const rows = column.kind === "category" ? column.codes.length : column.values.length;
  const values = new Float64Array(rows);
  const code = column.kind === "category" ? column.categories.indexOf(positive) : Number.NaN;
  // A label of one class has no outcome, and “” read as a number would be 0.
  const number = positive === "" ? Number.NaN : Number(positive);
  for (let row = 0; row < rows; row++) {
    if (!isValid(column.valid, row)) values[row] = Number.NaN;
    else if (column.kind === "category") values[row] = column.codes[row] === code ? 1 : 0;
    else values[row] = column.values[row] === number ? 1 : 0;
  }
  return { kind: "number", values, valid: column.valid };
}

/** Numbers as categories, by their values in ascending order. */
function asCategory(column: Column): Column {
  if (column.kind !== "number") return column;
  const rows = column.values.length;
  const distinct = new Set<number>();
  for (const value of column.values) if (!Number.isNaN(value)) distinct.add(value);
  const sorted = [...distinct].sort((a, b) => a - b);
  const index = new Map(sorted.map((value, code) => [value, code]));
  const codes = new Int32Array(rows);
  let valid = column.valid;
  for (let row = 0; row < rows; row++) {
    const code = index.get(column.values[row]!);
    if (code !== undefined) codes[row] = code;
    else if (isValid(valid, row)) {
      valid = valid === null ? validity(rows, true) : valid;
      clearValid(valid, row);
    }
  }
  return { kind: "category", codes, categories: sorted.map(String), valid };
}
