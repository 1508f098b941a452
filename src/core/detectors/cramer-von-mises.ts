import type { Detector, DetectorInput, Finding, ParamsOf } from "../contracts.ts";
import { type CramerVonMisesMethod, cramerVonMisesOfSorted } from "../stats/cramer-von-mises.ts";
import { tiedCramerVonMises } from "../stats/cramer-von-mises-tied.ts";
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
    words: ["exact up to 20 values a side", "exact where that can be counted", "asymptotic"],
    default: "auto",
  },
  entities: ENTITIES,
} as const;

/**
 * Cramér-von Mises: T, the squared gap of the two distribution functions, averaged over all values: many small gaps count, where
 * Kolmogorov-Smirnov sees the largest alone. It rings where p is below alpha; the effect is the root mean square gap, 0 to
 * 0.58. Missing values are left out; infinities count as the largest and smallest values.
 * Where rows of one entity are alike (customers who pay again and again), they count for less (`entityEffect`): as independent
 * rows they ring in up to six of ten pairs of a healthy company. Without an entity role p is the reference's.
 *
 * Blind to: a changed relation between columns; a move of the last per cent of the values (Anderson-Darling looks there).
 * A false alarm costs attention: with a million rows a gap of 0.001 rings, so read the gap before p.
 * Reference: `scipy.stats.cramervonmises_2samp` (1.17); p keeps its digits in the tail, where SciPy's is off by up to 1e-7.
 * With tied values on purpose not SciPy's T nor p, which ring for every pair of a column of zeros (`tiedCramerVonMises`).
 * Evidently (0.7.23) has SciPy's p without ties; it makes no allowance for them, and calls two equal constants different.
 * Source: Anderson (1962), Annals of Mathematical Statistics 33.
 */
const cramerVonMises: Detector<typeof params> = {
  id: "cramer-von-mises",
  name: "Cramér–von Mises test",
  family: "two-samples",
  scope: "column",
  accepts: ["number"],
  windows: 2,
  needs: [],
  onRequest: true,
  summary: "Averages the squared gap between the two distribution functions of a column and tests it.",
  formula:
    "T = m · n / (m + n)² · sum over all values of (F − G)², where F and G are the distribution functions before and now, and m and n the numbers of values; where rows of one entity are alike, p is that of so many fewer independent rows",
  falseAlarmCost: "Attention: with a million rows a gap of 0.001 rings, so read the gap before p.",
  source: "scipy.stats.cramervonmises_2samp (SciPy 1.17)",
  blindTo: ["same-day-batch-join", "unlike-cohort", "immature-labels", "concept-drift", "selective-labels"],
  params,
  detect,
  say,
};
export default cramerVonMises;

function detect(input: DetectorInput, { alpha, method, entities }: ParamsOf<typeof params>): Finding {
  const samples = samplesOf(input);
  if ("verdict" in samples) return samples;
  const { x, y } = samples;
  const design = entities ? entityEffect(input) : 1;
  const test =
    tiedCramerVonMises(x, y, design) ?? cramerVonMisesOfSorted(x, y, method as CramerVonMisesMethod, design);
  const rings = test.pValue < alpha;
  return {
    verdict: rings ? "rings" : "silent",
    statistic: test.statistic,
    effect: Math.sqrt(Math.max(0, test.statistic) * (1 / x.length + 1 / y.length)),
    interval: null,
    pValue: test.pValue,
    threshold: alpha,
    at: [],
    rows: null,
    reason: rings ? "shifted" : "no-difference",
    facts: { method: test.method, designEffect: design, m: x.length, n: y.length },
  };
}

function say(finding: Finding, columns: readonly string[]): string {
  if (finding.verdict === "cannot-tell") return sayCannotTell(finding, columns);
  const { facts } = finding;
  const numbers = `T = ${figure(finding.statistic)}, ${pValueText(finding.pValue ?? Number.NaN)}, ${sizesOf(facts)}`;
  const gap = `${figure(100 * finding.effect)} percentage points`;
  if (finding.verdict === "silent")
    return `${quoted(columns)} is distributed alike in both windows; their distribution functions lie ${gap} apart on average (${numbers}).`;
  return `${quoted(columns)} is distributed differently in the newer window: the distribution functions lie ${gap} apart on average (${numbers}).`;
}
