import { rocAuc } from "../../core/metrics/roc-auc.ts";
import type { BinnedFeatures } from "../../core/models/bins.ts";
import { type BoostedTrees, boostingSteps, predictBoostedTrees } from "../../core/models/boosted-trees.ts";
import { DAY } from "../../core/world/settings.ts";
import type { PaymentsWorld } from "../../core/world/types.ts";
import type { Range } from "../shared/train.ts";
import type { Bench, Breath } from "./bench.ts";
import type { Recipe } from "./result.ts";
import { LEAK, momentOf, rowAt, TRAINING_DAYS } from "./world.ts";

/** A model with its papers. Days are those of production; before it they are negative. */
export type Version = {
  recipe: Recipe;
  /** The day on whose morning its labels were read. */
  day: number;
  /** It learned from the payments of these days, `to` excluded. */
  from: number;
  to: number;
  rows: number;
  /** Frauds among them as known on its day, and as known in the end. */
  frauds: number;
  fraudsInTheEnd: number;
  /** ROC AUC on every fifth payment of its window, which was held out, by the same labels and the same join. */
  exam: number | null;
  model: BoostedTrees;
  /** Its scores of payments as they are served, and which of them have been computed. */
  scores: Float64Array;
  scored: Uint8Array;
};

export type Recipes = { window: number; wait: number };

/** With fewer known frauds than this nothing is learned. */
const ENOUGH = 20;
/** One payment in so many is held out for the exam. */
const EXAM = 5;
/** More versions than these are not kept. */
const KEPT = 64;

/** The days that a retraining on this day learns from. */
export function windowOf(
  recipe: Recipe,
  day: number,
  { window, wait }: Recipes,
): { from: number; to: number } {
  const to = day - (recipe === "stand" ? 0 : wait);
  return { from: Math.max(-TRAINING_DAYS, to - window), to: Math.max(-TRAINING_DAYS, to) };
}

/** The table that a retraining on a moment learns from, with its labels as known then; and which of its rows are held out. */
function tableOf(bench: Bench, recipe: Recipe, range: Range, at: number) {
  const { base, frauds, reportedAt } = bench;
  const count = range.to - range.from;
  const labels = new Uint8Array(count);
  let [known, inTheEnd] = [0, 0];
  for (let i = 0; i < count; i++) {
    inTheEnd += frauds[range.from + i]!;
    if (!(reportedAt[range.from + i]! < at)) continue;
    labels[i] = 1;
    known++;
  }
  const own = sliceOf(base.binned, range);
  const table = recipe === "leaked" ? withCount(own, joinedByDate(bench, range, at)) : own;
  const { id } = base.world.transactions;
  const [fit, held]: [number[], number[]] = [[], []];
  for (let i = 0; i < count; i++) (id[range.from + i]! % EXAM === 0 ? held : fit).push(i);
  return { table, labels, fit, held, known, inTheEnd };
}

function* trainSteps(
  bench: Bench,
  recipe: Recipe,
  day: number,
  recipes: Recipes,
): Generator<unknown, Version | null> {
  const { from, to } = windowOf(recipe, day, recipes);
  const key = JSON.stringify([recipe === "stand" ? "mature" : recipe, day, from, to]);
  const found = bench.versions.get(key);
  if (found) return found;
  const { base, frauds } = bench;
  const range = { from: rowAt(base, from), to: rowAt(base, to) };
  const { table, labels, fit, held, known, inTheEnd } = tableOf(bench, recipe, range, momentOf(base, day));
  if (known < ENOUGH) return null;
  const model = yield* boostingSteps(table, labels, { rows: fit });
  const exam = rocAuc(
    predictBoostedTrees(model, table, held),
    held.map((i) => labels[i]!),
  );
  const version: Version = {
    recipe,
    day,
    from,
    to,
    rows: fit.length,
    frauds: known,
    fraudsInTheEnd: inTheEnd,
    exam: Number.isNaN(exam) ? null : exam,
    model,
    scores: new Float64Array(frauds.length),
    scored: new Uint8Array(frauds.length),
  };
  if (bench.versions.size >= KEPT) bench.versions.clear();
  bench.versions.set(key, version);
  return version;
}

/**
 * The version that is trained on the morning of a day by this recipe, or null where too little is known. It reads nothing that is
 * known later. Versions are kept, so that policies that retrain on the same day share them.
 */
