import { normalSurvival } from "./distributions.ts";
import { sortedCopy } from "./order.ts";

export type MannWhitneyMethod = "auto" | "exact" | "asymptotic";

export type MannWhitney = {
  /** U of the first sample: the pairs in which its value is the larger one, ties as half. */
  statistic: number;
  pValue: number;
  method: "exact" | "asymptotic";
  /** Whether any value occurs twice. */
  tied: boolean;
};

/** "auto" is exact where the smaller sample has at most so many values and nothing is tied. */
const EXACT_ROWS = 8;
/** Above so many pairs the exact distribution would take seconds. */
const EXACT_PAIRS = 10_000;

/**
 * The two-sided Mann-Whitney U test of two lists of numbers (infinities allowed, NaN not). The asymptotic p-value corrects for
 * ties and for continuity; the exact one does not know of ties. "exact" falls back to the other above 10,000 pairs, where
 * SciPy goes on counting. The input is not changed. O(n log n).
 *
 * Throws for an empty sample. Reference: `scipy.stats.mannwhitneyu` (1.17). Source: Mann, Whitney (1947), Annals of Mathematical
 * Statistics 18.
 */
export function mannWhitney(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  method: MannWhitneyMethod = "auto",
): MannWhitney {
  if (x.length === 0 || y.length === 0)
    throw new Error(`The Mann-Whitney test needs values in both samples, not ${x.length} and ${y.length}.`);
  return mannWhitneyOfSorted(sortedCopy(x), sortedCopy(y), method);
}

/**
 * {@link mannWhitney} of samples that are in ascending order already. With an `inflation` above 1 the p-value is the asymptotic
 * one with so many times the variance.
 */
export function mannWhitneyOfSorted(
  x: Float64Array,
  y: Float64Array,
  method: MannWhitneyMethod = "auto",
  inflation = 1,
): MannWhitney {
  const m = x.length;
  const n = y.length;
  const { statistic, ties } = pairs(x, y);
  const larger = Math.max(statistic, m * n - statistic);
  const mayBeExact = m * n <= EXACT_PAIRS;
  const isExact = method === "exact" || (method === "auto" && Math.min(m, n) <= EXACT_ROWS && ties === 0);
  if (isExact && mayBeExact && inflation === 1) {
    const tail = exactTail(m, n, m * n - Math.floor(larger));
    return { statistic, pValue: Math.min(1, 2 * tail), method: "exact", tied: ties > 0 };
  }
  const rows = m + n;
  const spread = Math.sqrt(((m * n) / 12) * (rows + 1 - ties / (rows * (rows - 1))));
  const z = (larger - (m * n) / 2 - 0.5) / spread / Math.sqrt(inflation);
  return { statistic, pValue: Math.min(1, 2 * normalSurvival(z)), method: "asymptotic", tied: ties > 0 };
}

/** U of the first sample, and the sum of t³ - t over the groups of t equal values. */
function pairs(x: Float64Array, y: Float64Array): { statistic: number; ties: number } {
  let i = 0;
  let j = 0;
  let statistic = 0;
  let ties = 0;
  while (i < x.length || j < y.length) {
    const value = i < x.length && (j >= y.length || x[i]! <= y[j]!) ? x[i]! : y[j]!;
    const [fromX, fromY] = [i, j];
    while (i < x.length && x[i] === value) i++;
    while (j < y.length && y[j] === value) j++;
    statistic += (i - fromX) * (fromY + (j - fromY) / 2);
    const equal = i - fromX + j - fromY;
    ties += equal * (equal * equal - 1);
  }
  return { statistic, ties };
}

/**
 * P(U <= most) without ties. The largest of all values comes from the first sample with chance m / (m + n), and then beats all n of
 * the other: all terms are positive, so that small chances keep their digits.
 */
function exactTail(m: number, n: number, most: number): number {
  const [few, many] = m < n ? [m, n] : [n, m];
  // chances[a][u] for `a` values of the smaller sample against the b of the larger that have been reached.
  let chances: Float64Array[] = Array.from({ length: few + 1 }, () => {
    const start = new Float64Array(most + 1);
    start[0] = 1;
    return start;
  });
  for (let b = 1; b <= many; b++) {
    const next: Float64Array[] = [];
    for (let a = 0; a <= few; a++) {
      const row = new Float64Array(most + 1);
      if (a === 0) row[0] = 1;
      else {
        const own = a / (a + b);
        for (let u = 0; u <= most; u++)
          row[u] = (1 - own) * chances[a]![u]! + (u >= b ? own * next[a - 1]![u - b]! : 0);
      }
      next.push(row);
    }
    chances = next;
  }
  let tail = 0;
  for (const chance of chances[few]!) tail += chance;
  return tail;
}
