import type { DetectorInput, Roles } from "../contracts.ts";
import { defaultAsSignal } from "../faults/default-as-signal.ts";
import { healthyScene, type Scene } from "../faults/fault.ts";
import { featureStoreOutage } from "../faults/feature-store-outage.ts";
import { sameDayBatchJoin } from "../faults/same-day-batch-join.ts";
import { unlikeCohort } from "../faults/unlike-cohort.ts";
import {
  FEATURES,
  type FeatureColumn,
  type FeatureName,
  type PaymentFeatures,
} from "../features/features.ts";
import { binFeatures, binLike } from "../models/bins.ts";
import { type BoostedTrees, fitBoostedTrees, predictBoostedTrees } from "../models/boosted-trees.ts";
import { numbers, setValid, type Table, table, validity } from "../table/table.ts";
import { labelsAsKnown } from "../world/as-known.ts";
import { paymentsWorld } from "../world/payments.ts";
import type { PaymentsSettings } from "../world/settings.ts";
import { featuresTable } from "../world/tables.ts";
import type { PaymentsWorld } from "../world/types.ts";
import type { View } from "./independent-rows.ts";

export const COUNT = "user_chargeback_count_last_30_days";
export const AVERAGE = "avg_transaction_amount_last_7_days";

/**
 * A company in which nothing is wrong and nothing sets one group apart: new users are robbed as often as others, and the
 * warm-up is longer than the longest history that a feature reads.
 */
const SETTINGS: Partial<PaymentsSettings> = {
  warmUpDays: 35,
  fraudRate: 0.05,
  newUserShare: 0.2,
  newUserRisk: 1,
};

export type PaymentsFault =
  | "none"
  | "same-day-batch-join"
  | "default-as-signal"
  | "feature-store-outage"
  | "unlike-cohort";

export const PAYMENTS_ROLES: Roles = {
  "event-time": ["event_at"],
  entity: ["user_id"],
  label: ["reported_fraud"],
  "label-known-time": ["reported_at"],
  "feature-known-time": [`${COUNT}_known_at`],
  score: ["score"],
  decision: ["decision"],
  segment: ["cohort"],
  key: ["tx_id"],
};

/**
 * Training and production of a small payments company, healthy or with one fault at a strength, as a detector reads them.
 * About `payments` rows in both windows together, a third of them in production. What the strength means, and where nothing is
 * wrong, is said by the case (`cases.ts`). With its past the reference also holds the warm-up, for what needs the history
 * behind a row. As
 * the same rows twice, they are those of production: as training would compute them, and as they were served.
 */
export function paymentsRows(
  fault: PaymentsFault,
  strength: number,
  payments: number,
  seed: number,
  view: View = "windows",
): Omit<DetectorInput, "columns"> {
  const scene = sceneOf(fault, strength, payments, seed);
  const { periods } = scene.world;
  const labels = labelsAsKnown(scene.world, Number.POSITIVE_INFINITY).fraud;
  const { training, production } = periods;
  const older = view === "same-rows" ? production : training;
  const from = view === "past" ? 0 : older.from;
  return {
    reference: rowsOf(scene, scene.training, labels, from, older.to),
    current: rowsOf(scene, scene.production, labels, production.from, production.to),
    roles: PAYMENTS_ROLES,
  };
}

function sceneOf(fault: PaymentsFault, strength: number, payments: number, seed: number): Scene {
  const settings = { ...SETTINGS, payments };
  if (fault === "default-as-signal") {
    const healthy = served(paymentsWorld({ ...settings, newUserRisk: strength }, seed));
    return strength === 1 ? healthy : defaultAsSignal.apply(healthy, { value: 0 }, seed);
  }
  if (fault === "unlike-cohort")
    return unlikeCohort.apply(
      served(paymentsWorld({ ...settings, cohortShare: 0.3 }, seed)),
      { risk: strength },
      seed,
    );
  const healthy = served(paymentsWorld(settings, seed));
  if (fault === "feature-store-outage")
    return featureStoreOutage.apply(healthy, { fromHour: 17, hours: 4, intensity: strength }, seed);
  if (fault === "same-day-batch-join") {
    const joins = { training: "by-date", serving: "last-finished-batch" };
    return partly(healthy, sameDayBatchJoin.apply(healthy, joins, seed), strength);
  }
  return healthy;
}

