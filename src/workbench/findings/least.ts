import type { Finding } from "../../core/contracts.ts";
import { figure, percent } from "../../core/detectors/findings.ts";
import { POINTS } from "../../core/detectors/point-mass.ts";
import { LEAST_ROWS, LEAST_SHARE } from "../../core/detectors/shared/masses.ts";
import { duration } from "../../core/detectors/shared/words.ts";
import { BEYOND_CHANCE } from "../../core/detectors/wasserstein.ts";
import { log } from "../../core/math/elementary.ts";
import { chiSquareSurvival, normalQuantile } from "../../core/stats/distributions.ts";
import { noncentralityAt } from "../../core/stats/noncentral-chi-square.ts";
import * as duplicateRows from "../file-checks/duplicate-rows.ts";
import * as labelPersistence from "../file-checks/label-persistence.ts";
import * as missingSignal from "../file-checks/missing-signal.ts";
import * as repeatedEntity from "../file-checks/repeated-entity.ts";
import type { Unit } from "../pictures/picture.ts";
import { inWords } from "../pictures/words.ts";
import { leastEffect, POWER, POWER_Z } from "../power.ts";
import { readsErrors, settingOf } from "./described.ts";
import { measureOf } from "./measure.ts";
import { bisect, leastParity } from "./sensitivity.ts";
import { levelOf, SMALLEST } from "./settle.ts";

/** What the half of a 95 % interval is, in standard errors. */
const HALF = normalQuantile(1 - 0.05 / 2);

const fact = ({ facts }: Finding, name: string): number => Number(facts[name] ?? Number.NaN);

/** Checks of the file that ring below a p of their own. */
const OWN_LEVEL: Readonly<Record<string, number>> = {
  "missing-signal": missingSignal.ALPHA,
  "repeated-entity": repeatedEntity.ALPHA,
};

/** What a check looks at in each column, by the fact that counts it: Holm's correction is over these too. */
const WITHIN: Readonly<Record<string, string>> = {
  "calibration-by-segment": "segments",
  "label-rate-by-segment": "comparisons",
  "worst-segment": "tested",
  "point-mass": "masses",
  "mass-over-time": "masses",
};

/** The level that a single test must reach. */
function alphaOf(check: string, finding: Finding): number {
  const within = WITHIN[check] === undefined ? 1 : fact(finding, WITHIN[check]);
  const tests = Math.max(1, fact(finding, "tests") || 1) * Math.max(1, within || 1);
  return Math.min(levelOf(check) / tests, OWN_LEVEL[check] ?? 1);
}

/** The standard error behind the interval of a finding; NaN where it has none. */
function errorOf(check: string, finding: Finding): number {
  // Where names repeat, the test counts each of them once.
  if (finding.facts.onceError !== undefined) return fact(finding, "onceError");
  const interval = measureOf(check, finding)?.interval(finding);
  return interval ? (interval[1] - interval[0]) / (2 * HALF) : Number.NaN;
}

/** The smallest effect that passes a floor, and stands out from chance, nine times in ten. */
function beyond(check: string, finding: Finding, floor: number): number {
  return leastEffect(errorOf(check, finding), floor, alphaOf(check, finding));
}

/** The chance that so many rows of both windows, those of one entity together, leave to a distance: its root mean square. */
const rowsError = (finding: Finding): number =>
  Math.sqrt((fact(finding, "designEffect") || 1) * (1 / fact(finding, "m") + 1 / fact(finding, "n")));

/** What must be reached beside standing out from chance, in the unit of the measure; checks not named have no floor of their own. */
const FLOORS: Readonly<Record<string, (finding: Finding) => number>> = {
  "lag-one-day": () => settingOf("lag-one-day", "drop"),
  "point-mass": (finding) =>
    Math.min(POINTS, (settingOf("point-mass", "ratio") - 1) * fact(finding, "elsewhere")),
  "mass-over-time": (finding) => {
    const outside = fact(finding, "shareOutside");
    const odds = settingOf("mass-over-time", "odds");
    const inside = (odds * outside) / (1 - outside + odds * outside);
    return Math.max(settingOf("mass-over-time", "difference"), inside - outside);
  },
  "missing-share": () => settingOf("missing-share", "least"),
  "unseen-categories": () => settingOf("unseen-categories", "least"),
  range: () => settingOf("range", "least"),
  lateness: () => settingOf("lateness", "least"),
  "selective-labels": () => settingOf("selective-labels", "least"),
  "label-rate-by-segment": (finding) =>
    (settingOf("label-rate-by-segment", "ratio") - 1) * fact(finding, "otherRate"),
  "label-shift": (finding) => settingOf("label-shift", "least") * fact(finding, "before"),
  "mix-and-rate": (finding) => settingOf("mix-and-rate", "part") * fact(finding, "before"),
  "repeated-entity": (finding) => (repeatedEntity.TIMES - 1) * fact(finding, "rateOther"),
  "missing-signal": (finding) => missingSignal.PART * fact(finding, "overall"),
};

