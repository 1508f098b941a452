import type { Role } from "../../core/contracts.ts";
import type { Column } from "../../core/table/table.ts";
import type { ColumnNote } from "../csv/notes.ts";
import type { Csv } from "../csv/read.ts";
import type { KnownRoles } from "../files/outcomes.ts";
import { nameWords, plural } from "../words.ts";
import { isCalendarPart } from "./calendar.ts";
import { datePartsOf } from "./date-parts.ts";
import { guessLabel } from "./guess-label.ts";
import { guessTimes } from "./guess-times.ts";
import { identifierRole } from "./identifiers.ts";
import { labelStrength, positiveOf, valuesOf } from "./label.ts";
import { type RoleMap, RolesError } from "./role-map.ts";
import { DECISION, MODEL, OF_A_PART, SCORE, SEGMENT, SPLIT_VALUES } from "./role-words.ts";

export type ColumnRole = {
  name: string;
  role: Role;
  /** One sentence for the person who may know better. */
  reason: string;
  /** A part of the date (its year, its month): it moves with time by nature, and is not compared between the windows. */
  calendar?: true;
};

export type GuessedRoles = {
  columns: readonly ColumnRole[];
  /** The value of the label that counts as the outcome; null without a label. */
  positive: string | null;
  notices: readonly string[];
};

/** Fewer values are grades or shares of a rule, not what a model says. */
const SCORE_VALUES = 10;

/**
 * A role for every column, with the reason as a sentence. `wanted` overrides by name; a column or role that does not exist is a
 * RolesError. What is `known` needs no guess. Guesses are made from names, kinds and counts of distinct values; where two columns compete, the stronger name
 * wins, then the place in the file.
 */
export function guessRoles(
  csv: Csv,
  wanted: RoleMap = new Map(),
  known: KnownRoles = new Map(),
): GuessedRoles {
  const notices: string[] = [];
  const given = new Map<string, ColumnRole>();
  for (const [name, role] of wanted) {
    if (!csv.table.columns.has(name)) throw RolesError.noColumn(name, [...csv.table.columns.keys()]);
    given.set(name, { name, role, reason: "You chose it." });
  }
  for (const [name, { role, reason }] of known) if (!given.has(name)) given.set(name, { name, role, reason });
  const taken = (role: Role) => [...given.values()].some((one) => one.role === role);
  const open = csv.columns.filter((note) => !given.has(note.name));
  const columnOf = (note: ColumnNote): Column => csv.table.columns.get(note.name)!;
  const give = (note: ColumnNote, role: Role, reason: string) => {
    given.set(note.name, { name: note.name, role, reason });
    open.splice(open.indexOf(note), 1);
  };

  for (const note of [...open]) {
    if (note.missing === note.rows) give(note, "ignore", "Every value is missing.");
    else if (note.distinct === 1 && labelStrength(note.name) < 4)
      give(note, "ignore", `It holds one value only (${note.examples[0]}).`);
  }
  if (!taken("label")) {
    const found = guessLabel(csv.columns, open, columnOf);
    if (found) give(found.note, "label", found.reason);
  }
  guessTimes(csv, open, taken, give);
  const [score, decision] = [oneOf(open, columnOf, isScore), oneOf(open, columnOf, isDecision)];
  for (const note of [...open])
    give(
      note,
      ...otherRole(note, columnOf(note), taken, {
        score: note === score,
        decision: note === decision,
        first: note === csv.columns[0],
      }),
    );
  const clockName = [...given.values()].find((one) => one.role === "event-time")?.name;
  const clock = clockName === undefined ? null : csv.table.columns.get(clockName)!;
  // Of a date in parts the years and months move with time; its days come again every month.
  const parts = datePartsOf(csv.columns)
    .slice(0, 2)
    .map(({ name }) => name);
  for (const one of given.values())
    if (one.role === "numeric" || one.role === "category")
      if (parts.includes(one.name) || isCalendarPart(one.name, csv.table.columns.get(one.name)!, clock)) {
        one.calendar = true;
        one.reason += " It is a part of the date and moves with it, so it is not compared over time.";
      }
  const order = new Map(csv.columns.map((note, i) => [note.name, i]));
  const columns = [...given.values()].sort((a, b) => order.get(a.name)! - order.get(b.name)!);

  const label = columns.find((one) => one.role === "label");
  let positive: string | null = null;
  if (label) {
    const column = csv.table.columns.get(label.name)!;
    const values = valuesOf(column);
    if (values === null || (values.length > 2 && column.kind === "time"))
      notices.push(manyValued(label.name, column));
    else {
      const found = positiveOf(values);
      positive = found.positive;
      label.reason +=
        values.length === 1
          ? " It takes one value only, so nothing can be said of what goes with it."
          : ` The outcome is “${positive}”${values.length > 2 ? ", against all others" : ""}: ${found.why}.`;
      if (values.length > 2)
        notices.push(
          `“${label.name}” takes ${values.length} values, and the checks of a label read two: “${positive}” against all others. To have another one checked, add a column that says yes where it holds, and choose that as “label”.`,
        );
    }
  } else
    notices.push(
      "No column looks like the outcome. Choose one as “label” to have leaks and groups checked; drift needs none.",
    );
  return { columns, positive, notices };
}

