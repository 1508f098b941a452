import type { Detector, DetectorInput, Finding, ParamsOf } from "../contracts.ts";
import { log } from "../math/elementary.ts";
import { type KsMethod, ksOfSorted } from "../stats/ks-two-sample.ts";
import { figure, pValueText, quoted, sayCannotTell } from "./findings.ts";
import { ENTITIES, entityEffect, sizesOf } from "./shared/entity-effect.ts";
import { ALPHA } from "./shared/params.ts";
import { samplesOf } from "./shared/two-samples.ts";

const params = {
  alpha: ALPHA,
  method: {
    kind: "choice",
    label: "p-value",
    options: ["auto", "exact", "asymptotic"],
    words: ["exact up to 10,000 rows", "exact", "asymptotic"],
    default: "auto",
  },
  entities: ENTITIES,
} as const;

/**
 * Kolmogorov-Smirnov: D, the largest gap between the empirical distribution functions of reference and current, 0 to 1, and the
 * chance of so large a gap if both came from one distribution. It rings where p is below alpha; D is the effect, with an
 * interval by the Dvoretzky-Kiefer-Wolfowitz bound of either side (safe, so wide). `at` is the value at the gap. Missing
 * values are left out; infinities count as the largest and smallest values.
 * Where rows of one entity are alike (customers who pay again and again), they count for less (`entityEffect`): as independent
 * rows they ring in up to six of ten pairs of a healthy company. Without an entity role p is the reference's.
 *
 * Blind to: a relation between columns or to the label that changes while each column stays as it was.
 * A false alarm costs attention: with a million rows a D of 0.003 rings, so read D before p.
 * Reference: `scipy.stats.ks_2samp` (1.17), two-sided. Source: Massart (1990), Annals of Probability 18, for the interval.
 */
const kolmogorovSmirnov: Detector<typeof params> = {
  id: "kolmogorov-smirnov",
  name: "Kolmogorov–Smirnov test",
  family: "two-samples",
  scope: "column",
  accepts: ["number"],
  windows: 2,
  needs: [],
  summary: "Finds the largest gap between the two distribution functions of a column and tests it.",
  formula:
    "D = sup over x of |F(x) − G(x)|, where F and G are the shares of reference and current values up to x; p is the chance of so large a D if F and G are one; where rows of one entity are alike, p is that of so many fewer independent rows",
  falseAlarmCost: "Attention: with a million rows a D of 0.003 rings, so read D before p.",
  source: "scipy.stats.ks_2samp (SciPy 1.17)",
  blindTo: ["same-day-batch-join", "unlike-cohort", "immature-labels", "concept-drift", "selective-labels"],
  params,
  detect,
  say,
};
export default kolmogorovSmirnov;

function detect(input: DetectorInput, { alpha, method, entities }: ParamsOf<typeof params>): Finding {
  const samples = samplesOf(input);
  if ("verdict" in samples) return samples;
  const { x, y } = samples;
  const design = entities ? entityEffect(input) : 1;
  const test = ksOfSorted(x, y, method as KsMethod, design);
  // Each side's band holds with 97.5 %, so both hold together with at least 95 %.
  const reach = log(80) * design;
  const band = Math.sqrt(reach / (2 * x.length)) + Math.sqrt(reach / (2 * y.length));
  const rings = test.pValue < alpha;
  return {
    verdict: rings ? "rings" : "silent",
    statistic: test.statistic,
    effect: test.statistic,
    interval: [Math.max(0, test.statistic - band), Math.min(1, test.statistic + band)],
    pValue: test.pValue,
    threshold: alpha,
    at: [test.location],
    rows: null,
    reason: rings ? "shifted" : "no-difference",
    facts: {
      location: test.location,
      sign: test.sign,
      method: test.method,
      designEffect: design,
      m: x.length,
      n: y.length,
    },
  };
}

function say(finding: Finding, columns: readonly string[]): string {
  if (finding.verdict === "cannot-tell") return sayCannotTell(finding, columns);
  const { statistic, pValue, facts } = finding;
  const sizes = sizesOf(facts);
  const numbers = `D = ${figure(statistic)}, ${pValueText(pValue ?? Number.NaN)}, ${sizes}`;
  if (finding.verdict === "silent")
    return `${quoted(columns)} is distributed alike in both windows, as far as ${sizes} can show (D = ${figure(statistic)}, ${pValueText(pValue ?? Number.NaN)}).`;
  const moved = facts.sign === 1 ? "fell" : "rose";
  return `${quoted(columns)} is distributed differently in the newer window: the share of values up to ${figure(Number(facts.location))} ${moved} by ${figure(100 * statistic)} percentage points (${numbers}).`;
}
