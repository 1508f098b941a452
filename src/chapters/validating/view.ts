import { sayRule } from "../../core/rules/say.ts";
import type { RuleSet } from "../../core/rules/types.ts";
import { type Batch, batchesOf } from "./batches.ts";
import { type Bench, DAYS, FROM } from "./company.ts";
import { type Delivery, isThere } from "./delivery.ts";
import { type Judged, judge } from "./gate.ts";
import { decisionCosts, type Ledger, ledgerOf } from "./ledger.ts";
import { type Passage, passThrough } from "./passage.ts";
import type { DayLine, Fate, RuleLine, Strip } from "./result.ts";

/** A failure and its healthy twin, with their files and what their decisions would cost had every field come right. */
export type Case = {
  bench: Bench;
  delivery: Delivery;
  healthy: Delivery;
  batches: readonly Batch[];
  healthyBatches: readonly Batch[];
  twin: Float64Array;
  healthyTwin: Float64Array;
};

export function caseOf(
  bench: Bench,
  delivery: Delivery,
  healthy: Delivery,
  healthyBatches: readonly Batch[],
): Case {
  const usual = (of: Delivery) =>
    decisionCosts(bench, of, {
      scores: of.usual,
      scored: new Uint8Array(of.usual.length).fill(1),
      copies: new Uint8Array(of.usual.length).fill(1),
    });
  const batches = delivery === healthy ? healthyBatches : batchesOf(bench, delivery);
  return {
    bench,
    delivery,
    healthy,
    batches,
    healthyBatches,
    twin: usual(delivery),
    healthyTwin: usual(healthy),
  };
}

/** Rows that are drawn of a file; more would be a grey carpet. */
const DRAWN = 170;

const fateOf = (isBroken: boolean, isHeld: boolean): Fate =>
  isBroken ? (isHeld ? "right" : "silent") : isHeld ? "wrong" : "passed";

/** Whether something is wrong with a row of a file; of a payment that came twice it is the second copy. */
function brokenRows({ delivery }: Case, { payments }: Batch): boolean[] {
  return Array.from(payments, (payment, i) => {
    if (delivery.hit[payment] !== 1) return false;
    return delivery.kind !== "duplicates" || payments[i - 1] === payment;
  });
}

/** The file of the first broken day, and what the rules did with it. */
export function stripOf(one: Case, { checks }: Judged, rules: RuleSet): Strip {
  const at = one.batches.findIndex(({ day }) => day === FROM);
  const [batch, check] = [one.batches[at]!, checks[at]!];
  const broken = brokenRows(one, batch);
  const counts = { passed: 0, right: 0, wrong: 0, silent: 0 };
  // The rule that holds each row: its own, or the one that stops the batch.
  const WHOLE = rules.rules.length;
  const by = Array.from(check.brokenBy, (rule) => (rule >= 0 ? rule : check.stopped ? WHOLE : -1));
  const perRule = new Map<number, number>();
  for (const [i, rule] of by.entries()) {
    counts[fateOf(broken[i]!, rule >= 0)]++;
    if (rule >= 0) perRule.set(rule, (perRule.get(rule) ?? 0) + 1);
  }
  const lanes = [...perRule].sort((a, b) => b[1] - a[1]);
  const stopWords = () => {
    const first = rules.rules.find(({ id }) => id === check.stoppedBy[0]);
    return first ? sayRule(first).slice(0, -1) : "too many rows are held";
  };
  const step = Math.max(1, batch.payments.length / DRAWN);
  const drawn: Strip["drawn"][number][] = [];
  for (let k = 0; Math.floor(k * step) < by.length; k++) {
    const i = Math.floor(k * step);
    drawn.push({ broken: broken[i]!, lane: lanes.findIndex(([rule]) => rule === by[i]) });
  }
  let absent = 0;
  const { from } = one.bench.split.production;
  for (const [i, day] of one.bench.day.entries())
    if (day === FROM && !isThere(one.delivery, from + i)) absent++;
  return {
    day: FROM,
    rows: batch.payments.length,
    counts,
    absent,
    drawn,
    lanes: lanes.map(([rule, rows]) => ({
      words: rule === WHOLE ? stopWords() : sayRule(rules.rules[rule]!).slice(0, -1),
      rows,
      batch: rule === WHOLE,
    })),
    stopped: check.stopped,
  };
}

