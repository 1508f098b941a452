import { healthyScene, type Scene } from "../../core/faults/fault.ts";
import { explorationSource } from "../../core/faults/selective-labels.ts";
import type { FeatureName } from "../../core/features/features.ts";
import type { BinnedFeatures } from "../../core/models/bins.ts";
import type { Random } from "../../core/random.ts";
import { withBoldFrauds } from "../../core/world/bold-frauds.ts";
import { paymentsWorld } from "../../core/world/payments.ts";
import { DAY } from "../../core/world/settings.ts";
import type { PaymentsWorld } from "../../core/world/types.ts";
import { rememberLast } from "../shared/remember.ts";
import { binPayments, type Range } from "../shared/train.ts";

/** Days from one retraining to the next. */
export const PERIOD_DAYS = 14;
/** The most retrainings that a reader can ask for; the world has a period for each, and one before them. */
export const MOST_ROUNDS = 8;

/**
 * What the model reads. Not the chargeback count: a fraud that was blocked is not counted there either, which is a second loop
 * inside the first.
 */
export const FEATURES: readonly FeatureName[] = [
  "amount",
  "hour",
  "merchant_category",
  "payment_method",
  "device_is_new",
  "tx_count_last_24_hours",
  "avg_transaction_amount_last_7_days",
  "tenure_days",
];

export type Bench = {
  scene: Scene;
  /** The truth: all frauds are reported in the end, if they are let through. */
  labels: Uint8Array;
  bold: Uint8Array;
  binned: BinnedFeatures;
  /** The two-week periods; nothing is blocked in the first. */
  periods: readonly Range[];
  source: Random;
};

/** The payments before any fraud is bold; the last are kept, so that the share of bold frauds draws none anew. */
export const drawnWorld: (size: number, seed: number) => PaymentsWorld = rememberLast(
  (size: number, seed: number) =>
    paymentsWorld(
      {
        payments: size * (MOST_ROUNDS + 1),
        warmUpDays: PERIOD_DAYS,
        trainingDays: PERIOD_DAYS,
        productionDays: PERIOD_DAYS * MOST_ROUNDS,
        fraudRate: 0.03,
        burstShare: 0.5,
        newUserRisk: 1,
        neverReported: 0,
      },
      seed,
    ),
);

/** The payments of all periods, their features and the truth; the last one is kept. */
export const benchOf: (size: number, bold: number, seed: number) => Bench = rememberLast(
  (size: number, share: number, seed: number): Bench => {
    const { world, bold } = withBoldFrauds(drawnWorld(size, seed), share, seed);
    const scene = healthyScene(world);
    const { eventAt, isFraud } = world.transactions;
    const start = world.periods.training.startAt;
    const periods: Range[] = [];
    let from = world.periods.training.from;
    for (let k = 1; k <= MOST_ROUNDS + 1; k++) {
      let to = from;
      while (to < eventAt.length && eventAt[to]! < start + k * PERIOD_DAYS * DAY) to++;
      periods.push({ from, to });
      from = to;
    }
    const binned = binPayments(scene.training, firstHalf(periods[0]!), FEATURES);
    return { scene, labels: isFraud, bold, binned, periods, source: explorationSource(seed) };
  },
);

/** The older half of a period's rows, to fit on. */
export const firstHalf = ({ from, to }: Range): Range => ({ from, to: (from + to) >> 1 });
/** The newer half, held out. */
export const secondHalf = ({ from, to }: Range): Range => ({ from: (from + to) >> 1, to });
