import type { Roles } from "../contracts.ts";
import type { FeatureColumn, PaymentFeatures } from "../features/features.ts";
import {
  type CategoryColumn,
  type Column,
  clearValid,
  numbers,
  setValid,
  type Table,
  table,
  take,
  times,
  validity,
} from "../table/table.ts";
import type { LabelsAsKnown } from "../world/as-known.ts";
import { featuresTable } from "../world/tables.ts";
import { MERCHANT_CATEGORIES, REGIONS } from "../world/types.ts";
import type { Service } from "./contracts.ts";

export const COUNT = "user_chargeback_count_last_30_days";

/** What the columns of the service's tables are for. */
export const SERVICE_ROLES: Roles = {
  "event-time": ["event_at"],
  entity: ["user_id"],
  label: ["reported_fraud"],
  "label-known-time": ["reported_at"],
  "feature-known-time": [`${COUNT}_known_at`],
  score: ["score"],
  decision: ["decision"],
  segment: ["cohort", "region"],
  key: ["tx_id"],
};

/** A merchant category under its other name has its code moved up by this. */
export const RECODED = MERCHANT_CATEGORIES.length;
const CATEGORY_NAMES = [...MERCHANT_CATEGORIES, ...MERCHANT_CATEGORIES.map((name) => name.toUpperCase())];

/**
 * The payments from row `from` to `to` (excluded) as a detector reads them: keys, features, score, decision, arrival, and the labels
 * as known at a moment. `score` and `decision` have one entry a payment of the world.
 */
export function paymentsTable(
  { world, arrivedAt, unlabelled }: Service,
  features: PaymentFeatures,
  { from, to }: { from: number; to: number },
  known: LabelsAsKnown,
  answered: { score: Float64Array; decision: ArrayLike<number> },
): Table {
  const base = featuresTable(world, features, { from, to }, { knownTimes: true });
  const rows = to - from;
  const label = new Float64Array(rows);
  for (let row = 0; row < rows; row++) label[row] = known.fraud[from + row] ?? 0;
  let labelled: Uint8Array | null = null;
  for (let row = 0; row < rows; row++)
    if (unlabelled[from + row] === 1) {
      labelled ??= validity(rows, true);
      clearValid(labelled, row);
    }
  const decision = new Float64Array(rows);
  for (let row = 0; row < rows; row++) decision[row] = answered.decision[from + row]!;
  const { user } = world.transactions;
  return table([
    ...base.columns,
    ["merchant_category", merchantColumn(features.columns.merchant_category, from, to)],
    [
      "region",
      {
        kind: "category",
        codes: Int32Array.from({ length: rows }, (_, row) => world.users.region[user[from + row]!]!),
        categories: REGIONS,
        valid: null,
      },
    ],
    ["reported_fraud", numbers(label, labelled)],
    ["reported_at", reportsColumn(world, from, to, known)],
    ["score", numbers(answered.score.subarray(from, to))],
    ["decision", numbers(decision)],
    ["arrived_at", times(arrivedAt.subarray(from, to))],
  ]);
}

/** The rows of a table that stood in the log before a moment, each as often as it stands there. */
export function asLogged({ arrivedAt, copies }: Service, full: Table, from: number, before: number): Table {
  const rows: number[] = [];
  let isPlain = true;
  for (let row = 0; row < full.rows; row++) {
    const times = arrivedAt[from + row]! < before ? copies[from + row]! : 0;
    if (times !== 1) isPlain = false;
    for (let copy = 0; copy < times; copy++) rows.push(row);
  }
  return isPlain ? full : take(full, rows);
}

function reportsColumn(
  { chargebacks }: Service["world"],
  from: number,
  to: number,
  known: LabelsAsKnown,
): Column {
  const values = new Float64Array(to - from);
  const valid = validity(to - from);
  for (let i = 0; i < chargebacks.count; i++) {
    const row = chargebacks.transaction[i]!;
    if (row < from || row >= to || known.fraud[row] !== 1) continue;
    values[row - from] = chargebacks.reportedAt[i]!;
    setValid(valid, row - from);
  }
  return { kind: "time", values, valid };
}

/** The categories with their names, the other ones included; missing where absent. */
function merchantColumn({ values, absence }: FeatureColumn, from: number, to: number): CategoryColumn {
  const valid = validity(to - from);
  let isWhole = true;
  for (let row = from; row < to; row++)
    if (absence[row] === 0) setValid(valid, row - from);
    else isWhole = false;
  const codes = Int32Array.from(values.subarray(from, to), (code) => (Number.isNaN(code) ? 0 : code));
  const used = codes.some((code) => code >= RECODED) ? CATEGORY_NAMES : MERCHANT_CATEGORIES;
  return { kind: "category", codes, categories: used, valid: isWhole ? null : valid };
}
