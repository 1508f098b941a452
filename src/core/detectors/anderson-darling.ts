import type { Detector, DetectorInput, Finding, ParamsOf } from "../contracts.ts";
import { andersonDarlingOfSorted } from "../stats/anderson-darling.ts";
import { figure, pValueText, quoted, sayCannotTell } from "./findings.ts";
import { ENTITIES, entityEffect, sizesOf } from "./shared/entity-effect.ts";
import { ALPHA } from "./shared/params.ts";
import { samplesOf } from "./shared/two-samples.ts";

const params = { alpha: ALPHA, entities: ENTITIES } as const;

/**
 * Anderson-Darling: the squared gap of the two distribution functions, summed over all values with most weight in both tails. The
 * statistic is Scholz and Stephens's, standardised, as in SciPy. The effect is √(A² / N), 0 to 1: the root mean square
 * correlation of the window with "the value is above a border", over all borders. It rings where p is below alpha.
 * Missing values are left out; infinities count as the largest and smallest values.
 * Where rows of one entity are alike (customers who pay again and again), they count for less (`entityEffect`): as independent
 * rows they ring in up to six of ten pairs of a healthy company. Without an entity role p is the reference's.
 *
 * On purpose p is that of the limiting distribution: SciPy's, from a table, stops at 0.001 and 0.25, so that no correction over
 * many columns could ever pass. SciPy's stands in the facts as `tablePValue`.
 * Blind to: a changed relation between columns. A false alarm costs attention: with a million rows an effect of 0.002 rings.
 * SciPy and Evidently (0.7.23, `anderson`) end their table of p at 0.001 and 0.25; ours goes on.
 * Reference: `scipy.stats.anderson_ksamp` (1.17, midrank). Source: Scholz, Stephens (1987), JASA 82.
 */
const andersonDarling: Detector<typeof params> = {
  id: "anderson-darling",
  name: "Anderson–Darling test",
  family: "two-samples",
  scope: "column",
  accepts: ["number"],
  windows: 2,
  needs: [],
  onRequest: true,
  summary: "Tests whether a column is distributed as before, with most weight on both tails.",
  formula:
    "A² = sum over all values of (m · n / N²) · (F − G)² / (H · (1 − H)), where F and G are the distribution functions before and now, H that of both together, m and n the numbers of values, and N = m + n; standardised to mean 0 and deviation 1; where rows of one entity are alike, p is that of so many fewer independent rows",
  falseAlarmCost: "Attention: with a million rows an effect of 0.002 rings, so read the effect before p.",
  source: "scipy.stats.anderson_ksamp (SciPy 1.17)",
  blindTo: ["same-day-batch-join", "unlike-cohort", "immature-labels", "concept-drift", "selective-labels"],
  params,
  detect,
  say,
};
export default andersonDarling;

function detect(input: DetectorInput, { alpha, entities }: ParamsOf<typeof params>): Finding {
  const samples = samplesOf(input);
  if ("verdict" in samples) return samples;
  const { x, y } = samples;
  const design = entities ? entityEffect(input) : 1;
  const test = andersonDarlingOfSorted(x, y, design);
  const isConstant = Number.isNaN(test.statistic);
  const rings = test.pValue < alpha;
  return {
    verdict: rings ? "rings" : "silent",
    statistic: isConstant ? 0 : test.statistic,
    effect: isConstant ? 0 : Math.sqrt(Math.min(1, test.squared / (x.length + y.length))),
    interval: null,
    pValue: test.pValue,
    threshold: alpha,
    at: [],
    rows: null,
    reason: rings ? "shifted" : isConstant ? "one-value" : "no-difference",
    facts: {
      designEffect: design,
      m: x.length,
      n: y.length,
      ...(isConstant ? {} : { squared: test.squared, tablePValue: test.tablePValue }),
    },
  };
}

function say(finding: Finding, columns: readonly string[]): string {
  if (finding.verdict === "cannot-tell") return sayCannotTell(finding, columns);
  const { facts } = finding;
  const sizes = sizesOf(facts);
  if (finding.reason === "one-value")
    return `${quoted(columns)} holds one and the same value in both windows (${sizes}).`;
  const numbers = `standardised statistic ${figure(finding.statistic)}, ${pValueText(finding.pValue ?? Number.NaN)}, effect ${figure(finding.effect)}, ${sizes}`;
  if (finding.verdict === "silent")
    return `${quoted(columns)} is distributed alike in both windows, its tails included (${numbers}).`;
  return `${quoted(columns)} is distributed differently in the newer window, in the middle or in a tail (${numbers}).`;
}
