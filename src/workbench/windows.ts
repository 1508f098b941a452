import { sortOrder } from "../core/stats/order.ts";
import { type Column, isValid, type Table, take } from "../core/table/table.ts";
import { formatTime } from "./csv/dates.ts";
import type { Prepared } from "./prepare.ts";
import { count, plural } from "./words.ts";

/** How the older and the newer rows are told apart. */
export type WindowChoice =
  /** The first `share` of the rows in the order of time against the rest. */
  | { by: "time"; share: number }
  /** Rows with one of these values of the split column against those with others. */
  | { by: "split"; reference: readonly string[]; current: readonly string[] }
  /** The first file against the second. */
  | { by: "files" };

export type Windows = {
  reference: Table;
  current: Table | null;
  /** The rows of the prepared table behind row i of each window; null for all rows in order. */
  referenceRows: Uint32Array | null;
  currentRows: Uint32Array | null;
  /** What is compared with what, in one sentence. */
  words: string;
  choice: WindowChoice | null;
  /** First and last moment of each window, and the cut between them; null where there is no time. */
  span: { from: number; cut: number; to: number } | null;
};

/**
 * The default compares the first two thirds of the rows, in the order of time, with the last third: what a model would have
 * been trained on against what came after, with enough rows on both sides. Rows, not days, so that a quiet month cannot leave
 * one side nearly empty; rows of one moment stay on one side.
 */
export const DEFAULT_WINDOWS: { by: "time"; share: number } = { by: "time", share: 2 / 3 };

const TRAIN = /^(train|training|reference|ref|dev)$/i;

/** The two windows of one prepared file, by the choice; without a choice by time. */
export function windowsOf(prepared: Prepared, choice: WindowChoice = DEFAULT_WINDOWS): Windows {
  if (choice.by === "split") return bySplit(prepared, choice);
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
    span: null,
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
    span: null,
  };
}

function byTime(prepared: Prepared, share: number): Windows {
  const { table, roles } = prepared;
  const clock = table.columns.get(roles["event-time"]![0]!)!;
  if (clock.kind === "category")
    return nothing(prepared, "The event time is text, so there is no older and newer part.");
  const order = timeOrder(clock);
  const at = (place: number) => clock.values[order[place]!]!;
  let cut = Math.round(order.length * Math.min(Math.max(share, 0.01), 0.99));
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
  // Where the file is in the order of time, the windows are views and copy no value.
  const inOrder = order.length === table.rows && isIdentity(order);
  const referenceRows = order.subarray(0, cut);
  const currentRows = order.subarray(cut);
  const show = (value: number) =>
    clock.kind === "time" ? formatTime(value) : prepared.byRowOrder ? `row ${count(value)}` : String(value);
  const left = table.rows - order.length;
  return {
    reference: inOrder ? view(table, 0, cut) : take(table, referenceRows),
    current: inOrder ? view(table, cut, order.length) : take(table, currentRows),
    referenceRows,
    currentRows,
    words:
      `The first ${plural(cut, "row")} (${show(at(0))} to ${show(at(cut - 1))}) are the reference, the ${count(order.length - cut)} after them (${show(at(cut))} to ${show(at(order.length - 1))}) are compared with it.` +
      (left > 0
        ? ` ${plural(left, "row has", "rows have")} no time and ${left === 1 ? "is" : "are"} in neither.`
        : ""),
    choice: { by: "time", share },
    span: { from: at(0), cut: at(cut), to: at(order.length - 1) },
  };
}

function bySplit(
  prepared: Prepared,
  { reference, current }: { reference: readonly string[]; current: readonly string[] },
): Windows {
  const name = prepared.roles.split?.[0];
  const column = name === undefined ? undefined : prepared.table.columns.get(name);
  if (name === undefined || column?.kind !== "category")
    return nothing(prepared, "No column is marked as the split.");
  const old = new Set(
    reference.length > 0 ? reference : column.categories.filter((text) => TRAIN.test(text)),
  );
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
    span: null,
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

/** The rows from `start` (a multiple of 8) to `end` of every column, without a copy. */
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
