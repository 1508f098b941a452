import { sortOrder } from "../stats/order.ts";

/** A rising step-and-line function: the fitted values at `x`, straight lines between them, constant outside. Plain data. */
export type Isotonic = { x: Float64Array; y: Float64Array };

/**
 * Isotonic regression: the never-falling function of `x` with the least weighted squared distance to `y`, by pooling
 * adjacent violators. Rows of equal `x` are averaged first.
 *
 * `x`, `y` and `weights` (at least 0; 1 each by default) have one entry a row; a row of weight 0 is left out. Throws where
 * lengths differ, where a number is not finite and where no row is left. Source: Barlow et al. (1972); reference:
 * `sklearn.isotonic.IsotonicRegression(out_of_bounds="clip")` (1.9).
 */
export function fitIsotonic(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  weights?: ArrayLike<number>,
): Isotonic {
  const rows = x.length;
  if (y.length !== rows || (weights !== undefined && weights.length !== rows))
    throw new Error(
      `x has ${rows} rows, y ${y.length}, weights ${weights?.length ?? "none"}; they must agree.`,
    );
  const kept = new Uint32Array(rows);
  let size = 0;
  for (let row = 0; row < rows; row++) {
    const weight = weights === undefined ? 1 : weights[row]!;
    if (!Number.isFinite(x[row]!) || !Number.isFinite(y[row]!) || !(weight >= 0 && Number.isFinite(weight)))
      throw new Error(`Row ${row} cannot be used: x ${x[row]}, y ${y[row]}, weight ${weight}.`);
    if (weight > 0) kept[size++] = row;
  }
  if (size === 0) throw new Error("There is no row to fit on, or every weight is 0.");
  const places = sortOrder(Float64Array.from({ length: size }, (_, i) => x[kept[i]!]!));
  const sorted = places.map((place) => kept[place]!);

  // One block for each distinct x, merged with the block before while it stands lower.
  const first: number[] = [];
  const last: number[] = [];
  const sums: number[] = [];
  const counts: number[] = [];
  for (let i = 0; i < sorted.length; ) {
    const at = x[sorted[i]!]!;
    let sum = 0;
    let count = 0;
    for (; i < sorted.length && x[sorted[i]!] === at; i++) {
      const weight = weights === undefined ? 1 : weights[sorted[i]!]!;
      sum += weight * y[sorted[i]!]!;
      count += weight;
    }
    first.push(at);
    last.push(at);
    sums.push(sum);
    counts.push(count);
    for (let b = sums.length - 1; b > 0 && sums[b]! / counts[b]! <= sums[b - 1]! / counts[b - 1]!; b--) {
      sums[b - 1]! += sums.pop()!;
      counts[b - 1]! += counts.pop()!;
      last[b - 1] = last.pop()!;
      first.pop();
    }
  }
  const knots: number[] = [];
  const values: number[] = [];
  for (let b = 0; b < sums.length; b++) {
    const value = sums[b]! / counts[b]!;
    knots.push(first[b]!);
    values.push(value);
    if (last[b]! > first[b]!) {
      knots.push(last[b]!);
      values.push(value);
    }
  }
  return { x: Float64Array.from(knots), y: Float64Array.from(values) };
}

/** The fitted function at each `x`; NaN stays NaN. */
export function predictIsotonic(model: Isotonic, x: ArrayLike<number>): Float64Array {
  const { x: knots, y: values } = model;
  const end = knots.length - 1;
  const fitted = new Float64Array(x.length);
  for (let row = 0; row < x.length; row++) {
    const at = x[row]!;
    if (!(at > knots[0]!)) fitted[row] = Number.isNaN(at) ? Number.NaN : values[0]!;
    else if (at >= knots[end]!) fitted[row] = values[end]!;
    else {
      let low = 0;
      let high = end;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (knots[middle]! <= at) low = middle;
        else high = middle;
      }
      const share = (at - knots[low]!) / (knots[high]! - knots[low]!);
      fitted[row] = values[low]! + share * (values[high]! - values[low]!);
    }
  }
  return fitted;
}
