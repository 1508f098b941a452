import { FEATURES, type FeatureName, type PaymentFeatures, PRESENT } from "../features/features.ts";
import {
  type CategoryColumn,
  type Column,
  type NumberColumn,
  setValid,
  type Table,
  type TimeColumn,
  table,
  validity,
} from "../table/table.ts";
import {
  ACTIONS,
  COHORTS,
  type Decisions,
  HISTORY_FEATURES,
  LATER_PAYMENT_METHODS,
  MERCHANT_CATEGORIES,
  type PaymentsWorld,
  REGIONS,
} from "./types.ts";

export type Rows = { from: number; to: number };

const numberColumn = (values: ArrayLike<number>): NumberColumn => ({
  kind: "number",
  values: Float64Array.from(values),
  valid: null,
});
const categoryColumn = (codes: ArrayLike<number>, names: readonly string[]): CategoryColumn => ({
  kind: "category",
  codes: Int32Array.from(codes),
  categories: names,
  valid: null,
});
/** Times, missing where NaN. */
const timeColumn = (values: Float64Array): TimeColumn => ({
  kind: "time",
  values: values.slice(),
  valid: validWhere(values.length, (row) => !Number.isNaN(values[row]!)),
});

function validWhere(rows: number, has: (row: number) => boolean): Uint8Array | null {
  const valid = validity(rows);
  let all = true;
  for (let row = 0; row < rows; row++) {
    if (has(row)) setValid(valid, row);
    else all = false;
  }
  return all ? null : valid;
}

const userNames = (world: PaymentsWorld): string[] => Array.from(world.users.id, (id) => `U${id}`);

/** user_id, signup_at, cohort, region, typical_amount (EUR). */
export function usersTable(world: PaymentsWorld): Table {
  const { users } = world;
  return table([
    [
      "user_id",
      categoryColumn(
        Int32Array.from(users.id, (_, row) => row),
        userNames(world),
      ),
    ],
    ["signup_at", timeColumn(users.signupAt)],
    ["cohort", categoryColumn(users.cohort, COHORTS)],
    ["region", categoryColumn(users.region, REGIONS)],
    ["typical_amount", numberColumn(users.typicalAmount)],
  ]);
}

/** The payments in these rows (all by default); `is_fraud` is the truth and is left out unless asked for. */
export function transactionsTable(world: PaymentsWorld, rows?: Rows, withTruth = false): Table {
  const { transactions: t } = world;
  const { from, to } = rows ?? { from: 0, to: t.count };
  const columns: [string, Column][] = [
    ["tx_id", numberColumn(t.id.subarray(from, to))],
    ["user_id", categoryColumn(t.user.subarray(from, to), userNames(world))],
    ["event_at", timeColumn(t.eventAt.subarray(from, to))],
    ["amount", numberColumn(t.amount.subarray(from, to))],
    ["merchant_category", categoryColumn(t.merchantCategory.subarray(from, to), MERCHANT_CATEGORIES)],
    ["payment_method", categoryColumn(t.paymentMethod.subarray(from, to), LATER_PAYMENT_METHODS)],
    ["device_is_new", numberColumn(t.deviceIsNew.subarray(from, to))],
    ["hour", numberColumn(t.hour.subarray(from, to))],
  ];
  if (withTruth) columns.push(["is_fraud", numberColumn(t.isFraud.subarray(from, to))]);
  return table(columns);
}

/** tx_id, event_at, reported_at (missing where never reported). */
export function chargebacksTable(world: PaymentsWorld): Table {
  const { chargebacks, transactions } = world;
  return table([
    ["tx_id", numberColumn(Array.from(chargebacks.transaction, (row) => transactions.id[row]!))],
    ["event_at", timeColumn(chargebacks.eventAt)],
    ["reported_at", timeColumn(chargebacks.reportedAt)],
  ]);
}

/** feature, computed_at, finished (0 or 1). */
export function batchRunsTable(world: PaymentsWorld): Table {
  const { batchRuns } = world;
  return table([
    ["feature", categoryColumn(batchRuns.feature, HISTORY_FEATURES)],
    ["computed_at", timeColumn(batchRuns.computedAt)],
    ["finished", numberColumn(batchRuns.finished)],
  ]);
}

/** tx_id, model_version, score, action, latency_ms. */
export function decisionsTable(world: PaymentsWorld, decisions: Decisions): Table {
  return table([
    ["tx_id", numberColumn(Array.from(decisions.transaction, (row) => world.transactions.id[row]!))],
    ["model_version", categoryColumn(new Int32Array(decisions.count), [decisions.modelVersion])],
    ["score", numberColumn(decisions.score)],
    ["action", categoryColumn(decisions.action, ACTIONS)],
    ["latency_ms", numberColumn(decisions.latencyMs)],
  ]);
}

const CATEGORIES: Partial<Record<FeatureName, readonly string[]>> = {
  merchant_category: MERCHANT_CATEGORIES,
  payment_method: LATER_PAYMENT_METHODS,
};

/** One feature in these rows as a column; missing where absent, whatever the reason. */
export function featureColumn(features: PaymentFeatures, name: FeatureName, { from, to }: Rows): Column {
  const { values, absence } = features.columns[name];
  const own = values.subarray(from, to);
  const names = CATEGORIES[name];
  const valid = validWhere(to - from, (row) => absence[from + row] === PRESENT);
  if (names !== undefined) return { ...categoryColumn(own, names), valid };
  return { kind: "number", values: own.slice(), valid };
}

/**
 * What a detector reads: tx_id, user_id, event_at, cohort, the named features (all by default), and with `knownTimes` for
 * every history feature a column `<feature>_known_at`. Labels are the caller's to add, from `labelsAsKnown`.
 */
export function featuresTable(
  world: PaymentsWorld,
  features: PaymentFeatures,
  rows: Rows,
  options: { names?: readonly FeatureName[]; knownTimes?: boolean } = {},
): Table {
  const { transactions: t, users } = world;
  const { from, to } = rows;
  const owner = t.user.subarray(from, to);
  const names = options.names ?? FEATURES;
  const columns: [string, Column][] = [
    ["tx_id", numberColumn(t.id.subarray(from, to))],
    ["user_id", categoryColumn(owner, userNames(world))],
    ["event_at", timeColumn(t.eventAt.subarray(from, to))],
    [
      "cohort",
      categoryColumn(
        Int32Array.from(owner, (user) => users.cohort[user]!),
        COHORTS,
      ),
    ],
    ...names.map((name): [string, Column] => [name, featureColumn(features, name, rows)]),
  ];
  if (options.knownTimes)
    for (const name of HISTORY_FEATURES)
      if (names.includes(name))
        columns.push([`${name}_known_at`, timeColumn(features.columns[name].knownAt.subarray(from, to))]);
  return table(columns);
}
