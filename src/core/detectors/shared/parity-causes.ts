import type { Roles } from "../../contracts.ts";
import { sortedCopy } from "../../stats/order.ts";
import type { Column, Table } from "../../table/table.ts";
import { figure } from "../findings.ts";
import { historyOf } from "./history.ts";
import { type KeyedPairs, valueAt } from "./keyed-rows.ts";
import { columnWithRole } from "./read.ts";
import { duration } from "./words.ts";

const HOUR = 3600000;
const QUARTER = HOUR / 4;
/** So many of the differing rows a cause must explain, and so many there must be. */
const EXPLAINS = 0.9;
const LEAST = 5;
/** Codes are matched where each stands in so many pairs on average, so that any table of them is not simply learnt by heart. */
const PAIRS_PER_CODE = 5;
/** Of so many pairs the share that differs is known well enough to be compared between codes. */
const PAIRS_TO_JUDGE = 20;
/** A line goes through any two points; so many different values must lie on it before it is a cause. */
const LEAST_ON_LINE = 5;

/** The likeliest reason why two columns differ, the share of differing pairs that it explains, and its number or words. */
export type Cause = { id: string; share: number; value: number | string };

type Value = number | string | null;
type Differing = { before: Value[]; now: Value[] };

/** Whether two values are the same: numbers within 1e-10 or 1e-7 of their size, times to the millisecond, texts and gaps exactly. */
export function isSame(a: Value, b: Value, kind: Column["kind"]): boolean {
  if (typeof a !== "number" || typeof b !== "number") return a === b;
  if (a === b) return true;
  const gap = Math.abs(a - b);
  if (kind === "time") return gap < 1;
  // Infinity is as far from a number as it is large itself.
  return gap <= 1e-10 || (gap < Number.POSITIVE_INFINITY && gap <= 1e-7 * Math.max(Math.abs(a), Math.abs(b)));
}

/**
 * The first of these that explains 90 % of the pairs that differ: another rule for missing values, hours shifted, a constant
 * factor, a constant offset, another scale (factor and offset at once), codes that were permuted, values one refresh old; null
 * where none does.
 */
export function causeOf(
  pairs: KeyedPairs,
  differing: Uint32Array,
  tables: { reference: Table; current: Table },
  name: string,
  roles: Roles,
): Cause | null {
  if (differing.length < LEAST) return null;
  const first = tables.reference.columns.get(name)!;
  const second = tables.current.columns.get(name)!;
  const rows: Differing = {
    before: Array.from(differing, (i) => valueAt(first, pairs.reference[i]!)),
    now: Array.from(differing, (i) => valueAt(second, pairs.current[i]!)),
  };
  const missing = missingRule(rows);
  if (missing !== null) return missing;
  const isNumber = first.kind === "number";
  const found = [
    first.kind === "category" ? null : shiftedHours(rows, first.kind),
    isNumber ? constantFactor(rows) : null,
    first.kind === "category" ? null : constantOffset(rows, first.kind),
    isNumber ? anotherScale(rows) : null,
    first.kind === "time" ? null : permutedCodes(rows, pairs, first),
    staleByOne(rows, pairs, differing, tables.reference, first, roles),
  ];
  return found.find((cause) => cause !== null && cause.share >= EXPLAINS) ?? null;
}

function shareOf(rows: Differing, test: (before: Value, now: Value) => boolean): number {
  let count = 0;
  for (let i = 0; i < rows.before.length; i++) if (test(rows.before[i]!, rows.now[i]!)) count++;
  return count / rows.before.length;
}

/** One side is missing where the other holds one and the same value, or any value. */
function missingRule(rows: Differing): Cause | null {
  for (const [lost, kept] of [
    [rows.now, rows.before],
    [rows.before, rows.now],
  ] as const) {
    const others = kept.filter((value, i) => lost[i] === null && value !== null);
    if (others.length / lost.length < EXPLAINS) continue;
    const counts = new Map<Value, number>();
    for (const value of others) counts.set(value, (counts.get(value) ?? 0) + 1);
    const [commonest, count] = [...counts].sort((a, b) => b[1] - a[1])[0]!;
    const fill = count / others.length >= EXPLAINS ? `filled with ${String(commonest)}` : "a value";
    const value = lost === rows.now ? `${fill} before, missing now` : `missing before, ${fill} now`;
    return { id: "missing-rule", share: others.length / lost.length, value };
  }
  return null;
}

