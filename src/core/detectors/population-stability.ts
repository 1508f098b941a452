import type { Detector, DetectorInput, Finding, ParamsOf } from "../contracts.ts";
import {
  type PopulationStability,
  stabilityOfCounts,
  stabilityOfSorted,
} from "../stats/population-stability.ts";
import type { CategoryColumn } from "../table/table.ts";
import { cannotTell, figure, percent, quoted, sayCannotTell } from "./findings.ts";
import { ENTITIES, entityEffect } from "./shared/entity-effect.ts";
import { finiteOf } from "./shared/sorted-values.ts";
import { countCategories, samplesOf, tooFew } from "./shared/two-samples.ts";

const params = {
  bins: { kind: "number", label: "Bins", unit: "", min: 2, max: 50, step: 1, default: 10 },
  binning: {
    kind: "choice",
    label: "Where the bins stand",
    options: ["quantile", "equal-width", "evidently"],
    words: [
      "at the reference’s quantiles",
      "of equal width over both windows (Sturges)",
      "as Evidently has them, with its zero rule",
    ],
    default: "quantile",
  },
  threshold: {
    kind: "number",
    label: "Index that counts",
    unit: "",
    min: 0.01,
    max: 1,
    step: 0.01,
    default: 0.1,
  },
  major: {
    kind: "number",
    label: "Index of a major shift",
    unit: "",
    min: 0.01,
    max: 2,
    step: 0.01,
    default: 0.25,
  },
  entities: ENTITIES,
} as const;

/** So many bins are handed to pictures. */
const LISTED_BINS = 20;

/**
 * Population stability index: over ten bins at the reference's quantiles (or over categories), the sum of (q - p) ln(q / p) for
 * the shares p before and q now. Half a count is added to every bin, so that an empty one does not decide. Sampling alone gives
 * about (bins - 1)(1/m + 1/n); that is taken off before the index is compared with 0.1 (and 0.25, a major shift), and the
 * effect is what remains. `at` is the number of the bin that adds most. Missing values are left out.
 *
 * With the bins of Evidently the statistic is Evidently's index (0.7.23): bins of equal width over both windows together, each
 * value a bin where the reference has 20 at most, and 0.0001 of the rows in an empty bin. There one empty bin can ring on its own,
 * which is why it is not the default; infinite values are left out, as Evidently does. What chance gives is taken off all the same.
 * Where rows of one entity are alike (customers who pay again and again), what chance gives is larger by that (`entityEffect`).
 *
 * Blind to: moves within a bin; a changed relation between columns. A false alarm costs attention.
 * Source: Siddiqi (2006), Credit Risk Scorecards; bias after Yurdakul (2018). Reference of the option: Evidently 0.7.23.
 */
const populationStabilityIndex: Detector<typeof params> = {
  id: "population-stability",
  name: "Population stability index",
  family: "two-samples",
  scope: "column",
  accepts: ["number", "category"],
  windows: 2,
  needs: [],
  summary: "Compares how the rows spread over ten bins of a column, or over its categories.",
  formula:
    "PSI = sum over bins of (q − p) · ln(q / p), where p and q are the bin’s shares before and now; taken off: (bins − 1) · (1/m + 1/n), its mean without any change, times the effect of entities whose rows are alike",
  falseAlarmCost: "Attention: an index has no chance in it, so someone has to look at the bins.",
  source: "Siddiqi (2006); bias after Yurdakul (2018); one way of binning as Evidently 0.7.23",
  blindTo: ["same-day-batch-join", "unlike-cohort", "immature-labels", "concept-drift", "selective-labels"],
  params,
  detect,
  say,
};
export default populationStabilityIndex;

