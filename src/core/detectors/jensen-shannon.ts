import type { Detector, DetectorInput, Finding, ParamsOf } from "../contracts.ts";
import type { Random } from "../random.ts";
import {
  countInBins,
  doaneBorders,
  jensenShannonOfCounts,
  jensenShannonParts,
} from "../stats/jensen-shannon.ts";
import { quantile } from "../stats/quantile.ts";
import type { CategoryColumn } from "../table/table.ts";
import { cannotTell, figure, percent, quoted, sayCannotTell } from "./findings.ts";
import { ENTITIES, entityEffect } from "./shared/entity-effect.ts";
import { hypergeometric } from "./shared/hypergeometric.ts";
import { finiteOf } from "./shared/sorted-values.ts";
import { countCategories, samplesOf, tooFew } from "./shared/two-samples.ts";

const params = {
  threshold: {
    kind: "number",
    label: "Distance that counts",
    unit: "",
    min: 0.01,
    max: 1,
    step: 0.01,
    default: 0.1,
  },
  entities: ENTITIES,
} as const;

const DEALS = 200;
const OUTSIDE = "outside the earlier range";

/**
 * Jensen-Shannon distance: over Doane's bins of the reference (or over categories), the root of the mean relative entropy of the two
 * windows to their middle, in bits: 0 alike, 1 without overlap. Current values outside the reference's range are one more
 * bin. Sampling alone gives about √((bins - 1)(1/m + 1/n) / (8 ln 2)); the squares are subtracted before the distance is
 * compared with 0.1, and the effect is what remains. It rings where that passes the threshold and the distance passes what 99 %
 * of 200 random deals of the same values give (values outside then lie in the end bins: the reference set the range). `at` is the number of the bin that adds most. Missing and infinite values are
 * left out.
 * Where rows of one entity are alike (customers who pay again and again), what chance gives is larger by that (`entityEffect`).
 *
 * On purpose stricter than NannyML, which compares the plain distance: with 200 rows a side that is over 0.1 by chance alone.
 * Blind to: moves within a bin; a changed relation between columns. A false alarm costs attention.
 * Evidently (0.7.23) bins both windows together by Sturges's rule and takes natural logarithms; ours is in bits over Doane's bins.
 * Reference: NannyML 0.13 (continuous and categorical), `scipy.spatial.distance.jensenshannon` (1.17). Sources: Lin (1991), IEEE
 * Transactions on Information Theory 37; Doane (1976), The American Statistician 30.
 */
const jensenShannon: Detector<typeof params> = {
  id: "jensen-shannon",
  name: "Jensen–Shannon distance",
  family: "two-samples",
  scope: "column",
  accepts: ["number", "category"],
  windows: 2,
  needs: [],
  onRequest: true,
  summary:
    "Compares how the rows spread over bins of a column, or over its categories, on a scale of 0 to 1.",
  formula:
    "JS² = half the sum over bins of p · log₂(p / a) + q · log₂(q / a), where p and q are the bin’s shares before and now, and a their mean; taken off its square: (bins − 1) · (1/m + 1/n) / (8 · ln 2), its mean without any change, times the effect of entities whose rows are alike. The plain JS must also pass what 99 % of 200 random deals of the same values give",
  falseAlarmCost: "Attention: a distance has no chance in it, so someone has to look at the bins.",
  source: "NannyML 0.13; scipy.spatial.distance.jensenshannon (SciPy 1.17), base 2",
  blindTo: ["same-day-batch-join", "unlike-cohort", "immature-labels", "concept-drift", "selective-labels"],
  params,
  detect,
  say,
};
export default jensenShannon;

type Counts = {
  reference: Float64Array;
  current: Float64Array;
  /** What the deals by chance are compared with: the same, with the values outside in the end bins. */
  dealt: { reference: Float64Array; current: Float64Array };
  words: (bin: number) => string;
};

