import type { Task } from "../../core/contracts.ts";
import { evaluate } from "../../core/metrics/evaluate.ts";
import { predictBoostedTrees } from "../../core/models/boosted-trees.ts";
import { DAY } from "../../core/world/settings.ts";
import { fitTrees, type Range, rowsOf, within } from "../shared/train.ts";
import { type Arrival, LEAST_CHANCE, stepAt } from "./arrival.ts";
import chapter from "./chapter.ts";
import type { Reading } from "./reading.ts";
import type { ReadingId, Retrained } from "./result.ts";
import { firstRowAt, type Live } from "./world.ts";

/** Every retraining learns from so many days of payments ... */
export const TRAIN_DAYS = 14;
/** ... and is judged on so many days after it. */
export const TEST_DAYS = 14;

const { options: IDS, words: WORDS } = chapter.params.reading;
export const MODEL_WORDS: Readonly<Record<string, string>> = {
  "as-they-stand": "labels as they stand",
  mature: "mature payments alone",
  weighted: "weighted by inverse chance",
  live: "the live model, untouched",
};

/**
 * The weight of each payment in training: 1, and for a report that has arrived the inverse of the chance to have arrived by now,
 * ten at most. What a review has settled needs no weight.
 */
export function inverseChances(reading: Reading, arrival: Arrival | null, { from, to }: Range): Float64Array {
  const weights = new Float64Array(reading.rows).fill(1);
  if (arrival === null) return weights;
  for (let row = from; row < to; row++) {
    if (reading.fraud[row] === 0 || reading.stopped[row] === 1) continue;
    const chance = stepAt(arrival.ages, arrival.arrived, reading.at - reading.eventAt[row]!);
    weights[row] = 1 / Math.max(LEAST_CHANCE, chance);
  }
  return weights;
}

/** The payments that a retraining reads on the day. */
export function trainingRange(live: Live, reading: Reading, id: ReadingId, windowDays: number): Range {
  const endAt = reading.at - (id === "mature" ? windowDays * DAY : 0);
  const first = live.world.periods.training.from;
  const to = firstRowAt(live.world, endAt);
  return { from: Math.max(first, firstRowAt(live.world, endAt - TRAIN_DAYS * DAY)), to };
}

/** One retraining on the day of the reading: it knows the labels of that day, and no others. */
export async function retrain(
  live: Live,
  reading: Reading,
  arrival: Arrival | null,
  id: ReadingId,
  windowDays: number,
  task: Pick<Task<never>, "breathe">,
): Promise<{ scores: Float64Array; range: Range; test: Range }> {
  const range = trainingRange(live, reading, id, windowDays);
  const labels = new Uint8Array(live.world.transactions.count);
  labels.set(reading.fraud);
  const weights = new Float64Array(labels.length).fill(1);
  if (id === "weighted") weights.set(inverseChances(reading, arrival, range));
  const model = await fitTrees(live.binned, labels, range, task, id === "weighted" ? { weights } : {});
  const test = testRange(live, reading.at);
  const scores = predictBoostedTrees(model, live.binned, rowsOf(test));
  await task.breathe();
  return { scores, range, test };
}

export const testRange = ({ world }: Live, at: number): Range => ({
  from: firstRowAt(world, at),
  to: firstRowAt(world, at + TEST_DAYS * DAY),
});

/** How scores did on payments whose labels have all come. */
export function judged(
  live: Live,
  final: Reading,
  id: Retrained["id"],
  { scores, test, range }: { scores: Float64Array; test: Range; range: Range | null },
  reading: Reading,
): Retrained {
  const labels = within(final.fraud, test);
  const { amount } = live.world.transactions;
  const metrics = evaluate(scores, labels, within(amount, test), { threshold: live.threshold });
  const sum = (values: ArrayLike<number>, { from, to }: Range = { from: 0, to: values.length }) => {
    let total = 0;
    for (let i = from; i < to; i++) total += values[i]!;
    return total;
  };
  const expected = sum(scores);
  const day = (at: number) => Math.round((at - live.world.periods.production.startAt) / DAY);
  const { eventAt } = live.world.transactions;
  return {
    id,
    words: MODEL_WORDS[id] ?? WORDS[IDS.indexOf(id as never)]!,
    from: range === null ? null : day(Math.floor(eventAt[range.from]! / DAY) * DAY),
    to: range === null ? null : day(Math.ceil(eventAt[range.to - 1]! / DAY) * DAY),
    rows: range === null ? 0 : range.to - range.from,
    frauds: range === null ? 0 : sum(reading.fraud, range),
    fraudsInTheEnd: range === null ? 0 : sum(final.fraud, range),
    expected,
    came: metrics.positives,
    ratio: expected < 0.5 ? null : metrics.positives / expected,
    recall: metrics.recall.value,
    recallInterval: metrics.recall.interval,
    stopped: sum(scores.map((score) => (score >= live.threshold ? 1 : 0))) / scores.length,
    rocAuc: metrics.rocAuc.value,
    cost: metrics.cost.value,
  };
}
