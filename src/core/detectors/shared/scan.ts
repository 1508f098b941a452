import { exp } from "../../math/elementary.ts";
import type { Random } from "../../random.ts";
import { hypergeometric } from "./hypergeometric.ts";

/** Rows in each bin, and how many of them are hits. A circle's last bin is the neighbour of its first (hours of the day). */
export type Bins = { rows: Float64Array; hits: Float64Array; circular: boolean };

/** The stretch of bins that has most more hits than the rest: bins `from` to `from + length - 1`, round the circle. */
export type Stretch = { from: number; length: number; z: number; rows: number; hits: number };

const LENGTHS = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256];
const LEAST_ROWS = 20;

/** Totals up to each bin, twice round where it is a circle. */
function runningTotals(values: Float64Array, circular: boolean): Float64Array {
  const n = values.length * (circular ? 2 : 1);
  const totals = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) totals[i + 1] = totals[i]! + values[i % values.length]!;
  return totals;
}

type Windows = { from: Int32Array; length: Int32Array; rows: Float64Array; scale: Float64Array };

/** All stretches of the lengths in the table that hold 20 rows and at most half of all; `scale` turns an excess into a z. */
function windowsOf(bins: Bins, share: number): Windows {
  const count = bins.rows.length;
  const totals = runningTotals(bins.rows, bins.circular);
  const all = totals[count]!;
  const from: number[] = [];
  const length: number[] = [];
  const rows: number[] = [];
  const scale: number[] = [];
  for (const size of LENGTHS) {
    if (size > count / 2) break;
    for (let start = 0; start < count && (bins.circular || start + size <= count); start++) {
      const inside = totals[start + size]! - totals[start]!;
      if (inside < LEAST_ROWS || inside > all / 2) continue;
      from.push(start);
      length.push(size);
      rows.push(inside);
      scale.push(1 / Math.sqrt((inside * share * (1 - share) * (all - inside)) / Math.max(1, all - 1)));
    }
  }
  return {
    from: Int32Array.from(from),
    length: Int32Array.from(length),
    rows: Float64Array.from(rows),
    scale: Float64Array.from(scale),
  };
}

function best(windows: Windows, hits: Float64Array, share: number, circular: boolean): number {
  const totals = runningTotals(hits, circular);
  let place = -1;
  let highest = Number.NEGATIVE_INFINITY;
  for (let w = 0; w < windows.from.length; w++) {
    const start = windows.from[w]!;
    const inside = totals[start + windows.length[w]!]! - totals[start]!;
    const z = (inside - windows.rows[w]! * share) * windows.scale[w]!;
    if (z > highest) {
      highest = z;
      place = w;
    }
  }
  return place;
}

/**
 * Scans all stretches of some lengths for the one with the largest excess of hits, in standard deviations of a draw without
 * putting back. Null where no stretch can be judged. The ends of the one found are then moved bin by bin while z grows.
 *
 * Source: Kulldorff (1997), "A spatial scan statistic", Communications in Statistics 26, on a line, with a z in place of the
 * likelihood ratio.
 */
export function scan(bins: Bins): Stretch | null {
  const { rows, hits, circular } = bins;
  const all = rows.reduce((a, b) => a + b, 0);
  const marked = hits.reduce((a, b) => a + b, 0);
  if (marked === 0 || marked === all) return null;
  const share = marked / all;
  const windows = windowsOf(bins, share);
  const place = best(windows, hits, share, circular);
  if (place < 0) return null;
  const rowTotals = runningTotals(rows, circular);
  const hitTotals = runningTotals(hits, circular);
  const stretchOf = (from: number, length: number): Stretch => {
    const inside = rowTotals[from + length]! - rowTotals[from]!;
    const found = hitTotals[from + length]! - hitTotals[from]!;
    const spread = Math.sqrt((inside * share * (1 - share) * (all - inside)) / Math.max(1, all - 1));
    return { from, length, rows: inside, hits: found, z: spread > 0 ? (found - inside * share) / spread : 0 };
  };
  const start = windows.from[place]!;
  const size = windows.length[place]!;
  // On a circle the second time round, so that the start can still move back.
  let stretch = stretchOf(circular && start + size <= rows.length ? start + rows.length : start, size);
  const isPossible = (from: number, length: number) =>
    length >= 1 &&
    length <= rows.length / 2 &&
    from >= 0 &&
    from + length <= (circular ? 2 : 1) * rows.length;
  for (let moved = true; moved; ) {
    moved = false;
    for (const [shift, growth] of [
      [0, 1],
      [-1, 1],
      [0, -1],
      [1, -1],
    ] as const) {
      if (!isPossible(stretch.from + shift, stretch.length + growth)) continue;
      const next = stretchOf(stretch.from + shift, stretch.length + growth);
      if (next.z > stretch.z && next.rows >= LEAST_ROWS) {
        stretch = next;
        moved = true;
      }
    }
  }
  return { ...stretch, from: stretch.from % rows.length };
}

