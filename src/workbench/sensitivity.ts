import { figure, percent } from "../core/detectors/findings.ts";
import { log } from "../core/math/elementary.ts";
import { normalQuantile } from "../core/stats/distributions.ts";
import { labelsOf } from "./file-checks/file-check.ts";
import type { Prepared } from "./prepare.ts";
import type { Windows } from "./windows.ts";
import { count, plural } from "./words.ts";

/** Of ten real effects of the size named, nine would have been seen. */
const POWER = 0.9;

/**
 * What “nothing found” is worth: the smallest gap between two distributions (Smirnov's asymptotic critical value at 5 % shared by
 * Holm over the columns tested) and the smallest difference of two label rates (normal approximation, power 90 %) that these
 * many rows could have shown.
 */
export function sensitivity(prepared: Prepared, windows: Windows): string[] {
  const sentences: string[] = [];
  const m = windows.reference.rows;
  const n = windows.current?.rows ?? 0;
  if (windows.current && m > 0 && n > 0 && prepared.features.length > 0) {
    const alpha = 0.05 / prepared.features.length;
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
  if (sentences.length > 0)
    sentences.push(
      "Both take rows as independent. Where the same customers come back, or each row resembles the one before, the file knows less than its number of rows says.",
    );
  return sentences;
}
