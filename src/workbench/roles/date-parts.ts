import type { ColumnNote } from "../csv/notes.ts";
import { nameWords } from "../words.ts";

const YEAR = /^(year|yr|jahr|ano)$/;
const MONTH = /^(month|mnth|mon|monat|mes)$/;
const DAY = /^(day|dayof|dayofmonth|dom|mday|tag|dia)$/;

/** The columns of a date that is written in parts: years, months and perhaps days, whose names are otherwise alike; empty for none. */
export function datePartsOf(notes: readonly ColumnNote[]): readonly ColumnNote[] {
  for (const year of notes) {
    if (!has(year, YEAR) || !(year.min >= 1900 && year.max <= 2100)) continue;
    const stem = stemOf(year.name, YEAR);
    const month = notes.find(
      (note) => note !== year && has(note, MONTH) && stemOf(note.name, MONTH) === stem && isMonth(note),
    );
    if (month === undefined) continue;
    const day = notes.find(
      (note) =>
        has(note, DAY) &&
        stemOf(note.name, DAY).startsWith(stem) &&
        note.min >= 1 &&
        note.max <= 31 &&
        note.distinct > 7,
    );
    return [year, month, ...(day ? [day] : [])];
  }
  return [];
}

/** A sentence for such a file: parts cannot be ordered one by one. Null where no date is in parts. */
export function dateInParts(notes: readonly ColumnNote[]): string | null {
  const parts = datePartsOf(notes).map(({ name }) => `“${name}”`);
  if (parts.length === 0) return null;
  const listed = `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
  return `${listed} hold a date in parts. Joined into one column of dates, such as 2024-03-${parts.length > 2 ? "31" : "01"}, they would say when a row happened; add that column and choose it as “event-time”.`;
}

const has = (note: ColumnNote, part: RegExp): boolean => nameWords(note.name).some((word) => part.test(word));

/** The name without the word for the part, and without “of” and what follows: `arrival_date_day_of_month` is a day of `arrival date`. */
function stemOf(name: string, part: RegExp): string {
  const words = nameWords(name);
  const place = words.findIndex((word) => part.test(word));
  return words.filter((_, i) => i < place || (i > place && words[place + 1] !== "of")).join(" ");
}

const isMonth = (note: ColumnNote): boolean =>
  note.kind === "number"
    ? note.min >= 1 && note.max <= 12 && note.integers
    : note.kind === "category" &&
      note.distinct <= 12 &&
      note.examples.every((text) => /^\p{L}{3,}$/u.test(text));
