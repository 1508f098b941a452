import { log } from "../math/elementary.ts";
import { ensure, isCount, requireFinite, type Stream } from "./stream.ts";

export type AdwinParams = {
  /** Chance of a false cut that a test allows for, 0 to 1. */
  delta?: number;
  /** Cuts are looked for at every so many values. */
  clock?: number;
  /** Buckets of one size before two are merged; at least 2. */
  maxBuckets?: number;
  /** The least values on either side of a cut. */
  minWindow?: number;
  /** No test until there are more values than this. */
  grace?: number;
};

export type Adwin = Stream & {
  /** Values in the window. */
  readonly width: number;
  readonly total: number;
  /** Mean of the window, 0 where it is empty. */
  readonly mean: number;
  /** Sum of squared deviations in the window (what river calls `variance`). */
  readonly sumOfSquares: number;
  /** `sumOfSquares / width`, the variance that the test uses. */
  readonly variance: number;
  /** Summaries kept, which grow with the logarithm of the width. */
  readonly buckets: number;
};

/** Rows of buckets: the last holds buckets of 2^51 values, more than a counter can count to. */
const ROWS = 52;

/**
 * ADWIN (adaptive windowing): the mean of a window that forgets its older part as soon as that differs from the newer one.
 *
 * Values are kept as buckets of 1, 2, 4 ... values, at most `maxBuckets` of a size: O(log n) memory. At every `clock`-th value
 * each border between buckets is tried: it is a cut where |mean0 - mean1| > sqrt(2 m v L) + (2/3) m L, with v the window's
 * variance, L = ln(2 ln(n) / delta) and m = 1/(n0 - minWindow + 1) + 1/(n1 - minWindow + 1). A cut drops the oldest bucket and
 * the search begins again; that is a drift.
 *
 * Two traps of the reference. river 0.21.2 left the last bucket of each size out of the search (mended since, after MOA): its
 * alarms came elsewhere, so ours equal 0.26.1 and a test keeps one stream on which 0.21.2 differs. And its `update` throws the
 * whole window away at the value after a drift, where the paper keeps the newer part; so do we.
 *
 * Any finite values; both directions. Throws for impossible parameters and for NaN or infinite values.
 *
 * Reference: river 0.26.1, `drift.ADWIN` (alarms equal, statistics to 1e-9). Source: Bifet, Gavalda (2007), SIAM Data Mining;
 * variance of buckets by Babcock et al. (2003).
 */
export function createAdwin({
  delta = 0.002,
  clock = 32,
  maxBuckets = 5,
  minWindow = 5,
  grace = 10,
}: AdwinParams = {}): Adwin {
  ensure(delta > 0 && delta < 1, "ADWIN", "delta", delta, "between 0 and 1");
  ensure(isCount(clock, 1), "ADWIN", "clock", clock, "a whole number from 1");
  ensure(
    isCount(maxBuckets, 2) && maxBuckets <= 1000,
    "ADWIN",
    "number of buckets",
    maxBuckets,
    "2 to 1,000",
  );
  ensure(isCount(minWindow, 1), "ADWIN", "least window", minWindow, "a whole number from 1");
  ensure(isCount(grace, 0), "ADWIN", "grace period", grace, "a whole number from 0");

  // Bucket k of row r, the oldest first, lies at r * stride + k; its size is 2^r.
  const stride = maxBuckets + 1;
  const totals = new Float64Array(ROWS * stride);
  const squares = new Float64Array(ROWS * stride);
  const held = new Int32Array(ROWS);
  let rows = 1;
  let width = 0;
  let total = 0;
  let sumOfSquares = 0;
  let tick = 0;
  let hasRung = false;

  function restart(): void {
    held.fill(0);
    rows = 1;
    width = 0;
    total = 0;
    sumOfSquares = 0;
    tick = 0;
    hasRung = false;
  }

  function dropOldest(row: number, count: number): void {
    const from = row * stride;
    totals.copyWithin(from, from + count, from + held[row]!);
    squares.copyWithin(from, from + count, from + held[row]!);
    held[row]! -= count;
  }

  function add(value: number): void {
    totals[held[0]!] = value;
    squares[held[0]!] = 0;
    held[0]!++;
    width++;
    if (width > 1) {
      const gap = value - total / (width - 1);
      sumOfSquares += ((width - 1) * gap * gap) / width;
    }
    total += value;
    for (let row = 0, size = 1; held[row] === stride; row++, size *= 2) {
      const from = row * stride;
      const [first, second] = [totals[from]!, totals[from + 1]!];
      const gap = first / size - second / size;
      const next = (row + 1) * stride + held[row + 1]!;
      totals[next] = first + second;
      squares[next] = squares[from]! + squares[from + 1]! + size * 0.5 * gap * gap;
      held[row + 1]!++;
      if (row + 1 === rows) rows++;
      dropOldest(row, 2);
    }
  }

  function forgetOldest(): void {
    const row = rows - 1;
    const size = 2 ** row;
    const sum = totals[row * stride]!;
    width -= size;
    total -= sum;
    const gap = sum / size - total / width;
    sumOfSquares -= squares[row * stride]! + (size * width * gap * gap) / (size + width);
    dropOldest(row, 1);
    if (held[row] === 0) rows--;
  }

  /** Whether any border between buckets is a cut. */
  function hasCut(): boolean {
    const term = log((2 * log(width)) / delta);
    const spread = sumOfSquares / width;
    let [n0, n1, u0, u1] = [0, width, 0, total];
    for (let row = rows - 1; row >= 0; row--) {
      const size = 2 ** row;
      const last = row === 0 ? held[0]! - 1 : held[row]!;
      for (let k = 0; k < last; k++) {
        const sum = totals[row * stride + k]!;
        n0 += size;
        n1 -= size;
        u0 += sum;
        u1 -= sum;
        if (n0 < minWindow || n1 < minWindow) continue;
        const m = 1 / (n0 - minWindow + 1) + 1 / (n1 - minWindow + 1);
        const bound = Math.sqrt(2 * m * spread * term) + (2 / 3) * term * m;
        if (Math.abs(u0 / n0 - u1 / n1) > bound) return true;
      }
    }
    return false;
  }

  return {
    update(value) {
      requireFinite(value);
      if (hasRung) restart();
      add(value);
      tick++;
      if (tick === clock) {
        tick = 0;
        if (width > grace) {
          while (hasCut()) {
            forgetOldest();
            hasRung = true;
          }
        }
      }
      return hasRung ? "drift" : "stable";
    },
    get width() {
      return width;
    },
    get total() {
      return total;
    },
    get mean() {
      return width === 0 ? 0 : total / width;
    },
    get sumOfSquares() {
      return sumOfSquares;
    },
    get variance() {
      return width === 0 ? 0 : sumOfSquares / width;
    },
    get buckets() {
      return held.reduce((sum, count) => sum + count, 0);
    },
  };
}
