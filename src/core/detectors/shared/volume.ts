const DAY = 86400000;
const LEAST_DAYS = 14;
const LEAST_ROWS = 20;
/** A day counts as thin below a fifth of the least, and as flooded above five times the most, of the same weekday before. */
const FACTOR = 5;

/** A day of unusual volume: its first moment, its rows, and the fewest and the most rows of the same weekday before. */
export type OddDay = { day: number; rows: number; least: number; most: number };

/**
 * The days of the newer window with a fifth of the least or five times the most rows of the same weekday in the older one, the first
 * and last day of either left out. Null where the older window has fewer than 14 whole days, or its thinnest fewer than 20 rows.
 */
export function oddDays(reference: Float64Array, current: Float64Array): OddDay[] | null {
  const before = byDay(reference);
  const now = byDay(current);
  if (before === null || now === null || before.rows.length < LEAST_DAYS) return null;
  const least = new Float64Array(7).fill(Number.POSITIVE_INFINITY);
  const most = new Float64Array(7);
  for (const [i, rows] of before.rows.entries()) {
    const weekday = (before.first + i) % 7;
    least[weekday] = Math.min(least[weekday]!, rows);
    most[weekday] = Math.max(most[weekday]!, rows);
  }
  if (least.some((rows) => rows < LEAST_ROWS)) return null;
  const odd: OddDay[] = [];
  for (const [i, rows] of now.rows.entries()) {
    const weekday = (now.first + i) % 7;
    if (rows * FACTOR < least[weekday]! || rows > FACTOR * most[weekday]!)
      odd.push({ day: (now.first + i) * DAY, rows, least: least[weekday]!, most: most[weekday]! });
  }
  return odd;
}

/** Rows of each whole day, between the first and the last; null where there are none, or years of them. */
function byDay(times: Float64Array): { first: number; rows: Float64Array } | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const time of times) {
    if (!Number.isFinite(time)) continue;
    low = Math.min(low, Math.floor(time / DAY));
    high = Math.max(high, Math.floor(time / DAY));
  }
  const days = high - low - 1;
  if (!(days > 0 && days < 40_000 && low >= 0)) return null;
  const rows = new Float64Array(days);
  for (const time of times) {
    const day = Math.floor(time / DAY) - low - 1;
    if (day >= 0 && day < days) rows[day]!++;
  }
  return { first: low + 1, rows };
}
