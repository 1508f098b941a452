import { sqlChecks } from "../../core/export/checks/index.ts";
import { notInSql } from "../../core/export/checks/not-in-sql.ts";
import { onceInSpark } from "../../core/export/checks/spark-once.ts";
import { type Dialect, type Writer, writerOf } from "../../core/export/checks/sql-check.ts";
import { commentText } from "../../core/export/comments.ts";
import type { ColumnNote } from "../csv/notes.ts";
import type { Setup } from "../diagnosis.ts";
import { type Planned, planned } from "./plan.ts";
import { type FileAs, rawTable } from "./sql-files.ts";

export const ENGINES: Readonly<Record<Dialect, string>> = {
  duckdb: "DuckDB",
  postgres: "PostgreSQL",
  spark: "Spark SQL",
};

/** For one line of comment. Spark takes a line that ends in a backslash together with the next one. */
const comment = (text: string): string => commentText(text).replace(/\\$/, "\\ ");

/** Every spelling of “no value”, as the reader takes it. */
const MISSING = ["", "na", "n/a", "#n/a", "<na>", "null", "nan", "none", "nil", "-", "--", "?", "nat", "\\n"];

/**
 * The checks of the page as a script for an engine: the files as they are, with every cell as text; the columns as the page read
 * them; the windows as they were chosen; and each check as one statement that returns (check_id, columns, figure, value). A check
 * that has no SQL is named with the reason. `files` are the names of the files, in the order of the set-up.
 */
