import type { Writer } from "../../core/export/checks/sql-check.ts";
import { SPELLINGS } from "../csv/missing.ts";
import type { ColumnNote } from "../csv/notes.ts";

/** What is no number to the page, and one to an engine. */
const INFINITE = ["inf", "+inf", "-inf", "infinity", "+infinity", "-infinity"];

/** A cell without the blanks around it, null where it says that there is no value. */
export function cellOf(name: string, write: Writer, kind: ColumnNote["kind"] = "category"): string {
  const none = [...SPELLINGS, ...(kind === "number" ? INFINITE : [])]
    .map((one) => write.text(one))
    .join(", ");
  return `case when lower(trim(${name})) in (${none}) then null else trim(${name}) end`;
}

/** A cell that is no number or no date is missing, as it is on the page; PostgreSQL has no such cast and stops there. */
const tried = (cast: string, { dialect }: Writer): string =>
  dialect === "postgres" ? cast : cast.replace(/^cast/, "try_cast");

/** A cell as the number that the page read in it. */
export function numberOf(cell: string, { written }: ColumnNote, write: Writer): string {
  if (!written.startsWith("numbers with a decimal")) return tried(write.double(cell), write);
  const comma = written.includes("decimal comma");
  const group = /and “(.+)” between/.exec(written)?.[1];
  const bare = group === undefined ? cell : `replace(${cell}, ${write.text(group)}, '')`;
  return tried(write.double(comma ? `replace(${bare}, ',', '.')` : bare), write);
}

/** The same with a part of it found by a pattern and written anew. */
function rewritten(cell: string, pattern: string, by: string, write: Writer): string {
  const reference = write.dialect === "spark" ? by.replaceAll("\\", "$") : by;
  // A raw text, since Spark takes a backslash for the beginning of a sign.
  const found = write.dialect === "spark" ? `r'${pattern}'` : `'${pattern}'`;
  return `regexp_replace(${cell}, ${found}, '${reference}')`;
}

/** A cell as the moment that the page read in it, in UTC and to the millisecond. */
export function momentOf(cell: string, { written }: ColumnNote, write: Writer): string {
  if (written.startsWith("epoch")) {
    const seconds = `${write.double(cell)}${written === "epoch milliseconds" ? " / 1000" : ""}`;
    if (write.dialect === "duckdb") return `make_timestamp(cast(1000000 * ${seconds} as bigint))`;
    if (write.dialect === "spark") return `timestamp_micros(cast(1e6 * ${seconds} as bigint))`;
    return `(to_timestamp(${seconds}) at time zone 'UTC')`;
  }
  if (written.includes("first") && !written.includes("year")) {
    const order = written.includes("day first") ? "\\2-\\1" : "\\1-\\2";
    const parts = (year: string) => `^([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]${year}([ T,]|$)`;
    const four = rewritten(cell, parts("([0-9]{4})"), `\\3-${order} `, write);
    const before = rewritten(four, parts("([7-9][0-9])"), `19\\3-${order} `, write);
    return moment(rewritten(before, parts("([0-6][0-9])"), `20\\3-${order} `, write), write);
  }
  if (written.includes("year first"))
    return moment(
      rewritten(
        rewritten(cell, "^([0-9]{4})([0-9]{2})([0-9]{2})", "\\1-\\2-\\3", write),
        "[T ]([0-9]{2}):?([0-9]{2}):?([0-9]{2})",
        " \\1:\\2:\\3",
        write,
      ),
      write,
    );
  if (written.includes("month names"))
    return write.dialect === "postgres"
      ? moment(rewritten(cell, "^([A-Za-z]{3,9})[.]?[ -]([0-9]{4})$", "1 \\1 \\2", write), write)
      : namedMoment(cell, write);
  return moment(cell, write);
}

/** A text that begins with the year as a moment; an offset is taken off. */
function moment(cell: string, write: Writer): string {
  // Where a comma stands for the point before fractions of a second.
  const text = `replace(${cell}, ',', '.')`;
  if (write.dialect === "spark")
    return `date_trunc('MILLISECOND', try_cast(trim(replace(${text}, '/', '-')) as timestamp))`;
  const zoned = tried(`cast(trim(${text}) as timestamptz)`, write);
  return `date_trunc('milliseconds', ${zoned} at time zone 'UTC')`;
}

const DAYS = ["dd MMM yyyy", "dd-MMM-yyyy", "dd-MMM-yy", "MMM dd, yyyy", "MMM dd yyyy"];
/** A month alone is its first day. */
const MONTHS = ["MMM-yyyy", "MMM yyyy"];
const CLOCKS = ["", " HH:mm", " HH:mm:ss"];

function namedMoment(cell: string, write: Writer): string {
  const formats = [...DAYS.flatMap((day) => CLOCKS.map((clock) => `${day}${clock}`)), ...MONTHS];
  if (write.dialect === "spark")
    return `coalesce(${formats.map((format) => `try_to_timestamp(${cell}, '${format.replace("dd", "d")}')`).join(", ")})`;
  const codes = formats.map((format) =>
    format
      .replace("dd", "%d")
      .replace("MMM", "%b")
      .replace("yyyy", "%Y")
      .replace("yy", "%y")
      .replace("HH:mm:ss", "%H:%M:%S")
      .replace("HH:mm", "%H:%M"),
  );
  return `try_strptime(${cell}, [${codes.map((code) => `'${code}'`).join(", ")}])`;
}
