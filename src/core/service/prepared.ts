import { FEATURES, PRESENT } from "../features/features.ts";
import { fitIsotonic, predictIsotonic } from "../models/isotonic.ts";
import { sortOrder } from "../stats/order.ts";
import { labelsAsKnownAt } from "../world/as-known.ts";
import type { Service } from "./contracts.ts";
import { binOf, type DriftBins, driftBins, type FeatureBins, featureBins } from "./drift.ts";
import { rowRange, scoresOf } from "./release.ts";

/** What the figures of all days need, for whichever moment they are known at. */
export type Prepared = {
  /** Rows of each day of production by ascending score. */
  byScore: readonly Int32Array[];
  /** The chance of fraud that each score stands for, calibrated on the held-out rows of its version. */
  chance: Float64Array;
  /** The score's bin of each payment, and the bins of each version. */
  scoreBin: Uint8Array;
  scoreBins: readonly DriftBins[];
  features: readonly FeatureBins[];
  /** Absent feature values of each payment. */
  absent: Uint8Array;
  /** Delays of the reports known when production began, ascending, in milliseconds. */
  delays: Float64Array;
};

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

function make({ world, production, versions, version, score, firstRow }: Service): Prepared {
  const { count } = world.transactions;
  const { startAt, from } = world.periods.production;
  const { fraud } = labelsAsKnownAt(world, startAt);
  const chance = score.slice();
  const scoreBin = new Uint8Array(count);
  const scoreBins = versions.map((own, index) => {
    const held = scoresOf(own, own.training, own.held);
    const isotonic = fitIsotonic(
      held,
      Uint8Array.from(own.held, (row) => fraud[row] ?? 0),
    );
    const bins = driftBins(held);
    const [first, end] = [Math.max(from, version.indexOf(index)), version.lastIndexOf(index) + 1];
    if (end > first) chance.set(predictIsotonic(isotonic, score.subarray(first, end)), first);
    for (let row = first; row < end; row++) scoreBin[row] = binOf(score[row]!, bins.edges);
    return bins;
  });
  const absent = new Uint8Array(count);
  for (const name of FEATURES) {
    const { absence } = production.columns[name];
    for (let row = from; row < count; row++) if (absence[row] !== PRESENT) absent[row]!++;
  }
  const { eventAt, reportedAt } = world.chargebacks;
  const delays = reportedAt.map((at, i) => at - eventAt[i]!).filter((_, i) => reportedAt[i]! < startAt);
  return {
    byScore: Array.from({ length: firstRow.length - 1 }, (_, day) => {
      const rows = rowRange(firstRow[day]!, firstRow[day + 1]!);
      return Int32Array.from(
        sortOrder(score.subarray(firstRow[day]!, firstRow[day + 1]!)),
        (at) => rows[at]!,
      );
    }),
    chance,
    scoreBin,
    scoreBins,
    features: versions.map(({ training, held }) => featureBins(training, held, production, from)),
    absent,
    delays: delays.sort(),
  };
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
