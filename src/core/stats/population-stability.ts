import { log } from "../math/elementary.ts";
import { evidentlyBins, evidentlyShares } from "./evidently-bins.ts";
import { sortedCopy } from "./order.ts";
import { quantile } from "./quantile.ts";
import { zOfLevel } from "./wilson-interval.ts";

export type StabilityBin = {
  /** Values above `from` (or equal, where `closed`) up to and including `to`; a category's bin has both NaN. */
  from: number;
  to: number;
  /** True for a bin that also holds its lower end: one that stands for a single value, or the first of equal width. */
  closed: boolean;
  /** Smoothed shares of the reference and the current values. */
  reference: number;
  current: number;
  /** What the bin adds to the index. */
  part: number;
};

export type PopulationStability = {
  /** The index: the sum of the bins' parts. */
  value: number;
  /** About what the index would be with no shift at all, from sampling alone: (bins - 1)(1/m + 1/n). */
  bias: number;
  /** 95 % unless said otherwise: the delta method's variance with that of the unshifted index added, less the bias below. */
  interval: readonly [number, number];
  bins: readonly StabilityBin[];
};

/** How an empty bin gets a share: half a count for every bin of both sides, or as Evidently has it ({@link evidentlyShares}). */
export type ZeroRule = "half-count" | "evidently";

/**
 * The population stability index of two tables of counts over the same bins: the sum of (q - p) ln(q / p), p and q the shares
 * of the reference and of the current.
 *
 * Zero rule: half a count is added to every bin of both sides, so p = (count + 1/2) / (total + bins/2). An epsilon as small as
 * the smallest float would let a single empty bin decide. Evidently's rule is there to be compared with: an empty bin beside one
 * of 10 % adds 0.7 to its index, in 100 rows as in a million.
 *
 * Throws where the counts differ in length or one side is empty.
 */
export function stabilityOfCounts(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  level = 0.95,
  zeros: ZeroRule = "half-count",
): PopulationStability {
  const count = reference.length;
  if (current.length !== count) throw new Error(`There are ${count} and ${current.length} bins.`);
  const z = zOfLevel(level);
  let m = 0;
  let n = 0;
  for (let bin = 0; bin < count; bin++) {
    m += reference[bin]!;
    n += current[bin]!;
  }
  if (m === 0 || n === 0)
    throw new Error(`The stability index needs values on both sides, not ${m} and ${n}.`);
  const smoothed = (counts: ArrayLike<number>, total: number): Float64Array =>
    zeros === "evidently"
      ? evidentlyShares(counts)
      : Float64Array.from(counts, (of) => (of + 0.5) / (total + count / 2));
  const before = smoothed(reference, m);
  const now = smoothed(current, n);
  const bins: StabilityBin[] = [];
  let value = 0;
  const slope = { p: 0, pp: 0, q: 0, qq: 0 };
  for (let bin = 0; bin < count; bin++) {
    const p = before[bin]!;
    const q = now[bin]!;
    const ratio = log(q / p);
    const part = (q - p) * ratio;
    value += part;
    bins.push({ from: Number.NaN, to: Number.NaN, closed: true, reference: p, current: q, part });
    const byP = 1 - q / p - ratio;
    const byQ = 1 - p / q + ratio;
    slope.p += p * byP;
    slope.pp += p * byP * byP;
    slope.q += q * byQ;
    slope.qq += q * byQ * byQ;
  }
  const scale = 1 / m + 1 / n;
  const bias = (count - 1) * scale;
  const variance =
    (slope.pp - slope.p * slope.p) / m + (slope.qq - slope.q * slope.q) / n + 2 * (count - 1) * scale * scale;
  const half = z * Math.sqrt(Math.max(0, variance));
  return { value, bias, interval: [Math.max(0, value - bias - half), value + half], bins };
}

export type StabilityOptions = {
  /** Number of bins where they stand at the reference's quantiles; 10 where absent. */
  bins?: number;
  /**
   * "quantile": at the reference's quantiles. "equal-width": of equal width over both samples together, as many as Sturges's
   * rule says. "evidently": Evidently's bins and its zero rule, so that the index is the one that Evidently gives.
   */
  binning?: "quantile" | "equal-width" | "evidently";
  level?: number;
};

/**
 * The population stability index of two lists of numbers (infinities allowed with quantile bins, NaN not).
 *
 * A value that fills more than one quantile (a spike) is given a bin of its own, so that a shift to either side of it is seen.
 * The input is not changed. Throws for an empty sample, fewer than 2 bins, or infinities with bins of equal width.
 * Source: Siddiqi (2006), Credit Risk Scorecards; the bias after Yurdakul (2018), Statistical Properties of PSI. With the binning
 * "evidently" the value is that of Evidently 0.7.23, `psi`.
 */
