import { calibrationError } from "../metrics/calibration-error.ts";
import type { Random } from "../random.ts";
import { foldRows, sampleRows, stratifiedFolds } from "./folds.ts";
import { fitIsotonic, type Isotonic, predictIsotonic } from "./isotonic.ts";

/** Rows on which it is judged whether calibration helps; an even sample where there are more. */
const JUDGED = 60_000;

/** How scores become probabilities: by an isotonic function, or as they are (`isotonic` null). */
export type Calibration = { isotonic: Isotonic | null; errorBefore: number; errorAfter: number };

/**
 * Decides whether isotonic calibration brings the scores nearer to the observed rates, and fits it on all rows if so. It is
 * judged by the expected calibration error on the third of the rows that each of three fits has not seen. Scores outside
 * 0 to 1 are no probabilities: they are always calibrated (`errorBefore` is NaN). Throws where the lengths differ or there
 * are fewer than three rows. Source: NannyML 0.13, `needs_calibration`.
 */
export function fitCalibration(scores: Float64Array, labels: Uint8Array, random: Random): Calibration {
  const isProbability = scores.every((score) => score >= 0 && score <= 1);
  const judged = sampleRows(scores.length, JUDGED, random.fork("rows"));
  const [judgedScores, judgedLabels] = [pick(scores, judged), pick(labels, judged)];
  const fold = stratifiedFolds(judgedLabels, 3, random);
  let errorBefore = isProbability ? 0 : Number.NaN;
  let errorAfter = 0;
  for (let k = 0; k < 3; k++) {
    const { inside, outside } = foldRows(fold, k);
    const [held, truth] = [pick(judgedScores, inside), pick(judgedLabels, inside)];
    const isotonic = fitIsotonic(pick(judgedScores, outside), pick(judgedLabels, outside));
    const fitted = predictIsotonic(isotonic, held);
    if (isProbability) errorBefore += calibrationError(held, truth).value / 3;
    errorAfter += calibrationError(fitted, truth).value / 3;
  }
  const isotonic = isProbability && errorBefore <= errorAfter ? null : fitIsotonic(scores, labels);
  return { isotonic, errorBefore, errorAfter };
}

/** Probabilities from scores. */
export function calibrated({ isotonic }: Calibration, scores: Float64Array): Float64Array {
  return isotonic === null ? scores : predictIsotonic(isotonic, scores);
}

function pick(values: ArrayLike<number>, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (row) => values[row]!);
}