function detect(
  input: DetectorInput,
  { threshold, entities }: ParamsOf<typeof params>,
  random: Random,
): Finding {
  const counts = countsOf(input);
  if ("verdict" in counts) return counts;
  const { reference, current } = counts;
  const m = reference.reduce((sum, count) => sum + count, 0);
  const n = current.reduce((sum, count) => sum + count, 0);
  const statistic = jensenShannonOfCounts(reference, current);
  const parts = jensenShannonParts(reference, current);
  const used = parts.filter((_, bin) => reference[bin]! + current[bin]! > 0).length;
  const design = entities ? entityEffect(input) : 1;
  const square = (design * (used - 1) * (1 / m + 1 / n)) / (8 * Math.LN2);
  const effect = Math.sqrt(Math.max(0, statistic * statistic - square));
  const noise = Math.sqrt(square);
  let worst = 0;
  for (let bin = 1; bin < parts.length; bin++) if (parts[bin]! > parts[worst]!) worst = bin;
  const facts = {
    noise,
    bins: used,
    designEffect: design,
    worst: counts.words(worst),
    worstBefore: reference[worst]! / m,
    worstNow: current[worst]! / n,
    m,
    n,
  };
  const isLarge = effect >= threshold;
  const rings = isLarge && isBeyondChance(counts.dealt, design, random);
  if (noise > threshold && !rings) return cannotTell("noise-too-large", facts);
  return {
    verdict: rings ? "rings" : "silent",
    statistic,
    effect,
    interval: null,
    pValue: null,
    threshold,
    at: [worst],
    rows: null,
    reason: rings ? "shifted" : statistic >= threshold ? "could-be-chance" : "no-difference",
    facts,
  };
}

/**
 * Whether the distance is larger than in 99 % of random deals of the same values to the two windows; where rows of one entity are
 * alike, the squared distance of a deal is that much larger.
 */
function isBeyondChance({ reference, current }: Counts["dealt"], design: number, random: Random): boolean {
  // In an order that does not depend on that of the rows or the names.
  const totals = reference.map((count, bin) => count + current[bin]!).sort();
  const rows = totals.reduce((sum, count) => sum + count, 0);
  const first = reference.reduce((sum, count) => sum + count, 0);
  const dealt = new Float64Array(totals.length);
  const distances = new Float64Array(DEALS);
  for (let deal = 0; deal < DEALS; deal++) {
    let left = rows;
    let wanted = first;
    for (let bin = 0; bin < totals.length; bin++) {
      dealt[bin] = hypergeometric(left, wanted, totals[bin]!, random);
      left -= totals[bin]!;
      wanted -= dealt[bin]!;
    }
    distances[deal] = jensenShannonOfCounts(
      dealt,
      totals.map((count, bin) => count - dealt[bin]!),
    );
  }
  return jensenShannonOfCounts(reference, current) > Math.sqrt(design) * quantile(distances.sort(), 0.99);
}

function countsOf(input: DetectorInput): Counts | Finding {
  const name = input.columns[0]!;
  const column = input.reference.columns.get(name)!;
  if (column.kind === "category") {
    const both = countCategories(column, input.current!.columns.get(name) as CategoryColumn);
    const { names, reference, current, m, n } = both;
    return tooFew(m, n) ?? { reference, current, dealt: { reference, current }, words: (bin) => names[bin]! };
  }
  const samples = samplesOf(input);
  if ("verdict" in samples) return samples;
  const x = finiteOf(samples.x);
  const y = finiteOf(samples.y);
  const few = tooFew(x.length, y.length);
  if (few) return few;
  const borders = doaneBorders(x);
  const before = countInBins(x, borders);
  const now = countInBins(y, borders);
  const bins = borders.length - 1;
  const folded = now.counts.slice();
  folded[0]! += now.below;
  folded[bins - 1]! += now.above;
  return {
    reference: Float64Array.from([...before.counts, 0]),
    current: Float64Array.from([...now.counts, now.below + now.above]),
    dealt: { reference: before.counts, current: folded },
    words: (bin) =>
      bin === bins ? OUTSIDE : `from ${figure(borders[bin]!)} to ${figure(borders[bin + 1]!)}`,
  };
}

function say(finding: Finding, columns: readonly string[]): string {
  const { facts } = finding;
  if (finding.verdict === "cannot-tell")
    return sayCannotTell(finding, columns, {
      "noise-too-large": `with so few rows in ${figure(Number(facts.bins))} bins chance alone gives a distance of ${figure(Number(facts.noise))}`,
    });
  const numbers = `Jensen–Shannon distance ${figure(finding.statistic)}; chance alone gives ${figure(Number(facts.noise))}`;
  if (finding.verdict === "silent") return `${quoted(columns)} is spread as before (${numbers}).`;
  return `${quoted(columns)} is spread otherwise than before (${numbers}): “${facts.worst}” went from ${percent(Number(facts.worstBefore))} to ${percent(Number(facts.worstNow))} of the rows.`;
}
