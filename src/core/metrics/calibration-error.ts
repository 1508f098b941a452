import type { Estimate } from "../contracts.ts";
import { zOfLevel } from "../stats/wilson-interval.ts";
import { type RankedGroups, rankGroups } from "./ranked.ts";

/** One bin of a reliability curve. */
export type CalibrationBin = { rows: number; positives: number; meanScore: number; rate: number };

/**
 * Bins of about equal count: the edges are quantiles of the scores (linear interpolation), a score equal to an edge belongs
 * to the bin below it, and equal scores are never split; so with ties there may be fewer than `count` bins. Scores are
 * probabilities from 0 to 1, labels 0 or 1.
 *
 * Throws as {@link rank} does, and for scores outside 0 to 1. Reference: `sklearn.calibration.calibration_curve` (1.9) with
 * `strategy="quantile"`.
 */
export function calibrationBins(ranked: RankedGroups, count = 10): CalibrationBin[] {
  const { rows, groups, score, size, positive } = ranked;
  if (rows === 0) return [];
  if (!(score[0]! >= 0 && score[groups - 1]! <= 1))
    throw new Error(
      `Calibration needs probabilities from 0 to 1; the scores run from ${score[0]} to ${score[groups - 1]}.`,
    );
  const edges = innerEdges(ranked, count);
  const bins: CalibrationBin[] = [];
  let bin = -1;
  let edge = 0;
  let sum = 0;
  for (let g = 0; g < groups; g++) {
    while (edge < edges.length && edges[edge]! < score[g]!) edge++;
    if (edge !== bin || g === 0) {
      bin = edge;
      bins.push({ rows: 0, positives: 0, meanScore: 0, rate: 0 });
      sum = 0;
    }
    const current = bins[bins.length - 1]!;
    current.rows += size[g]!;
    current.positives += positive[g]!;
    sum += size[g]! * score[g]!;
    current.meanScore = sum / current.rows;
    current.rate = current.positives / current.rows;
  }
  return bins;
}

/** The quantiles of the scores at 1/count, 2/count ... by linear interpolation. */
function innerEdges({ rows, groups, score, size }: RankedGroups, count: number): Float64Array {
  const edges = new Float64Array(Math.max(count - 1, 0));
  let g = 0;
  let before = 0;
  for (let k = 1; k < count; k++) {
    const exact = (k / count) * (rows - 1);
    const near = Math.round(exact);
    // A place that misses a row by rounding alone would push that row into the bin above its edge.
    const place = Math.abs(exact - near) < 1e-9 ? near : exact;
    const whole = Math.floor(place);
    while (g < groups - 1 && before + size[g]! <= whole) before += size[g++]!;
    const low = score[g]!;
    const isLastOfGroup = whole + 1 >= before + size[g]!;
    const high = isLastOfGroup && g < groups - 1 ? score[g + 1]! : low;
    edges[k - 1] = low + (place - whole) * (high - low);
  }
  return edges;
}

/**
 * Expected calibration error: the gap between mean score and observed rate of each of 10 equal-count bins, weighted by rows.
 *
 * The estimate is biased upwards, since noise in a bin never lowers a gap on average. The interval allows for that without a
 * bootstrap. With bin weights w and standard errors s (of the observed rates, Agresti-Coull), the true error lies at most
 * z·√Σw²s² above the estimate, because the estimate's mean is never below the truth and no gap varies more than its rate;
 * and at most √(2/π)·Σws + z·√((1-2/π)·Σw²s²) below it, the upper quantile of the summed absolute noise. Both bounds are
 * safe rather than tight. The bins and their scores are taken as given.
 *
 * NaN without rows. Throws as {@link calibrationBins} does.
 */
export function calibrationError(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  bins = 10,
  level = 0.95,
): Estimate {
  return calibrationErrorOf(rankGroups(scores, labels), bins, level);
}

/** {@link calibrationError} of rows that are ranked already. */
export function calibrationErrorOf(ranked: RankedGroups, count = 10, level = 0.95): Estimate {
  const z = zOfLevel(level);
  const bins = calibrationBins(ranked, count);
  if (bins.length === 0) return { value: Number.NaN, interval: [Number.NaN, Number.NaN] };
  let value = 0;
  let noise = 0;
  let variance = 0;
  for (const bin of bins) {
    const weight = bin.rows / ranked.rows;
    const trials = bin.rows + z * z;
    const rate = (bin.positives + (z * z) / 2) / trials;
    const error = Math.sqrt((rate * (1 - rate)) / trials);
    value += weight * Math.abs(bin.meanScore - bin.rate);
    noise += weight * error;
    variance += weight * weight * error * error;
  }
  const twoOverPi = 2 / Math.PI;
  const below = Math.sqrt(twoOverPi) * noise + z * Math.sqrt((1 - twoOverPi) * variance);
  return { value, interval: [Math.max(0, value - below), Math.min(1, value + z * Math.sqrt(variance))] };
}
