import Papa from "papaparse";

export type Dialect = {
  delimiter: string;
  newline: "\n" | "\r\n" | "\r";
  hasHeader: boolean;
  /** Characters that belong to a `sep=` line. */
  skip: number;
  /** Rows with something in them that stand above the header: a title, comments. */
  above: number;
};

/** The tokeniser beneath Papa Parse's own streamers; its published types name only the handle around it. */
export type PapaParser = {
  parse(
    input: string,
    baseIndex: number,
    ignoreLastRow: boolean,
  ): {
    data: string[][];
    errors: { code: string; row: number; index: number }[];
    meta: { cursor: number };
  };
};
export const papaParser = (config: { delimiter: string; newline: string; preview?: number }): PapaParser =>
  new (Papa as unknown as { Parser: new (config: object) => PapaParser }).Parser(config);

/** In the order of trust: a tab or semicolon rarely stands in a cell, a comma often does (decimal comma, free text). */
const DELIMITERS = ["\t", ";", "|", ","];
/** Tried where none of those separates anything: caret, tilde, and the control characters of Hive and of ASCII. */
const RARE_DELIMITERS = ["^", "~", "\u0001", "\u001f"];
/** A title or a comment above the header has no more lines than this. */
const MOST_ABOVE = 30;

/**
 * Delimiter, line ending and whether there is a header, from the beginning of a file. The delimiter is the first of tab,
 * semicolon, bar and comma under which at least 95 % of the rows have as many cells as the first (else the one with the
 * largest such share); a first row in which every cell is a number, or that is like the rows below it, is no header. A title or comments may stand above it.
 */
export function sniffDialect(head: string): Dialect {
  let text = head.slice(0, 262_144);
  let skip = 0;
  const told = /^sep=([^\r\n])(\r\n|\n|\r)/i.exec(text);
  if (told) {
    skip = told[0].length;
    text = text.slice(skip);
  }
  const newline = sniffNewline(text);
  // The last row may be cut; a very long first row is better read cut than not at all.
  const whole = text.lastIndexOf(newline);
  if (whole > 0) text = text.slice(0, whole);
  let delimiter = ",";
  let best = 0;
  let first: string[] = [];
  let below: string[][] = [];
  let above = 0;
  for (const candidate of told ? [told[1]!] : [...DELIMITERS, ...RARE_DELIMITERS]) {
    if (best > 0 && RARE_DELIMITERS.includes(candidate)) break;
    const rows = papaParser({ delimiter: candidate, newline, preview: 200 })
      .parse(text, 0, false)
      .data.filter((row) => row.length > 1 || row[0]!.trim() !== "");
    const lead = rowsAbove(rows);
    const header = rows[lead] ?? [""];
    const table = rows.slice(lead);
    const same = table.filter((row) => row.length === header.length).length / Math.max(table.length, 1);
    // A reading that needs no title above the header is the better one.
    const score = header.length < 2 ? 0 : same >= 0.95 ? (lead === 0 ? 1 : 0.95) : same * 0.9;
    if (score > best || first.length === 0) {
      best = score;
      first = header;
      below = table.slice(1);
      above = lead;
      if (score > 0 || told) delimiter = candidate;
    }
  }
  const filled = first.map((cell) => cell.trim()).filter((cell) => cell !== "");
  const hasHeader = !((filled.length > 0 && filled.every(isNumeric)) || isLikeRows(first, below));
  return { delimiter, newline, hasHeader, skip, above };
}

/** Whether a cell looks like a value, not like a name: a number or a date. */
export const looksLikeValue = (cell: string): boolean =>
  /^[-+€$£]?\s?\d[\d.,:/\s-]*(?:[T ][\d:.]+Z?|%)?$/.test(cell.trim());

/**
 * How many rows stand above the header: a title of one cell, or comments that begin with “#”, above a row of names that is as
 * wide as nearly all the rows below it. 0 where the first row may be the header itself.
 */
