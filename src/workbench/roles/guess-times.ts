import type { Role } from "../../core/contracts.ts";
import type { ColumnNote } from "../csv/notes.ts";
import type { Csv } from "../csv/read.ts";
import { nameWords } from "../words.ts";
import { datePartsOf } from "./date-parts.ts";
import { neverFalls } from "./identifiers.ts";
import { EARLIER, EVENT, FEATURE_KNOWN, LABEL_KNOWN, LATER, ORDER } from "./role-words.ts";

type Give = (note: ColumnNote, role: Role, reason: string) => void;

/**
 * The roles of the columns of times: the event time, when the label and the features became known, and `ignore` for the rest;
 * without a column of times, a number that never falls under a name of time.
 */
export function guessTimes(
  csv: Csv,
  open: readonly ColumnNote[],
  taken: (role: Role) => boolean,
  give: Give,
): void {
  const times = open.filter((note) => note.kind === "time");
  const has = (note: ColumnNote, pattern: RegExp) => nameWords(note.name).some((word) => pattern.test(word));
  const strength = (note: ColumnNote) =>
    (has(note, EVENT) ? 2 : 0) +
    (nameWords(note.name).length === 1 && has(note, ORDER) ? 1 : 0) -
    (has(note, LABEL_KNOWN) ? 3 : 0) -
    (has(note, FEATURE_KNOWN) ? 2 : 0) -
    (has(note, EARLIER) ? 2 : 0) -
    (has(note, LATER) ? 2 : 0) -
    (2 * note.missing) / note.rows;
  const ranked = [...times].sort((a, b) => strength(b) - strength(a));
  if (!taken("event-time") && ranked[0]) {
    const doubtful = strength(ranked[0]) < -1;
    give(
      ranked[0],
      "event-time",
      times.length > 1
        ? "Of the columns of times, its name fits an event best and the fewest are missing."
        : doubtful
          ? "It is the only column of times, though its name does not say that the row happened then: change it if it is wrong."
          : "It is the only column of times.",
    );
  }
  for (const note of times) {
    if (!open.includes(note)) continue;
    if (has(note, LABEL_KNOWN) && !taken("label-known-time"))
      give(note, "label-known-time", "It is a time, and its name says when the outcome became known.");
    else if (has(note, FEATURE_KNOWN) && !taken("feature-known-time"))
      give(
        note,
        "feature-known-time",
        "It is a time, and its name says when something was computed or loaded.",
      );
    else give(note, "ignore", "It is a second column of times, and its name does not say of what.");
  }
  if (taken("event-time")) return;
  const parts = datePartsOf(csv.columns);
  const steps = open.find(
    (note) =>
      !parts.includes(note) &&
      note.kind === "number" &&
      note.missing === 0 &&
      note.distinct > 2 &&
      has(note, ORDER) &&
      neverFalls(csv.table.columns.get(note.name)!),
  );
  if (steps)
    give(steps, "event-time", "It is a number that never falls from row to row, and its name says time.");
}
