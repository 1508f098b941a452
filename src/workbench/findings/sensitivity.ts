import { figure, percent } from "../../core/detectors/findings.ts";
import { pairsOf } from "../../core/detectors/shared/keyed-rows.ts";
import { newestLabelled } from "../../core/detectors/shared/segments.ts";
import { log } from "../../core/math/elementary.ts";
import { chiSquareSurvival, normalQuantile } from "../../core/stats/distributions.ts";
import { labelsOf } from "../file-checks/file-check.ts";
import { POWER, POWER_Z } from "../power.ts";
import type { Prepared } from "../prepare.ts";
import type { Windows } from "../windows/windows.ts";
import { count, plural } from "../words.ts";
import { settingOf } from "./described.ts";
import { ALPHA_OF_WINDOWS, levelOf, SMALLEST } from "./settle.ts";

/** A column rings as too good to be true where its interval lies above this AUC. */
const LEAK = settingOf("golden-feature", "threshold");
/** Rows without the outcome that it reads at most. */
const READ = settingOf("golden-feature", "rows");
/** So many equal groups are spoken of. */
const GROUPS = 10;
/** The share of pairs that parity lets differ. */
const PARITY = settingOf("row-parity", "tolerance");
/** A move that is smaller is not told, however certain. */
const TOLD = SMALLEST["kolmogorov-smirnov"]!;
/** The difference of missing shares that counts. */
const GAP = settingOf("missing-share", "least");

/**
 * The smallest ROC AUC whose 95 % interval lies above that of a leak nine times in ten, with so many rows of each outcome; 1 where none does.
 * Source of the variance: Hanley, McNeil (1982), "The meaning and use of the area under a ROC curve", Radiology 143.
 */
export function leastAuc(positives: number, negatives: number): number {
  const z = normalQuantile(1 - 0.05 / 2) + POWER_Z;
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

/**
 * How far above the rate of all others that of one of ten equal groups must lie for the check by group to ring nine times in
 * ten: so many times as high as it asks for, and no chance at its level, which ten groups share that are each compared with
 * all others and with themselves before (normal approximation). What is left up to 1 where nothing would do.
 */
export function leastInGroup(rate: number, rows: number): number {
  const check = "label-rate-by-segment";
  const ratio = settingOf(check, "ratio");
  const sureZ = normalQuantile(1 - levelOf(check) / (2 * GROUPS) / 2);
  const [own, rest] = [rows / GROUPS, rows - rows / GROUPS];
  const error = (here: number, times = 1) =>
    Math.sqrt((here * (1 - here)) / own + (times * times * rate * (1 - rate)) / rest);
  const isSeen = (gap: number) =>
    gap >= (ratio - 1) * rate + POWER_Z * error(rate + gap, ratio) &&
    gap >= sureZ * error(rate) + POWER_Z * error(rate + gap);
  return bisect(isSeen, 0, 1 - rate);
}

/** The point between low and high from which on it holds. */
export function bisect(holds: (value: number) => boolean, low: number, high: number): number {
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
        ? `Drift: with ${count(m)} rows against ${count(n)} and ${plural(prepared.features.length, "column")}, a distribution that moved by D = ${figure(least)} (so much of the rows on the other side of some value) or more stands out from chance${least < TOLD ? `; one below ${figure(TOLD)} is too small to be told` : ""}.`
        : `Drift: ${count(m)} rows against ${count(n)} are too few to tell any change from chance.`,
    );
  }
  const newest = newestLabelled(windows.reference, windows.current, prepared.roles);
  if (typeof newest !== "string") {
    const { known, positives } = newest.labels;
    const rate = positives / known;
    const least = leastInGroup(rate, known);
    if (positives > 0 && positives < known)
      sentences.push(
        rate + least < 1
          ? `Groups: in one of ten groups of equal size, a rate ${figure(100 * least)} points or more above the others’ ${percent(rate)} would be seen nine times in ten.`
          : `Groups: in one of ten groups of equal size no rate is so high above the others’ ${percent(rate)} that it would be seen nine times in ten.`,
      );
  }
  const labels = labelsOf(prepared);
  if (labels) {
    const positives = labels.reduce((sum, label) => sum + (label > 0 ? 1 : 0), 0);
    const negatives = labels.reduce((sum, label) => sum + (label === 0 ? 1 : 0), 0);
    // The check reads so many rows at most, those with the outcome first.
    const least = leastAuc(positives, Math.min(negatives, READ));
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
