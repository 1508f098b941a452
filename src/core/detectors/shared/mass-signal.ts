import { log } from "../../math/elementary.ts";
import { fisherExact } from "../../stats/fisher-exact.ts";
import { sortOrder } from "../../stats/order.ts";
import { logisticLine } from "./logistic-line.ts";
import { isAt, type Mass } from "./masses.ts";
import { UNKNOWN } from "./read.ts";

/** How many rows with a known label, and how many positive ones. */
export type Tally = { rows: number; positives: number };

export const rateOf = (tally: Tally): number => tally.positives / tally.rows;

/** The rows at the mass and the rows with another value; rows without a value are elsewhere for no mass but themselves. */
export function tallies(
  values: Float64Array,
  labels: Uint8Array,
  mass: Mass,
): { at: Tally; elsewhere: Tally } {
  const at = { rows: 0, positives: 0 };
  const elsewhere = { rows: 0, positives: 0 };
  for (let row = 0; row < values.length; row++) {
    const label = labels[row]!;
    if (label === UNKNOWN) continue;
    const value = values[row]!;
    const tally = isAt(mass, value) ? at : Number.isNaN(value) ? null : elsewhere;
    if (tally === null) continue;
    tally.rows++;
    tally.positives += label;
  }
  return { at, elsewhere };
}

/**
 * Whether the label rate at the mass breaks with what its neighbourhood leads one to expect.
 *
 * For a value among others: with the fifth of the other rows that is nearest to it in rank (a tenth on each side where it has
 * two), the rate must differ the same way, with Fisher's p at most `alpha`. Missing and sentinels have no neighbours.
 *
 * The zero of a true count has many reasons to differ (no chargeback is safer than one), so it must break the trend of the
 * other counts, a logistic line in log(1 + count): lie below while the trend rises towards zero or above while it falls; or
 * jump by four times what the line moves over all other counts at the most (95 %). Where the other counts are too few to tell,
 * the zero passes as natural.
 */
export function breaksNeighbourhood(
  values: Float64Array,
  labels: Uint8Array,
  mass: Mass,
  tally: { at: Tally; elsewhere: Tally },
  alpha: number,
): { breaks: boolean; neighbourRate: number } {
  if (mass.kind === "missing" || mass.kind === "sentinel") return { breaks: true, neighbourRate: Number.NaN };
  if (mass.natural) return { breaks: breaksTrend(values, labels, tally), neighbourRate: Number.NaN };
  const near = nearest(values, labels, mass.value, tally.elsewhere.rows);
  if (near.rows === 0) return { breaks: true, neighbourRate: Number.NaN };
  const { at } = tally;
  const sameWay = rateOf(at) - rateOf(near) > 0 === rateOf(at) - rateOf(tally.elsewhere) > 0;
  const p = fisherExact(at.positives, at.rows - at.positives, near.positives, near.rows - near.positives);
  return { breaks: sameWay && p <= alpha, neighbourRate: rateOf(near) };
}

function nearest(values: Float64Array, labels: Uint8Array, value: number, others: number): Tally {
  const order = sortOrder(values.map((v) => (Number.isNaN(v) ? Number.POSITIVE_INFINITY : v)));
  let low = 0;
  while (low < order.length && values[order[low]!]! < value) low++;
  let high = low;
  while (high < order.length && values[order[high]!]! === value) high++;
  const gather = (from: number, step: 1 | -1, wanted: number): Tally => {
    const tally = { rows: 0, positives: 0 };
    for (let i = from; i >= 0 && i < order.length && tally.rows < wanted; i += step) {
      const row = order[i]!;
      if (Number.isNaN(values[row]!) || labels[row] === UNKNOWN) continue;
      tally.rows++;
      tally.positives += labels[row]!;
    }
    return tally;
  };
  const below = gather(low - 1, -1, others / 10);
  const above = gather(high, 1, others / 5 - below.rows);
  const more = gather(low - 1, -1, others / 5 - above.rows);
  return { rows: more.rows + above.rows, positives: more.positives + above.positives };
}

function breaksTrend(
  values: Float64Array,
  labels: Uint8Array,
  { at, elsewhere }: { at: Tally; elsewhere: Tally },
): boolean {
  const counts = new Map<number, Tally>();
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value) || value === 0 || labels[row] === UNKNOWN) continue;
    const tally = counts.get(value) ?? { rows: 0, positives: 0 };
    tally.rows++;
    tally.positives += labels[row]!;
    counts.set(value, tally);
  }
  const sorted = [...counts].sort((a, b) => a[0] - b[0]);
  const x = sorted.map(([value]) => log(1 + value));
  const line = logisticLine(
    x,
    sorted.map(([, t]) => t.positives),
    sorted.map(([, t]) => t.rows),
  );
  if (!line.converged) return false;
  const logit = (t: Tally) => log((t.positives + 0.5) / (t.rows - t.positives + 0.5));
  const jump = logit(at) - logit(elsewhere);
  const isOpposite = jump < 0 ? line.slope < -1.96 * line.slopeError : line.slope > 1.96 * line.slopeError;
  const most = (Math.abs(line.slope) + 1.96 * line.slopeError) * (x[x.length - 1]! - x[0]!);
  return isOpposite || 4 * most < Math.abs(jump);
}