export function sqlScript(setup: Setup, read: readonly (string | FileAs)[], dialect: Dialect): string {
  const write = writerOf(dialect);
  const files = read.map((file) => (typeof file === "string" ? { file } : file));
  const kinds = new Map([...setup.prepared.table.columns].map(([name, { kind }]) => [name, kind]));
  const plan = planned(setup);
  const statements = (windows: 1 | 2): string =>
    plan
      .filter((one) => one.windows === windows)
      .flatMap(({ id, name, columns }) => {
        const check = sqlChecks.find((one) => one.id === id);
        if (!check) return [];
        const title = `-- ${comment(`${name}${columns.length > 0 ? `: ${columns.slice(0, 12).join(", ")}` : ""}`)}`;
        const own = check.sql({ columns, kinds, roles: setup.prepared.roles }, write).trim();
        const body = dialect === "spark" ? onceInSpark(own) : own;
        const leaves = check.leavesOut ? `\n-- Left out: ${comment(check.leavesOut)}` : "";
        return [
          `${title}${leaves}\nselect ${write.text(id)} as check_id, ${write.text(columns.slice(0, 12).join(", "))} as columns_read, figure, value from (\n${body}\n) as answer;\n`,
        ];
      })
      .join("\n");
  const text = [
    heading(setup, files, dialect),
    notHere(plan),
    ...files.map((file, i) =>
      rawTable(file, files.length === 1 ? "raw_rows" : `raw_rows_${i + 1}`, i === 0 ? setup : null, write),
    ),
    views(setup, files, write),
    "-- Checks of one table: all rows.",
    view("older", "select * from all_rows", write) +
      view("newer", "select * from all_rows where 1 = 0", write),
    statements(1),
    "-- Checks that compare the newer rows with the older ones.",
    windowViews(setup, write),
    statements(2),
  ].join("\n");
  // What stands between two semicolons is a statement: nothing but a comment is left at the end.
  return `${text.slice(0, text.lastIndexOf(";\n"))};\n`;
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

function heading({ windows, prepared }: Setup, files: readonly FileAs[], dialect: Dialect): string {
  const clock = prepared.byRowOrder
    ? "\n-- The file has no clock: the order of its rows is taken for time, and an engine that reads a file in parallel may not keep it."
    : "";
  const zone = dialect === "spark" ? "\nset time zone 'UTC';\n" : "";
  return `-- The checks of As Of on ${commentText(files.map(({ file }) => file).join(" and "))}, for ${ENGINES[dialect]}. They give the numbers that the page gives.
-- ${comment(windows.words)}${clock}
${zone}`;
}

const view = (name: string, select: string, { dialect }: Writer): string =>
  `${dialect === "postgres" ? `drop view if exists ${name};\ncreate view` : `create or replace ${dialect === "spark" ? "temporary " : ""}view`} ${name} as ${select};\n`;

/** Rows that every check reads: read from the file once, where the engine can keep them. */
function kept(name: string, select: string, write: Writer): string {
  if (write.dialect === "duckdb") return `create or replace table ${name} as ${select};\n`;
  return view(name, select, write) + (write.dialect === "spark" ? `cache table ${name};\n` : "");
}

/** `all_rows`, or one table a file: the columns as the page read them. */
function views(setup: Setup, files: readonly FileAs[], write: Writer): string {
  const select = (from: string) => `select\n  ${columnsOf(setup, write).join(",\n  ")}\nfrom ${from}`;
  if (files.length === 1 || setup.current === null)
    return dropFirst(write) + kept("all_rows", select("raw_rows"), write);
  return (
    dropFirst(write) +
    kept("all_rows", select("raw_rows_1"), write) +
    kept("newer_rows", select("raw_rows_2"), write)
  );
}

/** PostgreSQL lets no view go that another stands on. */
const dropFirst = ({ dialect }: Writer): string =>
  dialect === "postgres"
    ? "drop view if exists newer;\ndrop view if exists older;\ndrop view if exists newer_rows;\ndrop view if exists all_rows;\n"
    : "";

function columnsOf(setup: Setup, write: Writer): readonly string[] {
  const notes = new Map(setup.columns.map((note) => [note.name, note]));
  return [...setup.prepared.table.columns].map(([name, column]) => {
    const note = notes.get(name);
    const named = write.name(name);
    // The clock that stands in for time is the number of the row.
    if (note === undefined) {
      const order = write.dialect === "spark" ? "order by monotonically_increasing_id()" : "";
      return `${write.double(`row_number() over (${order})`)} as ${named}`;
    }
    const cell = `case when lower(trim(${named})) in (${MISSING.map((one) => write.text(one)).join(", ")}) then null else trim(${named}) end`;
    if (name === setup.prepared.label && setup.roles.positive !== null)
      return `case when ${labelTest(cell, note, setup.roles.positive, write)} then ${write.double("1")} when ${cell} is not null then ${write.double("0")} end as ${named}`;
    if (column.kind === "category") return `${cell} as ${named}`;
    return `${column.kind === "number" ? numberOf(cell, note, write) : momentOf(cell, note, write)} as ${named}`;
  });
}

const labelTest = (cell: string, note: ColumnNote, positive: string, write: Writer): string =>
  note.kind === "number"
    ? `${numberOf(cell, note, write)} = ${write.double(positive)}`
    : `${cell} = ${write.text(positive)}`;

function numberOf(cell: string, { written }: ColumnNote, write: Writer): string {
  if (!written.startsWith("numbers with a decimal")) return tried(write.double(cell), write);
  const comma = written.includes("decimal comma");
  const group = /and “(.+)” between/.exec(written)?.[1];
  const bare = group === undefined ? cell : `replace(${cell}, ${write.text(group)}, '')`;
  return tried(write.double(comma ? `replace(${bare}, ',', '.')` : bare), write);
}

/** A cell that is no number or no date is missing, as it is on the page; PostgreSQL has no such cast and stops there. */
const tried = (cast: string, { dialect }: Writer): string =>
  dialect === "postgres" ? cast : cast.replace(/^cast/, "try_cast");

function momentOf(cell: string, { written }: ColumnNote, write: Writer): string {
  if (written.startsWith("epoch")) {
    const seconds = `${write.double(cell)}${written === "epoch milliseconds" ? " / 1000" : ""}`;
    if (write.dialect === "duckdb") return `make_timestamp(cast(1000000 * ${seconds} as bigint))`;
    if (write.dialect === "spark") return `timestamp_micros(cast(1e6 * ${seconds} as bigint))`;
    return `(to_timestamp(${seconds}) at time zone 'UTC')`;
  }
  if (written.includes("ISO")) return tried(`cast(${cell} as timestamp)`, write);
  return `cast(${cell} as timestamp) /* ${commentText(written)}: put the format of these dates here */`;
}

/** The windows as they were chosen on the page. */
function windowViews({ windows, prepared, current }: Setup, write: Writer): string {
  if (current !== null)
    return view("older", "select * from all_rows", write) + view("newer", "select * from newer_rows", write);
  const { choice, line } = windows;
  if (choice?.by === "split") {
    const column = write.name(prepared.roles.split![0]!);
    const within = (values: readonly string[]) =>
      `select * from all_rows where ${column} in (${values.map((one) => write.text(one)).join(", ")})`;
    return view("older", within(choice.reference), write) + view("newer", within(choice.current), write);
  }
  if (line === null || choice === null) return "-- There is one window only.\n";
  const clock = write.name(prepared.roles["event-time"]![0]!);
  const moment = (value: number) =>
    line.clock === "time"
      ? `timestamp '${new Date(value).toISOString().replace("T", " ").replace("Z", "")}'`
      : write.double(String(value));
  const [a, b] = line.reference;
  const [c, d] = line.current;
  return (
    view(
      "older",
      `select * from all_rows where ${clock} >= ${moment(a)} and ${clock} < ${moment(b)}`,
      write,
    ) +
    view("newer", `select * from all_rows where ${clock} >= ${moment(c)} and ${clock} <= ${moment(d)}`, write)
  );
}
