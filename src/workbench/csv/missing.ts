/** The spellings of "no value" that are taken as missing, in lower case. */
export const SPELLINGS: ReadonlySet<string> = new Set([
  "",
  "na",
  "n/a",
  "#n/a",
  "<na>",
  "null",
  "nan",
  "none",
  "nil",
  "-",
  "--",
  "?",
  "nat",
  "\\n",
]);

const LONGEST = Math.max(...Array.from(SPELLINGS, (spelling) => spelling.length));
const isLetter = (code: number): boolean => code > 32 && code < 127;

/** Whether a cell spells "no value": empty or blank, NA, N/A, null, NaN, none, nil, -, --, ?, NaT, \N; in any case. */
export function spellsMissing(cell: string): boolean {
  // Most cells are longer than any of the spellings, and letters without blanks around them.
  if (cell.length > LONGEST && isLetter(cell.charCodeAt(0)) && isLetter(cell.charCodeAt(cell.length - 1)))
    return false;
  return SPELLINGS.has(cell.trim().toLowerCase());
}

/** How the spelling is shown: “empty” for nothing or blanks alone, else as it stands in the file. */
export function spellingName(cell: string): string {
  const trimmed = cell.trim();
  return trimmed === "" ? "empty" : trimmed;
}

/**
 * Numbers that often stand for "no value" and never become missing by themselves: they are reported when they lie apart from
 * all the other values of a column.
 */
export const SENTINELS: readonly number[] = [
  -1,
  -9,
  -99,
  -999,
  -9999,
  -99999,
  -999999,
  -9999999,
  -99999999,
  99,
  999,
  9999,
  99999,
  999999,
  9999999,
  99999999,
  999999999,
  1e10 - 1,
  -32768,
  32767,
  -2147483648,
  2147483647,
];
