import type { Detector, DetectorInput, Finding, ParamsOf } from "../contracts.ts";
import { fisherExact } from "../stats/fisher-exact.ts";
import { holm } from "../stats/holm.ts";
import { newcombeInterval } from "../stats/newcombe-interval.ts";
import { ratioInterval } from "../stats/ratio-interval.ts";
import { wilsonInterval } from "../stats/wilson-interval.ts";
import { cannotTell, figure, percent, pValueText, quoted, sayCannotTell } from "./findings.ts";
import { designEffect, effective } from "./shared/design-effect.ts";
import { listedRows } from "./shared/listed-rows.ts";
import { readLabels } from "./shared/read.ts";
import { newestLabelled, segmentsOf, tallySegments } from "./shared/segments.ts";
import { REASONS } from "./shared/words.ts";

const params = {
  ratio: {
    kind: "number",
    label: "Ratio of label rates that counts",
    unit: "",
    min: 1,
    max: 10,
    step: 0.1,
    default: 2,
  },
  support: {
    kind: "number",
    label: "Smallest segment",
    unit: "%",
    min: 0.001,
    max: 0.2,
    step: 0.001,
    default: 0.01,
  },
  alpha: {
    kind: "number",
    label: "Significance level",
    unit: "",
    min: 0.001,
    max: 0.2,
    step: 0.001,
    default: 0.01,
  },
} as const;

const MINIMUM_ROWS = 30;
const LISTED_SEGMENTS = 12;

/** One comparison of a segment: with the rest of its window, or with itself in the older window. */
type Comparison = {
  segment: number;
  kind: "differs" | "changed";
  here: readonly [positives: number, rows: number];
  there: readonly [positives: number, rows: number];
  pValue: number;
};

/**
 * Label rate by segment: for each value of a category (or of a number column of few values), missing included, the label rate
 * in the segment against that of all other rows of the newest labelled window; with two labelled windows also against the
 * segment's own rate in the older one.
 *
 * Difference with Newcombe's interval, ratio with Katz's, Fisher's exact p, Holm-corrected over all comparisons of the column;
 * where rows belong to entities, on counts divided by the design effect (`designEffect`).
 * A segment needs `support` of the rows, and 30. It rings where the corrected p is at most alpha and the ratio is beyond `ratio`
 * either way: here are people whom the same numbers do not describe.
 *
 * Blind to: two segments that only together differ (worst segment sees those), a cohort that no column names.
 * A false alarm costs little where the column is a feature: a model may well have learned the difference.
 * Source: Newcombe (1998), Statistics in Medicine 17; Katz et al. (1978), Biometrics 34; Holm (1979).
 */
const labelRateBySegment: Detector<typeof params> = {
  id: "label-rate-by-segment",
  name: "Label rate by segment",
  family: "who",
  scope: "column",
  accepts: ["category", "number"],
  windows: 1,
  needs: ["label"],
  summary: "Compares the label rate of each segment with that of all others, and with its own of before.",
  formula:
    "ratio = (a / m) / (b / n), where a of m rows in the segment and b of n other rows have the label; p by Fisher’s exact test, Holm-corrected over the segments",
  falseAlarmCost: "Little where the column is a feature: a model may well have learned the difference.",
  source: "Newcombe (1998), Katz (1978), Fisher’s exact test as in SciPy 1.17; Holm correction",
  blindTo: ["same-day-batch-join", "feature-store-outage", "immature-labels", "serving-skew"],
  params,
  detect,
  say,
};
export default labelRateBySegment;

