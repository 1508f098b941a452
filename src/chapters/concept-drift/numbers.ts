import { rocAuc } from "../../core/metrics/roc-auc.ts";
import type { PaymentsWorld } from "../../core/world/types.ts";
import { type Range, within } from "../shared/train.ts";
import type { Bench } from "./bench.ts";
import type { Answer, Drawn, Numbers, Strip } from "./result.ts";
import { DUMMY } from "./streams.ts";
import { LIVE_AFTER, MODEL_FEATURES, PRODUCTION_DAYS, type Stretches, TRAINING_DAYS } from "./world.ts";

/** Of some payments: frauds, those that are stopped, the right ones among them, and the errors. */
function tallyOf({ scores, threshold }: Bench, frauds: Uint8Array, { from, to }: Range) {
  const tally = { rows: to - from, frauds: 0, stopped: 0, caught: 0, errors: 0 };
  for (let row = from; row < to; row++) {
    const stop = scores[row]! >= threshold ? 1 : 0;
    tally.frauds += frauds[row]!;
    tally.stopped += stop;
    tally.caught += stop * frauds[row]!;
    if (stop !== frauds[row]) tally.errors++;
  }
  return tally;
}

const over = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);

function missedEur(world: PaymentsWorld, bench: Bench, frauds: Uint8Array, { from, to }: Range): number {
  let sum = 0;
  for (let row = from; row < to; row++)
    if (frauds[row] === 1 && bench.scores[row]! < bench.threshold) sum += world.transactions.amount[row]!;
  return sum;
}

/** The numbers that the prose speaks of. */
export function numbersOf(
  bench: Bench,
  broken: Uint8Array,
  stretches: Stretches,
  strip: Strip,
  drawn: readonly Drawn[],
  repairs: { answers: readonly Answer[]; wait: number },
  draws: number,
): Numbers {
  const { world } = bench.base;
  const healthy = world.transactions.isFraud;
  const { held, after, training } = stretches;
  const before = tallyOf(bench, healthy, held);
  const now = tallyOf(bench, broken, after);
  let moved = 0;
  for (let row = after.from; row < after.to; row++) if (broken[row] === 1 && healthy[row] === 0) moved++;
  const eight = strip.rungs.filter(({ id }) => id !== DUMMY);
  const first = eight.filter(({ delay }) => delay !== null);
  const clean = first.filter(({ kinds }) => !kinds.includes("false"));
  const among = clean.length > 0 ? clean : [];
  const best = among.reduce<(typeof first)[number] | null>(
    (least, one) => (least === null || one.delay! < least.delay! ? one : least),
    null,
  );
  const answer = (id: string) => repairs.answers.find((one) => one.id === id)?.auc?.value ?? 0.5;
  const auc = (frauds: Uint8Array) => {
    const value = rocAuc(within(bench.scores, after), within(frauds, after));
    return Number.isNaN(value) ? 0.5 : value;
  };
  const trainingFrauds = within(healthy, training).reduce((sum, one) => sum + one, 0);
  return {
    heldRows: before.rows,
    trainingDays: TRAINING_DAYS,
    productionWeeks: PRODUCTION_DAYS / 7,
    features: MODEL_FEATURES.length,
    fraudRate: over(trainingFrauds, training.to - training.from),
    fraudRateNow: over(now.frauds, now.rows),
    moved,
    movedShare: over(moved, now.frauds),
    payments: world.periods.production.to - training.from,
    stoppedShare: over(before.stopped, before.rows),
    errorsBefore: over(before.errors, before.rows),
    errorsAfter: over(now.errors, now.rows),
    accuracyBefore: 1 - over(before.errors, before.rows),
    accuracyAfter: 1 - over(now.errors, now.rows),
    recallBefore: over(before.caught, before.frauds),
    recallAfter: over(now.caught, now.frauds),
    missedEur: missedEur(world, bench, broken, after),
    twinAuc: auc(healthy),
    afterAuc: auc(broken),
    found: first.length,
    clean: clean.length,
    beat: drawn.filter(({ beats }) => beats).length,
    draws,
    best: best?.name ?? "none",
    bestDelay: best?.delay ?? 0,
    bestDetection: best?.detection ?? best?.delay ?? 0,
    bestMaturity: best === null ? 0 : best.delay! - (best.detection ?? best.delay!),
    liveDay: stretches.liveDay,
    windowDays: LIVE_AFTER,
    wait: repairs.wait,
    answerNone: answer("none"),
    answerAll: answer("all"),
    answerWindow: answer("window"),
  };
}
