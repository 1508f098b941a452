import type { Task } from "../../core/contracts.ts";
import { exp } from "../../core/math/elementary.ts";
import { COSTS } from "../../core/metrics/cost.ts";
import { boostingSteps, predictBoostedTrees } from "../../core/models/boosted-trees.ts";
import { DAY } from "../../core/world/settings.ts";
import { rowsOf } from "../shared/train.ts";
import type { Version } from "./learn.ts";
import {
  type Base,
  baseSteps,
  DELAY_SIGMA,
  fraudsOf,
  HELD_DAYS,
  reportsOf,
  rowAt,
  TRAINING_DAYS,
} from "./world.ts";

export type Breath = Pick<Task<never>, "breathe">;

/** One stream of payments and of their labels, on which every policy is tried. */
export type Bench = {
  base: Base;
  /** The truth. */
  frauds: Uint8Array;
  /** When each fraud is reported; NaN where there is none. */
  reportedAt: Float64Array;
  /** Days after which a payment without a report counts as genuine: 95 % of the reports come sooner. */
  settled: number;
  /** Errors can be counted in this order: what becomes known of each payment, and when. */
  readonly news: News;
  first: Version;
  /** From this score on a payment is stopped, by the first version and by every later one: a score is a probability. */
  line: number;
  /** Versions that were trained on this stream, by what they were trained on. */
  versions: Map<string, Version>;
};

/** One entry a payment since the held-out days, in order of `at`: reported as fraud, or old enough to count as genuine. */
export type News = { row: Int32Array; at: Float64Array; fraud: Uint8Array };

/** Standard normal quantile of 95 %. */
const Z95 = 1.6448536269514722;

let lastFirst: { base: Base; version: Version; line: number } | null = null;
const kept: { key: string; bench: Bench }[] = [];

type Setting = { size: number; shape: string; delay: number };

function* benchSteps({ size, shape, delay }: Setting, seed: number): Generator<unknown, Bench> {
  const key = JSON.stringify([size, shape, delay, seed]);
  const at = kept.findIndex((one) => one.key === key);
  if (at >= 0) {
    const [found] = kept.splice(at, 1);
    kept.unshift(found!);
    return found!.bench;
  }
  const base = yield* baseSteps(size, seed);
  const { version, line } = yield* firstSteps(base);
  const frauds = fraudsOf(base, shape);
  yield;
  const reportedAt = reportsOf(base.world, frauds, delay);
  yield;
  const settled = delay * exp(DELAY_SIGMA * Z95);
  let news: News | null = null;
  const bench: Bench = {
    base,
    frauds,
    reportedAt,
    settled,
    // Only who waits for an alarm reads it.
    get news() {
      news ??= newsOf(base, frauds, reportedAt, settled);
      return news;
    },
    first: version,
    line,
    versions: new Map(),
  };
  kept.unshift({ key, bench });
  kept.length = Math.min(kept.length, 3);
  return bench;
}

/** The stream under this change and this reporting delay, with the first version; the last three are kept. */
export async function benchOf(setting: Setting, seed: number, task: Breath): Promise<Bench> {
  const steps = benchSteps(setting, seed);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await task.breathe();
  }
}

/** The same at one go. */
export function benchAtOnce(setting: Setting, seed: number): Bench {
  const steps = benchSteps(setting, seed);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The first version: four weeks of training, long ago, with labels that have all come; its line is cheapest on the next two weeks. */
function* firstSteps(base: Base): Generator<unknown, { base: Base; version: Version; line: number }> {
  if (lastFirst?.base === base) return lastFirst;
  const { isFraud, amount } = base.world.transactions;
  const fit = { from: rowAt(base, -TRAINING_DAYS), to: rowAt(base, -HELD_DAYS) };
  const model = yield* boostingSteps(base.binned, isFraud, { rows: rowsOf(fit) });
  const held = { from: rowAt(base, -HELD_DAYS), to: rowAt(base, 0) };
  const scores = predictBoostedTrees(model, base.binned, rowsOf(held));
  const frauds = isFraud.subarray(fit.from, fit.to).reduce((a, b) => a + b, 0);
  const version: Version = {
    recipe: "mature",
    day: 0,
    from: -TRAINING_DAYS,
    to: -HELD_DAYS,
    rows: fit.to - fit.from,
    frauds,
    fraudsInTheEnd: frauds,
    exam: null,
    model,
    scores: new Float64Array(isFraud.length),
    scored: new Uint8Array(isFraud.length),
  };
  lastFirst = { base, version, line: cheapestLine(scores, isFraud, amount, held.from) };
  return lastFirst;
}

/** The score from which on stopping costs least on these payments, the first of which is row `from`. */
export function cheapestLine(
  scores: Float64Array,
  labels: Uint8Array,
  amount: Float64Array,
  from: number,
): number {
  const order = Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]!);
  let [sum, least, line] = [0, 0, Number.POSITIVE_INFINITY];
  for (let k = 0; k < order.length; k++) {
    const row = from + order[k]!;
    const { stopped, passed } = costsOf(amount[row]!, labels[row]!);
    sum += stopped - passed;
    const next = order[k + 1];
    if (next !== undefined && scores[next] === scores[order[k]!]) continue;
    if (sum < least) [least, line] = [sum, scores[order[k]!]!];
  }
  return line;
}

/** What one payment costs in EUR, stopped and let through. */
export function costsOf(paid: number, fraud: number): { stopped: number; passed: number } {
  return fraud === 1
    ? { stopped: COSTS.reviewFee, passed: COSTS.missedShare * paid }
    : { stopped: COSTS.reviewFee + COSTS.insultShare * paid, passed: 0 };
}

function newsOf(base: Base, frauds: Uint8Array, reportedAt: Float64Array, settled: number): News {
  const { eventAt } = base.world.transactions;
  const from = rowAt(base, -HELD_DAYS);
  const count = frauds.length - from;
  const at = new Float64Array(count);
  const fraud = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const end = eventAt[from + i]! + settled * DAY;
    const reported = reportedAt[from + i]!;
    fraud[i] = reported <= end ? 1 : 0;
    at[i] = fraud[i] === 1 ? reported : end;
  }
  const order = Int32Array.from({ length: count }, (_, i) => i).sort((a, b) => at[a]! - at[b]! || a - b);
  return {
    row: order.map((i) => from + i),
    at: Float64Array.from(order, (i) => at[i]!),
    fraud: Uint8Array.from(order, (i) => fraud[i]!),
  };
}
