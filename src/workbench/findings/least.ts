import type { Finding } from "../../core/contracts.ts";
import { figure, percent } from "../../core/detectors/findings.ts";
import { duration } from "../../core/detectors/shared/words.ts";
import { log } from "../../core/math/elementary.ts";
import { normalQuantile } from "../../core/stats/distributions.ts";
import { noncentralChiSquareCdf, noncentralityAt } from "../../core/stats/noncentral-chi-square.ts";
import type { Unit } from "../pictures/picture.ts";
import { inWords } from "../pictures/words.ts";
import { measureOf } from "./measure.ts";
import { leastParity } from "./sensitivity.ts";

/** Of ten real effects of the size named, nine would have been seen. */
const POWER = 0.9;

const powerZ = normalQuantile(POWER);

/** The level of a check that goes by a p-value stands where others have their threshold. */
const alphaOf = ({ pValue, threshold }: Finding): number =>
  pValue !== null && threshold > 0 && threshold <= 0.1 ? threshold : 0.05;

/** How far an effect must be from none, in standard errors, to be told from chance among so many tests. */
const sureZ = (finding: Finding, tests: number): number =>
  normalQuantile(1 - alphaOf(finding) / (2 * Math.max(1, tests || 1)));

const fact = ({ facts }: Finding, name: string): number => Number(facts[name] ?? Number.NaN);

/** The standard error behind the interval of a finding; NaN where it has none. */
function errorOf(check: string, finding: Finding): number {
  const interval = measureOf(check, finding)?.interval(finding);
  return interval ? (interval[1] - interval[0]) / (2 * 1.96) : Number.NaN;
}

/** The smallest effect that passes a floor, and stands out from chance, nine times in ten. */
function beyond(check: string, finding: Finding, floor: number, tests = fact(finding, "tests")): number {
  const error = errorOf(check, finding);
  return Math.max(floor + powerZ * error, (sureZ(finding, tests) + powerZ) * error);
}

/** What must be reached beside standing out from chance, in the unit of the measure; checks not named have no floor of their own. */
const FLOORS: Readonly<Record<string, (finding: Finding) => number>> = {
  "lag-one-day": ({ threshold }) => threshold,
  "point-mass": (finding) => Math.min(0.1, 0.5 * fact(finding, "elsewhere")),
  "mass-over-time": () => 0.1,
  "missing-share": () => 0.01,
  "unseen-categories": () => 0.005,
  range: () => 0.01,
  lateness: () => 0.05,
  "selective-labels": () => 0.1,
  "label-rate-by-segment": (finding) => fact(finding, "otherRate"),
  "label-shift": (finding) => 0.1 * fact(finding, "before"),
  "mix-and-rate": (finding) => 0.3 * fact(finding, "before"),
  "repeated-entity": (finding) => fact(finding, "rateOther"),
  "missing-signal": (finding) => 0.2 * fact(finding, "thereRate"),
};

const OF_SIZE = "in a segment of that size";

