import type { FeatureMatrix } from "./matrix.ts";

/** Slots a feature has in a histogram: up to 63 bins of values, and the last slot for missing. */
export const SLOTS = 64;
export const MISSING = SLOTS - 1;
export const MAX_BINS = SLOTS - 1;

/** Above this many rows the edges come from an even sample of them: 63 quantiles need no more. */
const SAMPLE = 8_192;

/** Features cut at their quantiles, ready for any number of fits on the same rows. */
export type BinnedFeatures = {
  rows: number;
  names: readonly string[];
  /**
   * Upper edges of the bins of each feature, ascending; a value goes into the first bin whose edge is not below it, and into
   * the last bin (which has no edge) where there is none.
   */
  edges: readonly Float64Array[];
  /** `slots[row * features + feature]`: bin of that value, or {@link MISSING}. Row by row, as histograms are filled. */
  slots: Uint8Array;
};

/**
 * Cuts every feature into at most `maxBins` bins (2 to 63) of about equal count. A value that fills a bin by itself gets
 * one of its own; where there are no more distinct values than bins, each value has its own. NaN goes to the slot for
 * missing; infinities are values. Throws for an impossible `maxBins`.
 */
export function binFeatures(matrix: FeatureMatrix, maxBins: number = MAX_BINS): BinnedFeatures {
  return binLike(matrix, binEdges(matrix, maxBins));
}

/** The edges alone, for rows that are binned with others. Throws for an impossible `maxBins`. */
export function binEdges({ columns }: FeatureMatrix, maxBins: number = MAX_BINS): Float64Array[] {
  if (!Number.isInteger(maxBins) || maxBins < 2 || maxBins > MAX_BINS)
    throw new Error(`maxBins must be a whole number from 2 to ${MAX_BINS}; it is ${maxBins}.`);
  return columns.map((values) => edgesOf(values, maxBins));
}

/** Bins the rows of another matrix (the production rows, say) by edges already found. */
export function binLike(matrix: FeatureMatrix, edges: readonly Float64Array[]): BinnedFeatures {
  if (matrix.columns.length !== edges.length)
    throw new Error(`There are edges for ${edges.length} features, the matrix has ${matrix.columns.length}.`);
  const slots = new Uint8Array(matrix.rows * edges.length);
  for (let f = 0; f < edges.length; f++) fillSlots(matrix.columns[f]!, edges[f]!, slots, f, edges.length);
  return { rows: matrix.rows, names: matrix.names, edges, slots };
}

function sortedSample(values: Float64Array): Float64Array {
  const rows = values.length;
  const size = Math.min(rows, SAMPLE);
  const sample = new Float64Array(size);
  let kept = 0;
  for (let i = 0; i < size; i++) {
    const value = values[size === rows ? i : Math.floor((i * rows) / size)]!;
    if (!Number.isNaN(value)) sample[kept++] = value + 0; // -0 becomes 0, as it must not be a value of its own
  }
  return sample.subarray(0, kept).sort();
}

function edgesOf(values: Float64Array, maxBins: number): Float64Array {
  const sorted = sortedSample(values);
  const distinct: number[] = [];
  const counts: number[] = [];
  for (let i = 0; i < sorted.length; ) {
    let end = i + 1;
    while (end < sorted.length && sorted[end] === sorted[i]) end++;
    distinct.push(sorted[i]!);
    counts.push(end - i);
    i = end;
  }
  const edges: number[] = [];
  const close = (i: number) => edges.push(between(distinct[i]!, distinct[i + 1]!));
  if (distinct.length <= maxBins) {
    for (let i = 0; i + 1 < distinct.length; i++) close(i);
    return Float64Array.from(edges);
  }
  let rest = sorted.length;
  let filled = 0;
  for (let i = 0; i + 1 < distinct.length && edges.length < maxBins - 1; i++) {
    filled += counts[i]!;
    // What is left is shared evenly by the bins that are left; a heavy value next in line gets a bin of its own.
    const share = rest / (maxBins - edges.length);
    if (filled >= share || (counts[i + 1]! >= share && filled > share / 4)) {
      close(i);
      rest -= filled;
      filled = 0;
    }
  }
  return Float64Array.from(edges);
}

/** A point from low to below high, the middle where that exists. */
function between(low: number, high: number): number {
  const middle = low / 2 + high / 2;
  return middle >= low && middle < high && Number.isFinite(middle) ? middle : low;
}

function fillSlots(
  values: Float64Array,
  edges: Float64Array,
  slots: Uint8Array,
  feature: number,
  features: number,
): void {
  // Padded to 64 edges the search takes six steps for every value, and has no branch whose outcome must be guessed.
  const e = new Float64Array(SLOTS).fill(Number.POSITIVE_INFINITY);
  e.set(edges);
  for (let row = 0, at = feature; row < values.length; row++, at += features) {
    const v = values[row]!;
    let bin = Number(v > e[31]!) << 5;
    bin += Number(v > e[bin + 15]!) << 4;
    bin += Number(v > e[bin + 7]!) << 3;
    bin += Number(v > e[bin + 3]!) << 2;
    bin += Number(v > e[bin + 1]!) << 1;
    bin += Number(v > e[bin]!);
    slots[at] = Number.isNaN(v) ? MISSING : bin;
  }
}
