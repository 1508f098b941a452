import { fisherExact } from "../../stats/fisher-exact.ts";
import { sortOrder } from "../../stats/order.ts";
import { effective } from "./design-effect.ts";
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
 * For a value among others the rows of the nearest values, a fifth of all others (a tenth on each side where it has two), may
 * explain the rate: where they themselves differ from the remaining rows the same way (Fisher's p at most `alpha`), the rate
 * at the mass must go beyond theirs at `alpha` too. Missing and sentinels have no neighbours and always break.
 *
 * The zero of a true count never does. "None" differs from "some" for honest reasons (no chargeback so far is safer than one),
 * by any amount and in any direction, so that no label rate can show that an unknown was written as 0; only the shape can,
 * and then it is no natural zero (see `findMasses`).
 */
export function breaksNeighbourhood(
  values: Float64Array,
  labels: Uint8Array,
  mass: Mass,
  { at, elsewhere }: { at: Tally; elsewhere: Tally },
  alpha: number,
  design: number,
): { breaks: boolean; neighbourRate: number } {
  if (mass.natural) return { breaks: false, neighbourRate: Number.NaN };
  if (mass.kind === "missing" || mass.kind === "sentinel") return { breaks: true, neighbourRate: Number.NaN };
  const near = nearest(values, labels, mass.value, elsewhere.rows);
  const far = { rows: elsewhere.rows - near.rows, positives: elsewhere.positives - near.positives };
  if (near.rows === 0 || far.rows === 0) return { breaks: true, neighbourRate: Number.NaN };
  const isLower = rateOf(at) < rateOf(elsewhere);
  const explains = rateOf(near) < rateOf(far) === isLower && fisherTest(near, far, design) <= alpha;
  const goesBeyond = rateOf(at) < rateOf(near) === isLower && fisherTest(at, near, design) <= alpha;
  return { breaks: !explains || goesBeyond, neighbourRate: rateOf(near) };
}

/** Fisher's exact p for two tallies, on counts divided by the design effect. */
export function fisherTest(first: Tally, second: Tally, design: number): number {
  const [a, m] = effective(first.positives, first.rows, design);
  const [b, n] = effective(second.positives, second.rows, design);
  return fisherExact(a, m - a, b, n - b);
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
