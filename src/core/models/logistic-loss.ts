import { log } from "../math/elementary.ts";
import type { FeatureMatrix } from "./matrix.ts";
import { fastSigmoid } from "./sigmoid.ts";

/**
 * The features scaled to mean 0 and standard deviation 1, and a column of ones behind them. A feature that never changes
 * becomes zeros and has a deviation of 0. Throws, naming feature and row, for a value that is missing or infinite.
 */
export function standardise(features: FeatureMatrix, weights: ArrayLike<number> | undefined, total: number) {
  const { rows, names } = features;
  const means = new Float64Array(names.length);
  const deviations = new Float64Array(names.length);
  const columns = features.columns.map((column, f) => {
    let sum = 0;
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let row = 0; row < rows; row++) {
      const value = column[row]!;
      if (!Number.isFinite(value))
        throw new Error(
          `Feature “${names[f]}” is ${Number.isNaN(value) ? "missing" : value} in row ${row}; ` +
            "logistic regression needs a finite number in every row. Fill it first.",
        );
      low = Math.min(low, value);
      high = Math.max(high, value);
      sum += weights === undefined ? value : weights[row]! * value;
    }
    const mean = sum / total;
    let squares = 0;
    for (let row = 0; row < rows; row++)
      squares += (weights === undefined ? 1 : weights[row]!) * (column[row]! - mean) ** 2;
    const deviation = low < high ? Math.sqrt(squares / total) : 0;
    means[f] = mean;
    deviations[f] = deviation;
    const scaled = new Float64Array(rows);
    if (deviation > 0) for (let row = 0; row < rows; row++) scaled[row] = (column[row]! - mean) / deviation;
    return scaled;
  });
  columns.push(new Float64Array(rows).fill(1));
  return { columns, means, deviations };
}

/** Rows worked on at a time, so that they stay in the processor's nearest memory. */
const BLOCK = 512;

/** The mean penalised log loss of one data set as a function of the coefficients, and its derivatives. */
export class LogisticLoss {
  private readonly scores: Float64Array;
  private readonly probabilities: Float64Array;
  private readonly gradient: Float64Array;
  private readonly hessian: Float64Array;
  private readonly columns: readonly Float64Array[];
  private readonly labels: Uint8Array;
  private readonly weights: ArrayLike<number> | undefined;
  private readonly total: number;
  private readonly penalty: Float64Array;

  constructor(
    columns: readonly Float64Array[],
    labels: Uint8Array,
    weights: ArrayLike<number> | undefined,
    total: number,
    penalty: Float64Array,
  ) {
    this.columns = columns;
    this.labels = labels;
    this.weights = weights;
    this.total = total;
    this.penalty = penalty;
    this.scores = new Float64Array(labels.length);
    this.probabilities = new Float64Array(labels.length);
    this.gradient = new Float64Array(columns.length);
    this.hessian = new Float64Array(columns.length ** 2);
  }

  /** The loss at these coefficients; keeps every row's probability for the two methods below. */
  at(theta: Float64Array): number {
    const { scores, probabilities, labels, weights, columns, penalty } = this;
    const rows = labels.length;
    scores.fill(theta[theta.length - 1]!);
    for (let f = 0; f + 1 < columns.length; f++) addTimes(scores, columns[f]!, theta[f]!);
    let sum = 0;
    // Logarithms cost most here: where rows weigh the same, the product of eight chances takes one of them.
    let product = 1;
    for (let row = 0; row < rows; row++) {
      const score = scores[row]!;
      const margin = labels[row] === 1 ? score : -score;
      const chance = fastSigmoid(margin);
      probabilities[row] = labels[row] === 1 ? chance : 1 - chance;
      const weight = weights === undefined ? 1 : weights[row]!;
      if (margin < -30) sum -= weight * margin;
      else if (weights === undefined) product *= chance;
      else sum -= weight * log(chance);
      if ((row & 7) === 7) {
        sum -= log(product);
        product = 1;
      }
    }
    sum -= log(product);
    let mean = sum / this.total;
    for (let f = 0; f < theta.length; f++) mean += (penalty[f]! * theta[f]! * theta[f]!) / 2;
    return mean;
  }

