import type { Writer } from "../../core/export/checks/sql-check.ts";
import { commentText } from "../../core/export/comments.ts";
import type { Csv } from "../csv/read.ts";

/** A file by its name, and how it is written; what is left out is as a CSV mostly is. */
export type FileAs = Pick<Csv, "file"> &
  Partial<Pick<Csv, "delimiter" | "hasHeader" | "encoding" | "bad" | "columns" | "sampled">>;

/** How a file is laid out, for whatever reads it. */
export type Layout = {
  file: string;
  delimiter: string;
  hasHeader: boolean;
  encoding: Csv["encoding"];
  /** The names of its columns in their order, as the page has them; empty where they are not known. */
  names: readonly string[];
  /** Whether the header of the file holds these names; else they are put in its place. */
  byHeader: boolean;
  /** Rows above the header. */
  above: number;
  /** Rows that do not fit the header, which the page sets aside. */
  bad: number;
  mayBreakLines: boolean;
  /** Whether the page read a sample of its rows. */
  isSampled: boolean;
};

export function layoutOf(as: FileAs): Layout {
  const { file, delimiter = ",", hasHeader = true, encoding = "utf-8", bad, columns = [] } = as;
  const names = columns.map(({ name }) => name);
  const header = bad?.header ?? names;
  const above = (bad?.kept ?? []).filter(({ reason }) => reason === "it stands above the header");
  return {
    file,
    delimiter,
    hasHeader,
    encoding,
    names,
    byHeader: hasHeader && (names.length === 0 || names.every((name, i) => name === header[i])),
    above: Math.max(0, ...above.map(({ row }) => row)),
    bad: (bad?.count ?? 0) - above.length,
    isSampled: (as.sampled ?? null) !== null,
    mayBreakLines: columns.length === 0 || columns.some(mayBreak),
  };
}

/** Text of more values than are shown as examples may hold a line break; of the others it is seen. */
const mayBreak = ({ name, kind, distinct, examples }: NonNullable<FileAs["columns"]>[number]): boolean =>
  /[\r\n]/.test(name) ||
  (kind === "category" && (distinct > examples.length || examples.some((text) => /[\r\n]/.test(text))));

const list = (names: readonly string[]): string => names.join(", ");

/**
 * The file as the engine reads it, every cell a text, so that nothing is guessed twice. `keepsLines` tells that no cell
 * holds a line break, whatever the notes on the columns allow.
 */
export function rawTable(as: Layout, table: string, write: Writer, keepsLines = false): string {
  if (write.dialect === "duckdb") return duckdbTable(as, table, write);
  if (write.dialect === "spark") return sparkView(as, table, write, keepsLines);
  return postgresTable(as, table, write);
}

function postgresTable(as: Layout, table: string, write: Writer): string {
  const { file, names, delimiter, hasHeader, encoding, above, bad } = as;
  const sign =
    delimiter === "," ? "" : `, delimiter ${delimiter === "\t" ? "E'\\t'" : write.text(delimiter)}`;
  const letters = encoding === "windows-1252" ? ", encoding 'WIN1252'" : "";
  const first = [
    ...(encoding === "parquet" ? ["-- PostgreSQL reads no Parquet: save the file as CSV first."] : []),
    ...(encoding.startsWith("utf-16")
      ? ["-- PostgreSQL reads no UTF-16: save the file as UTF-8 first."]
      : []),
    ...(above > 0
      ? [`-- Take the ${above === 1 ? "row" : `${above} rows`} above the header off first.`]
      : []),
    ...(bad > 0 ? ["-- Take the rows that do not fit the header out first; the page lists them."] : []),
  ];
  return `create table if not exists ${table} (${list(names.map((name) => `${write.name(name)} text`))});
${first.map((line) => `${line}\n`).join("")}-- Load it once, in psql: \\copy ${table} from ${commentText(write.text(file))} with (format csv, header ${hasHeader}${commentText(sign)}${letters})
`;
}

function duckdbTable(as: Layout, table: string, write: Writer): string {
  const { file, names, byHeader, delimiter, hasHeader, encoding, above, bad } = as;
  if (encoding === "parquet")
    return `create or replace view ${table} as select columns(*)::varchar from read_parquet(${write.text(file)});\n`;
  const options = [
    `header = ${hasHeader}`,
    "all_varchar = true",
    ...(delimiter === "," ? [] : [`delim = ${write.text(delimiter)}`]),
    ...(above > 0 ? [`skip = ${above}`] : []),
    ...(byHeader ? [] : [`names = [${list(names.map((name) => write.text(name)))}]`]),
    ...(encoding.startsWith("utf-16") ? ["encoding = 'utf-16'"] : []),
    ...(bad > 0 ? ["ignore_errors = true"] : []),
  ];
  const letters =
    encoding === "windows-1252"
      ? `-- DuckDB reads UTF-8: convert the file first, with iconv -f WINDOWS-1252 -t UTF-8.\n`
      : "";
  return `${letters}create or replace view ${table} as select * from read_csv(${[write.text(file), ...options].join(", ")});\n`;
}

/** The names that Spark has for an encoding, where it is not the usual one. */
const ENCODINGS: Readonly<Record<string, string>> = {
  "utf-16le": "UTF-16LE",
  "utf-16be": "UTF-16BE",
  "windows-1252": "windows-1252",
};

/** Spark guesses neither the delimiter nor the encoding. */
function sparkView(as: Layout, table: string, write: Writer, keepsLines: boolean): string {
  const { file, names, byHeader, delimiter, hasHeader, encoding, above, bad, mayBreakLines } = as;
  const start = `create or replace temporary view ${table}`;
  if (encoding === "parquet") return `${start} using parquet options (path ${write.text(file)});\n`;
  const breaks = mayBreakLines && !keepsLines;
  const options = {
    path: file,
    header: String(hasHeader),
    inferSchema: "false",
    ...(delimiter === "," ? {} : { sep: delimiter }),
    ...(ENCODINGS[encoding] ? { encoding: ENCODINGS[encoding] } : {}),
    multiLine: String(breaks),
    escape: '"',
    ...(bad > 0 ? { mode: "DROPMALFORMED" } : {}),
  };
  const written = Object.entries(options).map(([name, value]) => `${name} ${write.text(value)}`);
  const schema = byHeader ? "" : ` (${list(names.map((name) => `${write.name(name)} string`))})`;
  const first = [
    breaks
      ? "-- A cell may hold a line break, so the file is read in one piece; with multiLine 'false' it is spread over all cores."
      : "-- No cell that the page read holds a line break; where one may, set multiLine to 'true', and the file is read in one piece.",
    ...(above > 0
      ? [`-- Take the ${above === 1 ? "row" : `${above} rows`} above the header off first.`]
      : []),
  ];
  return `${first.join("\n")}\n${start}${schema} using csv options (${list(written)});\n`;
}
