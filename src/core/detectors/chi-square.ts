import type { Detector, DetectorInput, Finding, ParamsOf } from "../contracts.ts";
import { chiSquareContingency } from "../stats/chi-square-contingency.ts";
import { cramersV, cramersVInterval } from "../stats/cramers-v.ts";
import { chiSquareSurvival } from "../stats/distributions.ts";
import type { CategoryColumn } from "../table/table.ts";
import { cannotTell, figure, percent, pValueText, quoted, sayCannotTell } from "./findings.ts";
import { ENTITIES, entityEffect } from "./shared/entity-effect.ts";
import { ALPHA } from "./shared/params.ts";
import { type CategoryCounts, countCategories, tooFew } from "./shared/two-samples.ts";

const params = {
  alpha: ALPHA,
  entities: ENTITIES,
  strong: {
    kind: "number",
    label: "Cramér’s V of a strong shift",
    unit: "",
    min: 0.05,
    max: 0.9,
    step: 0.05,
    default: 0.2,
  },
} as const;

/** Below this expected count a category is pooled with the other rare ones. */
const LEAST_EXPECTED = 5;
const POOLED = "all rare ones together";

/**
 * Chi-square test: whether the categories of a column are spread over reference and current alike, categories never seen
 * before included. Categories whose expected count is below 5 on a side are pooled, since the test's p-value holds only for
 * larger counts. It rings where p is below alpha; the effect is Cramér's V with Bergsma's bias correction, 0 to 1. `at` is the
 * place of the category that adds most. Missing values are left out.
 * Where rows of one entity are alike (customers who pay again and again), they count for less (`entityEffect`): as independent
 * rows they ring in up to six of ten pairs of a healthy company. Without an entity role p is the reference's.
 *
 * Blind to: new categories that stay rare (unseen categories sees those); a doubling of a rare category in few rows.
 * A false alarm costs attention: with many rows a V of 0.01 rings, so read V before p.
 * Evidently (0.7.23, `chisquare`) takes the reference for the truth and counts the chance of the newer window alone, so its p is
 * smaller; a category that the reference never had makes its p 0 at the first row. On purpose ours does neither.
 * Reference: `scipy.stats.chi2_contingency` (1.17) without Yates's correction. Sources: Cochran (1954), Biometrics 10, for the
 * pooling; Bergsma (2013).
 */
const chiSquare: Detector<typeof params> = {
  id: "chi-square",
  name: "Chi-square test",
  family: "two-samples",
  scope: "column",
  accepts: ["category"],
  windows: 2,
  needs: [],
  summary: "Tests whether the categories of a column are as frequent as before.",
  formula:
    "chi² = sum over categories and windows of (observed − expected)² / expected; V = square root of (chi² / n − d / (n − 1)) / (1 − 1 / (n − 1)), where n counts all rows and d the categories less one; where rows of one entity are alike, p is that of so many fewer independent rows",
  falseAlarmCost: "Attention: with many rows a V of 0.01 rings, so read V before p.",
  source: "scipy.stats.chi2_contingency (SciPy 1.17); Cramér’s V after Bergsma (2013)",
  blindTo: [
    "same-day-batch-join",
    "default-as-signal",
    "feature-store-outage",
    "unlike-cohort",
    "immature-labels",
    "concept-drift",
    "selective-labels",
  ],
  params,
  detect,
  say,
};
export default chiSquare;

function detect(input: DetectorInput, { alpha, strong, entities }: ParamsOf<typeof params>): Finding {
  const { reference, current, columns } = input;
  const name = columns[0]!;
  const counts = countCategories(
    reference.columns.get(name) as CategoryColumn,
    current!.columns.get(name) as CategoryColumn,
  );
  const few = tooFew(counts.m, counts.n);
  if (few) return few;
  const { names, before, now, pooled } = pool(counts);
  if (names.length < 2 && counts.names.length > 1) return cannotTell("values-too-rare", { pooled });
  const { m, n } = counts;
  const total = m + n;
  const test = chiSquareContingency([before, now], false);
  let worst = 0;
  let largest = -1;
  for (let i = 0; i < names.length; i++) {
    const expected = test.expected[1]![i]!;
    const part = ((now[i]! - expected) * (now[i]! - expected)) / expected;
    if (part > largest) {
      largest = part;
      worst = i;
    }
  }
  const effect = cramersV(test.statistic, total, 2, names.length);
  const design = entities ? entityEffect(input) : 1;
  const pValue = design === 1 ? test.pValue : chiSquareSurvival(test.statistic / design, test.dof);
  const rings = pValue < alpha;
  return {
    verdict: rings ? "rings" : "silent",
    statistic: test.statistic,
    effect,
    interval: cramersVInterval(test.statistic / design, total / design, test.dof),
    pValue,
    threshold: alpha,
    at: [worst],
    rows: null,
    reason: rings ? (effect >= strong ? "major-shift" : "shifted") : "no-difference",
    facts: {
      dof: test.dof,
      designEffect: design,
      categories: counts.names.length,
      pooled,
      worst: names[worst]!,
      worstBefore: before[worst]! / m,
      worstNow: now[worst]! / n,
      m,
      n,
    },
  };
}

/** The categories that are frequent enough, the rest gathered into one; the rest joins the rarest where it is too rare itself. */
function pool({ names, reference, current, m, n }: CategoryCounts): {
  names: string[];
  before: number[];
  now: number[];
  pooled: number;
} {
  const smaller = Math.min(m, n) / (m + n);
  const isFrequent = (i: number): boolean => (reference[i]! + current[i]!) * smaller >= LEAST_EXPECTED;
  const kept = names.map((_, i) => i).filter(isFrequent);
  const lines = kept.map((i) => ({ name: names[i]!, before: reference[i]!, now: current[i]! }));
  const rest = { name: POOLED, before: 0, now: 0 };
  for (let i = 0; i < names.length; i++) {
    if (isFrequent(i)) continue;
    rest.before += reference[i]!;
    rest.now += current[i]!;
  }
  if (rest.before + rest.now > 0) {
    lines.sort((a, b) => b.before + b.now - a.before - a.now || (a.name < b.name ? -1 : 1));
    const rarest = lines[lines.length - 1];
    if (rarest && (rest.before + rest.now) * smaller < LEAST_EXPECTED)
      lines[lines.length - 1] = {
        name: `${rarest.name} and rarer ones`,
        before: rarest.before + rest.before,
        now: rarest.now + rest.now,
      };
    else lines.push(rest);
  }
  return {
    names: lines.map((one) => one.name),
    before: lines.map((one) => one.before),
    now: lines.map((one) => one.now),
    pooled: names.length - kept.length,
  };
}

function say(finding: Finding, columns: readonly string[]): string {
  if (finding.verdict === "cannot-tell")
    return sayCannotTell(finding, columns, {
      "values-too-rare": "almost every category is too rare for the test",
    });
  const { facts } = finding;
  const numbers = `chi-square ${figure(finding.statistic)}, ${pValueText(finding.pValue ?? Number.NaN)}, Cramér’s V ${figure(finding.effect)}`;
  if (finding.verdict === "silent")
    return `The categories of ${quoted(columns)} are about as frequent as before (${numbers}).`;
  const size = finding.reason === "major-shift" ? "strongly " : "";
  return `The categories of ${quoted(columns)} shifted ${size}(${numbers}): “${facts.worst}” went from ${percent(Number(facts.worstBefore))} to ${percent(Number(facts.worstNow))}.`;
}