/** What to do with a label of more values than the checks can read. */
function manyValued(name: string, column: Column): string {
  if (column.kind !== "number")
    return `“${name}” takes many values, and the checks of a label read two. Choose another column, or add one that says yes and no.`;
  const sorted = column.values.filter((value) => !Number.isNaN(value)).sort();
  return `“${name}” is a number of many values, and the checks of a label read two outcomes. Add a column that says yes and no, such as whether it is over its median of ${Number(sorted[sorted.length >> 1]!.toPrecision(6))}, and choose that as “label”.`;
}

/** The one column that this holds of; where several do, the one whose name says model, and else none: they are features alike. */
function oneOf(
  notes: readonly ColumnNote[],
  columnOf: (note: ColumnNote) => Column,
  holds: (note: ColumnNote, column: Column, words: readonly string[]) => boolean,
): ColumnNote | null {
  const found = notes.filter((note) => holds(note, columnOf(note), nameWords(note.name)));
  if (found.length < 2) return found[0] ?? null;
  const ofModel = found.filter((note) => nameWords(note.name).some((word) => MODEL.test(word)));
  return ofModel.length === 1 ? ofModel[0]! : null;
}

const isScore = (note: ColumnNote, column: Column, words: readonly string[]): boolean =>
  column.kind === "number" &&
  words.some((word) => SCORE.test(word)) &&
  !words.some((word) => OF_A_PART.test(word)) &&
  note.distinct > SCORE_VALUES &&
  note.min >= 0 &&
  note.max <= 1;

const isDecision = (note: ColumnNote, _column: Column, words: readonly string[]): boolean =>
  words.some((word) => DECISION.test(word)) && note.distinct <= 10;

type Singled = { score: boolean; decision: boolean; first: boolean };

/** The role of a column that is no time and not the label, from its name, kind and distinct values. */
function otherRole(
  note: ColumnNote,
  column: Column,
  taken: (role: Role) => boolean,
  singled: Singled,
): [Role, string] {
  const words = nameWords(note.name);
  const says = (pattern: RegExp) => words.some((word) => pattern.test(word));
  if (!taken("split") && isSplit(note, column)) return ["split", "Its values are names of a split."];
  if (!taken("split") && note.distinct <= 12 && says(/^(split|fold|partition)$/))
    return ["split", "Its name says split."];
  if (singled.score && !taken("score"))
    return ["score", "Its name says score, and its values lie from 0 to 1."];
  if (singled.decision && !taken("decision"))
    return ["decision", "Its name says decision, and it has few values."];
  const named = identifierRole(note, column, singled.first);
  if (named) return named;
  // Codes of a group, such as 1 and 2 for sex, are no quantity.
  const most = column.kind === "category" ? 30 : note.integers && !note.distinctMore ? 10 : 0;
  if (note.distinct <= most && namesGroup(words))
    return ["segment", `It has ${plural(note.distinct, "value")}, and its name says group.`];
  if (column.kind === "category") return ["category", `It is text with ${plural(note.distinct, "value")}.`];
  return [
    "numeric",
    `It is a number with ${note.distinctMore ? "many values" : plural(note.distinct, "value")}.`,
  ];
}

/** Whether a name ends in a word of a group, or in one beside “code” or “name”: “device type”, not “device protection”. */
const namesGroup = (words: readonly string[]): boolean => {
  const last = words.at(-1) ?? "";
  return (
    SEGMENT.test(last) ||
    (/^(code|cd|name|cat|band|id|key|info)$/.test(last) && SEGMENT.test(words.at(-2) ?? ""))
  );
};

function isSplit(note: ColumnNote, column: Column): boolean {
  return (
    column.kind === "category" &&
    note.distinct <= 6 &&
    column.categories.every((text) => SPLIT_VALUES.test(text.toLowerCase()))
  );
}
