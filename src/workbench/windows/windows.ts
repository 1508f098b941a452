import { TRAINING_NAMES } from "../../core/export/checks/training-names.ts";
import { sortOrder } from "../../core/stats/order.ts";
import { type Column, isValid, type Table, take } from "../../core/table/table.ts";
import { formatTime } from "../csv/dates.ts";
import type { Prepared } from "../prepare.ts";
import { count, plural } from "../words.ts";
import { largestGap } from "./largest-gap.ts";

/** How the older and the newer rows are told apart. */
export type WindowChoice =
  /** The first `share` of the rows in the order of time against the rest. */
  | { by: "time"; share: number }
  /** Rows from the first moment of a span to before its second (of the newer one: up to it), on the clock of the file. */
  | { by: "span"; reference: Span; current: Span }
  /** Rows with one of these values of the split column against those with others. */
  | { by: "split"; reference: readonly string[]; current: readonly string[] }
  /** The first file against the second. */
  | { by: "files" };

/** Two moments in the unit of the clock: milliseconds, or whatever a column of numbers counts. */
export type Span = readonly [from: number, to: number];

/** The time line that the windows are chosen on: how many rows there are in equal parts of the time, and where the windows lie. */
export type TimeLine = {
  clock: "time" | "row" | "number";
  from: number;
  to: number;
  volume: readonly number[];
  reference: Span;
  current: Span;
};

export type Windows = {
  reference: Table;
  current: Table | null;
  /** The rows of the prepared table behind row i of each window; null for all rows in order. */
  referenceRows: Uint32Array | null;
  currentRows: Uint32Array | null;
  /** What is compared with what, in one sentence. */
  words: string;
  choice: WindowChoice | null;
  /** Whether both hold the same rows, computed twice. */
  sameRows?: true;
  /** Null where there is no time, or the windows do not come from it. */
  line: TimeLine | null;
};

/**
 * The default compares the first two thirds of the rows, in the order of time, with the last third: what a model would have
 * been trained on against what came after, with enough rows on both sides. Rows, not days, so that a quiet month cannot leave
 * one side nearly empty; rows of one moment stay on one side.
 */
export const DEFAULT_WINDOWS: { by: "time"; share: number } = { by: "time", share: 2 / 3 };

/** Whether a value of a split column names the rows that a model was trained on. */
export const isTraining = (text: string): boolean => TRAINING_NAMES.includes(text.trim().toLowerCase());

/** The two windows of one prepared file, by the choice; without a choice by time. */
export function windowsOf(prepared: Prepared, choice: WindowChoice = DEFAULT_WINDOWS): Windows {
  if (choice.by === "split") return bySplit(prepared, choice);
  if (choice.by === "span") return bySpan(prepared, choice);
  return byTime(prepared, choice.by === "time" ? choice.share : DEFAULT_WINDOWS.share);
}

/** The windows of two files: the first is the reference. Columns that only one of them has are left out of the comparison. */
export function windowsOfFiles(reference: Prepared, current: Prepared): Windows {
  return {
    reference: reference.table,
    current: current.table,
    referenceRows: null,
    currentRows: null,
    words: `“${reference.file}” (${plural(reference.table.rows, "row")}) is the reference, “${current.file}” (${plural(current.table.rows, "row")}) is compared with it.`,
    choice: { by: "files" },
    line: null,
  };
}

function nothing(prepared: Prepared, words: string): Windows {
  return {
    reference: prepared.table,
    current: null,
    referenceRows: null,
    currentRows: null,
    words,
    choice: null,
    line: null,
  };
}

