import { changedBy } from "../../core/faults/concept-drift.ts";
import { COSTS } from "../../core/metrics/cost.ts";
import { rocAuc, rocAucInterval } from "../../core/metrics/roc-auc.ts";
import { wilsonInterval } from "../../core/stats/wilson-interval.ts";
import type { Bench } from "./bench.ts";
import type { Outcome, PolicyId, Stretch, Theft, TimeLine, Week } from "./result.ts";
import { type Life, type Service, SHADOW_DAYS } from "./service.ts";
import { CHANGE_DAY, dayOf, PRODUCTION_DAYS, rowAt, TURN_DAYS, tenure } from "./world.ts";

/** With fewer frauds a stretch has no recall worth a mark. */
const ENOUGH = 5;
const WEEKS = PRODUCTION_DAYS / 7;

export const over = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

type Decided = Pick<Service, "scores" | "stopped">;

/** Of the days `from` to `to` (excluded): frauds, those that were stopped, and everything that was stopped. */
export function tally({ base, frauds }: Bench, { stopped }: Decided, from: number, to: number) {
  const sum = { rows: 0, frauds: 0, caught: 0, stopped: 0 };
  for (let row = rowAt(base, from); row < rowAt(base, to); row++) {
    sum.rows++;
    sum.frauds += frauds[row]!;
    sum.stopped += stopped[row]!;
    sum.caught += stopped[row]! & frauds[row]!;
  }
  return sum;
}

export function recallOf(bench: Bench, decided: Decided, from: number, to: number): number | null {
  const { frauds, caught } = tally(bench, decided, from, to);
  return frauds < ENOUGH ? null : caught / frauds;
}

/** What the decisions of these days cost in EUR, by kind. */
export function euros({ base, frauds }: Bench, { stopped }: Decided, from: number, to: number) {
  const { amount } = base.world.transactions;
  const sum = { rows: 0, missed: 0, reviews: 0, insult: 0 };
  for (let row = rowAt(base, from); row < rowAt(base, to); row++) {
    sum.rows++;
    if (stopped[row] === 1) {
      sum.reviews += COSTS.reviewFee;
      if (frauds[row] === 0) sum.insult += COSTS.insultShare * amount[row]!;
    } else if (frauds[row] === 1) sum.missed += COSTS.missedShare * amount[row]!;
  }
  return sum;
}

export function outcomeOf(bench: Bench, service: Service, words: string, price: number): Outcome {
  const { base, frauds } = bench;
  const all = { from: rowAt(base, 0), to: rowAt(base, PRODUCTION_DAYS) };
  const sum = tally(bench, service, 0, PRODUCTION_DAYS);
  const spent = euros(bench, service, 0, PRODUCTION_DAYS);
  const each = (sumOf: number) => (1000 * sumOf) / Math.max(1, spent.rows);
  const parts = {
    missed: each(spent.missed),
    reviews: each(spent.reviews),
    insult: each(spent.insult),
    retraining: each(service.retrainings * price),
  };
  return {
    id: service.policy.policy as PolicyId,
    words,
    weeks: weeksOf(bench, service),
    days: service.lives.slice(1).map(({ version }) => version.day),
    retrainings: service.retrainings,
    recall: over(sum.caught, sum.frauds),
    precision: over(sum.caught, sum.stopped),
    auc: rocAucInterval(service.scores.subarray(all.from, all.to), frauds.subarray(all.from, all.to)),
    stopped: over(sum.stopped, sum.rows),
    ...parts,
    total: parts.missed + parts.reviews + parts.insult + parts.retraining,
  };
}

function weeksOf(bench: Bench, service: Service): Week[] {
  return Array.from({ length: WEEKS }, (_, week) => {
    const [from, to] = [7 * week, 7 * week + 7];
    const { frauds, caught } = tally(bench, service, from, to);
    const rows = { from: rowAt(bench.base, from), to: rowAt(bench.base, to) };
    const can = frauds >= ENOUGH;
    const auc = can
      ? rocAuc(service.scores.subarray(rows.from, rows.to), bench.frauds.subarray(rows.from, rows.to))
      : null;
    const [low, high] = can ? wilsonInterval(caught, frauds) : [0, 1];
    return { week, recall: can ? caught / frauds : null, auc, low, high };
  });
}

