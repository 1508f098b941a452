import type { Column } from "../../core/table/table.ts";
import type { ColumnNote } from "../csv/notes.ts";
import { nameWords } from "../words.ts";
import { holdsOutcome, type LabelValue, labelStrength, saysOutcome, valuesOf } from "./label.ts";
import { DECISION, SCORE, SEGMENT, SPLIT_NAME } from "./role-words.ts";

type Candidate = { note: ColumnNote; weight: number; reason: string };

/**
 * The column that is most likely the outcome, with the reason; null where none is. A name that says outcome, or values that do
 * (“good” and “bad”), decide first; among those the last column of the file weighs more, since that is where an outcome is
 * usually written, and the first a little. Without either, only a last or first column of two values is taken, and said to be
 * a guess from its place: a flag in the middle of a file is a feature.
 */
export function guessLabel(
  all: readonly ColumnNote[],
  open: readonly ColumnNote[],
  columnOf: (note: ColumnNote) => Column,
): { note: ColumnNote; reason: string } | null {
  const last = all.at(-1);
  const first = all.find((note) => open.includes(note));
  const place = (note: ColumnNote) => (note === last ? 1.5 : note === first ? 0.75 : 0);
  let best: Candidate | null = null;
  const byPlace: ColumnNote[] = [];
  for (const note of open) {
    if (note.kind === "time" || note.distinct > 20 || note.distinctMore) continue;
    // Rows are counted only where the name, the place or a value speaks for it.
    const column = columnOf(note);
    if (labelStrength(note.name) === 0 && place(note) === 0 && !holdsOutcome(column)) continue;
    const values = valuesOf(column);
    if (values === null) continue;
    const found = weighed(note, values, place(note));
    if (found !== null && (best === null || found.weight > best.weight)) best = found;
    if (place(note) > 0 && values.length === 2 && !isOtherwiseNamed(note)) byPlace.push(note);
  }
  if (best !== null) return best;
  const [note] = byPlace.sort((a, b) => place(b) - place(a));
  if (note === undefined) return null;
  const where = note === last ? "last" : "first";
  return {
    note,
    reason: `It is the ${where} column of the file, and has two values. A guess from its place alone: change it if it is wrong.`,
  };
}

function weighed(note: ColumnNote, values: readonly LabelValue[], place: number): Candidate | null {
  const strength = labelStrength(note.name);
  const isTold = saysOutcome(values);
  if (values.length <= 2) {
    if (strength === 0 && !(isTold && values.length === 2 && !isOtherwiseNamed(note))) return null;
    return {
      note,
      weight: strength + place + (isTold ? 1.5 : 0),
      reason:
        strength > 0
          ? "Its name says outcome, and it has two values."
          : "Its two values are those of an outcome.",
    };
  }
  // Many values are an outcome only where the name leaves little doubt, or where one of them is an outcome in words.
  const isBare = nameWords(note.name).length === 1 && strength >= 3;
  if (!(isTold && strength >= 2) && !isBare) return null;
  return {
    note,
    weight: strength + place - (isTold ? 1.5 : 2.5),
    reason: `Its name says outcome. It takes ${values.length} values, and the checks of a label read one against all others.`,
  };
}

const isOtherwiseNamed = (note: ColumnNote): boolean =>
  nameWords(note.name).some(
    (word) => SPLIT_NAME.test(word) || DECISION.test(word) || SEGMENT.test(word) || SCORE.test(word),
  );
