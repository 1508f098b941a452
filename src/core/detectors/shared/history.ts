import { sortOrder } from "../../stats/order.ts";
import type { Column } from "../../table/table.ts";
import { readGroups, readNumbers } from "./read.ts";

/**
 * The rows of each entity in the order of their event times (rows of equal time in the order of the file). Rows without an
 * entity or a time are left out. Places `starts[e]` to `starts[e + 1] - 1` of `rows` and `times` belong to entity e.
 */
export type History = { rows: Uint32Array; times: Float64Array; starts: Uint32Array };

const remembered = new WeakMap<Column, WeakMap<Column, History>>();

/**
 * Sorts the rows once by entity and time: O(n log n), in fact two radix passes. The result is remembered for the two
 * columns, since every column of a table is tested against the same history.
 */
export function historyOf(entity: Column, time: Column): History {
  const known = remembered.get(entity)?.get(time);
  if (known) return known;
  const history = buildHistory(entity, time);
  const byTime = remembered.get(entity) ?? new WeakMap<Column, History>();
  remembered.set(entity, byTime.set(time, history));
  return history;
}

function buildHistory(entity: Column, time: Column): History {
  const { groups, count } = readGroups(entity);
  const values = readNumbers(time);
  const usable = (row: number) => groups[row]! >= 0 && !Number.isNaN(values[row]!);
  const starts = new Uint32Array(count + 1);
  let kept = 0;
  for (let row = 0; row < values.length; row++) if (usable(row)) kept++;
  const keptRows = new Uint32Array(kept);
  const keptTimes = new Float64Array(kept);
  let next = 0;
  for (let row = 0; row < values.length; row++) {
    if (!usable(row)) continue;
    keptRows[next] = row;
    keptTimes[next++] = values[row]!;
    starts[groups[row]! + 1]!++;
  }
  for (let e = 0; e < count; e++) starts[e + 1]! += starts[e]!;
  const places = starts.slice(0, count);
  const rows = new Uint32Array(kept);
  const times = new Float64Array(kept);
  const order = sortOrder(keptTimes);
  for (let i = 0; i < kept; i++) {
    const from = order[i]!;
    const place = places[groups[keptRows[from]!]!]!++;
    rows[place] = keptRows[from]!;
    times[place] = keptTimes[from]!;
  }
  return { rows, times, starts };
}

/**
 * The places 0 to n-1 in ascending order of `values` within each block (`starts` as in {@link History}); the blocks stay
 * where they are. Infinity is allowed, NaN is not.
 */
export function orderWithin(starts: Uint32Array, values: Float64Array): Uint32Array {
  const blocks = starts.length - 1;
  const blockOf = new Uint32Array(values.length);
  for (let b = 0; b < blocks; b++) blockOf.fill(b, starts[b]!, starts[b + 1]!);
  const places = starts.slice(0, blocks);
  const result = new Uint32Array(values.length);
  const order = sortOrder(values);
  for (let i = 0; i < order.length; i++) result[places[blockOf[order[i]!]!]!++] = order[i]!;
  return result;
}
