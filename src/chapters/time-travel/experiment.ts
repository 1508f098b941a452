import type { Alarm, DetectorInput, ParamsOf, Roles, Task } from "../../core/contracts.ts";
import type { FeatureColumn, PaymentFeatures } from "../../core/features/features.ts";
import { JOIN_POLICIES, type JoinPolicy } from "../../core/features/join-policy.ts";
import { featureGain } from "../../core/models/boosted-trees.ts";
import { type Column, setValid, type Table, validity } from "../../core/table/table.ts";
import { featuresTable } from "../../core/world/tables.ts";
import { alarm } from "../shared/alarms.ts";
import { type HealthyScene, paymentsScene } from "../shared/scene.ts";
import {
  binPayments,
  fitTrees,
  offlineAndProduction,
  type Range,
  splitInTime,
  withValues,
} from "../shared/train.ts";
import chapter from "./chapter.ts";
import { cellsOf, countAuc, leadsOf, reachAt, reportedSameDay } from "./measures.ts";
import type { PolicyAuc, Reach, Result } from "./result.ts";
import { timelineOf } from "./timeline.ts";
import { COUNT, countUnder, workedDay } from "./worked.ts";

export type { Result } from "./result.ts";
export type Params = ParamsOf<typeof chapter.params>;

/** Hours by which the count is read early or late in the figure of what the hours are worth. */
const REACH = Array.from({ length: 25 }, (_, i) => 2 * i - 24);

/** Fewer and bolder trees than the default: two thirds of the time, and the same ROC AUC to 0.01 on this world. */
const TREES = { trees: 20, learningRate: 0.3 };

const words = (policy: string) => {
  const { options, words } = chapter.params.policy;
  return words[options.indexOf(policy as JoinPolicy)]!;
};

/** What production serves where training joins under this policy. */
export const servedUnder = (policy: JoinPolicy): JoinPolicy =>
  policy === "as-of-event" ? "as-of-event" : "last-finished-batch";

export function settingsOf({ delay, bursts, batch, size }: Omit<Params, "policy">) {
  return { payments: size, reportingDelayHours: delay, burstShare: bursts, batchHour: batch };
}

