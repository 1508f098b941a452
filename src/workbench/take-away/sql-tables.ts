import type { Writer } from "../../core/export/checks/sql-check.ts";
import type { Column } from "../../core/table/table.ts";
import type { ColumnNote } from "../csv/notes.ts";
import type { Setup } from "../diagnosis.ts";
import { ROW_ORDER } from "../prepare.ts";
import { cellOf, momentOf, numberOf } from "./sql-cells.ts";
import { type Layout, rawTable } from "./sql-files.ts";

export const view = (name: string, select: string, { dialect }: Writer): string =>
  `${dialect === "postgres" ? `drop view if exists ${name};\ncreate view` : `create or replace ${dialect === "spark" ? "temporary " : ""}view`} ${name} as ${select};\n`;

/** Rows that every check reads: read from the file once, where the engine can keep them. */
function kept(name: string, select: string, write: Writer): string {
  if (write.dialect === "duckdb") return `create or replace table ${name} as ${select};\n`;
  return view(name, select, write) + (write.dialect === "spark" ? `cache table ${name};\n` : "");
}

/** A column by which rows of one moment lie in the order of the file; null where that order is the clock itself. */
export function rowOrderOf({ prepared }: Setup): string | null {
  if (prepared.byRowOrder) return null;
  let name = ROW_ORDER;
  while (prepared.table.columns.has(name)) name += " ";
  return name;
}

/** The number of a row in the order of the file. */
const rowNumber = ({ dialect }: Writer): string =>
  ({
    duckdb: "row_number() over ()",
    postgres: "row_number() over (order by ctid)",
    spark: "row_number() over (order by monotonically_increasing_id())",
  })[dialect];

/** What orders rows as the file does, without counting them where that would bring all of them together. */
const rowOrder = (write: Writer): string =>
  ({ duckdb: rowNumber(write), postgres: "ctid", spark: "monotonically_increasing_id()" })[write.dialect];

/** The files as they are, and `all_rows` (and `newer_rows` of a second file): the columns as the page read them. */
export function tables(setup: Setup, files: readonly Layout[], write: Writer): string {
  const raw = (i: number, name: string) => rawTable(files[i]!, name, write, keepsLines(setup, i));
  const { prepared, columns, roles, current, second } = setup;
  const own: Read = { prepared, columns, positive: roles.positive, isJoined: false };
  const select = (from: string, read = own) => typedRows(setup, write, from, read);
  const first = dropFirst(write);
  if (setup.joined !== null && files.length > 1) {
    const [rows, outcomes] = setup.relation?.swapped ? ([1, 0] as const) : ([0, 1] as const);
    return [
      raw(rows, "raw_rows"),
      raw(outcomes, "raw_outcomes"),
      `${first}${view("joined_rows", joinedRows(setup, setup.joined, write), write)}${kept("all_rows", select("joined_rows", { ...own, isJoined: true }), write)}`,
    ].join("\n");
  }
  if (files.length === 1 || current === null || second === null)
    return `${raw(0, "raw_rows")}\n${first}${kept("all_rows", select("raw_rows"), write)}`;
  return [
    raw(0, "raw_rows"),
    raw(1, "raw_newer_rows"),
    `${first}${kept("all_rows", select("raw_rows"), write)}${kept("newer_rows", select("raw_newer_rows", { ...own, ...second, prepared: current }), write)}`,
  ].join("\n");
}

/** Whether no text of the first file holds a line break; of the others it is not known. */
function keepsLines({ prepared, columns, roles }: Setup, file: number): boolean {
  if (file > 0) return false;
  return columns.every(({ name, kind, examples }) => {
    if (/[\r\n]/.test(name)) return false;
    if (kind !== "category") return true;
    const column = prepared.table.columns.get(name);
    if (column?.kind === "category") return !column.categories.some((text) => /[\r\n]/.test(text));
    // The label, which has been turned into 0 and 1: two texts.
    return (
      name === prepared.label && roles.positive !== null && !examples.some((text) => /[\r\n]/.test(text))
    );
  });
}

