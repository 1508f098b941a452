import { fillAbsent, presentMean } from "../features/absence.ts";
import { type FeatureColumn, type FeatureName, type PaymentFeatures, PRESENT } from "../features/features.ts";
import { random } from "../random.ts";
import { DAY } from "../world/settings.ts";
import type { PaymentsWorld } from "../world/types.ts";
import type { Fault, Scene } from "./fault.ts";

export const MISMATCHES = ["units", "scaling", "codes", "time-zone", "stale-cache", "missing-rule"] as const;
export type Mismatch = (typeof MISMATCHES)[number];

const params = {
  mismatch: {
    kind: "choice",
    label: "What the serving code does otherwise",
    options: MISMATCHES,
    words: [
      "amounts in cents",
      "no scaling",
      "category codes in another order",
      "another time zone",
      "a stale cache",
      "another rule for missing values",
    ],
    default: "units",
  },
  share: {
    kind: "number",
    label: "Payments that it serves",
    unit: "%",
    min: 0,
    max: 1,
    step: 0.05,
    default: 1,
  },
  fromDay: {
    kind: "number",
    label: "It goes live on day",
    unit: "",
    min: 0,
    max: 20,
    step: 1,
    default: 7,
    help: "Of production, counted from 0.",
  },
} as const;

/** Hours by which the other clock is behind UTC. */
export const HOURS_BEHIND = 5;
/** What the other code writes where there is no average. */
export const OTHER_FILL = 0;

/** The features that each mismatch can touch. */
export const TOUCHES: Readonly<Record<Mismatch, readonly FeatureName[]>> = {
  units: ["amount"],
  scaling: ["avg_transaction_amount_last_7_days"],
  codes: ["merchant_category"],
  "time-zone": ["hour"],
  "stale-cache": ["user_chargeback_count_last_30_days"],
  "missing-rule": ["avg_transaction_amount_last_7_days"],
};

/** 1 for every payment that is answered by the serving code with the mismatch. A larger share only adds payments. */
export function servedOtherwise(
  { transactions, periods: { production } }: PaymentsWorld,
  { share, fromDay }: { share: number; fromDay: number },
  seed: number,
): Uint8Array {
  const hit = new Uint8Array(transactions.count);
  if (share <= 0) return hit;
  const source = random(seed).fork("serving skew");
  const startAt = production.startAt + fromDay * DAY;
  for (let row = production.from; row < production.to; row++)
    if (transactions.eventAt[row]! >= startAt && source.fork(transactions.id[row]!).chance(share))
      hit[row] = 1;
  return hit;
}

/**
 * Training and serving compute one feature by two pieces of code, and the second differs. Training is never touched, and a
 * payment that the other code does not serve is served as trained.
 *
 * Under `scaling` the average is standardised in training (mean 0, deviation 1 over the training payments) and in serving,
 * but for the payments in question, which get it in EUR: there the healthy twin is this fault with a share of 0.
 */
export const servingSkew: Fault<typeof params> = {
  id: "serving-skew",
  name: "Training-serving skew",
  chapter: "skew",
  summary: "The code that serves a feature computes it otherwise than the code that trained on it.",
  params,
  apply(healthy, { mismatch, share, fromDay }, seed) {
    const kind = mismatch as Mismatch;
    const trained = kind === "scaling" ? scaled(healthy) : healthy.training;
    const hit = servedOtherwise(healthy.world, { share, fromDay }, seed);
    const base = kind === "scaling" ? trained : healthy.production;
    const columns: Record<FeatureName, FeatureColumn> = { ...base.columns };
    for (const name of TOUCHES[kind]) {
      const other = OTHERWISE[kind](healthy, healthy.production.columns[name]);
      columns[name] = blend(base.columns[name], other, hit);
    }
    return { world: healthy.world, training: trained, production: { ...base, columns } };
  },
};

/** How the other code computes the column, in all rows. */
const OTHERWISE: Readonly<Record<Mismatch, (scene: Scene, column: FeatureColumn) => FeatureColumn>> = {
  // Whole cents, so that no rounding stands between the two.
  units: (_, column) => ({ ...column, values: column.values.map((value) => Math.round(value * 100)) }),
  scaling: (_, column) => column,
  codes: ({ world }, column) => {
    const other = reordered(column, world);
    return { ...column, values: column.values.map((code) => other[code]!) };
  },
  "time-zone": (_, column) => ({
    ...column,
    values: column.values.map((hour) => (hour - HOURS_BEHIND + 24) % 24),
  }),
  "stale-cache": ({ world }, column) => ofPaymentBefore(world, column),
  "missing-rule": (_, column) => fillAbsent(column, OTHER_FILL),
};

/**
 * An encoder that numbers categories by frequency, fitted again: neighbours in the order of frequency (in training) change
 * places, two by two from the rarest on.
 */
function reordered({ values }: FeatureColumn, { periods: { training } }: PaymentsWorld): number[] {
  const counts = new Map<number, number>();
  for (let row = training.from; row < training.to; row++)
    counts.set(values[row]!, (counts.get(values[row]!) ?? 0) + 1);
  const byFrequency = [...counts].sort((a, b) => a[1] - b[1] || b[0] - a[0]).map(([code]) => code);
  const other = Array.from({ length: Math.max(-1, ...values) + 1 }, (_, code) => code);
  for (let i = 0; i + 1 < byFrequency.length; i += 2) {
    other[byFrequency[i]!] = byFrequency[i + 1]!;
    other[byFrequency[i + 1]!] = byFrequency[i]!;
  }
  return other;
}

/** The value of the same user's payment before; the row's own where there is none. */
function ofPaymentBefore({ paymentsOf }: PaymentsWorld, column: FeatureColumn): FeatureColumn {
  const values = column.values.slice();
  const absence = column.absence.slice();
  const knownAt = column.knownAt.slice();
  const { offsets, rows } = paymentsOf;
  for (let user = 0; user + 1 < offsets.length; user++)
    for (let i = offsets[user]! + 1; i < offsets[user + 1]!; i++) {
      const [row, before] = [rows[i]!, rows[i - 1]!];
      values[row] = column.values[before]!;
      absence[row] = column.absence[before]!;
      knownAt[row] = column.knownAt[before]!;
    }
  return { values, absence, knownAt };
}

function blend(own: FeatureColumn, other: FeatureColumn, hit: Uint8Array): FeatureColumn {
  const pick = <A extends Float64Array | Uint8Array>(a: A, b: A): A => {
    const mixed = a.slice() as A;
    for (let row = 0; row < hit.length; row++) if (hit[row] === 1) mixed[row] = b[row]!;
    return mixed;
  };
  return {
    values: pick(own.values, other.values),
    absence: pick(own.absence, other.absence),
    knownAt: pick(own.knownAt, other.knownAt),
  };
}

/** The features with the average standardised by the mean and the deviation of the training payments that have one. */
function scaled({ training, world }: Scene): PaymentFeatures {
  const name = "avg_transaction_amount_last_7_days";
  const column = training.columns[name];
  const { from, to } = world.periods.training;
  const mean = presentMean(column, from, to);
  let squares = 0;
  let count = 0;
  for (let row = from; row < to; row++)
    if (column.absence[row] === PRESENT) {
      squares += (column.values[row]! - mean) * (column.values[row]! - mean);
      count++;
    }
  const deviation = Math.sqrt(squares / count);
  if (!(deviation > 0)) return training;
  const values = column.values.map((value) => (value - mean) / deviation);
  return { ...training, columns: { ...training.columns, [name]: { ...column, values } } };
}