function numbersOf(rows: Differing): [number, number][] {
  const pairs: [number, number][] = [];
  for (let i = 0; i < rows.before.length; i++) {
    const [a, b] = [rows.before[i], rows.now[i]];
    if (typeof a === "number" && typeof b === "number" && Number.isFinite(a) && Number.isFinite(b))
      pairs.push([a, b]);
  }
  return pairs;
}

/** The middle one of the values, the lower of two. */
function middle(values: readonly number[]): number {
  return sortedCopy(values)[(values.length - 1) >> 1] ?? Number.NaN;
}

function constantFactor(rows: Differing): Cause | null {
  const factor = middle(
    numbersOf(rows)
      .filter(([a]) => a !== 0)
      .map(([a, b]) => b / a),
  );
  if (Number.isNaN(factor) || factor === 1 || factor === 0) return null;
  const isScaled = (a: Value, b: Value) =>
    typeof a === "number" &&
    typeof b === "number" &&
    isNear(b, a * factor, Math.abs(b) + Math.abs(a * factor));
  return { id: "constant-factor", share: shareOf(rows, isScaled), value: factor };
}

function constantOffset(rows: Differing, kind: Column["kind"]): Cause | null {
  const offset = middle(numbersOf(rows).map(([a, b]) => b - a));
  if (Number.isNaN(offset) || offset === 0) return null;
  const isMoved = (a: Value, b: Value) =>
    typeof a === "number" &&
    typeof b === "number" &&
    (kind === "time" ? Math.abs(b - a - offset) < 1 : isNear(b - a, offset, Math.abs(a) + Math.abs(b)));
  return {
    id: "constant-offset",
    share: shareOf(rows, isMoved),
    value: kind === "time" ? duration(offset) : offset,
  };
}

/**
 * Factor and offset at once, as where one side standardises and the other doesn't. Its slope is
 * the middle one of lines through two rows half of the order apart (Theil's incomplete method, 1950), so that a tenth of other
 * rows does not bend it.
 */
function anotherScale(rows: Differing): Cause | null {
  const pairs = numbersOf(rows).sort((p, q) => p[0] - q[0]);
  if (new Set(pairs.map(([a]) => a)).size < LEAST_ON_LINE) return null;
  const apart = pairs.length >> 1;
  const slopes: number[] = [];
  for (let i = 0; i + apart < pairs.length; i++) {
    const [[a, b], [c, d]] = [pairs[i]!, pairs[i + apart]!];
    if (c > a) slopes.push((d - b) / (c - a));
  }
  const slope = middle(slopes);
  if (Number.isNaN(slope) || slope === 0) return null;
  const offset = middle(pairs.map(([a, b]) => b - slope * a));
  const isOnLine = (a: Value, b: Value) =>
    typeof a === "number" &&
    typeof b === "number" &&
    isNear(b, slope * a + offset, Math.abs(b) + Math.abs(slope * a) + Math.abs(offset));
  const sign = offset < 0 ? "−" : "+";
  return {
    id: "another-scale",
    share: shareOf(rows, isOnLine),
    value: `${figure(slope)} × before ${sign} ${figure(Math.abs(offset))}`,
  };
}

/** Equal within what rounding does to a value computed from numbers of this size. */
function isNear(a: number, b: number, size: number): boolean {
  return Math.abs(a - b) <= 1e-10 + 1e-7 * Math.abs(b) + 1e-12 * size;
}

