import type { Roles } from "../../contracts.ts";
import type { Random } from "../../random.ts";
import type { Table } from "../../table/table.ts";
import type { History } from "./history.ts";
import { orderWithin } from "./history.ts";
import { columnWithRole, readNumbers, UNKNOWN } from "./read.ts";
import type { Timeline } from "./recipes.ts";

/** A timeline together with the row of the table behind each place. */
export type SampledTimeline = Timeline & { rows: Uint32Array };

const AMOUNT_NAME = /amount|amt|price|value|total|sum|cost|paid|spend|eur|usd|gbp/i;

/** Number columns, other than the one under test, whose history a feature may sum up: those named like an amount first. */
export function amountColumns(table: Table, roles: Roles, tested: string, limit = 3): string[] {
  const taken = new Set(
    Object.entries(roles).flatMap(([role, names]) => (role === "numeric" ? [] : (names ?? []))),
  );
  const names = [...table.columns]
    .filter(([name, column]) => column.kind === "number" && name !== tested && !taken.has(name))
    .map(([name]) => name);
  return [...names.filter((n) => AMOUNT_NAME.test(n)), ...names.filter((n) => !AMOUNT_NAME.test(n))].slice(
    0,
    limit,
  );
}

/**
 * The entities to compute recipes for: all of them where their rows are at most `limit`, otherwise whole entities drawn by
 * chance until `limit` rows are reached. With `labels`, half of the rows are from entities with a positive label, since a
 * count of rare outcomes says nothing elsewhere; such a sample serves to search, not to estimate. Ascending.
 */
export function sampleEntities(
  history: History,
  labels: Uint8Array | null,
  limit: number,
  random: Random,
): Uint32Array {
  const { starts, rows } = history;
  const entities = starts.length - 1;
  const order = new Uint32Array(entities);
  for (let e = 0; e < entities; e++) order[e] = e;
  if (rows.length <= limit) return order;
  random.shuffle(order);
  const chosen: number[] = [];
  const taken = new Uint8Array(entities);
  let budget = limit;
  for (const wantPositive of labels === null ? [false] : [true, false]) {
    const floor = wantPositive ? limit / 2 : 0;
    for (const e of order) {
      if (budget <= floor) break;
      if (taken[e]! || (wantPositive && !hasPositive(history, labels!, e))) continue;
      taken[e] = 1;
      chosen.push(e);
      budget -= starts[e + 1]! - starts[e]!;
    }
  }
  return Uint32Array.from(chosen).sort();
}

function hasPositive({ starts, rows }: History, labels: Uint8Array, entity: number): boolean {
  for (let k = starts[entity]!; k < starts[entity + 1]!; k++) if (labels[rows[k]!] === 1) return true;
  return false;
}

/** Gathers what the recipes need of the chosen entities. Sources: the label, the rows themselves, then each amount column. */
export function timelineOf(
  table: Table,
  roles: Roles,
  history: History,
  labels: Uint8Array,
  amounts: readonly string[],
  entities: Uint32Array,
): SampledTimeline {
  const starts = new Uint32Array(entities.length + 1);
  for (let e = 0; e < entities.length; e++)
    starts[e + 1] = starts[e]! + history.starts[entities[e]! + 1]! - history.starts[entities[e]!]!;
  const size = starts[entities.length]!;
  const rows = new Uint32Array(size);
  const event = new Float64Array(size);
  for (let e = 0; e < entities.length; e++) {
    const from = history.starts[entities[e]!]!;
    const to = history.starts[entities[e]! + 1]!;
    rows.set(history.rows.subarray(from, to), starts[e]!);
    event.set(history.times.subarray(from, to), starts[e]!);
  }
  const label = new Float64Array(size);
  const labelKnown = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    label[i] = labels[rows[i]!] === 1 ? 1 : 0;
    labelKnown[i] = labels[rows[i]!] === UNKNOWN ? 0 : 1;
  }
  const values = [label, new Float64Array(size).fill(1)];
  const present = [labelKnown, new Float64Array(size).fill(1)];
  for (const name of amounts) {
    const source = readNumbers(table.columns.get(name)!);
    const value = new Float64Array(size);
    const there = new Float64Array(size);
    for (let i = 0; i < size; i++) {
      const amount = source[rows[i]!]!;
      if (Number.isFinite(amount)) {
        value[i] = amount;
        there[i] = 1;
      }
    }
    values.push(value);
    present.push(there);
  }
  const known = knownTimes(table, roles, rows, event, label);
  return {
    rows,
    starts,
    event,
    known,
    knownOrder: known === null ? null : orderWithin(starts, known),
    values,
    present,
  };
}

/**
 * When each label was known; null without such a column. A positive row without a known time was never reported. A negative
 * one, which nobody ever reports, counts from its event on: it matters for the number of rows of a mean only.
 */
function knownTimes(
  table: Table,
  roles: Roles,
  rows: Uint32Array,
  event: Float64Array,
  label: Float64Array,
): Float64Array | null {
  const column = columnWithRole(table, roles, "label-known-time");
  if (column === null || column.kind !== "time") return null;
  const source = readNumbers(column);
  const known = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const time = source[rows[i]!]!;
    known[i] = !Number.isNaN(time) ? time : label[i] === 1 ? Number.POSITIVE_INFINITY : event[i]!;
  }
  return known;
}
