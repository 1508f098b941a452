import type { Roles } from "../../contracts.ts";
import type { Table } from "../../table/table.ts";
import { columnWithRole, readClock, readLabels, readNumbers, UNKNOWN } from "./read.ts";
import { timedRows } from "./timed-rows.ts";

/** The rows of a table that have a score (and a label, where asked), in the order of time. */
export type ScoredRows = {
  scores: Float64Array;
  /** 0 or 1 for each; empty where labels were not asked for. */
  labels: Uint8Array;
  /** Event time of each, or its row number where there is no event time. */
  places: Float64Array;
};

/** The scored rows, or the reason why there are none: "no-score", "wrong-kind", or a reason of {@link readLabels}. */
export function scoredRows(table: Table, roles: Roles, labelled: boolean): ScoredRows | string {
  const column = columnWithRole(table, roles, "score");
  if (column === null) return "no-score";
  if (column.kind === "category") return "wrong-kind";
  const known = labelled ? readLabels(table, roles) : null;
  if (typeof known === "string") return known;
  const values = readNumbers(column);
  const at = readClock(table, roles)?.values ?? rowNumbers(table.rows);
  const kept = timedRows(
    at,
    (row) => Number.isFinite(values[row]!) && (known === null || known.labels[row] !== UNKNOWN),
  );
  const rows: ScoredRows = {
    scores: new Float64Array(kept.length),
    labels: new Uint8Array(known === null ? 0 : kept.length),
    places: new Float64Array(kept.length),
  };
  for (let i = 0; i < kept.length; i++) {
    const row = kept[i]!;
    rows.scores[i] = values[row]!;
    if (known !== null) rows.labels[i] = known.labels[row]!;
    rows.places[i] = at[row]!;
  }
  return rows;
}

function rowNumbers(rows: number): Float64Array {
  const numbers = new Float64Array(rows);
  for (let row = 0; row < rows; row++) numbers[row] = row;
  return numbers;
}

/** Consecutive stretches of about `size` rows, none shorter than half of that unless there is only one. */
export function chunksOf(rows: number, size: number): [number, number][] {
  const count = Math.max(1, Math.round(rows / size));
  return Array.from({ length: count }, (_, k) => [
    Math.floor((k * rows) / count),
    Math.floor(((k + 1) * rows) / count),
  ]);
}