  /** The gradient at the coefficients that {@link at} was called with last. The array is used again by the next call. */
  slopes(theta: Float64Array): Float64Array {
    const { columns, labels, weights, probabilities, gradient, penalty, total } = this;
    const slope = new Float64Array(BLOCK);
    gradient.fill(0);
    for (let start = 0; start < labels.length; start += BLOCK) {
      const count = Math.min(BLOCK, labels.length - start);
      for (let r = 0; r < count; r++)
        slope[r] =
          ((weights === undefined ? 1 : weights[start + r]!) / total) *
          (probabilities[start + r]! - labels[start + r]!);
      for (let f = 0; f < columns.length; f++) gradient[f]! += dot(slope, columns[f]!, start, count);
    }
    for (let f = 0; f < columns.length; f++) gradient[f]! += penalty[f]! * theta[f]!;
    return gradient;
  }

  /** The lower triangle of the Hessian at the coefficients that {@link at} was called with last. The array is used again. */
  curvature(): Float64Array {
    const { columns, labels, weights, probabilities, hessian, penalty, total } = this;
    const size = columns.length;
    const curve = new Float64Array(BLOCK);
    const part = new Float64Array(BLOCK);
    hessian.fill(0);
    for (let start = 0; start < labels.length; start += BLOCK) {
      const count = Math.min(BLOCK, labels.length - start);
      for (let r = 0; r < count; r++) {
        const p = probabilities[start + r]!;
        curve[r] = ((weights === undefined ? 1 : weights[start + r]!) / total) * p * (1 - p);
      }
      for (let i = 0; i < size; i++) {
        const column = columns[i]!;
        for (let r = 0; r < count; r++) part[r] = curve[r]! * column[start + r]!;
        let j = 0;
        for (; j + 3 <= i; j += 4) addFourDots(hessian, i * size + j, part, columns, j, start, count);
        for (; j <= i; j++) hessian[i * size + j]! += dot(part, columns[j]!, start, count);
      }
    }
    for (let f = 0; f < size; f++) hessian[f * size + f]! += penalty[f]!;
    return hessian;
  }

  /** Whether every row stands on its own class's side. */
  separates(): boolean {
    const { scores, labels } = this;
    for (let row = 0; row < labels.length; row++)
      if (labels[row] === 1 ? scores[row]! <= 0 : scores[row]! >= 0) return false;
    return true;
  }
}

function addTimes(to: Float64Array, column: Float64Array, factor: number): void {
  for (let row = 0; row < to.length; row++) to[row]! += factor * column[row]!;
}

/** Adds the sum of `a[r] * columns[first + k][start + r]` to `to[at + k]`, for k from 0 to 3. */
function addFourDots(
  to: Float64Array,
  at: number,
  a: Float64Array,
  columns: readonly Float64Array[],
  first: number,
  start: number,
  count: number,
): void {
  const b0 = columns[first]!;
  const b1 = columns[first + 1]!;
  const b2 = columns[first + 2]!;
  const b3 = columns[first + 3]!;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let r = 0; r < count; r++) {
    const value = a[r]!;
    s0 += value * b0[start + r]!;
    s1 += value * b1[start + r]!;
    s2 += value * b2[start + r]!;
    s3 += value * b3[start + r]!;
  }
  to[at]! += s0;
  to[at + 1]! += s1;
  to[at + 2]! += s2;
  to[at + 3]! += s3;
}

/** The sum of `a[r] * b[start + r]`. */
function dot(a: Float64Array, b: Float64Array, start: number, count: number): number {
  let sum = 0;
  for (let r = 0; r < count; r++) sum += a[r]! * b[start + r]!;
  return sum;
}
