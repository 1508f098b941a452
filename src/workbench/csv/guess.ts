import { packDate, parseCompact, parseIso, parseNamed } from "./dates.ts";
import { spellsMissing } from "./missing.ts";
import { formatReader, guessNumberFormat, isDigitCode, type NumberFormat } from "./numbers.ts";

export type TimeStyle = "iso" | "compact" | "day-month" | "named";
export type Reading =
  | { kind: "number"; format: NumberFormat }
  | { kind: "time"; style: TimeStyle; shortYear?: string }
  | { kind: "text" };

/** The share of a column's cells that must be readable as numbers (or times) for the column to be one. */
export const READABLE = 0.95;

const TIMES: readonly (readonly [TimeStyle, (cell: string) => number])[] = [
  ["iso", parseIso],
  ["day-month", packDate],
  ["named", parseNamed],
];

/** Column names that say “this is a time”. Only with such a name do bare digits become one. */
export const TIME_NAME =
  /(?:^|[_\s.-])(?:time|date|datetime|timestamp|ts|dt|day|epoch|when|at|on|datum|zeit|fecha|data|created|updated|opened|closed)(?:$|[_\s.-])|(?:time|date|timestamp|datum|[a-z]At|_at)$|^(?:time|date|timestamp)/i;

/**
 * How a column is to be read, from the cells at the beginning of the file; null where all of them are missing, so that the
 * choice waits for a later piece. `fileDecimal` is the decimal sign that other columns proved.
 */
export function guessReading(
  name: string,
  cells: readonly string[],
  fileDecimal: "." | "," | null,
): { reading: Reading; decimal: "." | "," | null } | null {
  const there: string[] = [];
  for (const cell of cells) if (!spellsMissing(cell)) there.push(cell.trim());
  if (there.length === 0) return null;
  const share = (test: (cell: string) => boolean) => {
    let good = 0;
    for (const cell of there) if (test(cell)) good++;
    return good / there.length;
  };
  if (share(isDigitCode) > 0.01) {
    if (TIME_NAME.test(name) && share((cell) => !Number.isNaN(parseCompact(cell))) >= READABLE)
      return { reading: { kind: "time", style: "compact" }, decimal: null };
    return { reading: { kind: "text" }, decimal: null };
  }
  // Cells of one shape decide together; a look at the first letter spares the rest of the work for plain text.
  if (share((cell) => /\d/.test(cell)) < 0.5) return { reading: { kind: "text" }, decimal: null };
  for (const [style, parse] of TIMES)
    if (share((cell) => !Number.isNaN(parse(cell))) >= READABLE && !share((c) => /^\d+[.,]\d+$/.test(c)))
      return { reading: { kind: "time", style, ...shortYear(style, there) }, decimal: null };
  if (
    TIME_NAME.test(name) &&
    share((cell) => /^(?:19|20)\d{6}/.test(cell) && !Number.isNaN(parseCompact(cell))) >= READABLE
  )
    return { reading: { kind: "time", style: "compact" }, decimal: null };
  const { format, share: readable, proven } = guessNumberFormat(there, fileDecimal);
  if (readable >= READABLE || (readable >= 0.5 && fewSpellings(there, format)))
    return { reading: { kind: "number", format }, decimal: proven ? format.decimal : null };
  return { reading: { kind: "text" }, decimal: null };
}

/** A cell whose year has two digits, where there is one. */
function shortYear(style: TimeStyle, cells: readonly string[]): { shortYear?: string } {
  if (style !== "day-month") return {};
  const cell = cells.find((one) => /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}(?!\d)/.test(one));
  return cell === undefined ? {} : { shortYear: cell };
}

/**
 * Whether the cells that are no numbers are at most two spellings without a digit: words of the file's own for “no value”.
 * “3+” and “5 to 9” are values, and the column they stand in is one of grades.
 */
function fewSpellings(cells: readonly string[], format: NumberFormat): boolean {
  const words = new Set<string>();
  const read = formatReader(format);
  for (const cell of cells) {
    if (!Number.isNaN(read(cell))) continue;
    if (/\d/.test(cell)) return false;
    words.add(cell);
    if (words.size > 2) return false;
  }
  return true;
}
