import { sqlChecks } from "../../core/export/checks/index.ts";
import { notInSql } from "../../core/export/checks/not-in-sql.ts";
import { KeptQueries, keptTablesIn, letGo, onceInSpark } from "../../core/export/checks/spark-once.ts";
import { type Dialect, type SqlInput, type Writer, writerOf } from "../../core/export/checks/sql-check.ts";
import type { Setup } from "../diagnosis.ts";
import { canTell, type Planned, planned } from "./plan.ts";
import { type FileAs, layoutOf } from "./sql-files.ts";
import { comment, heading } from "./sql-heading.ts";
import { rowOrderOf, tables, view, windowViews } from "./sql-tables.ts";

/**
 * The checks of the page as a script for an engine: the files as they are, with every cell as text; the columns as the page
 * read them; the windows as they were chosen; and each check as one statement that returns (check_id, columns_read, figure,
 * value). A check that has no SQL is named with the reason. `read` holds the files, in the order in which they were given.
 */
export function sqlScript(setup: Setup, read: readonly (string | FileAs)[], dialect: Dialect): string {
  const write = writerOf(dialect);
  const files = read.map((file) => layoutOf(typeof file === "string" ? nameOnly(setup, file, read) : file));
  const plan = planned(setup).filter((one) => canTell(one, setup));
  const kept = new KeptQueries();
  const text = [
    heading(setup, files, dialect),
    notHere(plan),
    tables(setup, files, write),
    "-- Checks of one table: all rows.",
    view("older", "select * from all_rows", write) +
      view("newer", "select * from all_rows where 1 = 0", write),
    statements(setup, plan, 1, kept, write),
    "-- Checks that compare the newer rows with the older ones.",
    windowViews(setup, write),
    statements(setup, plan, 2, kept, write),
  ].join("\n");
  // What stands between two semicolons is a statement: nothing but a comment is left at the end.
  return `${text.slice(0, text.lastIndexOf(";\n"))};\n`;
}

/** A file of which only the name is given: its columns are those of the set-up. */
function nameOnly({ columns, joined }: Setup, file: string, read: readonly unknown[]): FileAs {
  const given = [joined?.label, joined?.time?.name];
  return read.length > 1 ? { file } : { file, columns: columns.filter(({ name }) => !given.includes(name)) };
}

/**
 * The checks of one window, or of two. For Spark each is preceded by the tables that it reads often, and followed by their
 * end.
 */
function statements(
  setup: Setup,
  plan: readonly Planned[],
  windows: 1 | 2,
  kept: KeptQueries,
  write: Writer,
): string {
  const { prepared, current } = setup;
  const kinds = new Map([...prepared.table.columns].map(([name, { kind }]) => [name, kind]));
  const rowOrder = rowOrderOf(setup);
  const wholes = ["all_rows", current === null ? "all_rows" : "newer_rows"] as const;
  kept.forget();
  const written = plan
    .filter((one) => one.windows === windows)
    .flatMap(({ id, name, columns }) => {
      const check = sqlChecks.find((one) => one.id === id);
      if (!check) return [];
      const listed = columns.slice(0, 12).join(", ");
      const lines = [
        `-- ${comment(columns.length > 0 ? `${name}: ${listed}` : name)}`,
        ...(check.leavesOut ? [`-- Left out: ${comment(check.leavesOut)}`] : []),
      ];
      const input: SqlInput = {
        columns,
        kinds,
        roles: prepared.roles,
        ...(rowOrder === null ? {} : { rowOrder }),
        ...(windows === 2 ? { wholes } : {}),
      };
      const own = check.sql(input, write).trim();
      const { before, sql } = write.dialect === "spark" ? onceInSpark(own, kept) : { before: [], sql: own };
      const answer = `select ${write.text(id)} as check_id, ${write.text(listed)} as columns_read, figure, value from (\n${sql}\n) as answer`;
      return [{ title: lines.join("\n"), all: [...before, answer] }];
    });
  // A table goes when no later check reads it.
  const last = new Map<string, number>();
  for (const [i, { all }] of written.entries())
    for (const table of keptTablesIn(all.join("\n"))) last.set(table, i);
  return written
    .map(({ title, all }, i) => {
      const gone = [...last].filter(([, at]) => at === i).map(([table]) => letGo(table));
      return `${title}\n${[...all, ...gone].map((one) => `${one};\n`).join("")}`;
    })
    .join("\n");
}

/** The checks that have no SQL, each once, with the reason. */
function notHere(plan: readonly Planned[]): string {
  const named = new Map(
    plan.filter(({ id }) => notInSql[id] !== undefined).map(({ id, name }) => [id, name]),
  );
  return [...named]
    .map(([id, name]) => `-- ${comment(name)} is not here. ${comment(notInSql[id]!)}\n`)
    .join("");
}