/** Day by day, rows by what became of them. */
export function daysOf(one: Case, { checks }: Judged): DayLine[] {
  const { from } = one.bench.split.production;
  const absent = new Float64Array(DAYS + 1);
  for (const [i, day] of one.bench.day.entries()) if (!isThere(one.delivery, from + i)) absent[day]!++;
  return one.batches.slice(0, DAYS).map((batch, at) => {
    const check = checks[at]!;
    const line = { passed: 0, right: 0, wrong: 0, silent: 0 };
    for (const [i, isBroken] of brokenRows(one, batch).entries())
      line[fateOf(isBroken, check.stopped || check.brokenBy[i]! >= 0)]++;
    return { day: batch.day, ...line, absent: absent[batch.day]!, stopped: check.stopped ? 1 : 0 };
  });
}

/** Rule by rule: what it held first and what it stopped, in the broken days here and on the healthy twin. */
export function linesOf(
  one: Case,
  here: Judged,
  twin: Judged,
  rules: RuleSet,
  from: number,
  to: number,
): RuleLine[] {
  const lines = rules.rules.map((rule): RuleLine => {
    const level = rule.rule === "kind" || rule.rule === "rows" || rule.rule === "share" ? "batch" : "row";
    const zero = { held: 0, stopped: 0, healthyHeld: 0, healthyStopped: 0 };
    return { id: rule.id, words: sayRule(rule), level, from: rule.from, ...zero };
  });
  for (const [judged, batches, held, stopped] of [
    [here, one.batches, "held", "stopped"],
    [twin, one.healthyBatches, "healthyHeld", "healthyStopped"],
  ] as const)
    for (const [at, check] of judged.checks.entries()) {
      if (batches[at]!.day < from || batches[at]!.day >= to) continue;
      for (const by of check.brokenBy) if (by >= 0) lines[by]![held]++;
      for (const [i, { level, verdict }] of check.results.entries())
        if (level === "batch" && verdict === "breaks") lines[i]![stopped]++;
    }
  return lines;
}

/** A gate before a failure over the broken days. */
export type Side = { judged: Judged; passage: Passage; ledger: Ledger };

/** `known`: other gates before the same failure; where one of them held the very same rows, its passage is this one's too. */
export function sideOf(
  one: Case,
  gate: "open" | "shut" | RuleSet,
  hold: number,
  known: readonly Side[] = [],
): Side {
  const { bench } = one;
  const judged = judge(bench, one.batches, gate);
  const same = known.find((side) => isSame(side.judged, judged));
  if (same) return { ...same, judged };
  const passage = passThrough(bench, one.delivery, judged);
  return {
    judged,
    passage,
    ledger: ledgerOf(bench, one.delivery, judged, passage, one.twin, hold, bench.broken),
  };
}

const equal = (a: Uint8Array, b: Uint8Array): boolean => a.every((value, i) => value === b[i]);
const isSame = (a: Judged, b: Judged): boolean =>
  equal(a.stopped, b.stopped) && equal(a.held, b.held) && equal(a.heldRows, b.heldRows);

/** The same gate before the healthy twin, over all the days that are judged. */
export function healthySideOf(one: Case, gate: "open" | "shut" | RuleSet, hold: number): Side {
  const { bench } = one;
  const { from } = bench.split.production;
  const end = bench.day.findIndex((day) => day >= DAYS);
  const range = { from, to: from + (end < 0 ? bench.day.length : end) };
  const judged = judge(bench, one.healthyBatches, gate);
  const passage = passThrough(bench, one.healthy, judged);
  return {
    judged,
    passage,
    ledger: ledgerOf(bench, one.healthy, judged, passage, one.healthyTwin, hold, range),
  };
}

/** Stopped batches among the days that are judged. */
export const stopsOf = ({ judged }: Side): number =>
  judged.stopped.subarray(0, DAYS).reduce((sum, stopped) => sum + stopped, 0);