function detect(
  { reference, current, columns, roles }: DetectorInput,
  { ratio, support, alpha }: ParamsOf<typeof params>,
): Finding {
  const newest = newestLabelled(reference, current, roles);
  if (typeof newest === "string") return cannotTell(newest);
  const name = columns[0]!;
  const first = reference.columns.get(name)!;
  const second = current?.columns.get(name) ?? null;
  if (newest.window === "current" && second === null) return cannotTell("no-such-column", { column: name });
  const segments = segmentsOf(first, second?.kind === first.kind ? second : null);
  if (segments === null) return cannotTell("too-many-values");
  const count = segments.names.length;
  const codes = newest.window === "current" ? segments.current : segments.reference;
  if (codes === null) return cannotTell("kinds-differ", { column: name });
  const now = tallySegments(codes, newest.labels.labels, count);
  const olderLabels = newest.window === "current" ? readLabels(reference, roles) : "no-current";
  const before =
    typeof olderLabels === "string" ? null : tallySegments(segments.reference, olderLabels.labels, count);

  const { known, positives } = newest.labels;
  const design = Math.max(
    designEffect(newest.table, roles, newest.labels.labels),
    typeof olderLabels === "string" ? 1 : designEffect(reference, roles, olderLabels.labels),
  );
  const comparisons: Comparison[] = [];
  const least = Math.max(MINIMUM_ROWS, support * known);
  const inUse = Array.from({ length: count }, (_, s) => s).filter((s) => now.rows[s]! > 0);
  if (inUse.length < 2 && before === null) return cannotTell("one-segment");
  for (const segment of inUse) {
    if (now.rows[segment]! < least) continue;
    const here = [now.positives[segment]!, now.rows[segment]!] as const;
    const rest = [positives - here[0], known - here[1]] as const;
    if (rest[1] >= MINIMUM_ROWS) comparisons.push(compare(segment, "differs", here, rest, design));
    if (before !== null && before.rows[segment]! >= MINIMUM_ROWS)
      comparisons.push(
        compare(segment, "changed", here, [before.positives[segment]!, before.rows[segment]!], design),
      );
  }
  if (comparisons.length === 0) return cannotTell("no-segments");
  const corrected = holm(comparisons.map((one) => one.pValue));
  for (const [i, one] of comparisons.entries()) one.pValue = corrected[i]!;
  const isLarge = ({ here, there }: Comparison) =>
    here[0] * there[1] >= ratio * there[0] * here[1] || there[0] * here[1] >= ratio * here[0] * there[1];
  const rings = (one: Comparison) => isLarge(one) && one.pValue <= alpha;
  const rate = ([positives, rows]: Comparison["here"]) => positives / rows;
  // Of two segments that are each other's rest, the one with the higher rate is named.
  comparisons.sort(
    (a, b) =>
      Number(rings(b)) - Number(rings(a)) ||
      (Math.abs(a.pValue - b.pValue) > 1e-6 * a.pValue ? a.pValue - b.pValue : 0) ||
      rate(b.here) - rate(a.here),
  );
  const worst = comparisons[0]!;
  const { here, there, segment } = worst;
  const hereEffective = effective(here[0], here[1], design);
  const thereEffective = effective(there[0], there[1], design);
  const [ratioLow, ratioHigh] = ratioInterval(...hereEffective, ...thereEffective);
  const isNew = before !== null && before.rows[segment]! < 0.001 * (olderLabels as { known: number }).known;
  const facts: Record<string, number | string> = {
    segment: segments.names[segment]!,
    comparedWith: worst.kind === "changed" ? "itself before" : "all others",
    window: newest.window,
    rate: here[0] / here[1],
    otherRate: there[0] / there[1],
    ratio: here[0] / here[1] / (there[0] / there[1]),
    ratioLow,
    ratioHigh,
    rows: here[1],
    share: here[1] / known,
    segments: inUse.length,
    comparisons: comparisons.length,
    designEffect: design,
    ringing: new Set(comparisons.filter(rings).map((one) => one.segment)).size,
    isNew: isNew ? "yes" : "no",
  };
  const bySize = inUse.sort((a, b) => now.rows[b]! - now.rows[a]!).slice(0, LISTED_SEGMENTS);
  for (const [i, s] of bySize.entries()) {
    const [low, high] = wilsonInterval(...effective(now.positives[s]!, now.rows[s]!, design));
    facts[`segment.${i + 1}`] = segments.names[s]!;
    facts[`rows.${i + 1}`] = now.rows[s]!;
    facts[`rate.${i + 1}`] = now.positives[s]! / now.rows[s]!;
    facts[`low.${i + 1}`] = low;
    facts[`high.${i + 1}`] = high;
    if (before !== null && before.rows[s]! > 0)
      facts[`before.${i + 1}`] = before.positives[s]! / before.rows[s]!;
  }
  const large = isLarge(worst);
  return {
    verdict: rings(worst) ? "rings" : "silent",
    statistic: here[0] / here[1] - there[0] / there[1],
    effect: here[0] / here[1] / (there[0] / there[1]),
    interval: newcombeInterval(...hereEffective, ...thereEffective),
    pValue: worst.pValue,
    threshold: alpha,
    at: [],
    rows: rings(worst) ? listedRows(codes.length, (row) => codes[row] === segment, newest.window) : null,
    reason: rings(worst) ? (isNew ? "new-segment" : worst.kind) : large ? "could-be-chance" : "no-difference",
    facts,
  };
}

function compare(
  segment: number,
  kind: Comparison["kind"],
  here: Comparison["here"],
  there: Comparison["there"],
  design: number,
): Comparison {
  const [a, m] = effective(here[0], here[1], design);
  const [b, n] = effective(there[0], there[1], design);
  const pValue = fisherExact(a, m - a, b, n - b);
  return { segment, kind, here, there, pValue };
}

function say(finding: Finding, columns: readonly string[]): string {
  if (finding.verdict === "cannot-tell") return sayCannotTell(finding, columns, REASONS);
  const { facts } = finding;
  const name = quoted(columns);
  const against =
    facts.comparedWith === "itself before"
      ? `it was ${percent(Number(facts.otherRate))} in the older window`
      : `among all others it is ${percent(Number(facts.otherRate))}`;
  const rates = `the label rate is ${percent(Number(facts.rate))}, ${against}`;
  const test = `ratio ${figure(Number(facts.ratio))}, ${figure(Number(facts.ratioLow))} to ${figure(Number(facts.ratioHigh))}; ${pValueText(finding.pValue!)} after Holm over ${facts.comparisons} comparisons`;
  if (finding.verdict === "rings")
    return `Where ${name} is “${facts.segment}” (${percent(Number(facts.share))} of rows${facts.isNew === "yes" ? ", new in this window" : ""}), ${rates} (${test}).`;
  return `No segment of ${name} stands out: at most, where it is “${facts.segment}”, ${rates} (${test}).`;
}
