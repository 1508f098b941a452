import { sortedCopy } from "./order.ts";
import { CRAMER_VON_MISES_LIMIT, weightedChiSquareSurvival } from "./weighted-chi-squares.ts";

export type CramerVonMisesMethod = "auto" | "exact" | "asymptotic";

export type CramerVonMises = {
  /** T: mn / (m + n) times the mean squared gap of the two empirical distribution functions over all values. */
  statistic: number;
  pValue: number;
  method: "exact" | "asymptotic";
};

/** "auto" is exact where neither sample has more values than this, and "exact" is never taken above it. */
const EXACT_ROWS = 20;

/**
 * The two-sample Cramér-von Mises test of two lists of numbers (infinities allowed, NaN not), ties by their middle rank. Exact by
 * counting all ways to deal the values out, else by the limiting distribution at a statistic moved and scaled to its mean and
 * variance. The input is not changed. O(n log n).
 *
 * On purpose not SciPy's digits: SciPy stops the limit's series once a term is below 1e-7, so that its p-value is off by up to
 * that and 0 in the far tail; here the tail keeps its digits. "exact" is asymptotic above 20 values, where SciPy goes on
 * counting. Throws below two values in a sample. Reference: `scipy.stats.cramervonmises_2samp` (1.17). Sources: Anderson (1962),
 * Annals of Mathematical Statistics 33; Xiao, Gordon, Yakovlev (2007), Journal of Statistical Software 17(8).
 */
export function cramerVonMises(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  method: CramerVonMisesMethod = "auto",
): CramerVonMises {
  if (x.length < 2 || y.length < 2)
    throw new Error(
      `The Cramér-von Mises test needs two values in both samples, not ${x.length} and ${y.length}.`,
    );
  return cramerVonMisesOfSorted(sortedCopy(x), sortedCopy(y), method);
}

/**
 * {@link cramerVonMises} of samples that are in ascending order already. With an `inflation` above 1 the p-value is the asymptotic
 * one of T divided by it.
 */
export function cramerVonMisesOfSorted(
  x: Float64Array,
  y: Float64Array,
  method: CramerVonMisesMethod = "auto",
  inflation = 1,
): CramerVonMises {
  const m = x.length;
  const n = y.length;
  const statistic = statisticOf(x, y);
  if (inflation === 1 && method !== "asymptotic" && Math.max(m, n) <= EXACT_ROWS)
    return { statistic, pValue: exactPValue(statistic, m, n), method: "exact" };
  const rows = m + n;
  const pairs = m * n;
  const mean = (1 + 1 / rows) / 6;
  const variance =
    ((rows + 1) * (4 * pairs * rows - 3 * (m * m + n * n) - 2 * pairs)) / (45 * rows * rows * 4 * pairs);
  const moved = 1 / 6 + (statistic / inflation - mean) / Math.sqrt(45 * variance);
  return {
    statistic,
    pValue: weightedChiSquareSurvival(CRAMER_VON_MISES_LIMIT, moved),
    method: "asymptotic",
  };
}

/**
 * T from the middle ranks. Each rank is taken as its distance from where it would stand with two samples alike, since the plain
 * squares (Anderson's U) are a million times larger than what remains of them with a million values.
 */
function statisticOf(x: Float64Array, y: Float64Array): number {
  const m = x.length;
  const n = y.length;
  let i = 0;
  let j = 0;
  let ofX = 0;
  let ofY = 0;
  const sideOf = (from: number, to: number, rank: number, own: number, other: number): number => {
    let sum = 0;
    for (let k = from; k < to; k++) {
      const distance = rank - (k + 1) - (other / own) * (k + 0.5);
      sum += own * distance * distance + 2 * other * distance * (k + 0.5);
    }
    return sum;
  };
  while (i < m || j < n) {
    const value = i < m && (j >= n || x[i]! <= y[j]!) ? x[i]! : y[j]!;
    const [fromX, fromY] = [i, j];
    while (i < m && x[i] === value) i++;
    while (j < n && y[j] === value) j++;
    const rank = (fromX + fromY + 1 + i + j) / 2;
    ofX += sideOf(fromX, i, rank, m, n);
    ofY += sideOf(fromY, j, rank, n, m);
  }
  return (ofX + ofY - ((m - n) * (m - n)) / 12) / (m * n) / (m + n);
}

/** The share of all C(m + n, m) orders of the values whose statistic is at least as large. */
function exactPValue(statistic: number, m: number, n: number): number {
  const divisor = greatestCommonDivisor(m, n);
  const [a, b] = [n / divisor, m / divisor];
  const multiple = a * m;
  const pairs = m * n;
  // Anderson's U, a whole number of quarters, and from it the sum of squared steps that the orders are counted by.
  const u = Math.round(4 * (statistic + (4 * pairs - 1) / (6 * (m + n))) * pairs * (m + n)) / 4;
  const least = Math.floor(
    (multiple * multiple * (m + n) * (6 * u - pairs * (4 * pairs - 1))) / (6 * pairs * pairs),
  );
  let columns: Map<number, number>[] = Array.from({ length: m + 1 }, () => new Map());
  for (let v = 0; v <= n; v++) {
    const next: Map<number, number>[] = [];
    for (let w = 0; w <= m; w++) {
      const step = (a * w - b * v) * (a * w - b * v);
      const counts = new Map<number, number>();
      if (v === 0 && w === 0) counts.set(0, 1);
      for (const before of [columns[w]!, next[w - 1]])
        if (before !== undefined)
          for (const [sum, ways] of before) counts.set(sum + step, (counts.get(sum + step) ?? 0) + ways);
      next.push(counts);
    }
    columns = next;
  }
  let reached = 0;
  let all = 0;
  for (const [sum, ways] of columns[m]!) {
    all += ways;
    if (sum >= least) reached += ways;
  }
  return reached / all;
}

function greatestCommonDivisor(a: number, b: number): number {
  let [high, low] = [a, b];
  while (low > 0) [high, low] = [low, high % low];
  return high;
}
