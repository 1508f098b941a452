import type { Detector, DetectorInput, Finding, ParamsOf } from "../contracts.ts";
import type { RankedGroups } from "../metrics/ranked.ts";
import { rocAucIntervalOf } from "../metrics/roc-auc.ts";
import { type MannWhitneyMethod, mannWhitneyOfSorted } from "../stats/mann-whitney.ts";
import { percent, pValueText, quoted, sayCannotTell } from "./findings.ts";
import { ENTITIES, entityEffect, sizesOf } from "./shared/entity-effect.ts";
import { ALPHA } from "./shared/params.ts";
import { samplesOf } from "./shared/two-samples.ts";

const params = {
  alpha: ALPHA,
  entities: ENTITIES,
  method: {
    kind: "choice",
    label: "p-value",
    options: ["auto", "exact", "asymptotic"],
    words: ["as SciPy chooses", "exact up to 10,000 pairs", "asymptotic"],
    default: "auto",
  },
} as const;

/**
 * Mann-Whitney: how often a value of the current window is larger than one of the reference, ties as half; one half where neither
 * window lies above the other. It rings where p is below alpha. The statistic is U of the reference, as in SciPy; the
 * effect is twice that share less one, -1 to 1 (the rank-biserial correlation), with DeLong's interval. Missing values are
 * left out; infinities count as the largest and smallest values.
 * Where rows of one entity are alike (customers who pay again and again), they count for less (`entityEffect`): as independent
 * rows they ring in up to six of ten pairs of a healthy company. Without an entity role p is the reference's.
 *
 * Blind to: a change of spread or shape that leaves the middle where it was; a changed relation between columns.
 * A false alarm costs attention: with a million rows a share of 50.1 % rings, so read the share before p.
 * Evidently (0.7.23, `mannw`) tests only whether values rose; ours tests both sides, on purpose.
 * Reference: `scipy.stats.mannwhitneyu` (1.17), two-sided. Source: Mann, Whitney (1947), Annals of Mathematical Statistics 18.
 */
const mannWhitney: Detector<typeof params> = {
  id: "mann-whitney",
  name: "Mann–Whitney test",
  family: "two-samples",
  scope: "column",
  accepts: ["number"],
  windows: 2,
  needs: [],
  onRequest: true,
  summary: "Tests whether a column’s values lie higher or lower than before, by their ranks.",
  formula:
    "U = number of pairs (one value of each window) in which the earlier value is the larger one, ties as half; effect = 1 − 2U / (m · n), for m values before and n now; where rows of one entity are alike, p is that of so many fewer independent rows",
  falseAlarmCost: "Attention: with a million rows a share of 50.1 % rings, so read the share before p.",
  source: "scipy.stats.mannwhitneyu (SciPy 1.17)",
  blindTo: ["same-day-batch-join", "unlike-cohort", "immature-labels", "concept-drift", "selective-labels"],
  params,
  detect,
  say,
};
export default mannWhitney;

function detect(input: DetectorInput, { alpha, method, entities }: ParamsOf<typeof params>): Finding {
  const samples = samplesOf(input);
  if ("verdict" in samples) return samples;
  const { x, y } = samples;
  const design = entities ? entityEffect(input) : 1;
  const test = mannWhitneyOfSorted(x, y, method as MannWhitneyMethod, design);
  const larger = 1 - test.statistic / x.length / y.length;
  const { interval } = rocAucIntervalOf(groupsOf(x, y));
  const rings = test.pValue < alpha;
  return {
    verdict: rings ? "rings" : "silent",
    statistic: test.statistic,
    effect: 2 * larger - 1,
    interval: interval.map((end) => widened(end, larger, design)) as [number, number],
    pValue: test.pValue,
    threshold: alpha,
    at: [],
    rows: null,
    reason: rings ? "shifted" : "no-difference",
    facts: { larger, method: test.method, designEffect: design, m: x.length, n: y.length },
  };
}

/** An end of the interval of the share as one of the effect, further out where rows of one entity are alike. */
function widened(end: number, share: number, design: number): number {
  const moved = share + (end - share) * Math.sqrt(design);
  return 2 * Math.min(1, Math.max(0, moved)) - 1;
}

/** Both samples as ranked groups of equal value, the current ones as the positives: the share is then an area under a ROC curve. */
function groupsOf(x: Float64Array, y: Float64Array): RankedGroups {
  const rows = x.length + y.length;
  const score = new Float64Array(rows);
  const size = new Float64Array(rows);
  const positive = new Float64Array(rows);
  let i = 0;
  let j = 0;
  let groups = 0;
  while (i < x.length || j < y.length) {
    const value = i < x.length && (j >= y.length || x[i]! <= y[j]!) ? x[i]! : y[j]!;
    const [fromX, fromY] = [i, j];
    while (i < x.length && x[i] === value) i++;
    while (j < y.length && y[j] === value) j++;
    score[groups] = value;
    size[groups] = i - fromX + j - fromY;
    positive[groups++] = j - fromY;
  }
  return { rows, positives: y.length, negatives: x.length, groups, score, size, positive };
}

function say(finding: Finding, columns: readonly string[]): string {
  if (finding.verdict === "cannot-tell") return sayCannotTell(finding, columns);
  const { facts, pValue } = finding;
  const share = percent(Number(facts.larger));
  const numbers = `${pValueText(pValue ?? Number.NaN)}, ${sizesOf(facts)}`;
  if (finding.verdict === "silent")
    return `${quoted(columns)} lies neither higher nor lower than before: a newer value is larger than an older one in ${share} of pairs (${numbers}).`;
  return `${quoted(columns)} lies ${finding.effect > 0 ? "higher" : "lower"} than before: a newer value is larger than an older one in ${share} of pairs, where half would be expected (${numbers}).`;
}