function byTime(prepared: Prepared, share: number): Windows {
  const { table, roles, sortedBy } = prepared;
  const clock = table.columns.get(roles["event-time"]![0]!)!;
  if (clock.kind === "category")
    return nothing(prepared, "The event time is text, so there is no older and newer part.");
  if (sortedBy !== undefined)
    return nothing(
      prepared,
      `The rows are sorted by “${sortedBy}”, so their order says nothing of time, and no older part is compared with a newer one.`,
    );
  const order = timeOrder(clock);
  const at = (place: number) => clock.values[order[place]!]!;
  const gap =
    share === DEFAULT_WINDOWS.share && clock.kind === "time" ? largestGap(clock.values, order) : null;
  let cut = gap ?? Math.round(order.length * Math.min(Math.max(share, 0.01), 0.99));
  // Rows of one moment are not torn apart: the cut moves to the nearer edge of theirs.
  let before = cut;
  while (before > 0 && at(before) === at(before - 1)) before--;
  let after = cut;
  while (after < order.length && after > 0 && at(after) === at(after - 1)) after++;
  cut = before > 0 && (cut - before <= after - cut || after >= order.length) ? before : after;
  if (cut < 1 || cut >= order.length)
    return nothing(
      prepared,
      "All rows stand at one moment (or there is one row), so there is no older and newer part.",
    );
  const show = (value: number) => shownMoment(kindOf(prepared, clock), value);
  const left = table.rows - order.length;
  return {
    ...cutOut(table, order, [0, cut], [cut, order.length]),
    words:
      `The first ${plural(cut, "row")} (${show(at(0))} to ${show(at(cut - 1))}) are the reference, the ${count(order.length - cut)} after them (${show(at(cut))} to ${show(at(order.length - 1))}) are compared with it.` +
      (gap === null
        ? ""
        : " The cut is where no row stands for long: what lies on either side was gathered apart.") +
      (left > 0
        ? ` ${plural(left, "row has", "rows have")} no time and ${left === 1 ? "is" : "are"} in neither.`
        : ""),
    choice: { by: "time", share },
    line: lineOf(prepared, clock, order, [at(0), at(cut)], [at(cut), at(order.length - 1)]),
  };
}

/** The windows that were drawn on the time line. */
function bySpan(prepared: Prepared, { reference, current }: { reference: Span; current: Span }): Windows {
  const { table, roles } = prepared;
  const clock = table.columns.get(roles["event-time"]![0]!)!;
  if (clock.kind === "category")
    return nothing(prepared, "The event time is text, so there is no older and newer part.");
  const order = timeOrder(clock);
  const before = (moment: number) => firstAt(clock.values, order, (value) => value >= moment);
  const upTo = (moment: number) => firstAt(clock.values, order, (value) => value > moment);
  const older: Span = [before(reference[0]), before(reference[1])];
  const newer: Span = [before(current[0]), upTo(current[1])];
  if (older[1] <= older[0] || newer[1] <= newer[0])
    return {
      ...nothing(prepared, "One of the two windows holds no row. Drag it to where rows are."),
      line: lineOf(prepared, clock, order, reference, current),
    };
  const show = (value: number) => shownMoment(kindOf(prepared, clock), value);
  return {
    ...cutOut(table, order, older, newer),
    words: `${plural(older[1] - older[0], "row")} from ${show(reference[0])} to before ${show(reference[1])} are the reference, ${count(newer[1] - newer[0])} from ${show(current[0])} to ${show(current[1])} are compared with it.`,
    choice: { by: "span", reference, current },
    line: lineOf(prepared, clock, order, reference, current),
  };
}