const OF_SIZE = "in a segment of that size";

/** Those whose sensitivity is no matter of an interval, in words. */
const OWN: Readonly<Record<string, (finding: Finding) => string | null>> = {
  "availability-audit": ({ threshold }) =>
    `Every row with both times was compared; it rings where more than ${percent(threshold)} of them saw the future.`,
  "recipe-match": ({ threshold }) =>
    `It names a recipe that gives the column’s value in ${percent(threshold)} of the rows or more; rounded values and other sums stay unseen.`,
  "truncation-test": ({ reason }) =>
    reason === "matches-no-recipe"
      ? "Only a column that a recipe gives can be computed anew; whether another sum saw the future stays unseen."
      : `It rings from ${settingOf("truncation-test", "minimumRows")} rows on that change when later rows are gone, where they tell the recipe from every honest one.`,
  "golden-feature": (finding) => {
    const least = finding.threshold + (HALF + POWER_Z) * errorOf("golden-feature", finding);
    return least < 1
      ? `It would have called a column too good to be true from a ROC AUC of ${least.toFixed(3)} on, nine times in ten.`
      : "With so few cases no column could have been called too good to be true.";
  },
  "label-maturity": ({ facts, threshold }) =>
    `It rings where ${percent(threshold)} of the rows are younger than ${duration(Number(facts.age))} while labels are still to come.`,
  "kolmogorov-smirnov": (finding) => {
    const alpha = alphaOf("kolmogorov-smirnov", finding);
    // Smirnov's critical value, and what passes it nine times in ten: a gap at one value varies by half of that root.
    const critical = rowsError(finding) * Math.sqrt(-log(alpha / 2) / 2);
    return seen(
      "share",
      Math.max(critical, SMALLEST["kolmogorov-smirnov"]!) + (POWER_Z * rowsError(finding)) / 2,
    );
  },
  "chi-square": (finding) => {
    const total = (fact(finding, "m") + fact(finding, "n")) / (fact(finding, "designEffect") || 1);
    const dof = fact(finding, "dof");
    if (!(dof >= 1)) return null;
    const critical = Math.max(
      criticalChiSquare(dof, alphaOf("chi-square", finding)),
      total * SMALLEST["chi-square"]! ** 2,
    );
    const least = Math.sqrt(noncentralityAt(critical, dof, 1 - POWER) / total);
    return seen("number", least, (v) => `a Cramér’s V of ${v}`);
  },
  wasserstein: (finding) => {
    const noise = fact(finding, "noise");
    const error = (finding.interval![1] - finding.statistic) / HALF;
    const critical = Math.max(
      finding.threshold + noise,
      BEYOND_CHANCE * noise,
      noise + normalQuantile(1 - alphaOf("wasserstein", finding) / 2) * error,
    );
    // A move of all values varies as the difference of two means does, here in standard deviations.
    return seen(
      "number",
      critical + POWER_Z * rowsError(finding),
      (move) => `a move of ${move} standard deviations`,
    );
  },
  "population-stability": (finding) => {
    const [bins, bias] = [fact(finding, "bins"), fact(finding, "bias")];
    if (!(bins > 1 && bias > 0)) return null;
    // So much of the index is one degree of freedom of a chi-square, without any change and with one.
    const one = bias / (bins - 1);
    const critical = Math.max(
      (finding.threshold + bias) / one,
      criticalChiSquare(bins - 1, alphaOf("population-stability", finding)),
    );
    const least = one * noncentralityAt(critical, bins - 1, 1 - POWER);
    return seen("number", least, (x) => `an index of ${x}`);
  },
  "domain-classifier": (finding) => {
    const error = errorOf("domain-classifier", finding);
    const critical = Math.max(settingOf("domain-classifier", "high"), 0.5 + HALF * error);
    return seen("auc", critical + POWER_Z * error, (auc) => `a ROC AUC of ${auc}`);
  },
  "calibration-by-segment": (finding) =>
    seen(
      "ratio",
      1 + beyond("calibration-by-segment", finding, settingOf("calibration-by-segment", "ratio") - 1),
      (times) => `${times} the outcomes expected`,
    ),
  "worst-segment": (finding) => {
    const more = settingOf("worst-segment", "ratio") - 1;
    return finding.facts.by === "label-rate"
      ? seen(
          "points",
          beyond("worst-segment", finding, more * fact(finding, "restRate")),
          (gap) => `${gap} ${OF_SIZE}`,
        )
      : seen(
          "ratio",
          1 + beyond("worst-segment", finding, more),
          (times) => `${times} the outcomes expected, ${OF_SIZE},`,
        );
  },
  "performance-estimate": (finding) =>
    `It rings where a stretch is estimated below ${fact(finding, "low").toFixed(3)} or above ${fact(finding, "high").toFixed(3)}.`,
  "row-parity": (finding) =>
    `Every pair was compared; where the pairs are a sample, a difference in ${percent(leastParity(fact(finding, "pairs")))} of all rows would have been seen nine times in ten.`,
  schema: () => "Each rule was tried on every row; one that is broken rings.",
  "constant-stretch": ({ reason, threshold }) =>
    reason === "moves"
      ? `A run of ${figure(Math.ceil(threshold))} equal rows would have rung.`
      : "A column of few values, one that only rises or falls, and what each entity has of its own stand still by nature: no run of theirs rings.",
  "duplicate-rows": () =>
    `Copies in ${percent(duplicateRows.LEAST_SHARE)} of the rows, ${duplicateRows.LEAST_ROWS} at least, would have rung.`,
  "label-persistence": (finding) => {
    const expected = fact(finding, "expected");
    const error = Math.sqrt((expected * (1 - expected)) / fact(finding, "pairs"));
    const least =
      expected + Math.max(labelPersistence.POINTS, labelPersistence.ERRORS * error) + POWER_Z * error;
    return least < 1
      ? seen("share", least, (share) => `the outcome of the row before in ${share} of the rows`)
      : "By chance alone neighbours agree so often here that no repetition could have rung.";
  },
  exposure: () => null,
};

