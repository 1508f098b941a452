import { BREAKS, type Break, batchOf, deliver, RECODED } from "../../core/faults/broken-feed.ts";
import { conceptDrift } from "../../core/faults/concept-drift.ts";
import { HOURS_BEHIND, servedOtherwise } from "../../core/faults/serving-skew.ts";
import { unlikeCohort } from "../../core/faults/unlike-cohort.ts";
import type { BinnedFeatures } from "../../core/models/bins.ts";
import { predictBoostedTrees } from "../../core/models/boosted-trees.ts";
import { labelsAsKnown } from "../../core/world/as-known.ts";
import { DAY } from "../../core/world/settings.ts";
import type { HealthyScene } from "../shared/scene.ts";
import { binPayments, rowsOf } from "../shared/train.ts";
import { type Bench, BROKEN_DAYS, FROM } from "./company.ts";

/** The breaks of a feed, and three failures in which every row is as it should be. */
export const KINDS = [...BREAKS, "zone", "cohort", "concept"] as const;
export type Kind = (typeof KINDS)[number];

/** What the company is handed: one entry a payment of the world in every array, NaN where a field is empty. */
export type Delivery = {
  kind: Kind;
  /** The world that it tells of: the healthy one, unless people or their habits have changed. */
  scene: HealthyScene;
  /** 1 where the failure touches the row. */
  hit: Uint8Array;
  amount: Float64Array;
  /** Codes of the merchant categories; from RECODED on under another name. */
  category: Float64Array;
  device: Float64Array;
  hour: Float64Array;
  arrivedAt: Float64Array;
  copies: Uint8Array;
  /** The features of all rows had every field come right, and what the model says of the payments of production then. */
  binned: BinnedFeatures;
  usual: Float64Array;
};

const isFeedBreak = (kind: Kind): kind is Break => (BREAKS as readonly string[]).includes(kind);

/**
 * What is delivered under a failure; with a share of 0 the healthy twin. People and habits change as a whole, whatever the share. Without
 * scores it needs no model.
 */
export function deliveryOf(bench: Bench, kind: Kind, share: number, withScores = true): Delivery {
  const { scene, seed } = bench;
  const own = isFeedBreak(kind) ? { kind, share } : { kind: "none", share: 0 };
  const feed = deliver(scene.world, { ...own, fromDay: FROM, days: BROKEN_DAYS }, seed);
  const hour = Float64Array.from(scene.world.transactions.hour);
  const delivery: Delivery = { kind, scene, ...feed, hour, binned: bench.binned, usual: bench.usual };
  if (kind === "zone" && share > 0) {
    delivery.hit = servedOtherwise(scene.world, { share, fromDay: FROM }, seed);
    const endAt = scene.world.periods.production.startAt + (FROM + BROKEN_DAYS) * DAY;
    for (let row = 0; row < hour.length; row++) {
      if (scene.world.transactions.eventAt[row]! >= endAt) delivery.hit[row] = 0;
      if (delivery.hit[row] === 1) hour[row] = (hour[row]! - HOURS_BEHIND + 24) % 24;
    }
  }
  if ((kind === "cohort" || kind === "concept") && share > 0) {
    if (!withScores) return otherRows(bench, kind, delivery);
    if (kept?.key !== bench.key) kept = { key: bench.key };
    kept[kind] ??= scored(bench, otherRows(bench, kind, delivery));
    return kept[kind];
  }
  return delivery;
}

/** The two other worlds, kept while the company is the same. */
let kept: { key: string; cohort?: Delivery; concept?: Delivery } | null = null;

/** Other people, or thieves of other habits: another world, delivered without a flaw. */
function otherRows(bench: Bench, kind: "cohort" | "concept", plain: Delivery): Delivery {
  const { scene: healthy, seed } = bench;
  const changed =
    kind === "cohort"
      ? unlikeCohort.apply(healthy, { risk: 4 }, seed)
      : conceptDrift.apply(healthy, { shape: "sudden", fromDay: FROM, days: BROKEN_DAYS }, seed);
  const scene: HealthyScene = {
    ...changed,
    labels: labelsAsKnown(changed.world, Number.POSITIVE_INFINITY).fraud,
  };
  const [t, before] = [scene.world.transactions, healthy.world.transactions];
  const hit = Uint8Array.from(t.isFraud, (fraud, row) =>
    fraud !== before.isFraud[row] || t.amount[row] !== before.amount[row] ? 1 : 0,
  );
  return {
    ...plain,
    kind,
    scene,
    hit,
    amount: t.amount,
    category: Float64Array.from(t.merchantCategory),
    device: Float64Array.from(t.deviceIsNew),
    hour: Float64Array.from(t.hour),
  };
}

/** With the features of that world, by the bins of training, and what the model says of them. */
function scored(bench: Bench, delivery: Delivery): Delivery {
  const binned = binPayments(delivery.scene.production, bench.split.fit);
  const usual = predictBoostedTrees(bench.trees, binned, rowsOf(bench.split.production));
  return { ...delivery, binned, usual };
}

/** What the company's loader makes of a field: an empty number is 0, an unknown category is none. */
export function loaded(delivery: Delivery, row: number): [number, number, number, number] {
  const zero = (value: number) => (Number.isNaN(value) ? 0 : value);
  const category = delivery.category[row]!;
  return [
    zero(delivery.amount[row]!),
    category >= RECODED ? Number.NaN : category,
    zero(delivery.device[row]!),
    delivery.hour[row]!,
  ];
}

/** Whether the row is there when the batch of its day is scored. */
export const isThere = ({ scene, arrivedAt }: Delivery, row: number): boolean =>
  arrivedAt[row]! <= batchOf(scene.world.transactions.eventAt[row]!);
