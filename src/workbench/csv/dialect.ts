import Papa from "papaparse";

export type Dialect = { delimiter: string; newline: "\n" | "\r\n" | "\r"; hasHeader: boolean; skip: number };

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

/**
 * Delimiter, line ending and whether there is a header, from the beginning of a file. The delimiter is the first of tab,
 * semicolon, bar and comma under which at least 95 % of the rows have as many cells as the first (else the one with the
 * largest such share); a first row in which every cell is a number is no header. `skip` characters belong to a `sep=` line.
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
  for (const candidate of told ? [told[1]!] : DELIMITERS) {
    const rows = papaParser({ delimiter: candidate, newline, preview: 200 })
      .parse(text, 0, false)
      .data.filter((row) => row.length > 1 || row[0]!.trim() !== "");
    const header = rows[0] ?? [""];
    const same = rows.filter((row) => row.length === header.length).length / Math.max(rows.length, 1);
    const score = header.length < 2 ? 0 : same >= 0.95 ? 1 : same * 0.9;
    if (score > best || first.length === 0) {
      best = score;
      first = header;
      if (score > 0 || told) delimiter = candidate;
    }
  }
  const filled = first.map((cell) => cell.trim()).filter((cell) => cell !== "");
  const hasHeader = !(
    filled.length > 0 && filled.every((cell) => /^[-+]?[\d.,]*\d[\d.,]*(e[-+]?\d+)?$/i.test(cell))
  );
  return { delimiter, newline, hasHeader, skip };
}

function sniffNewline(text: string): Dialect["newline"] {
  const lf = text.split("\n").length - 1;
  const crlf = text.split("\r\n").length - 1;
  if (lf === 0) return text.includes("\r") ? "\r" : "\n";
  // Mixed endings are read by their line feeds; the rows then lose a trailing carriage return.
  return crlf === lf ? "\r\n" : "\n";
}

/** Column names: trimmed; empty ones become “column 3”, repeated ones “name (2)”; each change is told in a sentence. */
export function columnNames(header: readonly string[]): { names: string[]; notices: string[] } {
  const names: string[] = [];
  const notices: string[] = [];
  const taken = new Set<string>();
  const clean = header.map((name) => name.replace(/\s+/g, " ").trim());
  const all = new Set(clean);
  for (let i = 0; i < clean.length; i++) {
    const base = clean[i] === "" ? `column ${i + 1}` : clean[i]!;
    let name = base;
    for (let n = 2; taken.has(name) || (name !== clean[i] && all.has(name)); n++) name = `${base} (${n})`;
    taken.add(name);
    names.push(name);
    if (clean[i] === "")
      notices.push(`Column ${i + 1} has no name in the header; it is called “${name}” here.`);
    else if (name !== clean[i])
      notices.push(
        `The header names “${clean[i]}” more than once; column ${i + 1} is called “${name}” here.`,
      );
  }
  return {
    names,
    notices:
      notices.length > 5
        ? [...notices.slice(0, 5), `${notices.length - 5} more columns were renamed in this way.`]
        : notices,
  };
}
