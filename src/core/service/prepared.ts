import { FEATURES, type FeatureName, type PaymentFeatures, PRESENT } from "../features/features.ts";
import { fitIsotonic, type Isotonic, predictIsotonic } from "../models/isotonic.ts";
import { sortOrder } from "../stats/order.ts";
import { labelsAsKnownAt } from "../world/as-known.ts";
import type { Day, Service, Version } from "./contracts.ts";
import { binOf, type DriftBins, driftBins, type FeatureBin, WATCHED } from "./drift.ts";
import { scoresOf } from "./release.ts";

/** What production is compared with: the held-out training rows of a version, as it read and scored them. */
type Baseline = {
  isotonic: Isotonic;
  scores: DriftBins;
  features: readonly (readonly [FeatureName, DriftBins])[];
};

/** What a day says about drift. */
export type Drift = Pick<Day, "scoreDrift" | "featureDrift" | "driftedFeature">;

/** What the figures of all days need, for whichever moment they are known at. */
export type Prepared = {
  /** Rows of each day of production by ascending score. */
  byScore: readonly Int32Array[];
  /** The chance of fraud that each score stands for, calibrated on the held-out rows of its version. */
  chance: Float64Array;
  /** The score's bin of each payment, and the bins of each version. */
  scoreBin: Uint8Array;
  scoreBins: readonly DriftBins[];
  /** The same of every watched feature, for each version. */
  features: readonly (readonly (readonly [FeatureName, FeatureBin])[])[];
  /** Absent feature values of each payment. */
  absent: Uint8Array;
  /** Delays of the reports known when production began, ascending, in milliseconds. */
  delays: Float64Array;
  /** The drift of each day whose rows have all arrived, from the moment of the last one on; filled as days are asked for. */
  drifts: Map<number, { from: number; drift: Drift }>;
};

const baselines = new WeakMap<PaymentFeatures, Map<Version["model"], Baseline>>();
const prepared = new WeakMap<Service, Prepared>();

/** What the figures of a service's days share; made once for each service. */
export function prepare(service: Service): Prepared {
  let own = prepared.get(service);
  if (own === undefined) {
    own = make(service);
    prepared.set(service, own);
  }
  return own;
}

function make(service: Service): Prepared {
  const { world, production, versions, version, score, firstRow } = service;
  const { count } = world.transactions;
  const { startAt, from } = world.periods.production;
  const chance = score.slice();
  const scoreBin = new Uint8Array(count);
  const absent = new Uint8Array(count);
  const bases = versions.map((own) => baselineOf(service, own));
  bases.forEach(({ isotonic, scores }, index) => {
    const [first, end] = [Math.max(from, version.indexOf(index)), version.lastIndexOf(index) + 1];
    if (end <= first) return;
    chance.set(predictIsotonic(isotonic, score.subarray(first, end)), first);
    for (let row = first; row < end; row++) scoreBin[row] = binOf(score[row]!, scores.edges);
  });
  for (const name of FEATURES) {
    const { absence } = production.columns[name];
    for (let row = from; row < count; row++) if (absence[row] !== PRESENT) absent[row]!++;
  }
  const { eventAt, reportedAt } = world.chargebacks;
  const delays = reportedAt.map((at, i) => at - eventAt[i]!).filter((_, i) => reportedAt[i]! < startAt);
  return {
    byScore: Array.from({ length: firstRow.length - 1 }, (_, day) => {
      const [first, end] = [firstRow[day]!, firstRow[day + 1]!];
      return Int32Array.from(sortOrder(score.subarray(first, end)), (at) => first + at);
    }),
    chance,
    scoreBin,
    scoreBins: bases.map(({ scores }) => scores),
    features: bases.map(({ features }) =>
      features.map(([name, bins]) => {
        const { values } = production.columns[name];
        const bin = new Uint8Array(count);
        for (let row = from; row < count; row++) bin[row] = binOf(values[row]!, bins.edges);
        return [name, { bins, bin }] as const;
      }),
    ),
    absent,
    delays: delays.sort(),
    drifts: new Map(),
  };
}

/** Kept by what it is made from: most failures leave the training rows and the first version as they are. */
function baselineOf({ world }: Service, { model, edges, training, held }: Version): Baseline {
  const kept = baselines.get(training) ?? new Map<Version["model"], Baseline>();
  baselines.set(training, kept);
  let own = kept.get(model);
  if (own === undefined) {
    const { fraud } = labelsAsKnownAt(world, world.periods.production.startAt);
    const scores = scoresOf({ model, edges }, training, held);
    const labels = Uint8Array.from(held, (row) => fraud[row] ?? 0);
    own = {
      isotonic: fitIsotonic(scores, labels),
      scores: driftBins(scores),
      features: WATCHED.map((name) => {
        const { values } = training.columns[name];
        return [name, driftBins(Float64Array.from(held, (row) => values[row]!))] as const;
      }),
    };
    kept.set(model, own);
  }
  return own;
}

/** The share of the reports that come within this time, as training had them; 0 to 1. NaN where there were none. */
export function reportedWithin({ delays }: Prepared, age: number): number {
  let low = 0;
  let high = delays.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (delays[middle]! <= age) low = middle + 1;
    else high = middle;
  }
  return low / delays.length;
}
