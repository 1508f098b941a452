import type { Roles } from "../../contracts.ts";
import type { Column, Table } from "../../table/table.ts";
import { columnWithRole, readGroups, UNKNOWN } from "./read.ts";

/** With fewer entities than this the effect cannot be estimated. */
const ENOUGH = 30;

/**
 * How many times larger the variance of the overall label rate is than with independent rows, because the rows of an entity
 * share their fate (frauds come in bursts): the sum over entities of the squared sum of residuals, over the sum of squared
 * residuals. At least 1; 1 without an entity role, or with fewer than 30 entities.
 *
 * Counts divided by it can be tested as if their rows were independent ({@link effective}).
 * Source: Rao, Scott (1992), "A simple method for the analysis of clustered binary data", Biometrics 48.
 */
export function designEffect(table: Table, roles: Roles, labels: Uint8Array): number {
  const column = columnWithRole(table, roles, "entity");
  if (column === null) return 1;
  const known = effects.get(labels);
  if (known?.column === column) return known.effect;
  const effect = estimate(column, labels);
  effects.set(labels, { column, effect });
  return effect;
}

/** Labels are not changed once they are read, and several detectors ask with the same ones. */
const effects = new WeakMap<Uint8Array, { column: Column; effect: number }>();

function estimate(column: Column, labels: Uint8Array): number {
  const { groups, count } = readGroups(column);
  let known = 0;
  let positives = 0;
  for (let row = 0; row < labels.length; row++) {
    if (labels[row] === UNKNOWN || groups[row]! < 0) continue;
    known++;
    positives += labels[row]!;
  }
  const rate = positives / known;
  const sums = new Float64Array(count);
  const seen = new Uint8Array(count);
  for (let row = 0; row < labels.length; row++) {
    const group = groups[row]!;
    if (labels[row] === UNKNOWN || group < 0) continue;
    sums[group]! += labels[row]! - rate;
    seen[group] = 1;
  }
  let entities = 0;
  let squares = 0;
  for (let group = 0; group < count; group++) {
    entities += seen[group]!;
    squares += sums[group]! * sums[group]!;
  }
  if (entities < ENOUGH || !(rate > 0 && rate < 1)) return 1;
  return Math.max(1, squares / (known * rate * (1 - rate)));
}

/** Positives and rows as the number of independent rows that say as much, in whole rows. */
export function effective(
  positives: number,
  rows: number,
  design: number,
): [positives: number, rows: number] {
  if (design === 1) return [positives, rows];
  const fewer = Math.max(1, Math.round(rows / design));
  return [Math.min(fewer, Math.round(positives / design)), fewer];
}
