import type { Scene } from "../../core/faults/fault.ts";
import { log } from "../../core/math/elementary.ts";
import { quantile } from "../../core/stats/quantile.ts";
import { LATER_PAYMENT_METHODS } from "../../core/world/types.ts";
import { type Range, within } from "../shared/train.ts";
import { WEIGHT_CAP } from "./answers.ts";
import { type Bench, measure, scoresOf, stoppedOf } from "./models.ts";
import type { AmountBin, Damage, Drift, Numbers } from "./result.ts";
import type { Stretches } from "./world.ts";

/** The bins of the amounts: half doublings of a euro. */
const BINS = { low: 1.5, step: 0.5, count: 16 };
/** Less than this is no drift, and no damage, that a picture could show: index, and payments in 1,000. */
const NOTHING = { stability: 0.02, stopped: 0.2 };

/** Shares of the payments by amount: training, the compared weeks, and these in the prices of training. */
export function amountBins(later: Scene, { training, compared }: Stretches, inflation: number): AmountBin[] {
  const { amount } = later.world.transactions;
  const shares = ({ from, to }: Range, by: number) => {
    const counts = new Float64Array(BINS.count);
    for (let row = from; row < to; row++) {
      const bin = Math.floor((log(amount[row]! / by) / Math.LN2 - BINS.low) / BINS.step);
      counts[Math.max(0, Math.min(BINS.count - 1, bin))]!++;
    }
    return counts.map((count) => count / Math.max(1, to - from));
  };
  const before = shares(training, 1);
  const now = shares(compared, 1);
  const deflated = shares(compared, 1 + inflation);
  return Array.from({ length: BINS.count }, (_, i) => {
    const low = BINS.low + i * BINS.step;
    const euros = (at: number) => {
      const value = 2 ** at;
      return value < 10 ? value.toFixed(1) : String(Math.round(value));
    };
    const end = i === BINS.count - 1 ? "and more" : `to ${euros(low + BINS.step)} EUR`;
    return {
      at: low + BINS.step / 2,
      label: i === 0 ? `up to ${euros(low + BINS.step)} EUR` : `${euros(low)} ${end}`,
      training: before[i]!,
      production: now[i]!,
      deflated: deflated[i]!,
    };
  });
}

/** The feature that moved farthest by the stability index; "none" where none moved. */
export function farthestOf(damage: readonly Damage[]): string {
  const most = damage.reduce((far, one) => (one.stability > far.stability ? one : far));
  return most.stability > NOTHING.stability ? most.feature : "none";
}

/** The feature whose drift stops the most further genuine payments; "none" where none does. */
export function harmfulOf(damage: readonly Damage[]): string {
  const most = damage.reduce((far, one) => (one.stopped > far.stopped ? one : far));
  return most.stopped > NOTHING.stopped ? most.feature : "none";
}

export function numbersOf(
  bench: Bench,
  later: Scene,
  drift: readonly Drift[],
  scores: Float64Array,
  heaviest: number,
): Numbers {
  const { twin, stretches, binned, held, threshold } = bench;
  const { labels } = twin;
  const { training, compared, judged } = stretches;
  const { amount, paymentMethod, deviceIsNew } = later.world.transactions;
  const median = (rows: Range) => quantile(within(amount, rows).slice().sort(), 0.5);
  const share = (values: Uint8Array, rows: Range, code: number) =>
    within(values, rows).reduce((sum, value) => sum + (value === code ? 1 : 0), 0) /
    Math.max(1, rows.to - rows.from);
  const before = stoppedOf(held, labels, stretches.held, threshold);
  const now = stoppedOf(scores, labels, judged, threshold);
  const calm = scoresOf(bench, binned, judged);
  const ringing = drift.filter((one) => one.rings).length;
  const auc = (scene: Scene, own: Float64Array) =>
    measure(scene, labels, own, judged, threshold).rocAuc.value;
  return {
    trainingRows: training.to - training.from,
    comparedRows: compared.to - compared.from,
    judgedRows: judged.to - judged.from,
    features: drift.length,
    ringing,
    silent: drift.length - ringing,
    medianBefore: median(training),
    medianNow: median(compared),
    instantShare: share(paymentMethod, compared, LATER_PAYMENT_METHODS.length - 1),
    deviceBefore: share(deviceIsNew, training, 1),
    deviceNow: share(deviceIsNew, compared, 1),
    genuineBefore: before.genuine,
    genuineNow: now.genuine,
    genuineTwin: stoppedOf(calm, labels, judged, threshold).genuine,
    stoppedBefore: before.stopped,
    stoppedNow: now.stopped,
    laterAuc: auc(later, scores),
    twinAuc: auc(twin, calm),
    weightCap: WEIGHT_CAP,
    heaviest,
  };
}
