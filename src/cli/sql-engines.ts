// Two engines with the same tables in them, for tests that hold SQL to our own numbers.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { PGlite } from "@electric-sql/pglite";
import type { Dialect } from "../core/export/checks/sql-check.ts";
import { type Column, isValid, type Table } from "../core/table/table.ts";

export type Engine = {
  dialect: Dialect;
  /** Puts the tables in, in place of those of the same names. */
  load(tables: Readonly<Record<string, Table>>): Promise<void>;
  /** Runs a statement that returns rows (figure, value), and gives the values by figure. */
  figures(sql: string): Promise<Record<string, number>>;
  /** Fills a table from a file as psql’s \copy does; only where the engine does not read files itself. */
  copy?(table: string, file: string, options: string): Promise<void>;
  /** Runs one statement and gives its rows. */
  rows(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  close(): Promise<void>;
};

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
const TYPES = { number: "double precision", time: "timestamp", category: "text" } as const;

const definition = (name: string, { columns }: Table) =>
  `create table ${name} (${[...columns].map(([column, { kind }]) => `${quoted(column)} ${TYPES[kind]}`).join(", ")})`;

/** A table as CSV with nothing neutralised: what stands in a cell is what the engine reads. Missing is empty, texts are quoted. */
export function plainCsv(table: Table): string {
  const columns = [...table.columns.values()];
  const lines: string[] = [];
  for (let row = 0; row < table.rows; row++) lines.push(columns.map((column) => cell(column, row)).join(","));
  return `${lines.join("\n")}\n`;
}

function cell(column: Column, row: number): string {
  if (!isValid(column.valid, row)) return "";
  if (column.kind === "category") return quoted(column.categories[column.codes[row]!]!);
  const value = column.values[row]!;
  if (Number.isNaN(value)) return "";
  return column.kind === "time" ? new Date(value).toISOString().replace("Z", "") : String(value);
}

export async function duckdb(): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), "duckdb-"));
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  return {
    dialect: "duckdb",
    async load(tables) {
      for (const [name, table] of Object.entries(tables)) {
        const file = join(folder, `${name}.csv`);
        writeFileSync(file, plainCsv(table));
        await connection.run(`drop table if exists ${name}`);
        await connection.run(definition(name, table));
        await connection.run(
          `copy ${name} from '${file}' (header false, nullstr '', allow_quoted_nulls false)`,
        );
      }
    },
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRowObjects(),
    async figures(sql) {
      const rows = (await connection.runAndReadAll(sql)).getRowObjects();
      return Object.fromEntries(rows.map(({ figure, value }) => [String(figure), Number(value)]));
    },
    async close() {
      connection.closeSync();
      instance.closeSync();
      rmSync(folder, { recursive: true });
    },
  };
}

export async function postgres(): Promise<Engine> {
  const database = await PGlite.create();
  return {
    dialect: "postgres",
    async load(tables) {
      for (const [name, table] of Object.entries(tables)) {
        await database.exec(`drop table if exists ${name}; ${definition(name, table)}`);
        await database.query(`copy ${name} from '/dev/blob' (format csv)`, [], {
          blob: new Blob([plainCsv(table)]),
        });
      }
    },
    async copy(table, file, options) {
      await database.query(`copy ${table} from '/dev/blob' with (${options})`, [], {
        blob: new Blob([readFileSync(file)]),
      });
    },
    rows: async (sql) => (await database.query<Record<string, unknown>>(sql)).rows,
    async figures(sql) {
      const { rows } = await database.query<{ figure: string; value: unknown }>(sql);
      return Object.fromEntries(rows.map(({ figure, value }) => [figure, Number(value)]));
    },
    close: () => database.close(),
  };
}
