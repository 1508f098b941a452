import { DAY } from "../../core/world/settings.ts";
import type { Family, Workshop } from "./bench.ts";
import { DRAWS } from "./draws.ts";
import type { Depth, Numbers, SplitId } from "./result.ts";
import { CAMPAIGN_DAYS, CAMPAIGN_SHARE } from "./shops.ts";
import { cutOf } from "./splits.ts";

const last = <V>(values: readonly V[]): V => values[values.length - 1]!;

export function numbersOf(
  { bench, training, production, trees }: Workshop,
  family: Family,
  depths: readonly Depth[],
  split: SplitId,
): Numbers {
  const { world, labels, names } = bench;
  const { user } = world.transactions;
  const { periods } = world;
  const frauds = new Int32Array(world.users.count);
  const isKnown = new Uint8Array(world.users.count);
  let trainingFrauds = 0;
  for (const row of training) {
    isKnown[user[row]!] = 1;
    frauds[user[row]!]! += labels[row]!;
    trainingFrauds += labels[row]!;
  }
  const robbed = frauds.filter((count) => count > 0).length;
  const best = depths.reduce((a, b) => (b.production.value > a.production.value ? b : a));
  const leaves = family.shipped.model.trees.map(({ feature }) => feature.filter((f) => f < 0).length);
  const promise = (id: SplitId) => last(family.by[id].aucs);
  const live = last(family.shipped.aucs);
  return {
    depth: family.depth,
    trees,
    payments: training.length + production.length,
    trainingRows: training.length,
    trainingDays: (periods.training.endAt - periods.training.startAt) / DAY,
    productionRows: production.length,
    productionDays: (periods.production.endAt - periods.production.startAt) / DAY,
    cutDays: Math.round((periods.training.endAt - cutOf(world)) / DAY),
    customers: isKnown.reduce((sum, one) => sum + one, 0),
    trainingFrauds,
    trainingRate: trainingFrauds / Math.max(1, training.length),
    features: names.length,
    knownInProduction:
      production.reduce((sum, row) => sum + isKnown[user[row]!]!, 0) / Math.max(1, production.length),
    robbed,
    fraudsEach: trainingFrauds / Math.max(1, robbed),
    trainingAuc: last(family.training),
    production: live,
    promise: promise(split),
    gap: promise(split) - live,
    random: promise("random"),
    customer: promise("customer"),
    time: promise("time"),
    timeCustomer: promise("time-customer"),
    bestDepth: best.depth,
    bestProduction: best.production.value,
    leaves: leaves.reduce((sum, count) => sum + count, 0) / Math.max(1, leaves.length),
    campaignDays: CAMPAIGN_DAYS,
    campaignShare: CAMPAIGN_SHARE,
    draws: DRAWS,
  };
}
