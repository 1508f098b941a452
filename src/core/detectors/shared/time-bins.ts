import type { Bins } from "./scan.ts";

const MINUTE = 60000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const UNITS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 7 * DAY, 28 * DAY];
const MOST_BINS = 512;
const ROWS_A_BIN = 10;

/** How rows fall into bins: the bin of each row (-1 for none), and where bin 0 begins; a bin is `unit` long. */
export type Binning = {
  binOf: Int32Array;
  count: number;
  start: number;
  unit: number;
  /** Milliseconds, hours of the day, or rows in order. */
  scale: "time" | "hour" | "row";
};

/**
 * Equal stretches of time: the shortest of a minute to four weeks that makes at most 512 bins with ten rows each on average.
 * With an order instead of times, or where no such unit is found, equal numbers of rows in order of time. Null for fewer than
 * 100 rows.
 */
export function timeBins(
  times: Float64Array,
  isTime: boolean,
  use: (row: number) => boolean,
): Binning | null {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let rows = 0;
  for (let row = 0; row < times.length; row++) {
    const time = times[row]!;
    if (!use(row) || Number.isNaN(time)) continue;
    rows++;
    if (time < first) first = time;
    if (time > last) last = time;
  }
  if (rows < 100) return null;
  if (isTime) {
    for (const unit of UNITS) {
      const start = Math.floor(first / unit) * unit;
      const count = Math.floor((last - start) / unit) + 1;
      if (count > MOST_BINS || rows / count < ROWS_A_BIN) continue;
      if (count < 8) break;
      const binOf = assign(times, use, (time) => Math.floor((time - start) / unit));
      return { binOf, count, start, unit, scale: "time" };
    }
  }
  return null;
}

/** Bins of equally many rows, by rank in the order of `order` (row numbers); the scale is the place in that order. */
export function orderBins(order: ArrayLike<number>, rows: number): Binning | null {
  const used = order.length;
  if (used < 100) return null;
  const count = Math.min(MOST_BINS, Math.floor(used / (2 * ROWS_A_BIN)));
  const unit = used / count;
  const binOf = new Int32Array(rows).fill(-1);
  for (let i = 0; i < used; i++) binOf[order[i]!] = Math.min(count - 1, Math.floor(i / unit));
  return { binOf, count, start: 0, unit, scale: "row" };
}

/** The 24 hours of the day, in UTC; null where the rows span less than two days or their times have no hours. */
export function hourBins(times: Float64Array, use: (row: number) => boolean): Binning | null {
  const binOf = assign(times, use, (time) => Math.floor((time - Math.floor(time / DAY) * DAY) / HOUR));
  const seen = new Set<number>();
  const days = new Set<number>();
  for (let row = 0; row < times.length; row++) {
    if (binOf[row]! < 0) continue;
    seen.add(binOf[row]!);
    if (days.size < 3) days.add(Math.floor(times[row]! / DAY));
  }
  return seen.size < 6 || days.size < 3 ? null : { binOf, count: 24, start: 0, unit: 1, scale: "hour" };
}

function assign(
  times: Float64Array,
  use: (row: number) => boolean,
  bin: (time: number) => number,
): Int32Array {
  const binOf = new Int32Array(times.length);
  for (let row = 0; row < times.length; row++)
    binOf[row] = use(row) && !Number.isNaN(times[row]!) ? bin(times[row]!) : -1;
  return binOf;
}

/** Rows and hits of each bin. */
export function countBins({ binOf, count, scale }: Binning, isHit: (row: number) => boolean): Bins {
  const rows = new Float64Array(count);
  const hits = new Float64Array(count);
  for (let row = 0; row < binOf.length; row++) {
    const bin = binOf[row]!;
    if (bin < 0) continue;
    rows[bin]!++;
    if (isHit(row)) hits[bin]!++;
  }
  return { rows, hits, circular: scale === "hour" };
}
