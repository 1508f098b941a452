import { figure, percent } from "../../core/detectors/findings.ts";
import { pairsOf } from "../../core/detectors/shared/keyed-rows.ts";
import { log } from "../../core/math/elementary.ts";
import { chiSquareSurvival, normalQuantile } from "../../core/stats/distributions.ts";
import { labelsOf } from "../file-checks/file-check.ts";
import type { Prepared } from "../prepare.ts";
import type { Windows } from "../windows/windows.ts";
import { count, plural } from "../words.ts";
import { ALPHA_OF_WINDOWS } from "./settle.ts";

/** Of ten real effects of the size named, nine would have been seen. */
const POWER = 0.9;

/** A column rings as too good to be true where its interval lies above this AUC. */
const LEAK = 0.8;
/** The share of pairs that parity lets differ. */
const PARITY = 0.001;
/** The difference of missing shares that counts. */
const GAP = 0.01;

/**
 * The smallest ROC AUC whose 95 % interval lies above 0.8 nine times in ten, with so many rows of each outcome; 1 where none does.
 * Source of the variance: Hanley, McNeil (1982), "The meaning and use of the area under a ROC curve", Radiology 143.
 */
export function leastAuc(positives: number, negatives: number): number {
  const z = normalQuantile(1 - 0.05 / 2) + normalQuantile(POWER);
  const isSeen = (auc: number) => {
    const q1 = auc / (2 - auc);
    const q2 = (2 * auc * auc) / (1 + auc);
    const square = auc * auc;
    const variance =
      (auc * (1 - auc) + (positives - 1) * (q1 - square) + (negatives - 1) * (q2 - square)) /
      (positives * negatives);
    return auc - z * Math.sqrt(Math.max(variance, 0)) >= LEAK;
  };
  return bisect(isSeen, LEAK, 1);
}

/**
 * The smallest share of n newer rows without a value that Fisher's exact test tells from none in m older rows at `alpha` nine
 * times in ten, and that reaches one hundredth: k of n against 0 of m have p near (n / (m + n))^k, and as many are drawn with
 * 90 % by a Poisson law. 1 where there is none.
 */
export function leastMissing(m: number, n: number, alpha: number): number {
  const needed = Math.max(Math.ceil(log(alpha) / log(n / (m + n))), Math.ceil(GAP * n));
  return Math.min(1, expectedFor(needed) / n);
}

/** The share of differing rows of which that many pairs hold more than one in a thousand, nine times in ten. */
export const leastParity = (pairs: number): number =>
  Math.min(1, expectedFor(Math.floor(PARITY * pairs) + 1) / pairs);

/** The mean of a Poisson law that reaches `needed` with 90 %: its lower tail is that of a chi-square. */
function expectedFor(needed: number): number {
  return bisect(
    (mean) => chiSquareSurvival(2 * mean, 2 * needed) <= 1 - POWER,
    0,
    needed + 10 + 5 * Math.sqrt(needed),
  );
}

/** The point between low and high from which on it holds. */
function bisect(holds: (value: number) => boolean, low: number, high: number): number {
  let [from, to] = [low, high];
  for (let i = 0; i < 60; i++) {
    const middle = (from + to) / 2;
    if (holds(middle)) to = middle;
    else from = middle;
  }
  return to;
}

/**
 * What “nothing found” is worth: the smallest gap between two distributions (Smirnov's asymptotic critical value at 1 % shared by
 * Holm over the columns tested), the smallest difference of two label rates (normal approximation, power 90 %), and the
 * weakest leak, gap and difference between training and serving that these many rows could have shown.
 */
export function sensitivity(prepared: Prepared, windows: Windows): string[] {
  const sentences: string[] = [];
  const m = windows.reference.rows;
  const n = windows.current?.rows ?? 0;
  if (windows.current && m > 0 && n > 0 && prepared.features.length > 0) {
    const alpha = ALPHA_OF_WINDOWS / prepared.features.length;
    const least = Math.sqrt((-log(alpha / 2) / 2) * (1 / m + 1 / n));
    sentences.push(
      least < 1
        ? `Drift: with ${count(m)} rows against ${count(n)} and ${plural(prepared.features.length, "column")}, a distribution that moved by D = ${figure(least)} (so much of the rows on the other side of some value) or more stands out from chance.`
        : `Drift: ${count(m)} rows against ${count(n)} are too few to tell any change from chance.`,
    );
  }
  const labels = labelsOf(prepared);
  if (labels) {
    let known = 0;
    let positives = 0;
    for (const label of labels) {
      if (label >= 0) known++;
      if (label > 0) positives++;
    }
    const rate = positives / Math.max(known, 1);
    if (positives > 0 && positives < known) {
      const tenth = known / 10;
      const z = normalQuantile(1 - 0.05 / 2) + normalQuantile(POWER);
      const least = z * Math.sqrt(rate * (1 - rate) * (1 / tenth + 1 / (known - tenth)));
      sentences.push(
        `Groups: in a group of a tenth of the rows, a rate that differs from the others’ ${percent(rate)} by ${figure(100 * least)} points or more would be seen nine times in ten.`,
      );
    }
  }
  if (labels) {
    const positives = labels.reduce((sum, label) => sum + (label > 0 ? 1 : 0), 0);
    const negatives = labels.reduce((sum, label) => sum + (label === 0 ? 1 : 0), 0);
    // The check reads 30,000 rows at most, those with the outcome first.
    const least = leastAuc(positives, Math.min(negatives, 30_000));
    if (Math.min(positives, negatives) >= 10)
      sentences.push(
        least < 1
          ? `Leaks: one column that alone ranks the outcome with a ROC AUC of ${figure(least)} or more is called too good to be true nine times in ten (its interval then lies above ${LEAK}); a weaker leak is not, however many rows there are.`
          : `Leaks: ${count(positives)} rows with the outcome are too few to call any column too good to be true.`,
      );
  }
  if (windows.current && m > 0 && n > 0 && prepared.features.length > 0) {
    const least = leastMissing(m, n, ALPHA_OF_WINDOWS / prepared.features.length);
    if (least < 1)
      sentences.push(
        `Gaps: in a column that had a value in every older row, values missing in ${percent(least)} or more of the newer ones would be seen nine times in ten.`,
      );
  }
  const pairs =
    windows.current && prepared.roles.key && windows.current.columns.has(prepared.roles.key[0]!)
      ? (pairsOf(windows.reference, windows.current, prepared.roles.key)?.reference.length ?? 0)
      : 0;
  if (pairs >= 20)
    sentences.push(
      `Parity: all ${count(pairs)} pairs of rows are compared, and ${count(Math.floor(PARITY * pairs) + 1)} that differ in a column ring. Where the pairs are a sample, a difference in ${percent(leastParity(pairs))} of all rows would be seen nine times in ten.`,
    );
  if (sentences.length > 0)
    sentences.push(
      "They take rows as independent. Where the same customers come back, or each row resembles the one before, the file knows less than its number of rows says.",
    );
  return sentences;
}
