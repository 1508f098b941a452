import type { Dialect } from "../../core/export/checks/sql-check.ts";
import { commentText } from "../../core/export/comments.ts";
import type { Setup } from "../diagnosis.ts";
import type { Layout } from "./sql-files.ts";

export const ENGINES: Readonly<Record<Dialect, string>> = {
  duckdb: "DuckDB",
  postgres: "PostgreSQL",
  spark: "Spark SQL",
};

const HOW: Readonly<Record<Dialect, string>> = {
  duckdb: "in the folder of the file: duckdb < this-script.sql",
  postgres: "load the file as told below, then: psql -f this-script.sql",
  spark:
    "In the folder of the file: spark-sql -f this-script.sql. It writes tables called worked_out_1, worked_out_2 … of what is read often, and drops them again.",
};

/** Sessions count in UTC, as the page does. */
const ZONES: Readonly<Record<Dialect, string>> = {
  duckdb: "set timezone = 'UTC';\n",
  postgres: "set time zone 'UTC';\n",
  spark: "set time zone 'UTC';\n",
};

/** For one line of comment. Spark takes a line that ends in a backslash together with the next one. */
export const comment = (text: string): string => commentText(text).replace(/\\$/, "\\ ");

/** What the script is, how to run it, what it reads, as lines of comment. */
export function heading(setup: Setup, files: readonly Layout[], dialect: Dialect): string {
  const lines = [
    `The checks of As Of on ${files.map(({ file }) => file).join(" and ")}, for ${ENGINES[dialect]}. They give the numbers that the page gives.`,
    `To run it: ${HOW[dialect]}`,
    "Each check is one statement, and returns rows (check_id, columns_read, figure, value); a share is from 0 to 1.",
    ...rolesInWords(setup),
    setup.windows.words,
    ...sampleInWords(files),
    ...(setup.prepared.byRowOrder
      ? [
          "The file has no clock: the order of its rows is taken for time, and an engine that reads a file in parallel may not keep it.",
        ]
      : []),
    ...(files.some(({ bad }) => bad > 0)
      ? ["Rows that do not fit the header are left out, as on the page; an engine may judge a row otherwise."]
      : []),
  ];
  return `${lines.map((line) => `-- ${comment(line)}\n`).join("")}\n${ZONES[dialect]}`;
}

/** That the script reads more rows than the page did. */
export const sampleInWords = (files: readonly Layout[]): string[] =>
  files.some(({ isSampled }) => isSampled)
    ? [
        "The page read a sample of the rows; this reads all of them, so its numbers are near those of the page, not the same.",
      ]
    : [];

/** The columns by their roles, one line a role. */
export function rolesInWords({ prepared: { roles, label }, roles: { positive } }: Setup): string[] {
  return Object.entries(roles)
    .filter(([role]) => role !== "ignore")
    .map(([role, names]) => {
      const shown =
        names.slice(0, 20).join(", ") + (names.length > 20 ? ` and ${names.length - 20} more` : "");
      const one =
        role === "label" && label !== null && positive !== null ? ` (1 where it is ${positive})` : "";
      return `Column ${role}: ${shown}${one}`;
    });
}
