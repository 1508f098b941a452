import type { Role } from "../../core/contracts.ts";
import type { Column } from "../../core/table/table.ts";
import type { ColumnNote } from "../csv/notes.ts";
import { count, nameWords, plural } from "../words.ts";

const ENTITY: readonly RegExp[] = [
  /^(user|customer|client|member|patient|person|account|acct|borrower|subscriber|employee|household|player|cust|payer|sender|orig)$/,
  /^(card|cc|iban|email|phone|device|ip|merchant|seller|shop|store|company|vehicle|sensor|machine|station|terminal|payee|receiver|recipient|beneficiary|dest)$/,
];
const ID = /^(id|ids|uuid|guid|key|hash|code|token|ref|reference)$/;
/** These say the same at the end of a name: “card_no” names a card, “num_comments” counts. */
const NUMBER = /^(no|nr|number|num)$/;
/** Words of a quantity: “account_age_days” measures an account and “week_number” a week; neither names one. */
const QUANTITY =
  /^(age|ages|day|days|week|weeks|month|months|year|years|hour|hours|minute|minutes|second|seconds|date|time|since|tenure|amount|balance|limit|rate|ratio|score|risk|count|counts|total|sum|mean|avg|average|max|min|size|length|duration|income|price|cost|spend|charges|share|percent|pct|lag|velocity|distance|of|per)$/;

/** Keys (a value of its own for every row), entities (names that repeat) and text that hardly repeats; null for the rest. */
export function identifierRole(note: ColumnNote, column: Column, isFirst: boolean): [Role, string] | null {
  const words = nameWords(note.name);
  const says = (pattern: RegExp) => words.some((word) => pattern.test(word));
  const there = note.rows - note.missing;
  if (isFirst && isRowIndex(note, column))
    return [
      "ignore",
      "It comes first, without a name of its own, and counts rows upwards: an index that another program wrote.",
    ];
  const isText = column.kind === "category";
  const hasIdName = says(ID) || NUMBER.test(words.at(-1) ?? "");
  if (
    there < 2 ||
    !(isText || (note.integers && (note.distinctMore || hasIdName || note.distinct === there)))
  )
    return null;
  const distinct = distinctOf(column);
  const hasEntityName = ENTITY.some((pattern) => says(pattern));
  if (
    there > 20 &&
    distinct === there &&
    (note.missing === 0 || isText || hasIdName) &&
    (isText || hasIdName || hasEntityName || neverFalls(column))
  )
    return [
      "key",
      note.missing === 0
        ? `Every row has a value of its own${hasIdName ? ", and its name says so" : ""}.`
        : `No two rows have the same value, though ${plural(note.missing, "row has", "rows have")} none.`,
    ];
  const few = distinct <= 50 || distinct <= there * 0.001;
  if (
    !few &&
    !says(QUANTITY) &&
    (hasIdName || (hasEntityName && (isText || says(ENTITY[0]!)))) &&
    distinct < there * 0.99
  )
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

/** A first column that the header leaves without a name and that counts rows upwards by one, begun anew or not. */
function isRowIndex(note: ColumnNote, column: Column): boolean {
  if (column.kind !== "number" || !note.integers || note.missing > 0 || note.rows < 20) return false;
  if (!/^(column 1|unnamed: ?0|index|x|)$/i.test(note.name.trim()) || !(note.min === 0 || note.min === 1))
    return false;
  let steps = 0;
  const { values } = column;
  for (let row = 1; row < values.length; row++) if (values[row] === values[row - 1]! + 1) steps++;
  return steps >= 0.9 * (values.length - 1);
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

/** Whether a column of numbers, none missing, never falls from row to row. */
export function neverFalls(column: Column): boolean {
  if (column.kind === "category") return false;
  for (let row = 1; row < column.values.length; row++)
    if (!(column.values[row]! >= column.values[row - 1]!)) return false;
  return column.values.length > 1;
}
