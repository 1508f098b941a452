import { type Column, isValid, type Table } from "../table/table.ts";

/**
 * A table as CSV (RFC 4180: comma, CRLF, a field with a comma, quote or line break in double quotes, quotes doubled).
 *
 * The first line holds the column names. Missing is an empty field; the empty text is written `""`, so that the two stay apart.
 * Numbers are written with all their digits, times as ISO 8601 in UTC (`2025-03-01T09:30:00.000Z`). A text or a column name that
 * a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, a tab or a carriage return) gets a leading apostrophe,
 * as OWASP advises ("CSV Injection"); numbers stay numbers.
 */
export function tableToCsv(table: Table): string {
  const columns = [...table.columns.values()];
  const lines = [[...table.columns.keys()].map(textField).join(",")];
  for (let row = 0; row < table.rows; row++)
    lines.push(columns.map((column) => field(column, row)).join(","));
  return `${lines.join("\r\n")}\r\n`;
}

function field(column: Column, row: number): string {
  if (!isValid(column.valid, row)) return "";
  if (column.kind === "category") return textField(column.categories[column.codes[row]!]!);
  const value = column.values[row]!;
  if (column.kind === "number") return String(value);
  return Number.isFinite(value) && Math.abs(value) <= 8.64e15 ? new Date(value).toISOString() : "";
}

function textField(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return safe === "" || /[",\r\n]/.test(safe) || safe !== safe.trim()
    ? `"${safe.replaceAll('"', '""')}"`
    : safe;
}
