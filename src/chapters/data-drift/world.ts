import type { Scene } from "../../core/faults/fault.ts";
import { twoYearsLater } from "../../core/faults/two-years-later.ts";
import { FEATURES, type FeatureName } from "../../core/features/features.ts";
import { DAY, type PaymentsSettings } from "../../core/world/settings.ts";
import type { PaymentsWorld } from "../../core/world/types.ts";
import { rememberLast } from "../shared/remember.ts";
import { type HealthyScene, paymentsScene } from "../shared/scene.ts";
import { type Range, splitInTime } from "../shared/train.ts";

export const TRAINING_DAYS = 42;
/** The first weeks of production, which monitoring compares with training. */
export const COMPARED_DAYS = 21;
/** The weeks after them, in which every answer is judged. */
export const JUDGED_DAYS = 21;

export const CATEGORY_FEATURES: readonly FeatureName[] = ["merchant_category", "payment_method"];
export const NUMBER_FEATURES: readonly FeatureName[] = FEATURES.filter(
  (name) => !CATEGORY_FEATURES.includes(name),
);

export type DriftParams = { inflation: number; newMethod: number; habits: number };

/** A company with more fraud than most, most of it single payments: enough cases to judge a model on three weeks. */
export function settingsOf(size: number): Partial<PaymentsSettings> {
  return {
    payments: Math.round(
      (size * (TRAINING_DAYS + COMPARED_DAYS + JUDGED_DAYS)) / (TRAINING_DAYS + COMPARED_DAYS),
    ),
    trainingDays: TRAINING_DAYS,
    productionDays: COMPARED_DAYS + JUDGED_DAYS,
    fraudRate: 0.03,
    burstShare: 0.3,
  };
}

/** The healthy twin: the same company two years later, and nothing has changed. */
export const twinOf = (size: number, seed: number): HealthyScene => paymentsScene(settingsOf(size), seed);

/** The same payments two years later; the last ones are kept. */
export const laterOf = rememberLast(
  (drift: DriftParams, size: number, seed: number): Scene =>
    twoYearsLater.apply(twinOf(size, seed), drift, seed),
);

export const isHealthy = ({ inflation, newMethod, habits }: DriftParams): boolean =>
  inflation === 0 && newMethod === 0 && habits === 0;

/** The stretches of time that the chapter speaks of, as rows. */
export type Stretches = {
  training: Range;
  fit: Range;
  held: Range;
  compared: Range;
  /** The two parts of the compared weeks that retraining uses: to fit on, and to set the threshold on. */
  refit: Range;
  rehold: Range;
  judged: Range;
  production: Range;
};

export function stretchesOf(world: PaymentsWorld): Stretches {
  const { training, production } = world.periods;
  const { fit, held } = splitInTime(world);
  const at = (day: number) => {
    const { eventAt } = world.transactions;
    let row = production.from;
    while (row < production.to && eventAt[row]! < production.startAt + day * DAY) row++;
    return row;
  };
  const [cut, end] = [at((COMPARED_DAYS * 2) / 3), at(COMPARED_DAYS)];
  return {
    training: { from: training.from, to: training.to },
    fit,
    held,
    compared: { from: production.from, to: end },
    refit: { from: production.from, to: cut },
    rehold: { from: cut, to: end },
    judged: { from: end, to: production.to },
    production: { from: production.from, to: production.to },
  };
}
