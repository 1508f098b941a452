import type { Estimate } from "../../core/contracts.ts";
import { effective } from "../../core/detectors/shared/design-effect.ts";
import { log } from "../../core/math/elementary.ts";
import { calibrationBins } from "../../core/metrics/calibration-error.ts";
import { cost } from "../../core/metrics/cost.ts";
import { rank } from "../../core/metrics/ranked.ts";
import { sigmoid } from "../../core/models/sigmoid.ts";
import { wilsonInterval } from "../../core/stats/wilson-interval.ts";
import { DAY } from "../../core/world/settings.ts";
import type { PaymentsWorld } from "../../core/world/types.ts";
import type { Range } from "../shared/train.ts";
import { eachRow } from "./measures.ts";
import type { GroupId, Outcome, ScoreBin, Tally, Week } from "./result.ts";
import type { Stretches } from "./world.ts";

/** Payments by score: mean score against rate, for the held-out payments and the two groups of the first weeks. */
export function scoreBins(
  scores: Float64Array,
  labels: Uint8Array,
  member: Uint8Array,
  { held, compared }: Stretches,
  design: number,
): ScoreBin[] {
  const of = (group: GroupId, range: Range, whose: 0 | 1 | null): ScoreBin[] => {
    const own: number[] = [];
    const outcomes: number[] = [];
    eachRow(range, member, whose, (row) => {
      own.push(scores[row]!);
      outcomes.push(labels[row]!);
    });
    if (own.length === 0) return [];
    return calibrationBins(rank(own, outcomes), 5).map(({ rows, positives, meanScore, rate }) => {
      const [low, high] = wilsonInterval(...effective(positives, rows, design));
      return { group, rows, score: meanScore, rate, low, high };
    });
  };
  return [...of("training", held, null), ...of("mature", compared, 0), ...of("new", compared, 1)];
}

const empty = (): Tally => ({ payments: 0, frauds: 0, alerts: 0, caught: 0, expected: 0 });

/** Week by week, from the held-out payments to the end of production: what the score stops and expects, and what came. */
export function weeksOf(
  world: PaymentsWorld,
  scores: Float64Array,
  labels: Uint8Array,
  member: Uint8Array,
  { held, production }: Stretches,
  threshold: number,
): Week[] {
  const { eventAt } = world.transactions;
  const weeks = new Map<number, Week>();
  for (let row = held.from; row < production.to; row++) {
    const week = Math.floor((eventAt[row]! - world.periods.production.startAt) / (7 * DAY));
    let one = weeks.get(week);
    if (one === undefined) {
      one = { week, all: empty(), mature: empty(), new: empty() };
      weeks.set(week, one);
    }
    const alert = scores[row]! >= threshold ? 1 : 0;
    for (const tally of [one.all, member[row] === 1 ? one.new : one.mature]) {
      tally.payments++;
      tally.frauds += labels[row]!;
      tally.alerts += alert;
      tally.caught += alert * labels[row]!;
      tally.expected += scores[row]!;
    }
  }
  return [...weeks.values()];
}

/** How scores did on the payments of one group in a stretch. */
export function outcomeOf(
  world: PaymentsWorld,
  scores: Float64Array,
  labels: Uint8Array,
  rows: { range: Range; member: Uint8Array; whose: 0 | 1 | null },
  threshold: number,
  design: number,
): Outcome {
  const amounts: number[] = [];
  const outcomes: number[] = [];
  const stopped: number[] = [];
  let expected = 0;
  let caught = 0;
  eachRow(rows.range, rows.member, rows.whose, (row) => {
    const stop = scores[row]! >= threshold ? 1 : 0;
    amounts.push(world.transactions.amount[row]!);
    outcomes.push(labels[row]!);
    stopped.push(stop);
    expected += scores[row]!;
    caught += stop * labels[row]!;
  });
  const count = outcomes.length;
  const frauds = outcomes.reduce((sum, label) => sum + label, 0);
  const alerts = stopped.reduce((sum, stop) => sum + stop, 0);
  const share = (part: number, whole: number): Estimate | null =>
    whole === 0
      ? null
      : { value: part / whole, interval: wilsonInterval(...effective(part, whole, Math.min(design, whole))) };
  const [low, high] = wilsonInterval(...effective(frauds, count, design));
  const known = expected > 0;
  return {
    rows: count,
    frauds,
    expected,
    ratio: known ? frauds / expected : null,
    ratioLow: known ? (low * count) / expected : 0,
    ratioHigh: known ? (high * count) / expected : 0,
    recall: share(caught, frauds),
    precision: share(caught, alerts),
    stopped: count === 0 ? 0 : alerts / count,
    cost: count === 0 ? null : cost(amounts, outcomes, stopped).value,
  };
}

/** With fewer frauds than this the repair learns nothing. */
const ENOUGH_FRAUDS = 5;

/**
 * What to add to the log-odds of the new customers' scores so that the expected frauds equal the reported ones: the maximum of
 * the likelihood with slope 1 (Cox, 1958), by Newton steps. 0 where there are too few reported frauds to learn from.
 */
export function offsetOf(scores: Float64Array, known: Uint8Array, member: Uint8Array, range: Range): number {
  const odds: number[] = [];
  let frauds = 0;
  eachRow(range, member, 1, (row) => {
    odds.push(oddsOf(scores[row]!));
    frauds += known[row]!;
  });
  if (frauds < ENOUGH_FRAUDS || frauds === odds.length) return 0;
  let offset = 0;
  for (let step = 0; step < 50; step++) {
    let gap = frauds;
    let slope = 0;
    for (const one of odds) {
      const p = sigmoid(one + offset);
      gap -= p;
      slope += p * (1 - p);
    }
    const move = gap / slope;
    offset += Math.max(-2, Math.min(2, move));
    if (Math.abs(move) < 1e-10) break;
  }
  return offset;
}

/** The scores with that offset for the new customers, in the given rows; elsewhere as they were. */
export function shifted(
  scores: Float64Array,
  member: Uint8Array,
  range: Range,
  offset: number,
): Float64Array {
  const moved = scores.slice();
  if (offset !== 0)
    eachRow(range, member, 1, (row) => {
      moved[row] = sigmoid(oddsOf(scores[row]!) + offset);
    });
  return moved;
}

const oddsOf = (p: number): number => log(Math.max(p, 1e-9) / Math.max(1 - p, 1e-9));
