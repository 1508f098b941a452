import { batchOf, type Feed, loadOpenly } from "../../core/faults/broken-feed.ts";
import { deliveredHistory } from "../../core/features/delivered-history.ts";
import { type BinnedFeatures, binLike } from "../../core/models/bins.ts";
import { predictBoostedTrees } from "../../core/models/boosted-trees.ts";
import { DAY } from "../../core/world/settings.ts";
import { type Range, within } from "../shared/train.ts";
import { type Bench, FRAGILE, type Model } from "./company.ts";
import { FIELD_OF, judge, type Rules } from "./gate.ts";

/** How the payments of production went through: one entry a payment of production in every array. */
export type Passage = {
  /** What the rules said; PASSES everywhere where the gate is open. */
  reason: Uint8Array;
  /** 0 where the row was not there when its batch was scored: the payment is paid out unseen. */
  scored: Uint8Array;
  /** Of rows that were not scored: 0. Those of the fallback model are scaled so that both stop at the same threshold. */
  scores: Float64Array;
  /** How many copies reach those who review. */
  copies: Uint8Array;
  /** Batches that waited a day since too few rows had come: 1 by day of production. */
  waited: Uint8Array;
  average: Float64Array;
  count: Float64Array;
};

const AVERAGE = "avg_transaction_amount_last_7_days";
const COUNT = "tx_count_last_24_hours";

/** The feed through an open gate (no rules), or through a shut one. */
export function passThrough(bench: Bench, feed: Feed, rules: Rules | null): Passage {
  const { scene, split, main } = bench;
  const { world } = scene;
  const { from, to } = split.production;
  const { eventAt } = world.transactions;
  const rows = to - from;
  const startAt = world.periods.production.startAt;
  const dayAt = (row: number) => Math.floor((eventAt[row]! - startAt) / DAY);
  const waited = rules === null ? new Uint8Array(dayAt(to - 1) + 1) : waitingDays(bench, feed, rules, dayAt);
  const readAt = (row: number) => batchOf(eventAt[row]!) + (waited[dayAt(row)] === 1 ? DAY : 0);

  const reason = new Uint8Array(rows);
  const scored = new Uint8Array(rows);
  const loaded = loadOpenly(feed);
  const logged = loaded.amount.slice();
  const copies = feed.copies.slice();
  for (let row = from; row < to; row++) {
    scored[row - from] = feed.arrivedAt[row]! <= readAt(row) ? 1 : 0;
    if (rules === null) continue;
    copies[row] = 1;
    reason[row - from] = judge(feed, row, rules);
    // An amount that is turned away must not come back through the averages.
    if (FIELD_OF[reason[row - from]!] === "amount") logged[row] = Number.NaN;
  }
  const history = deliveredHistory(
    world,
    { amount: logged, copies, arrivedAt: feed.arrivedAt },
    readAt,
    split.production,
  );
  const columns = new Map<string, Float64Array>([
    ["amount", within(loaded.amount, split.production)],
    ["merchant_category", within(loaded.category, split.production)],
    ["device_is_new", within(loaded.device, split.production)],
    [AVERAGE, within(history.average.values, split.production)],
    [COUNT, within(history.count.values, split.production)],
  ]);
  const scores = scoresOf(bench, rebinned(main, split.production, columns));
  if (rules !== null) fallBack(scores, reason, bench, columns);
  for (let i = 0; i < rows; i++) if (scored[i] === 0) scores[i] = 0;
  return {
    reason,
    scored,
    scores,
    copies: copies.subarray(from, to),
    waited,
    average: columns.get(AVERAGE)!,
    count: columns.get(COUNT)!,
  };
}

/** Scores of the main model. Rows that fall into the same bins as in the healthy world keep their score and are not walked again. */
function scoresOf({ main, usual, split }: Bench, binned: BinnedFeatures): Float64Array {
  const width = binned.names.length;
  const offset = split.production.from * width;
  const changed: number[] = [];
  for (let row = 0; row < binned.rows; row++)
    for (let at = row * width; at < (row + 1) * width; at++)
      if (binned.slots[at] !== main.binned.slots[offset + at]) {
        changed.push(row);
        break;
      }
  const own = predictBoostedTrees(main.trees, binned, changed);
  const scores = usual.slice();
  for (const [k, row] of changed.entries()) scores[row] = own[k]!;
  return scores;
}

/** Rows that were turned away are scored by the model that does without the field in question. */
function fallBack(
  scores: Float64Array,
  reason: Uint8Array,
  { main, without, split }: Bench,
  columns: ReadonlyMap<string, Float64Array>,
): void {
  for (const field of FRAGILE) {
    const turned: number[] = [];
    for (let i = 0; i < reason.length; i++) if (FIELD_OF[reason[i]!] === field) turned.push(i);
    if (turned.length === 0) continue;
    const model = without.get(field);
    if (!model) throw new Error(`There is no model without “${field}”: fit the fallbacks first.`);
    const own = predictBoostedTrees(model.trees, rebinned(model, split.production, columns), turned);
    const factor = main.threshold / model.threshold;
    for (const [k, i] of turned.entries()) {
      const score = own[k]!;
      // Rounding must not move a score over the threshold on which it lies.
      scores[i] =
        score >= model.threshold
          ? Math.min(1, Math.max(main.threshold, score * factor))
          : Math.min(score * factor, main.threshold * (1 - 1e-12));
    }
  }
}

/** The features of the production rows, binned by the model's edges, with the delivered columns in place of its own. */
function rebinned(
  { binned }: Model,
  { from, to }: Range,
  columns: ReadonlyMap<string, Float64Array>,
): BinnedFeatures {
  const width = binned.names.length;
  const slots = binned.slots.slice(from * width, to * width);
  for (const [name, values] of columns) {
    const feature = binned.names.indexOf(name);
    if (feature < 0) continue;
    const single = { rows: to - from, names: [name], columns: [values] };
    const anew = binLike(single, [binned.edges[feature]!]).slots;
    for (let i = 0; i < to - from; i++) slots[i * width + feature] = anew[i]!;
  }
  return { ...binned, rows: to - from, slots };
}

/** The days whose batch holds fewer rows than the rules allow. */
function waitingDays(
  { scene, split }: Bench,
  feed: Feed,
  { leastRows }: Rules,
  dayAt: (row: number) => number,
): Uint8Array {
  const { from, to } = split.production;
  const { eventAt } = scene.world.transactions;
  const counts = new Float64Array(dayAt(to - 1) + 1);
  for (let row = from; row < to; row++)
    if (feed.arrivedAt[row]! <= batchOf(eventAt[row]!)) counts[dayAt(row)]!++;
  return Uint8Array.from(counts, (count) => (count < leastRows ? 1 : 0));
}
