import type { Roles } from "../../core/contracts.ts";
import { fillAbsent } from "../../core/features/absence.ts";
import {
  type FeatureColumn,
  NO_HISTORY,
  type PaymentFeatures,
  PRESENT,
} from "../../core/features/features.ts";
import { type Column, type Table, take } from "../../core/table/table.ts";
import { featuresTable } from "../../core/world/tables.ts";
import type { Side } from "../shared/alarms.ts";
import type { Range } from "../shared/train.ts";
import type { Bench } from "./models.ts";
import { AVERAGE, fillOf, type Treatment } from "./treatments.ts";

export const LABEL = "reported_fraud";
/** The same column in a table of active users alone. */
export const ACTIVE = `${AVERAGE} of active users`;

/** Detectors in the order of the panel, with the rows they are given. */
export const LINES: readonly { id: string; column: string; rows: "all" | "everyone" | "active" }[] = [
  { id: "point-mass", column: AVERAGE, rows: "all" },
  { id: "mass-over-time", column: AVERAGE, rows: "everyone" },
  { id: "mass-over-time", column: ACTIVE, rows: "active" },
  { id: "missing-share", column: AVERAGE, rows: "all" },
  { id: "kolmogorov-smirnov", column: AVERAGE, rows: "all" },
  { id: "population-stability", column: AVERAGE, rows: "all" },
];

/**
 * What the detectors read of a world: training, and production as it was served. Under a treatment without the reason the
 * default stands in the column like a value. Where the reason is kept, rows without a history are no rows of this column:
 * they have a name of their own, and only a value that could not be read is missing.
 *
 * `all` holds every payment of both. `everyone` holds production alone, without the users' names; `active` of it the payments of
 * users who paid within seven days, which the payments themselves tell: their silence is not that of the new.
 */
export function inputsOf(
  bench: Bench,
  treatment: Treatment,
  served: FeatureColumn,
): { all: Side; everyone: Side; active: Side } {
  const { world } = bench.scene;
  const { training, production } = world.periods;
  const fill = fillOf(treatment, bench.average, bench.split.fit);
  const logged = (column: FeatureColumn) => (treatment === "reason" ? column : fillAbsent(column, fill));
  const [reference, current] = [
    tableOf(bench, logged(bench.average), training),
    tableOf(bench, logged(served), production),
  ];
  const has = (range: Range) => rowsWhere(range, (row) => bench.average.absence[row] !== NO_HISTORY);
  const known = (table: Table, range: Range) => (treatment === "reason" ? take(table, has(range)) : table);
  const isActive = (row: number) => bench.average.absence[row] === PRESENT;
  const own = take(current, rowsWhere(production, isActive));
  const active = { ...own, columns: new Map([...own.columns, [ACTIVE, own.columns.get(AVERAGE)!] as const]) };
  const all = { reference: known(reference, training), current: known(current, production) };
  return {
    all: { ...all, roles: ROLES },
    everyone: { reference: all.current, current: null, roles: TIME },
    active: { reference: active, current: null, roles: TIME },
  };
}

const ROLES: Roles = { "event-time": ["event_at"], entity: ["user_id"], label: [LABEL] };
/** Without the users no detector can find for itself who is active. */
const TIME: Roles = { "event-time": ["event_at"], label: [LABEL] };

function tableOf({ scene }: Bench, column: FeatureColumn, range: Range): Table {
  const features: PaymentFeatures = {
    ...scene.training,
    columns: { ...scene.training.columns, [AVERAGE]: column },
  };
  const table = featuresTable(scene.world, features, range, { names: [AVERAGE] });
  const labels: Column = {
    kind: "number",
    values: Float64Array.from(scene.labels.subarray(range.from, range.to)),
    valid: null,
  };
  return { rows: table.rows, columns: new Map([...table.columns, [LABEL, labels]]) };
}

function rowsWhere({ from, to }: Range, holds: (row: number) => boolean): Int32Array {
  const rows: number[] = [];
  for (let row = from; row < to; row++) if (holds(row)) rows.push(row - from);
  return Int32Array.from(rows);
}
