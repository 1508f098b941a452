import type { Roles } from "../../contracts.ts";
import { sortedCopy, sortOrder } from "../../stats/order.ts";
import { quantile } from "../../stats/quantile.ts";
import type { Table } from "../../table/table.ts";
import { bothWindows } from "./both-windows.ts";
import { columnWithRole, readClock, readLabels, readNumbers, UNKNOWN } from "./read.ts";

/** A model's errors, older rows first, in the order in which they could be known. */
export type ErrorLine = {
  /** 0 where the model was right, 1 where it was wrong. */
  errors: Float64Array;
  /** When each entered: when its label was known, or its row's own time (a row number where there is none). */
  entered: Float64Array;
  /** When each happened, in the same unit. */
  happened: Float64Array;
  /** The first error of the newer rows. */
  boundary: number;
  /** The score from which a row counts as an alert. */
  threshold: number;
  /** Whether the times are milliseconds since 1970. */
  isTime: boolean;
  /** The middle wait for a label; 0 where no column says when it was known. */
  labelDelay: number;
  /** Rows left out since their labels were not all there yet (at the start) or came after the last row (at the end). */
  leftOut: number;
  /** One row in so many was read. */
  every: number;
};

/** Windows at most this share of the whole span apart are one line of time. */
const GAP = 0.05;
/** By this share of waits a label without a time of its own counts as settled. */
const MATURE = 0.95;

/**
 * The errors of both windows as one line, or the reason why there is none: "no-score", "wrong-kind", "kinds-differ", or a
 * reason of {@link readLabels}.
 *
 * A row is an alert where its score reaches the threshold at which the reference has as many alerts as positive labels; an
 * alert without a positive label is an error, and so is a positive label without an alert. An error enters when its label
 * becomes known. A label that has no time of its own (nobody reports that all is well) enters when 95 % of the reported ones
 * would have; before the first row plus that wait only quick reports are there, and after the last row only slow ones, so both
 * ends are left out. Where the windows overlap in time, or lie apart, each makes its own line and they follow one another.
 * Of lines longer than `limit` every k-th row is read.
 */
export function errorLine(reference: Table, current: Table, roles: Roles, limit: number): ErrorLine | string {
  const last = LAST.get(reference);
  if (last?.current === current && last.roles === roles && last.limit === limit) return last.line;
  const line = makeLine(reference, current, roles, limit);
  LAST.set(reference, { current, roles, limit, line });
  return line;
}

/** Nine detectors in a row read the same line, and at a million rows it takes longer to make than to read. */
const LAST = new WeakMap<Table, { current: Table; roles: Roles; limit: number; line: ErrorLine | string }>();

function makeLine(reference: Table, current: Table, roles: Roles, limit: number): ErrorLine | string {
  const whole = joinedTable(reference, current, roles);
  if (typeof whole === "string") return whole;
  const score = columnWithRole(whole, roles, "score");
  if (score === null) return "no-score";
  if (score.kind === "category") return "wrong-kind";
  const known = readLabels(whole, roles);
  if (typeof known === "string") return known;
  const { labels } = known;
  const scores = readNumbers(score);
  const clock = readClock(whole, roles);
  const happened = clock?.values ?? new Float64Array(whole.rows).map((_, row) => row);
  const waits = waitsOf(whole, roles, clock, happened);

  const usable = (from: number, to: number) => {
    const rows = new Uint32Array(to - from);
    let count = 0;
    for (let row = from; row < to; row++)
      if (labels[row] !== UNKNOWN && Number.isFinite(scores[row]!) && Number.isFinite(happened[row]!))
        rows[count++] = row;
    return rows.subarray(0, count);
  };
  const older = usable(0, reference.rows);
  const newer = usable(reference.rows, whole.rows);
  const threshold = balancedThreshold(older, scores, labels);
  const wait = waits === null ? 0 : maturity(waits);
  const entered =
    waits === null
      ? happened
      : happened.map((at, row) => at + (Number.isNaN(waits[row]!) ? wait : waits[row]!));
  const inOrder = (rows: Uint32Array) => trimmed(rows, happened, entered, wait);
  const kept = follows(older, newer, happened)
    ? inOrder(joined(older, newer))
    : joined(inOrder(older), inOrder(newer));
  const every = Math.max(1, Math.ceil(kept.length / limit));
  const rows = every === 1 ? kept : kept.filter((_, i) => i % every === 0);
  const first = rows.findIndex((row) => row >= reference.rows);
  const errors = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++)
    errors[i] = scores[rows[i]!]! >= threshold === (labels[rows[i]!] === 1) ? 0 : 1;
  const line = { entered: picked(rows, entered), happened: picked(rows, happened) };
  return {
    errors,
    ...line,
    boundary: first < 0 ? rows.length : first,
    threshold,
    isTime: clock?.isTime ?? false,
    labelDelay: waits === null ? 0 : middle(line.entered.map((at, i) => at - line.happened[i]!)),
    leftOut: older.length + newer.length - kept.length,
    every,
  };
}

