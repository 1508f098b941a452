import { type Feed, RECODED } from "../../core/faults/broken-feed.ts";
import { DAY } from "../../core/world/settings.ts";
import type { HealthyScene } from "../shared/scene.ts";
import { within } from "../shared/train.ts";
import type { Fragile } from "./company.ts";

/** Why a row is not let through. */
export const PASSES = 0;
export const NO_AMOUNT = 1;
export const OUT_OF_RANGE = 2;
export const UNSEEN = 3;
export const NO_DEVICE = 4;
/** The field that a turned-away row must do without, by reason. */
export const FIELD_OF: readonly (Fragile | null)[] = [
  null,
  "amount",
  "amount",
  "merchant_category",
  "device_is_new",
];

/** What the reference batch taught: the middle amounts, the known categories, and how few payments a day may have. */
export type Rules = { low: number; high: number; leastRows: number; meanRows: number };

/** Rows of a day fewer than the mean by this many standard deviations are too few. */
const DEVIATIONS = 3;

/** What all rules of a scene are made from: the sorted amounts of training, and how many payments its days have. */
type Reference = { amounts: Float64Array; mean: number; deviation: number };
const references = new WeakMap<HealthyScene, Reference>();

function referenceOf(scene: HealthyScene): Reference {
  const kept = references.get(scene);
  if (kept) return kept;
  const { transactions, periods } = scene.world;
  const { training } = periods;
  const amounts = within(transactions.amount, training).slice().sort();
  const days = new Float64Array(Math.round((training.endAt - training.startAt) / DAY));
  for (let row = training.from; row < training.to; row++)
    days[Math.floor((transactions.eventAt[row]! - training.startAt) / DAY)]!++;
  const mean = days.reduce((sum, rows) => sum + rows, 0) / days.length;
  const squares = days.reduce((sum, rows) => sum + (rows - mean) * (rows - mean), 0);
  const reference = { amounts, mean, deviation: Math.sqrt(squares / Math.max(1, days.length - 1)) };
  references.set(scene, reference);
  return reference;
}

/**
 * Rules from the payments of training. The range leaves out the share `odd` of the amounts, half at each end; at 0 it is the
 * smallest and the largest. No field may be empty, categories are those that occurred, keys occur once.
 */
export function learnRules(scene: HealthyScene, odd: number): Rules {
  const { amounts, mean, deviation } = referenceOf(scene);
  const cut = Math.floor((amounts.length * odd) / 2);
  return {
    low: amounts[cut] ?? Number.NEGATIVE_INFINITY,
    high: amounts[amounts.length - 1 - cut] ?? Number.POSITIVE_INFINITY,
    leastRows: mean - DEVIATIONS * deviation,
    meanRows: mean,
  };
}

/** What the rules say of one delivered row. Of a row that came twice the second copy is turned away, and the first is judged. */
export function judge({ amount, category, device }: Feed, row: number, rules: Rules): number {
  const value = amount[row]!;
  if (Number.isNaN(value)) return NO_AMOUNT;
  if (value < rules.low || value > rules.high) return OUT_OF_RANGE;
  if (Number.isNaN(device[row]!)) return NO_DEVICE;
  return category[row]! >= RECODED ? UNSEEN : PASSES;
}