/** The median of a chi-square with one degree of freedom. */
const MEDIAN_CHI_SQUARE = 0.4549364231195724;

/**
 * How many times more the hits vary from bin to bin than rows drawn independently would, at least 1: the median squared deviation
 * of a bin from the median share, in units of its binomial variance, over that of a chi-square. Bins as they are, and four and
 * twelve of them together where at least twelve remain; the largest counts. Medians, so that a stretch that is to be found
 * does not hide itself.
 *
 * Source: the dispersion of quasi-binomial models (Wedderburn 1974, Biometrika 61), made robust by medians.
 */
export function dispersion({ rows, hits, circular }: Bins): number {
  let largest = 1;
  for (const together of circular ? [1] : [1, 4, 12]) {
    const merged: { rows: number; hits: number }[] = [];
    for (let b = 0; b + together <= rows.length; b += together) {
      const one = { rows: 0, hits: 0 };
      for (let i = b; i < b + together; i++) {
        one.rows += rows[i]!;
        one.hits += hits[i]!;
      }
      if (one.rows > 0) merged.push(one);
    }
    if (merged.length < 12) continue;
    const share = median(merged.map((one) => one.hits / one.rows));
    if (!(share > 0 && share < 1)) continue;
    const squares = merged.map((one) => {
      const gap = one.hits - one.rows * share;
      return (gap * gap) / (one.rows * share * (1 - share));
    });
    largest = Math.max(largest, median(squares) / MEDIAN_CHI_SQUARE);
  }
  return largest;
}

function median(values: number[]): number {
  values.sort((a, b) => a - b);
  const half = values.length >> 1;
  return values.length % 2 === 1 ? values[half]! : (values[half - 1]! + values[half]!) / 2;
}

/**
 * The chance of so large a z anywhere, if the hits lay in the rows by chance: the largest z of each of `permutations` random
 * shares of the same hits among the same bins. Above the reach of the permutations a Gumbel distribution with their mean and
 * spread gives the tail.
 *
 * Source: Abrams, Kulldorff, Kleinman (2010), "Evaluating cluster alarms: a space-time scan statistic and cluster detection",
 * for the Gumbel tail.
 */
export function scanPValue(bins: Bins, z: number, permutations: number, random: Random): number {
  const { rows, hits, circular } = bins;
  const all = rows.reduce((a, b) => a + b, 0);
  const marked = hits.reduce((a, b) => a + b, 0);
  const share = marked / all;
  const windows = windowsOf(bins, share);
  const drawn = new Float64Array(rows.length);
  let reached = 0;
  let sum = 0;
  let squares = 0;
  for (let p = 0; p < permutations; p++) {
    let rowsLeft = all;
    let hitsLeft = marked;
    for (let b = 0; b < rows.length; b++) {
      drawn[b] = rows[b] === 0 ? 0 : hypergeometric(rowsLeft, hitsLeft, rows[b]!, random);
      rowsLeft -= rows[b]!;
      hitsLeft -= drawn[b]!;
    }
    const place = best(windows, drawn, share, circular);
    const totals = runningTotals(drawn, circular);
    const from = windows.from[place]!;
    const inside = totals[from + windows.length[place]!]! - totals[from]!;
    const largest = (inside - windows.rows[place]! * share) * windows.scale[place]!;
    if (largest >= z - 1e-9) reached++;
    sum += largest;
    squares += largest * largest;
  }
  if (reached >= 10) return (reached + 1) / (permutations + 1);
  const mean = sum / permutations;
  const deviation = Math.sqrt(Math.max(1e-12, squares / permutations - mean * mean));
  const scale = (deviation * Math.sqrt(6)) / Math.PI;
  const tail = exp(-(z - (mean - 0.5772156649015329 * scale)) / scale);
  // 1 - exp(-tail) without cancellation where the tail is thin.
  return Math.min(1, tail < 1e-5 ? tail : 1 - exp(-tail));
}