/** PostgreSQL lets no view go that another stands on. */
const dropFirst = ({ dialect }: Writer): string =>
  dialect === "postgres"
    ? ["newer", "older", "newer_rows", "all_rows", "joined_rows"]
        .map((name) => `drop view if exists ${name};\n`)
        .join("")
    : "";

/**
 * The rows with what the second file knows of them, looked up by the key: 1 where it names the row, and when it was known.
 */
function joinedRows(setup: Setup, joined: NonNullable<Setup["joined"]>, write: Writer): string {
  const { key, label, time, byNumber } = joined;
  const keyOf = (name: string) => {
    const cell = cellOf(name, write, byNumber ? "number" : "category");
    return byNumber ? write.double(cell) : cell;
  };
  const known =
    time === null ? "null" : `min(${momentOf(cellOf(write.name(time.from.name), write), time.from, write)})`;
  const text = write.dialect === "spark" ? "string" : "text";
  const order = write.name(rowOrderOf(setup) ?? setup.prepared.roles["event-time"]![0]!);
  const numbered = setup.prepared.byRowOrder ? rowNumber(write) : rowOrder(write);
  return `select
  own.*,
  case when outcomes.key_of_outcome is null then '0' else '1' end as ${write.name(label)}${
    time === null ? "" : `,\n  cast(outcomes.known_at as ${text}) as ${write.name(time.name)}`
  }
from (select *, ${numbered} as ${order} from raw_rows) as own
left join (
  select ${keyOf(write.name(key.second))} as key_of_outcome, ${known} as known_at
  from raw_outcomes
  where ${keyOf(write.name(key.second))} is not null
  group by ${keyOf(write.name(key.second))}
) as outcomes on outcomes.key_of_outcome = ${keyOf(`own.${write.name(key.first)}`)}`;
}

/** A file as the page read it. */
type Read = {
  prepared: Setup["prepared"];
  columns: readonly ColumnNote[];
  positive: string | null;
  isJoined: boolean;
};

/**
 * The rows as the page reads them: first every cell without blanks and without the words for “no value”, then each column as
 * its kind. What only the first file has is missing in the second.
 */
function typedRows(setup: Setup, write: Writer, from: string, read: Read): string {
  const { prepared, columns, positive, isJoined } = read;
  const notes = new Map(columns.map((note) => [note.name, note]));
  const order = rowOrderOf(setup);
  const cells: string[] = [];
  const typed = [...setup.prepared.table.columns].map(([name, first]) => {
    const column = prepared.table.columns.get(name);
    const note = notes.get(name);
    const cell = write.name(name);
    if (column === undefined) return `${nothing(first, write)} as ${cell}`;
    // The clock that stands in for time is the number of the row.
    if (note === undefined) {
      cells.push(`${write.double(isJoined ? cell : rowNumber(write))} as ${cell}`);
      return cell;
    }
    cells.push(`${cellOf(cell, write, note.kind)} as ${cell}`);
    if (name === prepared.label && positive !== null)
      return `case when ${labelTest(cell, note, positive, write)} then ${write.double("1")} when ${cell} is not null then ${write.double("0")} end as ${cell}`;
    if (column.kind === "category") return cell;
    return `${column.kind === "number" ? numberOf(cell, note, write) : momentOf(cell, note, write)} as ${cell}`;
  });
  if (order !== null) {
    cells.push(`${isJoined ? write.name(order) : rowOrder(write)} as ${write.name(order)}`);
    typed.push(write.name(order));
  }
  return `select
  ${typed.join(",\n  ")}
from (
  select
    ${cells.join(",\n    ")}
  from ${from}
) as cells`;
}

const nothing = ({ kind }: Column, write: Writer): string =>
  kind === "number"
    ? write.double("null")
    : `cast(null as ${kind === "time" ? "timestamp" : write.dialect === "spark" ? "string" : "text"})`;

const labelTest = (cell: string, note: ColumnNote, positive: string, write: Writer): string =>
  note.kind === "number"
    ? `${numberOf(cell, note, write)} = ${write.double(positive)}`
    : `${cell} = ${write.text(positive)}`;

/** The windows as they were chosen on the page. */
export function windowViews({ windows, prepared, current }: Setup, write: Writer): string {
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
