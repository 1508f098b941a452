import type { Writer } from "../../core/export/checks/sql-check.ts";
import { commentText } from "../../core/export/comments.ts";
import type { Csv } from "../csv/read.ts";
import type { Setup } from "../diagnosis.ts";

/** A file by its name, and how it is written; what is left out is as a CSV mostly is. */
export type FileAs = Pick<Csv, "file"> & Partial<Pick<Csv, "delimiter" | "hasHeader" | "encoding">>;

/** The names that engines have for an encoding, where it is not the usual one. */
const ENCODINGS: Readonly<Record<string, string>> = {
  "utf-16le": "UTF-16LE",
  "utf-16be": "UTF-16BE",
  "windows-1252": "windows-1252",
};

/**
 * The file as the engine reads it, every cell a text, so that nothing is guessed twice. `setup` is that of a file whose columns are
 * known in their order, else null.
 */
export function rawTable(as: FileAs, table: string, setup: Setup | null, write: Writer): string {
  if (write.dialect === "duckdb") return duckdbTable(as, table, write);
  if (write.dialect === "spark") return sparkView(as, table, setup, write);
  const { file } = as;
  const names = (setup?.columns ?? []).map(({ name }) => `${write.name(name)} text`);
  return `create table if not exists ${table} (${names.join(", ")});
-- Load it once, in psql: \\copy ${table} from ${commentText(write.text(file))} with (format csv, header true)
`;
}

function duckdbTable({ file, encoding }: FileAs, table: string, write: Writer): string {
  const reader =
    encoding === "parquet"
      ? `(select columns(*)::varchar from read_parquet(${write.text(file)}))`
      : `read_csv(${write.text(file)}, header = true, all_varchar = true)`;
  return `create or replace view ${table} as select * from ${reader};\n`;
}

/** Spark guesses neither the delimiter nor the encoding. */
function sparkView(as: FileAs, table: string, setup: Setup | null, write: Writer): string {
  const { file, delimiter = ",", hasHeader = true, encoding = "utf-8" } = as;
  const start = `create or replace temporary view ${table}`;
  if (encoding === "parquet") return `${start} using parquet options (path ${write.text(file)});\n`;
  const options = {
    path: file,
    header: String(hasHeader),
    inferSchema: "false",
    ...(delimiter === "," ? {} : { sep: delimiter }),
    ...(ENCODINGS[encoding] ? { encoding: ENCODINGS[encoding] } : {}),
    multiLine: String(setup === null || mayBreakLines(setup)),
    escape: '"',
  };
  const written = Object.entries(options).map(([name, value]) => `${name} ${write.text(value)}`);
  const names = (setup?.columns ?? []).map(({ name }) => `${write.name(name)} string`);
  const schema = hasHeader || names.length === 0 ? "" : ` (${names.join(", ")})`;
  const why =
    options.multiLine === "true"
      ? "-- A cell may hold a line break, so the file is read in one piece; with multiLine 'false' it is spread over all cores."
      : "-- No cell that the page read holds a line break; where one may, set multiLine to 'true', and the file is read in one piece.";
  return `${why}\n${start}${schema} using csv options (${written.join(", ")});\n`;
}

/** Whether a column of text has a line break in it, or was not looked at. */
function mayBreakLines({ columns, prepared, roles }: Setup): boolean {
  return columns.some(({ name, kind, examples }) => {
    if (/[\r\n]/.test(name)) return true;
    if (kind !== "category") return false;
    const column = prepared.table.columns.get(name);
    if (column?.kind === "category") return column.categories.some((text) => /[\r\n]/.test(text));
    // The label, which has been turned into 0 and 1: two texts.
    return (
      !(name === prepared.label && roles.positive !== null) || examples.some((text) => /[\r\n]/.test(text))
    );
  });
}