/** Those whose sensitivity is no matter of an interval, in words. */
const OWN: Readonly<Record<string, (finding: Finding) => string | null>> = {
  "availability-audit": ({ threshold }) =>
    `Every row with both times was compared; it rings where more than ${percent(threshold)} of them saw the future.`,
  "recipe-match": ({ threshold }) =>
    `It names a recipe that gives the column’s value in ${percent(threshold)} of the rows or more; rounded values and other sums stay unseen.`,
  "truncation-test": () => "Ten rows that change when later rows are gone would have rung.",
  "golden-feature": (finding) => {
    const least = finding.threshold + (1.96 + powerZ) * errorOf("golden-feature", finding);
    return least < 1
      ? `It would have called a column too good to be true from a ROC AUC of ${least.toFixed(3)} on, nine times in ten.`
      : "With so few cases no column could have been called too good to be true.";
  },
  "label-maturity": ({ facts, threshold }) =>
    `It rings where ${percent(threshold)} of the rows are younger than ${duration(Number(facts.age))} while labels are still to come.`,
  "kolmogorov-smirnov": (finding) => {
    const one = Math.sqrt(
      (fact(finding, "designEffect") || 1) * (1 / fact(finding, "m") + 1 / fact(finding, "n")),
    );
    const alpha = alphaOf(finding) / Math.max(1, fact(finding, "tests") || 1);
    // Smirnov's critical value, and what passes it nine times in ten: a gap at one value varies by half of that root.
    return seen("share", one * (Math.sqrt(-log(alpha / 2) / 2) + powerZ / 2));
  },
  "chi-square": (finding) => {
    const total = (fact(finding, "m") + fact(finding, "n")) / (fact(finding, "designEffect") || 1);
    const dof = fact(finding, "dof");
    const critical = criticalChiSquare(dof, alphaOf(finding) / Math.max(1, fact(finding, "tests") || 1));
    return dof >= 1
      ? seen(
          "number",
          Math.sqrt(noncentralityAt(critical, dof, 1 - POWER) / total),
          (v) => `a Cramér’s V of ${v}`,
        )
      : null;
  },
  wasserstein: (finding) => {
    const noise = fact(finding, "noise");
    // A move of all values varies as the difference of two means does, here in standard deviations.
    const error = Math.sqrt(
      (fact(finding, "designEffect") || 1) * (1 / fact(finding, "m") + 1 / fact(finding, "n")),
    );
    return seen(
      "number",
      Math.max(finding.threshold + noise, 3.23 * noise) + powerZ * error,
      (move) => `a move of ${move} standard deviations`,
    );
  },
  "domain-classifier": (finding) =>
    seen("auc", 0.5 + beyond("domain-classifier", finding, 0.15), (auc) => `a ROC AUC of ${auc}`),
  "calibration-by-segment": (finding) =>
    seen(
      "ratio",
      1 + beyond("calibration-by-segment", finding, 0.5, fact(finding, "segments")),
      (times) => `${times} the outcomes expected`,
    ),
  "worst-segment": (finding) =>
    finding.facts.by === "label-rate"
      ? seen(
          "points",
          beyond("worst-segment", finding, 0.5 * fact(finding, "restRate"), fact(finding, "tested")),
          (gap) => `${gap} ${OF_SIZE}`,
        )
      : seen(
          "ratio",
          1 + beyond("worst-segment", finding, 0.5, fact(finding, "tested")),
          (times) => `${times} the outcomes expected, ${OF_SIZE},`,
        ),
  "population-stability": (finding) =>
    seen("number", beyond("population-stability", finding, finding.threshold), (x) => `an index of ${x}`),
  "performance-estimate": (finding) =>
    `It rings where a stretch is estimated below ${fact(finding, "low").toFixed(3)} or above ${fact(finding, "high").toFixed(3)}.`,
  "row-parity": (finding) =>
    `Every pair was compared; where the pairs are a sample, a difference in ${percent(leastParity(fact(finding, "pairs")))} of all rows would have been seen nine times in ten.`,
  schema: () => "Each rule was tried on every row; one that is broken rings.",
  "constant-stretch": ({ threshold }) =>
    Number.isFinite(threshold)
      ? `A run of ${figure(Math.ceil(threshold))} equal rows would have rung.`
      : null,
  "duplicate-rows": () => "Copies in 0.5 % of the rows, five at least, would have rung.",
  "label-persistence": (finding) =>
    `It rings from ${percent(Number(finding.threshold))} on: ten points over what chance gives.`,
  exposure: () => null,
};

/** Detectors of a stream of errors: what the errors themselves leave open. */
const STREAMS = new Set([
  "adwin",
  "cusum",
  "ddm",
  "eddm",
  "hddm-average",
  "hddm-weighted",
  "kswin",
  "page-hinkley",
  "periodic-dummy",
]);

/** The value that a chi-square passes by chance in so many cases. */
function criticalChiSquare(dof: number, alpha: number): number {
  let [low, high] = [0, 10 * dof + 200];
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (1 - noncentralChiSquareCdf(middle, dof, 0) > alpha) low = middle;
    else high = middle;
  }
  return high;
}

const seen = (unit: Unit, least: number, words = (x: string) => x): string | null =>
  Number.isFinite(least)
    ? `It would have seen ${words(inWords(unit, least).replace(/^\+/, ""))} or more, nine times in ten.`
    : null;

/** What the silence of a check is worth: the smallest effect that it would have seen in these rows. Null where it did not stay silent. */
export function leastSeen(check: string, finding: Finding): string | null {
  if (finding.verdict !== "silent") return null;
  if (finding.reason === "no-mass")
    return "A value that fills 1 % of the rows and stands out among its neighbours, or a gap, would have been looked at.";
  // Its own sentence says what it would have seen.
  if (finding.facts.visible !== undefined) return null;
  const measure = measureOf(check, finding);
  if (STREAMS.has(check)) {
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
