import { exp, log } from "../../math/elementary.ts";
import { distinctOf } from "../../stats/distinct.ts";

export type LogisticLine = {
  intercept: number;
  slope: number;
  /** Standard errors, and the covariance of the two. */
  interceptError: number;
  slopeError: number;
  covariance: number;
  converged: boolean;
};

/**
 * Maximum-likelihood fit of logit P(label = 1) = intercept + slope * x, by Newton steps with halving. `x`, and for each x the
 * number of positive rows and of all rows (1 each for single rows). NaN where it has no solution: fewer than two different x,
 * or one class; `converged` is false where the classes are separated by x.
 *
 * Reference: statsmodels `Logit`, scikit-learn `LogisticRegression(penalty=None)`.
 */
export function logisticLine(
  x: ArrayLike<number>,
  positives: ArrayLike<number>,
  totals: ArrayLike<number>,
): LogisticLine {
  let rows = 0;
  let hits = 0;
  let mean = 0;
  for (let i = 0; i < x.length; i++) {
    rows += totals[i]!;
    hits += positives[i]!;
    mean += totals[i]! * x[i]!;
  }
  mean /= rows;
  let spread = 0;
  for (let i = 0; i < x.length; i++) spread += totals[i]! * (x[i]! - mean) * (x[i]! - mean);
  const scale = Math.sqrt(spread / rows);
  if (!(scale > 0) || hits === 0 || hits === rows) return NONE;
  // What belongs to one value of x is worked out once: scores and ranks repeat, and the exponential is what takes the time.
  const { index: places, values } = distinctOf(x instanceof Float64Array ? x : new Float64Array(x))!;
  const own = new Float64Array(values.length);
  const etas = new Float64Array(values.length);
  const zs = values.map((value) => (value - mean) / scale);
  // Fitted on the standardised x, where the two parameters are nearly unrelated.
  let a = log(hits / (rows - hits));
  let b = 0;
  const lossOf = (a: number, b: number) => {
    for (let v = 0; v < values.length; v++) {
      etas[v] = a + (b * (values[v]! - mean)) / scale;
      own[v] = softplus(etas[v]!);
    }
    let loss = 0;
    for (let i = 0; i < places.length; i++)
      loss += totals[i]! * own[places[i]!]! - positives[i]! * etas[places[i]!]!;
    return loss;
  };
  let loss = lossOf(a, b);
  let converged = false;
  let information: readonly [number, number, number] = [0, 0, 0];
  for (let step = 0; step < 50; step++) {
    let [ga, gb, aa, ab, bb] = [0, 0, 0, 0, 0];
    for (let v = 0; v < values.length; v++) own[v] = 1 / (1 + exp(-(a + b * zs[v]!)));
    for (let i = 0; i < places.length; i++) {
      const z = zs[places[i]!]!;
      const p = own[places[i]!]!;
      const rest = positives[i]! - totals[i]! * p;
      const weight = totals[i]! * p * (1 - p);
      ga += rest;
      gb += rest * z;
      aa += weight;
      ab += weight * z;
      bb += weight * z * z;
    }
    information = [aa, ab, bb];
    const determinant = aa * bb - ab * ab;
    if (!(determinant > 1e-300)) break;
    const da = (bb * ga - ab * gb) / determinant;
    const db = (aa * gb - ab * ga) / determinant;
    if (Math.abs(da) + Math.abs(db) < 1e-11) {
      converged = true;
      break;
    }
    let size = 1;
    let next = lossOf(a + da, b + db);
    while (!(next <= loss + 1e-12 * Math.abs(loss)) && size > 1e-6) {
      size /= 2;
      next = lossOf(a + size * da, b + size * db);
    }
    a += size * da;
    b += size * db;
    loss = next;
    if (Math.abs(b) > 60) break;
  }
  const [aa, ab, bb] = information;
  const determinant = aa * bb - ab * ab;
  const [va, vb, vab] = [bb / determinant, aa / determinant, -ab / determinant];
  const shift = mean / scale;
  return {
    intercept: a - b * shift,
    slope: b / scale,
    interceptError: Math.sqrt(Math.max(0, va + shift * shift * vb - 2 * shift * vab)),
    slopeError: Math.sqrt(Math.max(0, vb)) / scale,
    covariance: (vab - shift * vb) / scale,
    converged,
  };
}

const NONE: LogisticLine = {
  intercept: Number.NaN,
  slope: Number.NaN,
  interceptError: Number.NaN,
  slopeError: Number.NaN,
  covariance: Number.NaN,
  converged: false,
};

/** log(1 + e^x) without overflow. */
function softplus(x: number): number {
  return x > 0 ? x + log(1 + exp(-x)) : log(1 + exp(x));
}