export function populationStability(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  options: StabilityOptions = {},
): PopulationStability {
  const { bins, binning, level } = checked(reference, current, options);
  if (binning === "evidently") return asEvidently(sortedCopy(reference), sortedCopy(current), level);
  if (binning === "equal-width") {
    const cuts = equalWidthCuts(reference, current);
    return withBorders(stabilityOfCounts(countBins(reference, cuts), countBins(current, cuts), level), cuts);
  }
  const sorted = sortedCopy(reference);
  const cuts = quantileCuts(sorted, bins);
  return withBorders(stabilityOfCounts(countSorted(sorted, cuts), countBins(current, cuts), level), cuts);
}

/** {@link populationStability} of samples that are in ascending order already. */
export function stabilityOfSorted(
  reference: Float64Array,
  current: Float64Array,
  options: StabilityOptions = {},
): PopulationStability {
  const { bins, binning, level } = checked(reference, current, options);
  if (binning === "evidently") return asEvidently(reference, current, level);
  const cuts = binning === "quantile" ? quantileCuts(reference, bins) : equalWidthCuts(reference, current);
  return withBorders(
    stabilityOfCounts(countSorted(reference, cuts), countSorted(current, cuts), level),
    cuts,
  );
}

function asEvidently(x: Float64Array, y: Float64Array, level: number): PopulationStability {
  const { reference, current, borders, values } = evidentlyBins(x, y);
  const result = stabilityOfCounts(reference, current, level, "evidently");
  for (const [bin, shown] of result.bins.entries()) {
    shown.from = borders?.[bin] ?? values![bin]!;
    shown.to = borders?.[bin + 1] ?? values![bin]!;
    shown.closed = true;
  }
  return result;
}

function checked(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  { bins = 10, binning = "quantile", level = 0.95 }: StabilityOptions,
): Required<StabilityOptions> {
  if (!(Number.isInteger(bins) && bins >= 2)) throw new Error(`There must be at least 2 bins, not ${bins}.`);
  if (reference.length === 0 || current.length === 0)
    throw new Error(
      `The stability index needs values on both sides, not ${reference.length} and ${current.length}.`,
    );
  return { bins, binning, level };
}

function withBorders(result: PopulationStability, cuts: readonly Cut[]): PopulationStability {
  for (const [bin, shown] of result.bins.entries()) {
    const below = bin === 0 ? null : cuts[bin - 1]!;
    shown.from = below === null ? Number.NEGATIVE_INFINITY : below.value;
    shown.to = bin === cuts.length ? Number.POSITIVE_INFINITY : cuts[bin]!.value;
    shown.closed = below?.belongs === "above";
  }
  return result;
}

/** A border between two bins; `belongs` says to which of them the border's own value belongs. */
type Cut = { value: number; belongs: "below" | "above" };

function quantileCuts(sorted: Float64Array, bins: number): Cut[] {
  const cuts: Cut[] = [];
  const edges = Array.from({ length: bins - 1 }, (_, k) => quantile(sorted, (k + 1) / bins));
  for (let k = 0; k < edges.length; k++) {
    const value = edges[k]!;
    if (value === edges[k - 1]) continue;
    const isSpike = value === edges[k + 1] || sorted[0] === sorted[sorted.length - 1];
    if (isSpike) cuts.push({ value, belongs: "above" });
    cuts.push({ value, belongs: "below" });
  }
  return cuts;
}

function equalWidthCuts(reference: ArrayLike<number>, current: ArrayLike<number>): Cut[] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const values of [reference, current])
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  if (!Number.isFinite(high - low)) throw new Error("Bins of equal width cannot hold infinite values.");
  if (high === low) return [{ value: low, belongs: "below" }];
  const count = Math.ceil(log(reference.length + current.length) / Math.LN2 + 1 - 1e-12);
  return Array.from({ length: count - 1 }, (_, k) => ({
    value: low + ((high - low) * (k + 1)) / count,
    belongs: "above" as const,
  }));
}

function countBins(values: ArrayLike<number>, cuts: readonly Cut[]): Float64Array {
  const borders = Float64Array.from(cuts, (cut) => cut.value);
  const isBelow = Uint8Array.from(cuts, (cut) => (cut.belongs === "below" ? 1 : 0));
  const counts = new Float64Array(cuts.length + 1);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    let low = 0;
    let high = borders.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const border = borders[middle]!;
      if (value > border || (value === border && isBelow[middle] === 0)) low = middle + 1;
      else high = middle;
    }
    counts[low]!++;
  }
  return counts;
}

/** {@link countBins} of values in ascending order: a search for each border. */
function countSorted(sorted: Float64Array, cuts: readonly Cut[]): Float64Array {
  const counts = new Float64Array(cuts.length + 1);
  let before = 0;
  for (const [bin, cut] of cuts.entries()) {
    let low = before;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const value = sorted[middle]!;
      if (value < cut.value || (value === cut.value && cut.belongs === "below")) low = middle + 1;
      else high = middle;
    }
    counts[bin] = low - before;
    before = low;
  }
  counts[cuts.length] = sorted.length - before;
  return counts;
}
