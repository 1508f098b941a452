import { batchOf } from "../../core/faults/broken-feed.ts";
import { COSTS } from "../../core/metrics/cost.ts";
import type { Range } from "../shared/train.ts";
import type { Bench } from "./company.ts";
import type { Delivery } from "./delivery.ts";
import type { Judged } from "./gate.ts";
import type { Passage } from "./passage.ts";

/** EUR that the decision on each payment of production costs; a copy that is stopped is looked at once more. */
export function decisionCosts(
  { split, threshold }: Bench,
  { scene }: Delivery,
  { scores, copies }: Passage,
): Float64Array {
  const { from } = split.production;
  const { amount } = scene.world.transactions;
  return scores.map((score, i) => {
    const [fraud, eur] = [scene.labels[from + i] === 1, amount[from + i]!];
    if (score < threshold) return fraud ? COSTS.missedShare * eur : 0;
    return COSTS.reviewFee * copies[i]! + (fraud ? 0 : COSTS.insultShare * eur);
  });
}

/** What a gate let pass and held over some days, and what it cost beyond the healthy twin, in EUR per 1,000 payments. */
export type Ledger = {
  /** Rows that came in time, copies among them, and those that something is wrong with. */
  rows: number;
  hit: number;
  passed: number;
  heldRightly: number;
  heldWrongly: number;
  /** Broken, and scored like any other. */
  silent: number;
  /** Not there when the batch was scored, even after a wait. */
  absent: number;
  stopped: number;
  /** Decisions that came out otherwise: frauds let go, good payments stopped. */
  wrong: number;
  /** Handling of what was held rightly, and of what was held for nothing. */
  right: number;
  needless: number;
  total: number;
  /** Share of the good payments that the model stops. */
  goodStopped: number;
};

/** The ledger of the payments of a range. `twin` holds what the decisions cost where all is well; `hold` is EUR a row that is held. */
export function ledgerOf(
  bench: Bench,
  delivery: Delivery,
  judged: Judged,
  passage: Passage,
  twin: Float64Array,
  hold: number,
  range: Range,
): Ledger {
  const { from } = bench.split.production;
  const costs = decisionCosts(bench, delivery, passage);
  const sum = { rows: 0, hit: 0, passed: 0, heldRightly: 0, heldWrongly: 0, silent: 0, absent: 0 };
  let [wrong, good, goodStopped] = [0, 0, 0];
  for (let row = range.from; row < range.to; row++) {
    const i = row - from;
    wrong += costs[i]! - twin[i]!;
    if (delivery.scene.labels[row] === 0) {
      good++;
      if (passage.scores[i]! >= bench.threshold) goodStopped++;
    }
    const isHit = delivery.hit[row] === 1;
    if (passage.scored[i] === 0) sum.absent++;
    // Late rows that had to be waited for were not in the file that was held.
    if (delivery.arrivedAt[row]! > batchAt(delivery, row)) continue;
    for (let copy = 0; copy < delivery.copies[row]!; copy++) {
      const isBroken = isHit && (delivery.kind !== "duplicates" || copy === 1);
      const isHeld = copy === 0 ? judged.held[i] === 1 : judged.heldRows[i]! > judged.held[i]!;
      sum.rows++;
      if (isBroken) sum.hit++;
      if (isHeld) sum[isBroken ? "heldRightly" : "heldWrongly"]++;
      else sum[isBroken ? "silent" : "passed"]++;
    }
  }
  let stopped = 0;
  const [first, end] = [bench.day[range.from - from]!, bench.day[range.to - 1 - from]!];
  for (let day = first; day <= end; day++) stopped += judged.stopped[day]!;
  const per = 1000 / Math.max(1, range.to - range.from);
  const [right, needless] = [sum.heldRightly * hold * per, sum.heldWrongly * hold * per];
  return {
    ...sum,
    stopped,
    wrong: wrong * per,
    right,
    needless,
    total: wrong * per + right + needless,
    goodStopped: goodStopped / Math.max(1, good),
  };
}

const batchAt = ({ scene }: Delivery, row: number): number => batchOf(scene.world.transactions.eventAt[row]!);