/** The first place in the order of time at which this holds, which is false before and true after it. */
function firstAt(values: Float64Array, order: Uint32Array, holds: (value: number) => boolean): number {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(values[order[middle]!]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The rows at these places of the order as two tables; views that copy no value where the file is in the order of time. */
function cutOut(table: Table, order: Uint32Array, older: Span, newer: Span) {
  const inOrder = order.length === table.rows && isIdentity(order);
  const referenceRows = order.subarray(...older);
  const currentRows = order.subarray(...newer);
  return {
    reference: inOrder ? view(table, ...older) : take(table, referenceRows),
    current: inOrder ? view(table, ...newer) : take(table, currentRows),
    referenceRows,
    currentRows,
  };
}

const kindOf = (prepared: Prepared, clock: Column): TimeLine["clock"] =>
  clock.kind === "time" ? "time" : prepared.byRowOrder ? "row" : "number";

/** A moment of a clock in words. */
export function shownMoment(clock: TimeLine["clock"], value: number): string {
  if (clock === "time") return formatTime(value);
  return clock === "row" ? `row ${count(Math.round(value))}` : String(Number(value.toPrecision(6)));
}

/** Parts of the time line in which rows are counted. */
const PARTS = 72;

function lineOf(
  prepared: Prepared,
  clock: Exclude<Column, { kind: "category" }>,
  order: Uint32Array,
  reference: Span,
  current: Span,
): TimeLine | null {
  const from = clock.values[order[0]!]!;
  const to = clock.values[order[order.length - 1]!]!;
  if (!(to > from)) return null;
  const volume = new Array<number>(PARTS).fill(0);
  for (const row of order)
    volume[Math.min(PARTS - 1, Math.floor((PARTS * (clock.values[row]! - from)) / (to - from)))]!++;
  return { clock: kindOf(prepared, clock), from, to, volume, reference, current };
}

function bySplit(
  prepared: Prepared,
  { reference, current }: { reference: readonly string[]; current: readonly string[] },
): Windows {
  const name = prepared.roles.split?.[0];
  const column = name === undefined ? undefined : prepared.table.columns.get(name);
  if (name === undefined || column?.kind !== "category")
    return nothing(prepared, "No column is marked as the split.");
  const old = new Set(reference.length > 0 ? reference : column.categories.filter(isTraining));
  const fresh = new Set(current.length > 0 ? current : column.categories.filter((text) => !old.has(text)));
  const referenceRows: number[] = [];
  const currentRows: number[] = [];
  for (let row = 0; row < prepared.table.rows; row++) {
    if (!isValid(column.valid, row)) continue;
    const text = column.categories[column.codes[row]!]!;
    if (old.has(text)) referenceRows.push(row);
    else if (fresh.has(text)) currentRows.push(row);
  }
  if (referenceRows.length === 0 || currentRows.length === 0)
    return nothing(prepared, `The values chosen of “${name}” leave one side without rows.`);
  const list = (texts: Iterable<string>) => [...texts].map((text) => `“${text}”`).join(", ");
  return {
    reference: take(prepared.table, referenceRows),
    current: take(prepared.table, currentRows),
    referenceRows: Uint32Array.from(referenceRows),
    currentRows: Uint32Array.from(currentRows),
    words: `${plural(referenceRows.length, "row")} with “${name}” ${list(old)} are the reference, ${count(currentRows.length)} with ${list(fresh)} are compared with it.`,
    choice: { by: "split", reference: [...old], current: [...fresh] },
    line: null,
  };
}

/** The rows that have a time, in its order; rows of one moment keep the order of the file. */
export function timeOrder(clock: Exclude<Column, { kind: "category" }>): Uint32Array {
  const rows: number[] = [];
  for (let row = 0; row < clock.values.length; row++)
    if (isValid(clock.valid, row) && !Number.isNaN(clock.values[row]!)) rows.push(row);
  if (rows.length === clock.values.length) return sortOrder(clock.values);
  const order = sortOrder(rows.map((row) => clock.values[row]!));
  return order.map((place) => rows[place]!);
}

function isIdentity(order: Uint32Array): boolean {
  for (let i = 0; i < order.length; i++) if (order[i] !== i) return false;
  return true;
}

/** The rows from `start` to before `end` of every column, without a copy of the values. */
function view(table: Table, start: number, end: number): Table {
  const columns = new Map<string, Column>();
  for (const [name, column] of table.columns) {
    const valid = column.valid === null ? null : bitmap(column.valid, start, end);
    columns.set(
      name,
      column.kind === "category"
        ? { ...column, codes: column.codes.subarray(start, end), valid }
        : { ...column, values: column.values.subarray(start, end), valid },
    );
  }
  return { rows: end - start, columns };
}

/** The bits of the rows from `start` to before `end`: a view where they begin at a whole byte, else a shifted copy. */
function bitmap(valid: Uint8Array, start: number, end: number): Uint8Array {
  const whole = valid.subarray(start >> 3, (end + 7) >> 3);
  const shift = start & 7;
  if (shift === 0) return whole;
  const shifted = new Uint8Array((end - start + 7) >> 3);
  for (let i = 0; i < shifted.length; i++) shifted[i] = (whole[i]! >> shift) | (whole[i + 1]! << (8 - shift));
  return shifted;
}
