import { readCode } from "./codes.ts";

/** As many incidents one set may hold: an afternoon. */
export const MOST_IN_SET = 12;

/** The codes of a set as one field of an address: without dashes, with dots between them. */
export function writeSet(codes: readonly string[]): string {
  return codes.map((code) => code.replace("-", "")).join(".");
}

/**
 * The codes that a field of an address names, each once. A code that is none is left out, and so is what is too much; a sentence
 * says so for each.
 */
export function readSet(text: string): { codes: readonly string[]; problems: readonly string[] } {
  const codes: string[] = [];
  const problems: string[] = [];
  for (const part of text.split(".").slice(0, 100)) {
    const read = readCode(part);
    if ("problem" in read)
      problems.push(`The set names a code that is none, and it was left out. ${read.problem}`);
    else if (codes.includes(read.code)) problems.push(`The set names ${read.code} twice; it counts once.`);
    else if (codes.length === MOST_IN_SET)
      problems.push(`A set holds ${MOST_IN_SET} incidents; ${read.code} was left out.`);
    else codes.push(read.code);
  }
  return { codes, problems };
}