function rowsAbove(rows: readonly string[][]): number {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  const width = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0])[0];
  if (width < 2 || rows.length < 3) return 0;
  const filled = (row: readonly string[]) => row.filter((cell) => cell.trim() !== "");
  const comment = (row: readonly string[]) => row[0]!.trimStart().startsWith("#");
  const isNames = (row: readonly string[]) => row.length === width && !filled(row).some(looksLikeValue);
  const isTitle = (row: readonly string[]) => filled(row).length <= 1 && (width > 2 || row.length < width);
  let lead = 0;
  while (lead < Math.min(rows.length, MOST_ABOVE) && (comment(rows[lead]!) || isTitle(rows[lead]!))) lead++;
  if (lead === 0 || lead >= rows.length - 1) return 0;
  // “#day,amount” above values is the header with a sign in front.
  if (!isNames(rows[lead]!)) {
    const last = rows[lead - 1]!;
    if (!comment(last) || last.length !== width) return 0;
    lead--;
  }
  const table = rows.slice(lead);
  return table.filter((row) => row.length === width).length >= 0.95 * table.length ? lead : 0;
}

const isNumeric = (cell: string): boolean => /^[-+]?[\d.,]*\d[\d.,]*(e[-+]?\d+)?$/i.test(cell.trim());

/** Of the columns of text, so many must hold what stands above them. */
const REPEATED = 0.6;

/**
 * Whether the first row is like the rows below it: a number over every column of numbers, and over most columns of text one
 * of their own values. A table with years as names has a name over its first column that no row holds.
 */
function isLikeRows(first: readonly string[], below: readonly (readonly string[])[]): boolean {
  if (first.length < 2 || below.length < 10) return false;
  let numbers = 0;
  let texts = 0;
  let repeated = 0;
  for (let i = 0; i < first.length; i++) {
    const cells = below.map((row) => (row[i] ?? "").trim()).filter((cell) => cell !== "");
    const name = first[i]!.trim();
    if (cells.length === 0) continue;
    if (cells.filter(isNumeric).length >= 0.95 * cells.length) {
      if (!isNumeric(name)) return false;
      numbers++;
    } else {
      texts++;
      if (name !== "" && cells.includes(name)) repeated++;
    }
  }
  return numbers > 0 && texts > 0 && repeated >= REPEATED * texts;
}

function sniffNewline(text: string): Dialect["newline"] {
  const lf = text.split("\n").length - 1;
  const crlf = text.split("\r\n").length - 1;
  if (lf === 0) return text.includes("\r") ? "\r" : "\n";
  // Mixed endings are read by their line feeds; the rows then lose a trailing carriage return.
  return crlf === lf ? "\r\n" : "\n";
}

const LONGEST_NAME = 120;
const shortened = (name: string) =>
  name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;

/** Column names: trimmed, and cut beyond 120 characters; empty ones become “column 3”, repeated ones “name (2)”; each change is told in a sentence. */
export function columnNames(header: readonly string[]): { names: string[]; notices: string[] } {
  const names: string[] = [];
  const notices: string[] = [];
  const taken = new Set<string>();
  const clean = header.map((name) => shortened(name.replace(/\s+/g, " ").trim()));
  const all = new Set(clean);
  for (let i = 0; i < clean.length; i++) {
    const base = clean[i] === "" ? `column ${i + 1}` : clean[i]!;
    let name = base;
    for (let n = 2; taken.has(name) || (name !== clean[i] && all.has(name)); n++) name = `${base} (${n})`;
    taken.add(name);
    names.push(name);
    if (clean[i]!.length === LONGEST_NAME && header[i]!.trim().length > LONGEST_NAME)
      notices.push(
        `The name of column ${i + 1} has ${header[i]!.trim().length.toLocaleString("en")} characters; it is called “${name}” here.`,
      );
    else if (clean[i] === "")
      notices.push(`Column ${i + 1} has no name in the header; it is called “${name}” here.`);
    else if (name !== clean[i])
      notices.push(
        `The header names “${clean[i]}” more than once; column ${i + 1} is called “${name}” here.`,
      );
  }
  const inside = names.length === 1 ? DELIMITERS.find((sign) => names[0]!.split(sign).length > 2) : undefined;
  if (inside !== undefined)
    notices.push(
      `Every row is one quoted cell that holds “${inside === "\t" ? "tab" : inside}”: the file was quoted twice, and what is inside is not told apart. Take off the outer quotes, or split the column at that sign in a spreadsheet, and save it again.`,
    );
  return {
    names,
    notices:
      notices.length > 5
        ? [...notices.slice(0, 5), `${notices.length - 5} more columns were renamed in this way.`]
        : notices,
  };
}