/** Times moved by whole quarters of an hour up to 14 hours, or hours of the day moved round the clock. */
function shiftedHours(rows: Differing, kind: Column["kind"]): Cause | null {
  const pairs = numbersOf(rows);
  if (kind === "time") {
    const offset = middle(pairs.map(([a, b]) => b - a));
    if (!(Math.abs(offset) >= QUARTER && Math.abs(offset) <= 14 * HOUR && offset % QUARTER === 0))
      return null;
    const share = shareOf(
      rows,
      (a, b) => typeof a === "number" && typeof b === "number" && Math.abs(b - a - offset) < 1,
    );
    return { id: "shifted-hours", share, value: offset / HOUR };
  }
  const isHour = (value: number) => Number.isInteger(value) && value >= 0 && value <= 23;
  if (pairs.length === 0 || !pairs.every(([a, b]) => isHour(a) && isHour(b))) return null;
  const wrapped = pairs.map(([a, b]) => (b - a + 24) % 24);
  const shift = middle(wrapped);
  // Small codes look like hours too: only values that use the whole day count as hours.
  if (new Set(pairs.map(([a]) => a)).size < 12 || shift === 0) return null;
  const share = wrapped.filter((one) => one === shift).length / rows.before.length;
  return { id: "shifted-hours", share, value: shift > 12 ? shift - 24 : shift };
}

/**
 * Each code that moved stands for one other code, and no two for the same. Judged on the pairs that differ, since the other code may
 * have served only some of the rows; then it strikes all codes that moved about alike, whereas a number that is sometimes
 * right and sometimes not (a stale count) is wrong far more often at some values than at others.
 */
function permutedCodes(rows: Differing, pairs: KeyedPairs, first: Column): Cause | null {
  const differing = rows.before.length;
  const images = new Map<Value, Map<Value, number>>();
  for (let i = 0; i < differing; i++) {
    const own = images.get(rows.before[i]!) ?? new Map<Value, number>();
    images.set(rows.before[i]!, own.set(rows.now[i]!, (own.get(rows.now[i]!) ?? 0) + 1));
    if (images.size * PAIRS_PER_CODE > differing) return null;
  }
  const totals = new Map<Value, number>();
  for (const row of pairs.reference) {
    const before = valueAt(first, row);
    totals.set(before, (totals.get(before) ?? 0) + 1);
  }
  const image = new Map<Value, Value>();
  let explained = 0;
  const struck: number[] = [];
  for (const [before, own] of images) {
    const [now, count] = [...own].sort((a, b) => b[1] - a[1])[0]!;
    image.set(before, now);
    explained += count;
    const total = totals.get(before)!;
    if (total >= PAIRS_TO_JUDGE) struck.push([...own.values()].reduce((sum, one) => sum + one, 0) / total);
  }
  // Two codes that fell into one are no permutation: neither two that moved, nor one that moved onto one that stayed.
  if (image.size < 2 || new Set(image.values()).size < image.size) return null;
  if ([...image.values()].some((now) => totals.has(now) && !image.has(now))) return null;
  if (Math.min(...struck) < 0.5 * Math.max(...struck)) return null;
  const [before, now] = [...image][0]!;
  return {
    id: "permuted-codes",
    share: explained / differing,
    value: `${String(before)} became ${String(now)}`,
  };
}

/** The current value is that of the entity's row before. */
function staleByOne(
  rows: Differing,
  pairs: KeyedPairs,
  differing: Uint32Array,
  table: Table,
  column: Column,
  roles: Roles,
): Cause | null {
  const entity = columnWithRole(table, roles, "entity");
  const time = columnWithRole(table, roles, "event-time");
  if (entity === null || time === null || time.kind === "category") return null;
  const history = historyOf(entity, time);
  const previous = new Int32Array(table.rows).fill(-1);
  for (let e = 0; e + 1 < history.starts.length; e++)
    for (let k = history.starts[e]! + 1; k < history.starts[e + 1]!; k++)
      previous[history.rows[k]!] = history.rows[k - 1]!;
  let explained = 0;
  let judged = 0;
  for (const [i, pair] of differing.entries()) {
    const before = previous[pairs.reference[pair]!]!;
    if (before < 0) continue;
    judged++;
    if (isSame(valueAt(column, before), rows.now[i]!, column.kind)) explained++;
  }
  return judged < LEAST ? null : { id: "stale-by-one", share: explained / judged, value: judged };
}
