import type { Table } from "../../table/table.ts";
import { type Labels, UNKNOWN } from "./read.ts";
import type { Outcome } from "./segment-search.ts";

/** The rows with a label, and with a score where one is used. */
export function keptRows({ labels }: Labels, scores: Float64Array | null): Uint32Array {
  const rows = new Uint32Array(labels.length);
  let count = 0;
  for (let row = 0; row < labels.length; row++)
    if (labels[row] !== UNKNOWN && (scores === null || !Number.isNaN(scores[row]!))) rows[count++] = row;
  return rows.slice(0, count);
}

/** The table with these columns alone. */
export function onlyColumns(table: Table, names: readonly string[]): Table {
  return { rows: table.rows, columns: new Map([...table.columns].filter(([name]) => names.includes(name))) };
}

/**
 * The outcome of the kept rows, and what is expected: the overall label rate, or the score once it is scaled to be right overall.
 */
export function outcomeOf({ labels }: Labels, kept: Uint32Array, scores: Float64Array | null): Outcome {
  const observed = new Uint8Array(kept.length);
  for (let i = 0; i < kept.length; i++) observed[i] = labels[kept[i]!]!;
  const positives = sum(observed);
  if (scores === null) {
    const rate = positives / kept.length;
    return { observed, expected: rate, variance: rate * (1 - rate) };
  }
  const own = new Float64Array(kept.length);
  for (let i = 0; i < kept.length; i++) own[i] = scores[kept[i]!]!;
  const scale = positives / sum(own);
  const expected = own.map((score) => score * scale);
  // A scaled score may pass 1; its variance is then taken at the edge, never as negative.
  const variance = expected.map((p) => Math.max(1e-9, Math.min(p, 1) * (1 - Math.min(p, 1))));
  return { observed, expected, variance };
}

/** The sum of the values. */
export function sum(values: Uint8Array | Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
