import type { Random } from "../../random.ts";
import { groupsOf } from "../../stats/order.ts";
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
  const ranksFirst = ranksOf(first);
  const ranksSecond = ranksOf(second);
  const placeFirst = placements([ranksFirst], labels, positives, negatives);
  const placeSecond = placements([ranksSecond], labels, positives, negatives);
  const aucFirst = aucOf(ranksFirst, placeFirst, labels, positives);
  const aucSecond = aucOf(ranksSecond, placeSecond, labels, positives);
  const difference = aucFirst - aucSecond;

  const terms = new Float64Array(clusterCount);
  const influence = new Float64Array(clusterCount);
  const pooled = placements([ranksFirst, ranksSecond], labels, 2 * positives, 2 * negatives);
  for (let row = 0; row < rows; row++) {
    const label = labels[row]!;
    const size = label === 1 ? positives : negatives;
    const [a, b] = [2 * ranksFirst.group[row]! + label, 2 * ranksSecond.group[row]! + label];
    terms[clusters[row]!]! += (pooled[0]![a]! - pooled[1]![b]!) / size;
    influence[clusters[row]!]! += (placeFirst[0]![a]! - placeSecond[0]![b]! - difference) / size;
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

/** Permutations that are summed side by side: each sum waits for its last addition, and four of them wait together. */
const LANES = 4;

/** Share of sign flips (the one observed included) whose sum is at least as far from 0 as the observed one. */
function swapPValue(terms: Float64Array, observed: number, permutations: number, random: Random): number {
  const limit = Math.abs(observed) - 1e-12;
  const words = (terms.length + 31) >> 5;
  const bits = new Int32Array(LANES * words);
  let asFar = 1;
  for (let p = 0; p < permutations; p += LANES) {
    const lanes = Math.min(LANES, permutations - p);
    for (let i = 0; i < lanes * words; i++) bits[i] = random.integer(4294967296) | 0;
    let [first, second, third, fourth] = [0, 0, 0, 0];
    for (let word = 0; word < words; word++) {
      let a = bits[word]!;
      let b = bits[words + word]!;
      let c = bits[2 * words + word]!;
      let d = bits[3 * words + word]!;
      const end = Math.min(32 * word + 32, terms.length);
      // A bit that is set adds the term, one that is not takes it off; a branch would be guessed wrong half of the time.
      for (let i = 32 * word; i < end; i++) {
        const term = terms[i]!;
        first += term * (((a & 1) << 1) - 1);
        second += term * (((b & 1) << 1) - 1);
        third += term * (((c & 1) << 1) - 1);
        fourth += term * (((d & 1) << 1) - 1);
        a >>>= 1;
        b >>>= 1;
        c >>>= 1;
        d >>>= 1;
      }
    }
    for (const sum of [first, second, third, fourth].slice(0, lanes)) if (Math.abs(sum) >= limit) asFar++;
  }
  return asFar / (permutations + 1);
}

/** Groups of equal value in ascending order: the group of each row, and the mean rank (from 1) of its rows. */
type Ranks = { group: Int32Array; rank: Float64Array };

function ranksOf(values: ArrayLike<number>): Ranks {
  const { group, sizes } = groupsOf(values);
  const rank = new Float64Array(sizes.length);
  let from = 0;
  for (const [g, size] of sizes.entries()) {
    rank[g] = (from + 1 + from + size) / 2;
    from += size;
  }
  return { group, rank };
}

/**
 * For the rows of each group of each list the share of negatives below a positive row (odd places), and of positives above a
 * negative one (even places); ties as half, over all lists together.
 */
function placements(
  lists: readonly Ranks[],
  labels: Uint8Array,
  positives: number,
  negatives: number,
): Float64Array[] {
  const tied = lists.map(({ group, rank }) => {
    const byLabel = new Float64Array(2 * rank.length);
    for (let row = 0; row < group.length; row++) byLabel[2 * group[row]! + labels[row]!]!++;
    return byLabel;
  });
  const places = lists.map(({ rank }) => new Float64Array(2 * rank.length));
  const next = lists.map(() => 0);
  let positivesBelow = 0;
  let negativesBelow = 0;
  for (;;) {
    const lowest = Math.min(...lists.map(({ rank }, i) => rank[next[i]!] ?? Number.POSITIVE_INFINITY));
    if (lowest === Number.POSITIVE_INFINITY) return places;
    const inTie = lists.map(({ rank }, i) => rank[next[i]!] === lowest);
    let tiedNegatives = 0;
    let tiedPositives = 0;
    for (const [i, isIn] of inTie.entries()) {
      if (!isIn) continue;
      tiedNegatives += tied[i]![2 * next[i]!]!;
      tiedPositives += tied[i]![2 * next[i]! + 1]!;
    }
    for (const [i, isIn] of inTie.entries()) {
      if (!isIn) continue;
      places[i]![2 * next[i]! + 1] = (negativesBelow + tiedNegatives / 2) / negatives;
      places[i]![2 * next[i]!] = 1 - (positivesBelow + tiedPositives / 2) / positives;
      next[i]!++;
    }
    positivesBelow += tiedPositives;
    negativesBelow += tiedNegatives;
  }
}

function aucOf(
  { group }: Ranks,
  [places]: readonly Float64Array[],
  labels: Uint8Array,
  positives: number,
): number {
  let sum = 0;
  for (let row = 0; row < labels.length; row++) if (labels[row] === 1) sum += places![2 * group[row]! + 1]!;
  return sum / positives;
}