function detect(input: DetectorInput, values: ParamsOf<typeof params>): Finding {
  const measured = measure(input, values);
  if ("verdict" in measured) return measured;
  const { index, m, n, names } = measured;
  const { threshold, major } = values;
  const design = values.entities ? entityEffect(input) : 1;
  const bias = index.bias * design;
  const effect = Math.max(0, index.value - bias);
  const half = (index.interval[1] - index.value) * Math.sqrt(design);
  const worst = index.bins.reduce((best, bin, i) => (bin.part > index.bins[best]!.part ? i : best), 0);
  const bin = index.bins[worst]!;
  const facts: Record<string, number | string> = {
    bias,
    designEffect: design,
    bins: index.bins.length,
    m,
    n,
    worst: names === null ? rangeWords(bin.from, bin.to, bin.closed) : names[worst]!,
    worstBefore: bin.reference,
    worstNow: bin.current,
  };
  for (const [i, one] of index.bins.slice(0, LISTED_BINS).entries()) {
    facts[`bin.${i + 1}`] = names === null ? rangeWords(one.from, one.to, one.closed) : names[i]!;
    facts[`before.${i + 1}`] = one.reference;
    facts[`now.${i + 1}`] = one.current;
  }
  if (bias > threshold && effect < threshold) return cannotTell("noise-too-large", facts);
  const rings = effect >= threshold;
  return {
    verdict: rings ? "rings" : "silent",
    statistic: index.value,
    effect,
    interval: [Math.max(0, index.value - bias - half), index.value + half],
    pValue: null,
    threshold,
    at: [worst],
    rows: null,
    reason: rings
      ? effect >= major
        ? "major-shift"
        : "shifted"
      : index.value >= threshold
        ? "could-be-chance"
        : "no-difference",
    facts,
  };
}

function measure(
  input: DetectorInput,
  { bins, binning }: ParamsOf<typeof params>,
): { index: PopulationStability; m: number; n: number; names: readonly string[] | null } | Finding {
  const name = input.columns[0]!;
  const column = input.reference.columns.get(name)!;
  if (column.kind === "category") {
    const { names, reference, current, m, n } = countCategories(
      column,
      input.current!.columns.get(name) as CategoryColumn,
    );
    const zeros = binning === "evidently" ? "evidently" : "half-count";
    return tooFew(m, n) ?? { index: stabilityOfCounts(reference, current, 0.95, zeros), m, n, names };
  }
  const samples = samplesOf(input);
  if ("verdict" in samples) return samples;
  const isQuantile = binning === "quantile";
  const x = isQuantile ? samples.x : finiteOf(samples.x);
  const y = isQuantile ? samples.y : finiteOf(samples.y);
  const few = tooFew(x.length, y.length);
  if (few) return few;
  const index = stabilityOfSorted(x, y, {
    bins: Math.round(bins),
    binning: binning as "quantile" | "equal-width" | "evidently",
  });
  return { index, m: x.length, n: y.length, names: null };
}

function rangeWords(from: number, to: number, closed: boolean): string {
  if (from === to) return `exactly ${figure(to)}`;
  if (from === Number.NEGATIVE_INFINITY && to === Number.POSITIVE_INFINITY) return "all values";
  if (from === Number.NEGATIVE_INFINITY) return `up to ${figure(to)}`;
  if (to === Number.POSITIVE_INFINITY) return `${closed ? "from" : "above"} ${figure(from)}`;
  return `${closed ? "from" : "above"} ${figure(from)} to ${figure(to)}`;
}

function say(finding: Finding, columns: readonly string[]): string {
  const { facts } = finding;
  if (finding.verdict === "cannot-tell")
    return sayCannotTell(finding, columns, {
      "noise-too-large": `with so few rows in ${figure(Number(facts.bins))} bins chance alone gives an index of ${figure(Number(facts.bias))}`,
    });
  const numbers = `stability index ${figure(finding.statistic)}, of which chance alone gives ${figure(Number(facts.bias))}`;
  if (finding.verdict === "silent") return `${quoted(columns)} is spread as before (${numbers}).`;
  const size = finding.reason === "major-shift" ? "quite otherwise than before" : "otherwise than before";
  return `${quoted(columns)} is spread ${size} (${numbers}): “${facts.worst}” went from ${percent(Number(facts.worstBefore))} to ${percent(Number(facts.worstNow))} of the rows.`;
}