/** Cuts a stretch where a week of production begins, so that its recall can be drawn. */
function stretchOf(bench: Bench, service: Service, { from, to }: { from: number; to: number }): Stretch {
  const weeks: Stretch["weeks"][number][] = [];
  for (let at = Math.max(0, from); at < to; ) {
    // A rest of less than three days goes with the week before.
    let end = Math.min(to, 7 * Math.floor(at / 7) + 7);
    if (to - end < 3) end = to;
    weeks.push({ from: at, to: end, recall: recallOf(bench, service, at, end) });
    at = end;
  }
  return { from: Math.max(0, from), to, weeks };
}

/** The stretches of production on which thieves have the new ways, in whole days. */
export function changedDays(shape: string): { from: number; to: number }[] {
  if (shape === "none") return [];
  const stretches: { from: number; to: number }[] = [];
  for (let day = 0; day < PRODUCTION_DAYS; day++) {
    if (changedBy({ shape, fromDay: CHANGE_DAY, days: TURN_DAYS }, day) === 0) continue;
    const last = stretches.at(-1);
    if (last?.to === day) last.to = day + 1;
    else stretches.push({ from: day, to: day + 1 });
  }
  return stretches;
}

export function timeLineOf(bench: Bench, service: Service, shape: string): TimeLine {
  const { policy, lives, alarms, rolledTo } = service;
  return {
    policy: policy.policy as PolicyId,
    lines: lives.map((life, i) => lineOf(bench, service, life, i)),
    alarms: alarms.map((at) => Math.round(at * 1e3) / 1e3),
    changed: changedDays(shape),
    gate: policy.gate,
    shadow: SHADOW_DAYS,
    settled: Math.ceil(bench.settled),
    roll: policy.roll === null ? null : { ...policy.roll, reached: rolledTo !== null },
  };
}

function lineOf(bench: Bench, service: Service, { version, alarm, check, served }: Life, i: number) {
  const stretches = served.map((one) => stretchOf(bench, service, one)).filter(({ from, to }) => to > from);
  const sum = { frauds: 0, caught: 0 };
  const own: number[] = [];
  for (const { from, to } of stretches) {
    const part = tally(bench, service, from, to);
    sum.frauds += part.frauds;
    sum.caught += part.caught;
    for (let row = rowAt(bench.base, from); row < rowAt(bench.base, to); row++) own.push(row);
  }
  const auc = rocAuc(
    own.map((row) => service.scores[row]!),
    own.map((row) => bench.frauds[row]!),
  );
  return {
    name: `version ${i + 1}`,
    day: version.day,
    from: version.from,
    to: version.to,
    rows: version.rows,
    frauds: version.frauds,
    missing: 1 - over(version.frauds, Math.max(1, version.fraudsInTheEnd)),
    exam: version.exam,
    alarm,
    check,
    served: stretches,
    recall: sum.frauds < ENOUGH ? null : sum.caught / sum.frauds,
    auc: sum.frauds < ENOUGH || Number.isNaN(auc) ? null : auc,
  };
}

/** Frauds of production, every k-th of them, so that there are at most 500. */
export function theftsOf(bench: Bench): Theft[] {
  const { base, frauds } = bench;
  const { amount, isFraud, eventAt } = base.world.transactions;
  const rows: number[] = [];
  for (let row = rowAt(base, 0); row < frauds.length; row++) if (frauds[row] === 1) rows.push(row);
  const every = Math.ceil(rows.length / 500);
  return rows
    .filter((_, i) => i % every === 0)
    .map((row) => [
      Math.round(dayOf(base, eventAt[row]!) * 100) / 100,
      tenure(base, row),
      Math.round(amount[row]!),
      isFraud[row] === 1 ? 0 : 1,
    ]);
}