/** The count by date against the count that was there: one feature, three joins, three models; who noticed. */
export async function experiment(params: Params, seed: number, task: Task<Result>): Promise<Result> {
  const steps = 5 + JOIN_POLICIES.length + REACH.length / 5 + DETECTORS.length;
  let done = 0;
  const step = async (parts?: Partial<Result>) => {
    if (parts) task.publish(parts);
    task.progress(++done, steps);
    await task.breathe();
  };
  const policy = params.policy as JoinPolicy;
  const worked = workedDay();
  await step({ case: worked });

  const scene = paymentsScene(settingsOf(params), seed);
  const { world, labels } = scene;
  await step();
  const counts: Record<JoinPolicy, FeatureColumn> = {
    "by-date": countUnder(world, "by-date"),
    "last-finished-batch": countUnder(world, "last-finished-batch"),
    "as-of-event": scene.training.columns[COUNT],
  };
  const trained = counts[policy];
  const served = counts[servedUnder(policy)];
  const timeline = timelineOf(world, {
    byDate: counts["by-date"],
    asOf: counts["as-of-event"],
    trained,
    served,
  });
  const { lead, ...ahead } = leadsOf(world, trained);
  const { cells, ...pairs } = cellsOf(world, labels, trained, served);
  await step({ timeline, lead, rows: cells });

  // The model of the chosen policy comes first, since everything else on the page hangs on it.
  const split = splitInTime(world);
  const binned = binPayments(scene.training, split.fit);
  await step();
  const results = new Map<JoinPolicy, ReturnType<typeof offlineAndProduction>>();
  let countGain = 0;
  for (const join of [policy, ...JOIN_POLICIES.filter((other) => other !== policy)]) {
    const seen = withValues(binned, COUNT, counts[join].values);
    const live = withValues(binned, COUNT, counts[servedUnder(join)].values);
    const model = await fitTrees(seen, labels, split.fit, task, TREES);
    await task.breathe();
    const result = offlineAndProduction(
      world,
      model,
      labels,
      { binned: seen, rows: split.held },
      { binned: live, rows: split.production },
    );
    results.set(join, result);
    if (join === policy) {
      countGain = featureGain(model)[model.names.indexOf(COUNT)]!;
      await step({ offline: result.offline, production: result.production });
    } else await step();
  }
  const auc = JOIN_POLICIES.map((join): PolicyAuc => {
    const { offline, production } = results.get(join)!;
    return { policy: join, words: words(join), offline: offline.rocAuc, production: production.rocAuc };
  });
  const { offline, production } = results.get(policy)!;
  const gap = (join: JoinPolicy) => {
    const { offline, production } = results.get(join)!;
    return offline.rocAuc.value - production.rocAuc.value;
  };
  const { training } = world.periods;
  const rateOf = (side: { rows: number; frauds: number }) => (side.rows === 0 ? 0 : side.frauds / side.rows);
  const numbers: Result["numbers"] = {
    payments: world.periods.production.to - training.from,
    fitWeeks: split.fitDays / 7,
    heldWeeks: split.heldDays / 7,
    trainingRows: training.to - training.from,
    productionRows: production.rows,
    fraudRate:
      labels.subarray(training.from, training.to).reduce((a, b) => a + b, 0) / (training.to - training.from),
    sameDay: reportedSameDay(world),
    ahead: ahead.rows,
    aheadShare: ahead.rows / (training.to - training.from),
    meanAhead: ahead.mean,
    longestAhead: ahead.longest,
    changed: pairs.changed,
    changedShare: pairs.changed / Math.max(1, pairs.compared),
    travelledFraudRate: rateOf(pairs.more),
    otherFraudRate: rateOf(pairs.other),
    countTrained: countAuc(trained, labels, training),
    countServed: countAuc(served, labels, training),
    countGain,
    gapByDate: gap("by-date"),
    gapLastBatch: gap("last-finished-batch"),
    gapAsOf: gap("as-of-event"),
  };
  await step({ auc, numbers });

  const reach: Reach[] = [];
  for (const [i, hours] of REACH.entries()) {
    reach.push(reachAt(world, labels, hours));
    if (i % 5 === 4) await step();
  }
  task.publish({ reach });

  const alarms: Alarm[] = [];
  // A recipe needs the history behind a row, so that the warm-up is in its table; the others read training alone.
  const past = { from: 0, to: training.to };
  const both = (rows: Range) => {
    const broken = inputOf(scene, trained, served, rows);
    // The healthy twin trains on what is served, and is the same in all else.
    return { broken, healthy: trained === served ? broken : inputOf(scene, served, served, rows) };
  };
  const [overTraining, overPast] = [both(training), both(past)];
  for (const id of DETECTORS) {
    const { broken, healthy } = id === "recipe-match" ? overPast : overTraining;
    alarms.push(await alarm(id, id === "availability-audit" ? [] : [COUNT], broken, healthy, seed, task));
    await step();
  }
  const rings = (id: string) => alarms.find((one) => one.detector === id)?.broken.verdict === "rings";
  const [test, index] = [rings("kolmogorov-smirnov"), rings("population-stability")];
  const drift = test && index ? "both" : test ? "test" : index ? "index" : "none";
  task.publish({ alarms, drift });
  return {
    case: worked,
    timeline,
    lead,
    rows: cells,
    auc,
    reach,
    numbers,
    offline,
    production,
    alarms,
    drift,
  };
}

/** In the order of the panel. */
export const DETECTORS = [
  "availability-audit",
  "recipe-match",
  "lag-one-day",
  "golden-feature",
  "kolmogorov-smirnov",
  "population-stability",
] as const;

const ROLES: Roles = {
  "event-time": ["event_at"],
  entity: ["user_id"],
  label: ["reported_fraud"],
  "label-known-time": ["reported_at"],
  "feature-known-time": [`${COUNT}_known_at`],
};

/** What the detectors read: the rows of the past with the count as training holds it, and production as it was served. */
export function inputOf(
  scene: HealthyScene,
  trained: FeatureColumn,
  served: FeatureColumn,
  past: Range,
): Omit<DetectorInput, "columns"> {
  return {
    reference: labelled(scene, trained, past),
    current: labelled(scene, served, scene.world.periods.production),
    roles: ROLES,
  };
}

/** The table of these rows with the count as given, its known time, and the labels with theirs. */
export function labelled(scene: HealthyScene, count: FeatureColumn, rows: Range): Table {
  const { world, labels } = scene;
  const features: PaymentFeatures = {
    ...scene.training,
    columns: { ...scene.training.columns, [COUNT]: count },
  };
  const table = featuresTable(world, features, rows, { names: [COUNT, "amount"], knownTimes: true });
  const size = rows.to - rows.from;
  const known = new Float64Array(size);
  const valid = validity(size);
  const { transaction, reportedAt } = world.chargebacks;
  for (let i = 0; i < transaction.length; i++) {
    const row = transaction[i]! - rows.from;
    if (row < 0 || row >= size || Number.isNaN(reportedAt[i]!)) continue;
    known[row] = reportedAt[i]!;
    setValid(valid, row);
  }
  const columns: [string, Column][] = [
    [
      "reported_fraud",
      { kind: "number", values: Float64Array.from(labels.subarray(rows.from, rows.to)), valid: null },
    ],
    ["reported_at", { kind: "time", values: known, valid }],
  ];
  return { rows: size, columns: new Map([...table.columns, ...columns]) };
}
