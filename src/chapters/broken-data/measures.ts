import { type Break, batchOf, type Feed } from "../../core/faults/broken-feed.ts";
import { COSTS } from "../../core/metrics/cost.ts";
import { evaluate } from "../../core/metrics/evaluate.ts";
import { type Range, within } from "../shared/train.ts";
import { type Bench, DAYS, dayOf } from "./company.ts";
import { judge, PASSES, type Rules } from "./gate.ts";
import type { Passage } from "./passage.ts";
import type { Day, Fate, Money, Strictness } from "./result.ts";

/** What became of each payment of production. */
export function fatesOf(
  { scene, split }: Bench,
  kind: Break,
  feed: Feed,
  passage: Passage,
  shut: boolean,
): Fate[] {
  const { from, to } = split.production;
  const { eventAt } = scene.world.transactions;
  return Array.from({ length: to - from }, (_, i): Fate => {
    const row = from + i;
    if (passage.scored[i] === 0) return "not-there";
    const turned = passage.reason[i] !== PASSES;
    if (feed.hit[row] === 0) return turned ? "false-alarm" : "through";
    if (kind === "late") {
      if (feed.arrivedAt[row]! > batchOf(eventAt[row]!)) return "caught";
      return turned ? "false-alarm" : "through";
    }
    if (kind === "duplicates") return shut ? "caught" : "silent";
    return turned ? "caught" : "silent";
  });
}

/** Day by day, rows by what became of them. */
export function daysOf({ scene, split }: Bench, fates: readonly Fate[], { waited }: Passage): Day[] {
  const days = Array.from({ length: DAYS }, (_, day): Day => {
    return {
      day,
      rows: 0,
      through: 0,
      silent: 0,
      caught: 0,
      falseAlarms: 0,
      notThere: 0,
      waited: waited[day] ?? 0,
    };
  });
  const field = {
    through: "through",
    silent: "silent",
    caught: "caught",
    "false-alarm": "falseAlarms",
    "not-there": "notThere",
  } as const;
  for (const [i, fate] of fates.entries()) {
    const one = days[dayOf(scene, split.production.from + i)];
    if (!one) continue;
    one.rows++;
    one[field[fate]]++;
  }
  return days;
}

/** EUR that the decision on a payment of production costs; a copy that is stopped is looked at once more. */
export function costOf({ scene, split, main }: Bench, { scores, copies }: Passage): Float64Array {
  const { from } = split.production;
  const { amount } = scene.world.transactions;
  return scores.map((score, i) => {
    const [fraud, eur] = [scene.labels[from + i] === 1, amount[from + i]!];
    if (score < main.threshold) return fraud ? COSTS.missedShare * eur : 0;
    return COSTS.reviewFee * copies[i]! + (fraud ? 0 : COSTS.insultShare * eur);
  });
}

/** EUR per 1,000 payments of a range; 0 without payments. */
export function perThousand({ split }: Bench, costs: Float64Array, range: Range): number {
  const { from } = split.production;
  let sum = 0;
  for (let row = range.from; row < range.to; row++) sum += costs[row - from]!;
  return range.to === range.from ? 0 : (1000 * sum) / (range.to - range.from);
}

/** Share of the good payments of a range that are stopped. */
export function goodStopped({ scene, split, main }: Bench, { scores }: Passage, range: Range): number {
  let [good, stopped] = [0, 0];
  for (let row = range.from; row < range.to; row++) {
    if (scene.labels[row] === 1) continue;
    good++;
    if (scores[row - split.production.from]! >= main.threshold) stopped++;
  }
  return stopped / Math.max(1, good);
}

/** How the scores did on a range of production. */
export function measure({ scene, split, main }: Bench, { scores }: Passage, range: Range) {
  const { from } = split.production;
  const own = within(scores, { from: range.from - from, to: range.to - from });
  const { amount } = scene.world.transactions;
  return evaluate(own, within(scene.labels, range), within(amount, range), { threshold: main.threshold });
}

/** Day by day: what is lost beyond the healthy twin, and the good payments that are stopped. */
export function moneyOf(bench: Bench, twin: Passage, open: Passage, shut: Passage): Money[] {
  const { scene, split, main } = bench;
  const costs = [open, shut, twin].map((one) => costOf(bench, one));
  const days = Array.from({ length: DAYS }, (_, day): Money => {
    return { day, open: 0, shut: 0, stoppedOpen: 0, stoppedShut: 0, stoppedTwin: 0 };
  });
  for (let i = 0; i < twin.scores.length; i++) {
    const row = split.production.from + i;
    const one = days[dayOf(scene, row)];
    if (!one) continue;
    one.open += costs[0]![i]! - costs[2]![i]!;
    one.shut += costs[1]![i]! - costs[2]![i]!;
    if (scene.labels[row] === 1) continue;
    if (open.scores[i]! >= main.threshold) one.stoppedOpen++;
    if (shut.scores[i]! >= main.threshold) one.stoppedShut++;
    if (twin.scores[i]! >= main.threshold) one.stoppedTwin++;
  }
  return days;
}

/** How range rules of different strictness do: on the healthy rows of production, and on amounts whose point slipped. */
export function strictnessOf(
  { split }: Bench,
  healthy: Feed,
  slipped: Feed,
  rulesFor: (odd: number) => Rules,
  odds: readonly number[],
  chosen: number,
): Strictness[] {
  const { from, to } = split.production;
  return [...new Set([...odds, chosen])]
    .sort((a, b) => a - b)
    .map((odd) => {
      const rules = rulesFor(odd);
      let [turned, hit, caught] = [0, 0, 0];
      for (let row = from; row < to; row++) {
        if (judge(healthy, row, rules) !== PASSES) turned++;
        if (slipped.hit[row] === 0) continue;
        hit++;
        if (judge(slipped, row, rules) !== PASSES) caught++;
      }
      return { odd, turned: turned / (to - from), caught: caught / Math.max(1, hit), chosen: odd === chosen };
    });
}

/** Of the rows that a break reached within these days, the share that the gate turned away or waited for. */
export function caughtShare({ split }: Bench, fates: readonly Fate[], feed: Feed, range: Range): number {
  let [hit, caught] = [0, 0];
  for (let row = range.from; row < range.to; row++) {
    const fate = fates[row - split.production.from]!;
    if (feed.hit[row] === 0 || fate === "through" || fate === "false-alarm") continue;
    hit++;
    if (fate === "caught") caught++;
  }
  return hit === 0 ? 0 : caught / hit;
}