/** The healthy scene with the count of the last finished batch on both sides: what production can serve is what training reads. */
function served(world: PaymentsWorld): Scene {
  const joins = { training: "last-finished-batch", serving: "last-finished-batch" };
  return sameDayBatchJoin.apply(healthyScene(world), joins, world.seed);
}

/** The count of the broken scene for a share of the users, evenly spread by their number; the others keep the healthy one. */
function partly(healthy: Scene, broken: Scene, share: number): Scene {
  const { users, transactions } = healthy.world;
  const isBroken = (row: number) =>
    ((users.id[transactions.user[row]!]! * 2654435761) >>> 0) / 2 ** 32 < share;
  const [before, after] = [healthy.training.columns[COUNT], broken.training.columns[COUNT]];
  const column: FeatureColumn = {
    values: after.values.map((value, row) => (isBroken(row) ? value : before.values[row]!)),
    absence: after.absence.map((value, row) => (isBroken(row) ? value : before.absence[row]!)),
    knownAt: after.knownAt.map((value, row) => (isBroken(row) ? value : before.knownAt[row]!)),
  };
  return {
    ...broken,
    training: { ...broken.training, columns: { ...broken.training.columns, [COUNT]: column } },
  };
}

function rowsOf(
  scene: Scene,
  features: PaymentFeatures,
  labels: Uint8Array,
  from: number,
  to: number,
): Table {
  const { world } = scene;
  const rows = to - from;
  const known = new Float64Array(rows);
  const valid = validity(rows);
  const { transaction, reportedAt } = world.chargebacks;
  for (let i = 0; i < transaction.length; i++) {
    const row = transaction[i]! - from;
    if (row < 0 || row >= rows || Number.isNaN(reportedAt[i]!)) continue;
    known[row] = reportedAt[i]!;
    setValid(valid, row);
  }
  const score = scoresOf(features, from, to);
  const base = featuresTable(world, features, { from, to }, { knownTimes: true });
  return table([
    ...base.columns,
    ["reported_fraud", numbers(labels.subarray(from, to))],
    ["reported_at", { kind: "time", values: known, valid }],
    ["score", numbers(score)],
    ["decision", numbers(score.map((p) => (p > 0.2 ? 1 : 0)))],
  ]);
}

/** The company's model reads everything but the count, which most faults leave alone; so it is no worse where the count is broken. */
const READ = FEATURES.filter((name): name is FeatureName => name !== COUNT);
let model: { trees: BoostedTrees; edges: readonly Float64Array[] } | null = null;

/** Scores of a model that was trained once, on 30,000 payments of another seed. */
function scoresOf(features: PaymentFeatures, from: number, to: number): Float64Array {
  model ??= trained();
  const columns = READ.map((name) => features.columns[name].values.subarray(from, to));
  const binned = binLike({ rows: to - from, names: READ, columns }, model.edges);
  return predictBoostedTrees(model.trees, binned);
}

function trained(): NonNullable<typeof model> {
  const { world, training } = served(paymentsWorld({ ...SETTINGS, payments: 30000 }, 20250106));
  const { from, to } = world.periods.training;
  const columns = READ.map((name) => training.columns[name].values.subarray(from, to));
  const binned = binFeatures({ rows: to - from, names: READ, columns });
  const labels = labelsAsKnown(world, Number.POSITIVE_INFINITY).fraud.slice(from, to);
  return { trees: fitBoostedTrees(binned, labels, { trees: 40 }), edges: binned.edges };
}
