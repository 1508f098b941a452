import type { Finding, Roles } from "../../contracts.ts";
import { sqlText } from "../sql.ts";

/** The engines on which the checks are held to our own numbers: DuckDB and PostgreSQL in the tests, Spark SQL by a script. */
export const DIALECTS = ["duckdb", "postgres", "spark"] as const;
export type Dialect = (typeof DIALECTS)[number];

/** What differs between the engines, as functions that write a piece of SQL. Everything else is written the same for all. */
export type Writer = {
  dialect: Dialect;
  /** A name of a column or table, quoted, whatever letters it has. */
  name(text: string): string;
  /** A text. */
  text(text: string): string;
  /** A value as a double. */
  double(expression: string): string;
  /** A moment as seconds since 1970, with its fraction, as a double. */
  seconds(expression: string): string;
  /** A text to order by: by its letters' codes, as ours are ordered, whatever the language of the database. */
  sortable(expression: string): string;
};

/**
 * Where the check reads: the tables (or views) `older` and `newer` hold the two windows, `all_rows` all rows in one; where
 * there is one table only, `older` is all of it. The label stands in them as 0 and 1, missing is NULL.
 */
export type SqlInput = {
  /** The columns under test, as the detector is given them. */
  columns: readonly string[];
  /** How the columns of the tables are read. */
  kinds: ReadonlyMap<string, "number" | "time" | "category">;
  roles: Roles;
  /** True where there is no table `newer`. */
  olderOnly?: boolean;
  /** The column by which rows of one moment lie in the order of their file; without it their order is the engine's. */
  rowOrder?: string;
  /** The whole tables that the windows were cut from, which tell how old a row must be for its label to be trusted; else the windows. */
  wholes?: readonly [older: string, newer: string];
};

/**
 * The numbers of a detector, or of a check of the file, as one SQL statement that returns rows (figure, value). It is one
 * file beside this one, `<id>.sql.ts`, and is found by lying there.
 */
export type SqlCheck = {
  /** The detector, or the check of the file, whose numbers it gives. */
  id: string;
  /** What SQL leaves out of the detector, as one sentence for the person who runs it; absent where it gives all that decides. */
  leavesOut?: string;
  /** Whether these columns and roles say enough for a statement, where that is more than the detector’s needs; else it cannot tell. */
  canTell?(input: SqlInput): boolean;
  sql(input: SqlInput, write: Writer): string;
  /** The same figures from the detector's own finding, by name: what the tests compare. */
  figures(finding: Finding, columns: readonly string[]): Readonly<Record<string, number>>;
};

/** Whether the rows have a real time, not only an order. */
export const hasClock = ({ kinds, roles }: SqlInput): boolean =>
  kinds.get(roles["event-time"]?.[0] ?? "") === "time";

/** The writer of an engine. */
export function writerOf(dialect: Dialect): Writer {
  return {
    dialect,
    name: (text) =>
      dialect === "spark" ? `\`${text.replaceAll("`", "``")}\`` : `"${text.replaceAll('"', '""')}"`,
    // Where Spark finds two quotes in a text, it depends on its version what they are.
    text: dialect === "spark" ? (text) => `'${text.replace(/[\\']/g, "\\$&")}'` : sqlText,
    double: (expression) => `cast(${expression} as ${dialect === "spark" ? "double" : "double precision"})`,
    seconds: (expression) => {
      if (dialect === "spark") return `(unix_micros(${expression}) / 1e6)`;
      return `cast(extract(epoch from ${expression}) as double precision)`;
    },
    sortable: (expression) => (dialect === "postgres" ? `${expression} collate "C"` : expression),
  };
}

/** The column of a role in SQL, or null where no column has it. */
export function roleColumn({ roles }: SqlInput, role: keyof Roles, write: Writer): string | null {
  const [first] = roles[role] ?? [];
  return first === undefined ? null : write.name(first);
}
