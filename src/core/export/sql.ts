import type { ParamSpec, ParamTable, ParamValues } from "../contracts.ts";
import { commentText, specComment } from "./comments.ts";

/**
 * What stands before a chapter's `check.sql`, so that it runs as it is in the folder of its data (`duckdb < check.sql`): the files
 * as tables of their names, and the parameters with their values as the one row of a table `setting`:
 *
 *     create or replace table payments as select * from read_csv('payments.csv', sample_size = -1);
 *     create or replace table setting as select
 *       7 as seed,
 *       -- Reporting delay, median (h), from 1 to 1080
 *       cast(4 as double precision) as delay;
 *
 * Names are those of the parameter table in lower snake case; a value that is left out takes its default. Only the lines that
 * read the files are DuckDB's own. `files` are names such as `payments.csv`. Throws where two names would be the same in SQL, or
 * a file's name is no name for a table.
 */
export function sqlSetting(
  params: ParamTable,
  values: ParamValues,
  seed: number,
  files: readonly string[],
): string {
  const tables = files.map((file) => {
    const table = file.replace(/\.csv$/, "");
    if (!/^[a-z][a-z0-9_]*$/.test(table)) throw new Error(`“${file}” is no name for a table.`);
    return `create or replace table ${table} as select * from read_csv('${file}', sample_size = -1);\n`;
  });
  const columns: string[] = [`  ${seed} as seed`];
  const taken = new Map<string, string>([["seed", "seed"]]);
  for (const [key, spec] of Object.entries(params)) {
    const name = columnName(key);
    const other = taken.get(name);
    if (other !== undefined) throw new Error(`“${other}” and “${key}” would both be ${name} in SQL.`);
    taken.set(name, key);
    const given = Object.hasOwn(values, key) ? values[key] : undefined;
    columns.push(
      `  -- ${commentText(specComment(spec))}\n  ${literal(given ?? spec.default, spec)} as ${name}`,
    );
  }
  return `${tables.join("")}create or replace table setting as select\n${columns.join(",\n")};\n`;
}

/** The files that a `check.sql` says in its first line that it reads: `-- reads: payments.csv, chargebacks.csv`. Throws where it says nothing. */
export function filesOfSql(text: string): readonly string[] {
  const found = /^-- reads: (.+)$/m.exec(text.split("\n", 1)[0]!);
  if (!found)
    throw new Error("A check in SQL begins with the files that it reads: “-- reads: payments.csv”.");
  return found[1]!.split(",").map((file) => file.trim());
}

/** Numbers are doubles, so that a division of two of them is never one of integers. */
function literal(value: number | string | boolean, spec: ParamSpec): string {
  if (spec.kind === "number") return `cast(${Number(value)} as double precision)`;
  return typeof value === "boolean" ? String(value) : sqlText(String(value));
}

/** A text as SQL source: a quote is doubled, which is all that can end it. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function columnName(key: string): string {
  const name = key
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .toLowerCase();
  if (!/^[a-z]/.test(name))
    throw new Error(`“${key}” is no name for a column in SQL: it must begin with a letter.`);
  return name;
}
