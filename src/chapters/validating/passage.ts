import { batchOf } from "../../core/faults/broken-feed.ts";
import { deliveredHistory } from "../../core/features/delivered-history.ts";
import { type BinnedFeatures, binLike } from "../../core/models/bins.ts";
import { predictBoostedTrees } from "../../core/models/boosted-trees.ts";
import { DAY } from "../../core/world/settings.ts";
import type { Bench } from "./company.ts";
import { type Delivery, loaded } from "./delivery.ts";
import type { Judged } from "./gate.ts";

/** How the payments of production were scored: one entry a payment. */
export type Passage = {
  /** 0 where the row was not there: the payment was paid out unseen. */
  scored: Uint8Array;
  /** Of rows that were not scored: 0. */
  scores: Float64Array;
  /** Copies that reach those who review. */
  copies: Uint8Array;
};

const COLUMNS = [
  "amount",
  "merchant_category",
  "device_is_new",
  "hour",
  "avg_transaction_amount_last_7_days",
  "tx_count_last_24_hours",
] as const;

/**
 * Scores behind a gate. What passes is loaded as it came; what is held comes again a day later, right, and is scored then: its
 * amount enters the histories with that day, and never as it first came.
 */
export function passThrough(bench: Bench, delivery: Delivery, { held, copyHeld, stopped }: Judged): Passage {
  const { split, day } = bench;
  const { from, to } = split.production;
  const { world } = delivery.scene;
  const t = world.transactions;
  const rows = to - from;
  const readAt = (row: number) =>
    batchOf(t.eventAt[row]!) + (held[row - from] === 1 || stopped[day[row - from]!] === 1 ? DAY : 0);
  const scored = new Uint8Array(rows);
  const own = COLUMNS.map(() => new Float64Array(rows));
  const amount = t.amount.slice();
  const arrivedAt = delivery.arrivedAt.slice();
  const copies = delivery.copies.slice();
  for (let row = from; row < to; row++) {
    const i = row - from;
    const waits = held[i] === 1;
    scored[i] = delivery.arrivedAt[row]! <= readAt(row) ? 1 : 0;
    const fields = waits
      ? [t.amount[row]!, t.merchantCategory[row]!, t.deviceIsNew[row]!, t.hour[row]!]
      : loaded(delivery, row);
    for (let k = 0; k < 4; k++) own[k]![i] = fields[k]!;
    if (waits) arrivedAt[row] = Math.max(arrivedAt[row]!, readAt(row));
    else amount[row] = fields[0]!;
    if (waits || copyHeld[i] === 1) copies[row] = 1;
  }
  const history = deliveredHistory(world, { amount, copies, arrivedAt }, readAt, split.production);
  own[4]!.set(history.average.values.subarray(from, to));
  own[5]!.set(history.count.values.subarray(from, to));
  const scores = scoresOf(bench, delivery, own);
  for (let i = 0; i < rows; i++) if (scored[i] === 0) scores[i] = 0;
  return { scored, scores, copies: copies.subarray(from, to) };
}

/** Nothing broken, no gate: how the payments are scored where all is well. Every row is there in time. */
export function passAsUsual(bench: Bench): Passage {
  const rows = bench.usual.length;
  return {
    scored: new Uint8Array(rows).fill(1),
    scores: bench.usual,
    copies: new Uint8Array(rows).fill(1),
  };
}

/** Rows whose features fall into the same bins as if all had come right keep their score and are not walked again. */
function scoresOf({ trees, split }: Bench, { binned, usual }: Delivery, own: Float64Array[]): Float64Array {
  const width = binned.names.length;
  const { from, to } = split.production;
  const slots = binned.slots.slice(from * width, to * width);
  const rows = to - from;
  const isChanged = new Uint8Array(rows);
  for (const [k, name] of COLUMNS.entries()) {
    const feature = binned.names.indexOf(name);
    const anew = binLike({ rows, names: [name], columns: [own[k]!] }, [binned.edges[feature]!]).slots;
    for (let i = 0; i < rows; i++) {
      const at = i * width + feature;
      if (slots[at] === anew[i]) continue;
      slots[at] = anew[i]!;
      isChanged[i] = 1;
    }
  }
  const changed: number[] = [];
  for (let i = 0; i < rows; i++) if (isChanged[i] === 1) changed.push(i);
  const view: BinnedFeatures = { ...binned, rows, slots };
  const anew = predictBoostedTrees(trees, view, changed);
  const scores = usual.slice();
  for (const [k, i] of changed.entries()) scores[i] = anew[k]!;
  return scores;
}
