import type { Role } from "../core/contracts.ts";
import type { Column } from "../core/table/table.ts";
import type { ColumnNote } from "./csv/notes.ts";
import type { Csv } from "./csv/read.ts";
import { labelStrength, positiveOf, twoValues } from "./label.ts";
import type { KnownRoles } from "./outcomes.ts";
import { type RoleMap, RolesError } from "./role-map.ts";
import { count, nameWords, plural } from "./words.ts";

export type ColumnRole = {
  name: string;
  role: Role;
  /** One sentence for the person who may know better. */
  reason: string;
};

export type GuessedRoles = {
  columns: readonly ColumnRole[];
  /** The value of the label that counts as the outcome; null without a label. */
  positive: string | null;
  notices: readonly string[];
};

const LABEL_KNOWN =
  /^(chargeback|cbk|dispute|fraud|label|outcome|reported|report|confirmed|churn|default|resolved|settled|known)$/;
const FEATURE_KNOWN =
  /^(computed|available|availability|feature|features|snapshot|loaded|refreshed|ingested|ingestion|processed|etl|asof)$/;
const EVENT =
  /^(event|transaction|txn|tx|order|purchase|payment|request|created|timestamp|datetime|occurred|visit|trans|opened|issued|issue|application)$/;
const ORDER = /^(time|step|period|seq|sequence|t|tick|index|timestamp|day|week|month|year|hour|date)$/;
const ENTITY: readonly RegExp[] = [
  /^(user|customer|client|member|patient|person|account|acct|borrower|subscriber|employee|household|player|cust)$/,
  /^(card|cc|iban|email|phone|device|ip|merchant|seller|shop|store|company|vehicle|sensor|machine|station|terminal|nameorig|namedest)$/,
];
const ID = /^(id|ids|uuid|guid|key|hash|no|nr|number|num|code|token|ref|reference)$/;
const SCORE =
  /^(score|scores|prob|proba|probability|prediction|pred|phat|yhat|risk|likelihood|propensity|pd)$/;
const DECISION =
  /^(decision|decided|approved|declined|accepted|rejected|action|blocked|flagged|predicted|review|reviewed|treatment)$/;
const SEGMENT =
  /^(segment|cohort|group|country|region|state|market|channel|device|gender|sex|plan|tier|product|category|type|brand|scheme|source|platform|os|age|branch|city|currency)$/;
const SPLIT_NAME = /^(split|fold|partition|dataset|set|subset|sample)$/;
const SPLIT_VALUES =
  /^(train|training|test|testing|valid|validation|val|dev|holdout|oot|reference|current|ref|cur|prod|production)$/;

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
  if (!taken("label")) guessLabel(open, columnOf, give);
  guessTimes(csv, open, taken, give);
  for (const note of [...open]) give(note, ...otherRole(note, columnOf(note), taken));
  const order = new Map(csv.columns.map((note, i) => [note.name, i]));
  const columns = [...given.values()].sort((a, b) => order.get(a.name)! - order.get(b.name)!);

  const label = columns.find((one) => one.role === "label");
  let positive: string | null = null;
  if (label) {
    const values = twoValues(csv.table.columns.get(label.name)!);
    if (values === null)
      notices.push(
        `“${label.name}” has more than two values, and the checks of a label read two. Choose another column, or split it into yes and no.`,
      );
    else {
      const found = positiveOf(values);
      positive = found.positive;
      label.reason +=
        values.length === 1
          ? " It takes one value only, so nothing can be said of what goes with it."
          : ` The outcome is “${positive}”: ${found.why}.`;
    }
  } else
    notices.push(
      "No column looks like the outcome. Choose one as “label” to have leaks and groups checked; drift needs none.",
    );
  if (!columns.some((one) => one.role === "event-time"))
    notices.push(
      "No column says when a row happened. The order of the rows is taken as time; if they are shuffled, choose windows by a column instead.",
    );
  return { columns, positive, notices };
}

type Give = (note: ColumnNote, role: Role, reason: string) => void;

function guessLabel(open: readonly ColumnNote[], columnOf: (note: ColumnNote) => Column, give: Give): void {
  let best: ColumnNote | null = null;
  let strength = 0;
  let last: ColumnNote | null = null;
  for (const note of open) {
    if (note.kind === "time" || note.distinct > 2) continue;
    if (twoValues(columnOf(note)) === null) continue;
    const own = labelStrength(note.name);
    if (own > strength) {
      best = note;
      strength = own;
    }
    const words = nameWords(note.name);
    if (!words.some((w) => SPLIT_NAME.test(w) || DECISION.test(w) || SEGMENT.test(w) || SCORE.test(w)))
      last = note;
  }
  if (best) give(best, "label", "Its name says outcome, and it has two values.");
  else if (last && last.distinct === 2)
    give(
      last,
      "label",
      "It is the last column with two values. A guess from its place alone: change it if it is wrong.",
    );
}

