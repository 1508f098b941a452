/** A gap counts from this share of the whole time on, with at least this share of the rows on either side. */
const GAP = 0.2;
const SIDE = 0.15;
/** And it is so many times as wide as the other steps are on average. */
const WIDER = 10;

/** The place of the first row after the longest time without any, where that is long; else null. */
export function largestGap(values: Float64Array, order: Uint32Array): number | null {
  const span = values[order[order.length - 1]!]! - values[order[0]!]!;
  let widest = 0;
  let place = 0;
  let steps = 0;
  for (let i = 1; i < order.length; i++) {
    const step = values[order[i]!]! - values[order[i - 1]!]!;
    if (step > 0) steps++;
    if (step > widest) {
      widest = step;
      place = i;
    }
  }
  const side = Math.min(place, order.length - place);
  const isWide = widest >= GAP * span && widest * (steps - 1) >= WIDER * (span - widest);
  return order.length >= 100 && isWide && side >= SIDE * order.length ? place : null;
}
