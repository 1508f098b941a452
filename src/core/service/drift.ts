import { FEATURES, type FeatureName } from "../features/features.ts";
import { stabilityOfCounts } from "../stats/population-stability.ts";

/** Bins at the deciles of the reference. */
const BINS = 10;
/** Codes, counts of events and flags have few values: each is a bin, up to so many. */
const FEW = 12;

/** What some rows are compared with: the upper edges of the bins and how many reference values lie in each. */
export type DriftBins = { edges: Float64Array; counts: Float64Array };

/** Bins at the deciles of the values (NaN gets the last bin, for what is absent), or one bin a value where there are few. */
export function driftBins(values: Float64Array): DriftBins {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
  const edges =
    distinct.length <= FEW
      ? distinct.slice(0, -1)
      : Float64Array.from(
          { length: BINS - 1 },
          (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / BINS)]!,
        ).filter((edge, i, all) => i === 0 || edge !== all[i - 1]);
  const counts = new Float64Array(edges.length + 2);
  for (let i = 0; i < values.length; i++) counts[binOf(values[i]!, edges)]!++;
  return { edges, counts };
}

/** The bin of a value; the last one where it is absent (NaN). */
export function binOf(value: number, edges: Float64Array): number {
  if (Number.isNaN(value)) return edges.length + 1;
  let bin = 0;
  while (bin < edges.length && value > edges[bin]!) bin++;
  return bin;
}

/**
 * The population stability index of some bin counts against the reference, less what chance alone gives it on average; not below
 * 0, and NaN where there are no rows.
 */
export function driftOf({ counts }: DriftBins, current: Float64Array): number {
  let rows = 0;
  for (let bin = 0; bin < current.length; bin++) rows += current[bin]!;
  if (rows === 0) return Number.NaN;
  const { value, bias } = stabilityOfCounts(counts, current);
  return Math.max(0, value - bias);
}

/** The bin of each payment, and the bins of the reference rows. */
export type FeatureBin = { bins: DriftBins; bin: Uint8Array };

/** The features whose drift is watched: all but the age of the account, which is a clock. */
export const WATCHED: readonly FeatureName[] = FEATURES.filter((name) => name !== "tenure_days");