function guessTimes(csv: Csv, open: ColumnNote[], taken: (role: Role) => boolean, give: Give): void {
  const times = open.filter((note) => note.kind === "time");
  const has = (note: ColumnNote, pattern: RegExp) => nameWords(note.name).some((word) => pattern.test(word));
  const strength = (note: ColumnNote) =>
    (has(note, EVENT) ? 2 : 0) -
    (has(note, LABEL_KNOWN) ? 3 : 0) -
    (has(note, FEATURE_KNOWN) ? 2 : 0) -
    (2 * note.missing) / note.rows;
  const ranked = [...times].sort((a, b) => strength(b) - strength(a));
  if (!taken("event-time") && ranked[0])
    give(
      ranked[0],
      "event-time",
      times.length === 1
        ? "It is the only column of times."
        : "Of the columns of times, its name fits an event best and the fewest are missing.",
    );
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
  const steps = open.find(
    (note) =>
      note.kind === "number" &&
      note.missing === 0 &&
      note.distinct > 2 &&
      has(note, ORDER) &&
      neverFalls(csv.table.columns.get(note.name)!),
  );
  if (steps)
    give(steps, "event-time", "It is a number that never falls from row to row, and its name says time.");
}

/** The role of a column that is no time and not the label, from its name, kind and distinct values. */
function otherRole(note: ColumnNote, column: Column, taken: (role: Role) => boolean): [Role, string] {
  const words = nameWords(note.name);
  const says = (pattern: RegExp) => words.some((word) => pattern.test(word));
  if (!taken("split") && isSplit(note, column)) return ["split", "Its values are names of a split."];
  if (!taken("split") && note.distinct <= 12 && says(/^(split|fold|partition)$/))
    return ["split", "Its name says split."];
  if (
    column.kind === "number" &&
    says(SCORE) &&
    note.distinct > 2 &&
    !taken("score") &&
    note.min >= 0 &&
    note.max <= 1
  )
    return ["score", "Its name says score, and its values lie from 0 to 1."];
  if (says(DECISION) && note.distinct <= 10 && !taken("decision"))
    return ["decision", "Its name says decision, and it has few values."];
  const named = identifierRole(note, column, says);
  if (named) return named;
  if (column.kind === "category") {
    if (note.distinct <= 30 && says(SEGMENT))
      return ["segment", `It has ${note.distinct} values, and its name says group.`];
    return ["category", `It is text with ${plural(note.distinct, "value")}.`];
  }
  return [
    "numeric",
    `It is a number with ${note.distinctMore ? "many values" : plural(note.distinct, "value")}.`,
  ];
}

function isSplit(note: ColumnNote, column: Column): boolean {
  return (
    column.kind === "category" &&
    note.distinct <= 6 &&
    column.categories.every((text) => SPLIT_VALUES.test(text.toLowerCase()))
  );
}

/** Keys (a value of its own for every row), entities (names that repeat) and text that hardly repeats; null for the rest. */
function identifierRole(
  note: ColumnNote,
  column: Column,
  says: (pattern: RegExp) => boolean,
): [Role, string] | null {
  const there = note.rows - note.missing;
  const isText = column.kind === "category";
  if (there < 2 || !(isText || (note.integers && (note.distinctMore || says(ID))))) return null;
  const distinct = distinctOf(column);
  const hasIdName = says(ID);
  const hasEntityName = ENTITY.some((pattern) => says(pattern));
  if (
    distinct === there &&
    note.missing === 0 &&
    there > 20 &&
    (isText || hasIdName || hasEntityName || neverFalls(column))
  )
    return ["key", `Every row has a value of its own${hasIdName ? ", and its name says so" : ""}.`];
  const few = distinct <= 50 || distinct <= there * 0.001;
  if (!few && (hasIdName || (hasEntityName && (isText || says(ENTITY[0]!)))))
    return [
      "entity",
      `Its name says who or what a row belongs to, and ${count(distinct)} values cover ${plural(there, "row")}.`,
    ];
  if (isText && distinct > 100 && distinct > there * 0.5)
    return [
      "ignore",
      `It is text that hardly repeats (${count(distinct)} values in ${plural(there, "row")}).`,
    ];
  return null;
}

/** 0 for a name that says person or account, 1 for another telling name, 2 for the rest. */
export function entityRank(name: string): number {
  const words = nameWords(name);
  const place = ENTITY.findIndex((pattern) => words.some((word) => pattern.test(word)));
  return place < 0 ? ENTITY.length : place;
}

/** How many distinct values there are. */
export function distinctOf(column: Column): number {
  if (column.kind === "category") return column.categories.length;
  const sorted = column.values.slice().sort();
  let distinct = 0;
  for (let i = 0; i < sorted.length; i++)
    if (!Number.isNaN(sorted[i]!) && sorted[i] !== sorted[i - 1]) distinct++;
  return distinct;
}

function neverFalls(column: Column): boolean {
  if (column.kind === "category") return false;
  for (let row = 1; row < column.values.length; row++)
    if (!(column.values[row]! >= column.values[row - 1]!)) return false;
  return column.values.length > 1;
}
