import type { Random } from "../../random.ts";
import { sortOrder } from "../../stats/order.ts";
import { zOfLevel } from "../../stats/wilson-interval.ts";

export type PairedAuc = {
  first: number;
  second: number;
  difference: number;
  /** 95 %, allowing for rows of one cluster that go together. */
  interval: readonly [number, number];
  /** Two-sided, by swapping the two scores of whole clusters. */
  pValue: number;
};

/**
 * Whether one score ranks labels better than another score of the same rows: the difference of the two ROC AUCs, its interval,
 * and the p-value of a permutation test in which the two scores of a cluster (all rows of an entity) are swapped by chance.
 *
 * Both scores are replaced by their mid-ranks first, which changes neither AUC and makes them exchangeable. Let U(v) be the
 * share of pooled negatives (both scores) below v and W(v) that of pooled positives above v. Then the AUC difference is exactly
 * the sum over rows of (U(first) - U(second)) / positives for positive rows and (W(first) - W(second)) / negatives for
 * negative ones, U and W do not change under swaps, and a swap turns the sign of its rows' terms. So each permutation is one
 * signed sum over clusters, without sorting again. The interval is Obuchowski's for clustered data.
 *
 * `labels` are 0 or 1, `clusters` any group numbers below `clusterCount`. O(n log n + permutations * clusters). NaN where a
 * class is absent.
 * Sources: Venkatraman, Begg (1996), Biometrika 83; Bandos, Rockette, Gur (2005), Statistics in Medicine 24, for the exact
 * moments; Obuchowski (1997), Biometrics 53.
 */
export function pairedAucTest(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  labels: Uint8Array,
  clusters: ArrayLike<number>,
  clusterCount: number,
  permutations: number,
  random: Random,
): PairedAuc {
  const rows = labels.length;
  let positives = 0;
  for (let row = 0; row < rows; row++) positives += labels[row]!;
  const negatives = rows - positives;
  if (positives === 0 || negatives === 0)
    return { first: Number.NaN, second: Number.NaN, difference: Number.NaN, interval: [-1, 1], pValue: 1 };
  const ranksFirst = midRanks(first);
  const ranksSecond = midRanks(second);
  const placeFirst = placements(ranksFirst, labels, positives, negatives);
  const placeSecond = placements(ranksSecond, labels, positives, negatives);
  const aucFirst = aucOf(placeFirst, labels, positives);
  const aucSecond = aucOf(placeSecond, labels, positives);
  const difference = aucFirst - aucSecond;

  const terms = new Float64Array(clusterCount);
  const influence = new Float64Array(clusterCount);
  const both = new Float64Array(2 * rows);
  both.set(ranksFirst);
  both.set(ranksSecond, rows);
  const bothLabels = new Uint8Array(2 * rows);
  bothLabels.set(labels);
  bothLabels.set(labels, rows);
  const pooled = placements(both, bothLabels, 2 * positives, 2 * negatives);
  for (let row = 0; row < rows; row++) {
    const size = labels[row] === 1 ? positives : negatives;
    terms[clusters[row]!]! += (pooled[row]! - pooled[rows + row]!) / size;
    influence[clusters[row]!]! += (placeFirst[row]! - placeSecond[row]! - difference) / size;
  }
  let variance = 0;
  let used = 0;
  for (const value of influence) variance += value * value;
  for (const term of terms) if (term !== 0) used++;
  const half = zOfLevel(0.95) * Math.sqrt((variance * clusterCount) / Math.max(1, clusterCount - 1));
  return {
    first: aucFirst,
    second: aucSecond,
    difference,
    interval: [Math.max(-1, difference - half), Math.min(1, difference + half)],
    pValue:
      used === 0
        ? 1
        : swapPValue(
            terms.filter((term) => term !== 0),
            difference,
            permutations,
            random,
          ),
  };
}

/** Share of sign flips (the one observed included) whose sum is at least as far from 0 as the observed one. */
function swapPValue(terms: Float64Array, observed: number, permutations: number, random: Random): number {
  const limit = Math.abs(observed) - 1e-12;
  let asFar = 1;
  for (let p = 0; p < permutations; p++) {
    let sum = 0;
    let bits = 0;
    for (let i = 0; i < terms.length; i++) {
      if ((i & 31) === 0) bits = random.integer(4294967296) | 0;
      sum += bits & 1 ? terms[i]! : -terms[i]!;
      bits >>>= 1;
    }
    if (Math.abs(sum) >= limit) asFar++;
  }
  return asFar / (permutations + 1);
}

/** Ranks from 1; equal values share their mean rank. */
function midRanks(values: ArrayLike<number>): Float64Array {
  const order = sortOrder(values);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let i = from; i < to; i++) ranks[order[i]!] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}

/** For a positive row the share of negatives below it, for a negative one the share of positives above it; ties as half. */
function placements(
  values: Float64Array,
  labels: Uint8Array,
  positives: number,
  negatives: number,
): Float64Array {
  const order = sortOrder(values);
  const places = new Float64Array(values.length);
  let positivesBelow = 0;
  let negativesBelow = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    let tiedPositives = 0;
    while (to < order.length && values[order[to]!] === values[order[from]!])
      tiedPositives += labels[order[to++]!]!;
    const tiedNegatives = to - from - tiedPositives;
    const ofPositive = (negativesBelow + tiedNegatives / 2) / negatives;
    const ofNegative = 1 - (positivesBelow + tiedPositives / 2) / positives;
    for (let i = from; i < to; i++) places[order[i]!] = labels[order[i]!] === 1 ? ofPositive : ofNegative;
    positivesBelow += tiedPositives;
    negativesBelow += tiedNegatives;
    from = to;
  }
  return places;
}

function aucOf(places: Float64Array, labels: Uint8Array, positives: number): number {
  let sum = 0;
  for (let row = 0; row < labels.length; row++) if (labels[row] === 1) sum += places[row]!;
  return sum / positives;
}