export async function train(
  bench: Bench,
  recipe: Recipe,
  day: number,
  recipes: Recipes,
  task: Breath,
): Promise<Version | null> {
  const steps = trainSteps(bench, recipe, day, recipes);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await task.breathe();
  }
}

/** The same at one go. */
export function trainAtOnce(bench: Bench, recipe: Recipe, day: number, recipes: Recipes): Version | null {
  const steps = trainSteps(bench, recipe, day, recipes);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The payments of a version's exam, with its scores of them. */
export function examined(bench: Bench, version: Version): { rows: number[]; scores: Float64Array } {
  const { base } = bench;
  const range = { from: rowAt(base, version.from), to: rowAt(base, version.to) };
  const { table, held } = tableOf(bench, version.recipe, range, momentOf(base, version.day));
  return {
    rows: held.map((i) => range.from + i),
    scores: predictBoostedTrees(version.model, table, held),
  };
}

/** The day of the version on whose papers the checks are shown: the last of the schedule before day 85. */
export const paperDay = (every: number): number => every * Math.floor(84 / every);

/** A version's scores of these payments, as they are served; in the array of all payments. */
export function scoresOf(bench: Bench, version: Version, { from, to }: Range): Float64Array {
  const { scores, scored } = version;
  let first = from;
  while (first < to && scored[first] === 1) first++;
  if (first === to) return scores;
  const range = { from: first, to };
  const own = sliceOf(bench.base.binned, range);
  const table = version.recipe === "leaked" ? withCount(own, servedCounts(bench).subarray(first, to)) : own;
  scores.set(predictBoostedTrees(version.model, table), first);
  scored.fill(1, first, to);
  return scores;
}

const sliceOf = ({ names, edges, slots }: BinnedFeatures, { from, to }: Range): BinnedFeatures => ({
  rows: to - from,
  names,
  edges,
  slots: slots.slice(from * names.length, to * names.length),
});

/** Counts of 0, 1, 2, and more. */
const COUNT_EDGES = Float64Array.of(0.5, 1.5, 2.5);

/** The same features and the count of chargebacks. */
function withCount({ rows, names, edges, slots }: BinnedFeatures, counts: ArrayLike<number>): BinnedFeatures {
  const width = names.length;
  const wider = new Uint8Array(rows * (width + 1));
  for (let row = 0; row < rows; row++) {
    for (let f = 0; f < width; f++) wider[row * (width + 1) + f] = slots[row * width + f]!;
    wider[row * (width + 1) + width] = Math.min(COUNT_EDGES.length, counts[row]!);
  }
  return { rows, names: [...names, LEAK], edges: [...edges, COUNT_EDGES], slots: wider };
}

/**
 * The leak: chargebacks known at a moment, counted to the account by the date of the payment that they are about. The payment's own
 * chargeback is among them.
 */
export function joinedByDate(
  { base: { world }, reportedAt }: Bench,
  { from, to }: Range,
  at: number,
): Uint8Array {
  const { eventAt, user } = world.transactions;
  const counts = new Uint8Array(to - from);
  for (let row = from; row < to; row++) {
    const end = Math.floor(eventAt[row]! / DAY) * DAY + DAY;
    counts[row - from] = countOf(
      world,
      user[row]!,
      (other) => reportedAt[other]! < at && eventAt[other]! < end && eventAt[other]! >= end - 30 * DAY,
    );
  }
  return counts;
}

const served = new WeakMap<Bench, Uint8Array>();

/** What production can serve of the same count: chargebacks reported in the 30 days before the payment. */
export function servedCounts(bench: Bench): Uint8Array {
  const known = served.get(bench);
  if (known) return known;
  const { base, reportedAt } = bench;
  const { eventAt, user, count } = base.world.transactions;
  const counts = new Uint8Array(count);
  for (let row = 0; row < count; row++) {
    const at = eventAt[row]!;
    counts[row] = countOf(
      base.world,
      user[row]!,
      (other) => reportedAt[other]! < at && reportedAt[other]! >= at - 30 * DAY,
    );
  }
  served.set(bench, counts);
  return counts;
}

function countOf({ paymentsOf }: PaymentsWorld, user: number, counts: (row: number) => boolean): number {
  let sum = 0;
  for (let k = paymentsOf.offsets[user]!; k < paymentsOf.offsets[user + 1]!; k++)
    if (counts(paymentsOf.rows[k]!)) sum++;
  return sum;
}