/** The value that a chi-square passes by chance in so many cases. */
const criticalChiSquare = (dof: number, alpha: number): number =>
  bisect((value) => chiSquareSurvival(value, dof) <= alpha, 0, 10 * dof + 200);

const seen = (unit: Unit, least: number, words = (x: string) => x): string | null =>
  Number.isFinite(least)
    ? `It would have seen ${words(inWords(unit, least).replace(/^\+/, ""))} or more, nine times in ten.`
    : null;

/** What the silence of a check is worth: the smallest effect that it would have seen in these rows. Null where it did not stay silent. */
export function leastSeen(check: string, finding: Finding): string | null {
  if (finding.verdict !== "silent") return null;
  if (finding.reason === "no-mass")
    return `A value that fills ${percent(LEAST_SHARE)} of the rows (${LEAST_ROWS} at least) and stands out among its neighbours, or a gap, would have been looked at.`;
  // Its own sentence says what it would have seen.
  if (finding.facts.visible !== undefined) return null;
  const measure = measureOf(check, finding);
  // The errors themselves, not the machine that reads them, say what is left open.
  if (readsErrors(check)) {
    const [low, high] = finding.interval ?? [Number.NaN, Number.NaN];
    return Number.isFinite(high)
      ? `The errors themselves leave room for a change of ${inWords("points", low)} to ${inWords("points", high)} and no more.`
      : null;
  }
  if (Object.hasOwn(OWN, check)) return OWN[check]!(finding);
  if (measure === null) return null;
  const floor = FLOORS[check]?.(finding) ?? 0;
  return seen(measure.unit, beyond(check, finding, Number.isFinite(floor) ? floor : 0));
}