/** The columns of the roles that a line is made of, older rows first. */
function joinedTable(reference: Table, current: Table, roles: Roles): Table | string {
  const columns = new Map<string, ReturnType<typeof bothWindows>>();
  for (const role of ["label", "score", "event-time", "label-known-time"] as const) {
    for (const name of roles[role] ?? []) {
      const [older, newer] = [reference.columns.get(name), current.columns.get(name)];
      if (older === undefined || newer === undefined) continue;
      if (older.kind !== newer.kind) return "kinds-differ";
      columns.set(name, bothWindows(reference, current, name));
    }
  }
  return { rows: reference.rows + current.rows, columns };
}

/** How long each label took, NaN where it has no time; null where there is no such column, or it runs on another clock. */
function waitsOf(
  joined: Table,
  roles: Roles,
  clock: ReturnType<typeof readClock>,
  happened: Float64Array,
): Float64Array | null {
  const column = columnWithRole(joined, roles, "label-known-time");
  if (column === null || column.kind === "category" || clock === null) return null;
  if ((column.kind === "time") !== clock.isTime) return null;
  const known = readNumbers(column);
  const waits = happened.map((at, row) => {
    const wait = known[row]! - at;
    return Number.isFinite(wait) ? Math.max(0, wait) : Number.NaN;
  });
  return waits.some((wait) => !Number.isNaN(wait)) ? waits : null;
}

function maturity(waits: Float64Array): number {
  return quantile(sortedCopy(waits.filter((wait) => !Number.isNaN(wait))), MATURE);
}

/** The rows in the order of entry, without those before all labels can be there and after the last row happened. */
function trimmed(
  rows: Uint32Array,
  happened: Float64Array,
  entered: Float64Array,
  wait: number,
): Uint32Array {
  const sorted = ordered(ordered(rows, happened), entered);
  if (wait === 0) return sorted;
  const [from, to] = rangeOf(rows, happened);
  return sorted.filter((row) => entered[row]! >= from + wait && entered[row]! <= to);
}

/** The rows in the order of their times; those of one time keep their places. */
function ordered(rows: Uint32Array, times: Float64Array): Uint32Array {
  let isOrdered = true;
  for (let i = 1; i < rows.length && isOrdered; i++) isOrdered = times[rows[i - 1]!]! <= times[rows[i]!]!;
  if (isOrdered) return rows;
  return sortOrder(picked(rows, times)).map((place) => rows[place]!);
}

function picked(rows: Uint32Array, values: Float64Array): Float64Array {
  const chosen = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) chosen[i] = values[rows[i]!]!;
  return chosen;
}

/** One list after another. */
function joined(first: Uint32Array, second: Uint32Array): Uint32Array {
  const both = new Uint32Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/** Whether the newer rows come after the older ones, and soon. */
function follows(older: Uint32Array, newer: Uint32Array, happened: Float64Array): boolean {
  const [first, last] = rangeOf(older, happened);
  const [next, end] = rangeOf(newer, happened);
  return next >= last && next - last <= GAP * (end - first);
}

function rangeOf(rows: Uint32Array, happened: Float64Array): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < rows.length; i++) {
    low = Math.min(low, happened[rows[i]!]!);
    high = Math.max(high, happened[rows[i]!]!);
  }
  return [low, high];
}

/** The score at which the number of alerts is nearest to that of the positive labels; every row an alert is no choice. */
function balancedThreshold(rows: Uint32Array, scores: Float64Array, labels: Uint8Array): number {
  const sorted = sortedCopy(picked(rows, scores));
  let positives = 0;
  for (let i = 0; i < rows.length; i++) if (labels[rows[i]!] === 1) positives++;
  let best = Number.POSITIVE_INFINITY;
  let distance = Number.POSITIVE_INFINITY;
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i] === sorted[i - 1]) continue;
    const off = Math.abs(sorted.length - i - positives);
    if (off < distance) [best, distance] = [sorted[i]!, off];
  }
  return best;
}

function middle(values: Float64Array): number {
  return values.length === 0 ? 0 : quantile(sortedCopy(values), 0.5);
}
