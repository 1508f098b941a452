import type { Finding } from "../../core/contracts.ts";
import type { Unit } from "../pictures/picture.ts";
import { bare, inWords } from "../pictures/words.ts";
import { readsErrors } from "./described.ts";

/** The one number of a check: what it is, its unit, where it and its interval stand in a finding. */
export type Measure = {
  what: string;
  unit: Unit;
  value(finding: Finding): number;
  /** The 95 % interval of that number; null where a finding has none. */
  interval(finding: Finding): readonly [number, number] | null;
  /** Why there is no interval, where there never is one. */
  without: string | null;
};

const fact = (name: string) => (finding: Finding) => Number(finding.facts[name] ?? Number.NaN);
const statistic = (finding: Finding): number => finding.statistic;
const effect = (finding: Finding): number => finding.effect;
const own = (finding: Finding) => finding.interval;
const none = () => null;

const estimated = (
  what: string,
  unit: Unit,
  value: Measure["value"] = effect,
  interval: Measure["interval"] = own,
): Measure => ({ what, unit, value, interval, without: null });

const plain = (what: string, unit: Unit, without: string, value: Measure["value"] = effect): Measure => ({
  what,
  unit,
  value,
  interval: none,
  without,
});

const COUNTED = "counted in the rows themselves, so there is no chance in it";
const TESTED = "a test: its p-value says what chance would do";

const ERRORS = estimated("change of the share of wrong answers", "points");
const RATE_GAP = estimated("difference of the outcome’s share", "points", statistic);

/** By check; the detectors of a stream have one in common. */
const MEASURES: Readonly<Record<string, Measure>> = {
  "availability-audit": estimated("rows that saw the future", "share", statistic),
  "recipe-match": estimated("rows whose value is what the recipe gives", "share", statistic),
  "truncation-test": estimated("rows before a cut that change with it", "share"),
  "lag-one-day": estimated("ROC AUC lost when the value is a day older", "number", statistic),
  "golden-feature": estimated("ROC AUC of the column alone", "auc", statistic),
  "label-maturity": estimated("age at which 95 % of the labels have arrived", "days", statistic),
  "point-mass": RATE_GAP,
  "mass-over-time": estimated("rows at the value, inside the stretch less outside", "points"),
  "missing-share": estimated("change of the share that is missing", "points"),
  "kolmogorov-smirnov": estimated("largest gap between the two distributions", "share", statistic),
  "chi-square": estimated("Cramér’s V", "number"),
  "population-stability": estimated("population stability index", "number", statistic),
  wasserstein: estimated("average move, in standard deviations", "number", statistic),
  "mann-whitney": estimated("chance that a newer value is the larger, less that it is the smaller", "number"),
  "unseen-categories": estimated("rows with a new category, beyond what is usual", "points"),
  range: estimated("values outside the earlier range", "share", statistic),
  "domain-classifier": estimated("ROC AUC of telling newer rows from older", "auc", statistic),
  "label-rate-by-segment": RATE_GAP,
  "label-shift": estimated("change of the outcome’s share", "points", statistic),
  "calibration-by-segment": estimated("outcomes for each that the score expects", "ratio", statistic),
  "worst-segment": {
    what: "outcome’s share in the segment less elsewhere",
    unit: "points",
    value: (finding) =>
      finding.facts.by === "label-rate"
        ? fact("rate")(finding) - fact("restRate")(finding)
        : fact("observed")(finding) / fact("expected")(finding),
    interval: own,
    without: null,
  },
  "mix-and-rate": estimated("change of the outcome’s share, all parts together", "points", statistic),
  "row-parity": {
    what: "pairs of rows that differ",
    unit: "share",
    value: effect,
    interval: ({ interval }) => interval && [1 - interval[1], 1 - interval[0]],
    without: null,
  },
  lateness: estimated("rows later than 99 % of the older ones, beyond what is usual", "points", statistic),
  "selective-labels": estimated(
    "gap between decisions in how often the outcome is known",
    "points",
    statistic,
  ),
  "performance-estimate": estimated("ROC AUC, estimated", "auc", statistic),
  "missing-signal": RATE_GAP,
  "repeated-entity": RATE_GAP,
  "label-persistence": estimated("rows with the outcome of the row before", "share", statistic),
  "split-quality": estimated("ROC AUC lost on rows not trained on", "number"),
  "random-against-time": estimated("ROC AUC lost by the split in time", "number"),
  "calibration-over-time": estimated("change of the outcome’s share at an equal score", "points"),
  "constant-stretch": plain("rows that stand still", "share", COUNTED),
  "duplicate-rows": plain("rows that equal an earlier one", "share", COUNTED),
  schema: plain("rules broken", "number", COUNTED, statistic),
  "anderson-darling": plain("A²", "number", TESTED, statistic),
  "cramer-von-mises": plain("T", "number", TESTED, statistic),
  "energy-distance": plain("energy distance", "number", TESTED, statistic),
  "jensen-shannon": plain("Jensen–Shannon distance", "number", TESTED, statistic),
  exposure: plain("change of the Gini index", "number", TESTED),
};

/** The measure as it stands in this finding: the worst segment has another where it is judged by a score. */
export function measureOf(check: string, { facts }: Finding): Measure | null {
  const measure = MEASURES[check] ?? (readsErrors(check) ? ERRORS : null);
  if (check === "worst-segment" && facts.by !== "label-rate")
    return { ...measure!, what: "outcomes for each that the score expects", unit: "ratio" };
  return measure;
}

/** “ROC AUC of the column alone: 0.912, 95 % interval 0.899 to 0.925.”: the number of a finding with its 95 % interval; null where it has none. */
export function measured(check: string, finding: Finding): string | null {
  const measure = measureOf(check, finding);
  if (measure === null || finding.verdict === "cannot-tell") return null;
  const value = measure.value(finding);
  if (!Number.isFinite(value)) return null;
  const interval = measure.interval(finding);
  const { what, unit, without } = measure;
  const name = what[0]!.toUpperCase() + what.slice(1);
  if (interval?.every(Number.isFinite))
    return `${name}: ${inWords(unit, value)}, 95 % interval ${bare(unit, interval[0])} to ${inWords(unit, interval[1])}.`;
  return `${name}: ${inWords(unit, value)}${without === null ? "" : ` (${without})`}.`;
}
