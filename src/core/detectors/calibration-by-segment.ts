import type { Detector, DetectorInput, Finding, ParamsOf } from "../contracts.ts";
import { log } from "../math/elementary.ts";
import { calibrationError } from "../metrics/calibration-error.ts";
import { distinctOf } from "../stats/distinct.ts";
import { chiSquareSurvival, normalTwoSided } from "../stats/distributions.ts";
import { holm } from "../stats/holm.ts";
import { wilsonInterval } from "../stats/wilson-interval.ts";
import { cannotTell, figure, percent, pValueText, quoted, sayCannotTell, span } from "./findings.ts";
import { designEffect, effective } from "./shared/design-effect.ts";
import { listedRows } from "./shared/listed-rows.ts";
import { logisticLine } from "./shared/logistic-line.ts";
import { columnWithRole, readLabels, readNumbers, UNKNOWN } from "./shared/read.ts";
import { newestLabelled, segmentsOf } from "./shared/segments.ts";
import { REASONS } from "./shared/words.ts";

const params = {
  ratio: {
    kind: "number",
    label: "Observed over expected that counts",
    unit: "",
    min: 1,
    max: 10,
    step: 0.1,
    default: 1.5,
    help: "Either way round.",
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
/** Below so many expected outcomes (or non-outcomes) a normal tail is too thin. */
const FEW_EXPECTED = 20;

type Gap = { rows: number; observed: number; expected: number; variance: number };

/**
 * Calibration by segment: observed over expected outcomes, O / E with E the sum of the scores, in each value of a category (or
 * of a number column of few values), missing included, in the newest labelled window; with two labelled windows also O / E
 * before.
 *
 * p from z = (O - E) / √Σ p (1 - p), the scores taken as given; from the exact Poisson tail, which is wider, where fewer than 20
 * outcomes are expected; Holm-corrected over segments; where rows belong to entities, for counts divided by the
 * design effect (`designEffect`). The interval of O / E is Wilson's for O. It rings where the corrected p
 * is at most alpha and O / E is beyond `ratio` either way. Facts hold the expected calibration error (10 equal-count bins) and
 * the recalibration line logit P = intercept + slope logit(score) of the worst segment: a slope under 1 says that the scores
 * are too extreme.
 *
 * Blind to: scores that are wrong both ways within one segment and right on average (slope and error show those).
 * A false alarm costs a look at the segment; a score that was never meant as a probability rings everywhere, and it says so.
 * Source: Spiegelhalter (1986), Statistics in Medicine 5; Cox (1958), Biometrika 45, for the line.
 */
const calibrationBySegment: Detector<typeof params> = {
  id: "calibration-by-segment",
  name: "Calibration by segment",
  family: "who",
  scope: "column",
  accepts: ["category", "number"],
  windows: 1,
  needs: ["label", "score"],
  summary: "Compares how many outcomes the score expects in each segment with how many there were.",
  formula:
    "z = (O − E) / square root of the sum of p (1 − p), where O counts the outcomes of a segment and E is the sum of its scores p; ratio = O / E",
  falseAlarmCost: "A look at the segment; a score never meant as a probability rings everywhere.",
  source: "Spiegelhalter (1986), Statistics in Medicine 5; Cox (1958), Biometrika 45; Holm correction",
  blindTo: ["feature-store-outage"],
  params,
  detect,
  say,
};
export default calibrationBySegment;

function detect(
  { reference, current, columns, roles }: DetectorInput,
  { ratio, support, alpha }: ParamsOf<typeof params>,
): Finding {
  const newest = newestLabelled(reference, current, roles);
  if (typeof newest === "string") return cannotTell(newest);
  const scoreColumn = columnWithRole(newest.table, roles, "score");
  if (scoreColumn === null || scoreColumn.kind !== "number") return cannotTell("no-score");
  const scores = readNumbers(scoreColumn);
  if (scores.some((score) => score < 0 || score > 1)) return cannotTell("score-not-probability");
  const name = columns[0]!;
  const first = reference.columns.get(name)!;
  const second = current?.columns.get(name) ?? null;
  if (newest.window === "current" && second === null) return cannotTell("no-such-column", { column: name });
  const segments = segmentsOf(first, second?.kind === first.kind ? second : null);
  if (segments === null) return cannotTell("too-many-values");
  const codes = newest.window === "current" ? segments.current : segments.reference;
  if (codes === null) return cannotTell("kinds-differ", { column: name });
  const { labels } = newest.labels;
  const gaps = gapsOf(codes, labels, scores, segments.names.length);
  const all = gaps.reduce(add, { rows: 0, observed: 0, expected: 0, variance: 0 });
  const least = Math.max(MINIMUM_ROWS, support * all.rows);
  const judged = [...gaps.keys()].filter((s) => gaps[s]!.rows >= least && gaps[s]!.expected > 0);
  if (judged.length === 0) return cannotTell("no-segments");
  const design = designEffect(newest.table, roles, labels);
  const corrected = holm(judged.map((s) => pValueOf(gaps[s]!, design)));
  const isLarge = ({ observed, expected }: Gap) =>
    observed >= ratio * expected || expected >= ratio * observed;
  const rings = (place: number) => isLarge(gaps[judged[place]!]!) && corrected[place]! <= alpha;
  const places = [...judged.keys()].sort(
    (a, b) =>
      Number(rings(b)) - Number(rings(a)) ||
      corrected[a]! - corrected[b]! ||
      gaps[judged[b]!]!.rows - gaps[judged[a]!]!.rows,
  );
  const worst = judged[places[0]!]!;
  const gap = gaps[worst]!;
  const [low, high] = wilsonInterval(...effective(gap.observed, gap.rows, design));
  const mean = gap.expected / gap.rows;
  const older =
    newest.window === "current"
      ? readBefore(reference, roles, segments.reference, segments.names.length)
      : null;
  const facts: Record<string, number | string> = {
    segment: segments.names[worst]!,
    window: newest.window,
    observed: gap.observed,
    expected: gap.expected,
    ratio: gap.observed / gap.expected,
    rate: gap.observed / gap.rows,
    meanScore: mean,
    rows: gap.rows,
    share: gap.rows / all.rows,
    overallRatio: all.observed / all.expected,
    segments: judged.length,
    ringing: places.filter(rings).length,
    designEffect: design,
    ...worstFacts(codes, labels, scores, worst),
  };
  const bySize = [...judged].sort((a, b) => gaps[b]!.rows - gaps[a]!.rows).slice(0, LISTED_SEGMENTS);
  for (const [i, s] of bySize.entries()) {
    const one = gaps[s]!;
    const [oneLow, oneHigh] = wilsonInterval(...effective(one.observed, one.rows, design));
    facts[`segment.${i + 1}`] = segments.names[s]!;
    facts[`rows.${i + 1}`] = one.rows;
    facts[`ratio.${i + 1}`] = one.observed / one.expected;
    facts[`low.${i + 1}`] = (oneLow * one.rows) / one.expected;
    facts[`high.${i + 1}`] = (oneHigh * one.rows) / one.expected;
    const before = older?.[s];
    if (before !== undefined && before.expected > 0)
      facts[`before.${i + 1}`] = before.observed / before.expected;
  }
  const before = older?.[worst];
  if (before !== undefined && before.expected > 0) facts.ratioBefore = before.observed / before.expected;
  const alarm = rings(places[0]!);
  return {
    verdict: alarm ? "rings" : "silent",
    statistic: gap.observed / gap.expected,
    effect: gap.observed / gap.expected,
    interval: [low / mean, high / mean],
    pValue: corrected[places[0]!]!,
    threshold: alpha,
    at: [],
    rows: alarm
      ? listedRows(codes.length, (row) => codes[row] === worst && labels[row] !== UNKNOWN, newest.window)
      : null,
    reason: alarm
      ? isLarge(all) && places.every(rings)
        ? "off-everywhere"
        : "off-in-segment"
      : isLarge(gap)
        ? "could-be-chance"
        : "calibrated",
    facts,
  };
}

function gapsOf(codes: Uint8Array, labels: Uint8Array, scores: Float64Array, count: number): Gap[] {
  const gaps = Array.from({ length: count }, (): Gap => ({ rows: 0, observed: 0, expected: 0, variance: 0 }));
  for (let row = 0; row < codes.length; row++) {
    const score = scores[row]!;
    if (labels[row] === UNKNOWN || Number.isNaN(score)) continue;
    const gap = gaps[codes[row]!]!;
    gap.rows++;
    gap.observed += labels[row]!;
    gap.expected += score;
    gap.variance += score * (1 - score);
  }
  return gaps;
}

function add(a: Gap, b: Gap): Gap {
  return {
    rows: a.rows + b.rows,
    observed: a.observed + b.observed,
    expected: a.expected + b.expected,
    variance: a.variance + b.variance,
  };
}

function readBefore(
  reference: DetectorInput["reference"],
  roles: DetectorInput["roles"],
  codes: Uint8Array,
  count: number,
): Gap[] | null {
  const labels = readLabels(reference, roles);
  const scores = columnWithRole(reference, roles, "score");
  if (typeof labels === "string" || scores?.kind !== "number") return null;
  return gapsOf(codes, labels.labels, readNumbers(scores), count);
}

function pValueOf(gap: Gap, design: number): number {
  const [observed, rows] = effective(gap.observed, gap.rows, design);
  const expected = gap.expected / design;

  const fewer = Math.min(expected, rows - expected);
  if (fewer >= FEW_EXPECTED)
    return normalTwoSided((gap.observed - gap.expected) / Math.sqrt(gap.variance * design));
  const count = fewer === expected ? observed : rows - observed;
  // P(Poisson(m) <= k) is the upper tail of a chi-square with 2 (k + 1) degrees of freedom at 2 m.
  const atMost = chiSquareSurvival(2 * fewer, 2 * (count + 1));
  const atLeast = count === 0 ? 1 : 1 - chiSquareSurvival(2 * fewer, 2 * count);
  return Math.min(1, 2 * Math.min(atMost, atLeast));
}

function worstFacts(
  codes: Uint8Array,
  labels: Uint8Array,
  scores: Float64Array,
  segment: number,
): Record<string, number> {
  let count = 0;
  for (let row = 0; row < codes.length; row++)
    if (codes[row] === segment && labels[row] !== UNKNOWN && !Number.isNaN(scores[row]!)) count++;
  const own = new Float64Array(count);
  const outcome = new Uint8Array(count);
  count = 0;
  for (let row = 0; row < codes.length; row++) {
    if (codes[row] !== segment || labels[row] === UNKNOWN || Number.isNaN(scores[row]!)) continue;
    own[count] = scores[row]!;
    outcome[count++] = labels[row]!;
  }
  const error = calibrationError(own, outcome);
  const { index, values } = distinctOf(own)!;
  const ofValue = values.map((p) => log(Math.max(p, 1e-9) / Math.max(1 - p, 1e-9)));
  const logits = new Float64Array(count);
  for (let i = 0; i < count; i++) logits[i] = ofValue[index[i]!]!;
  const line = logisticLine(logits, outcome, new Uint8Array(own.length).fill(1));
  const facts = {
    calibrationError: error.value,
    calibrationErrorLow: error.interval[0],
    calibrationErrorHigh: error.interval[1],
  };
  if (!line.converged) return facts;
  return {
    ...facts,
    slope: line.slope,
    slopeLow: line.slope - 1.96 * line.slopeError,
    slopeHigh: line.slope + 1.96 * line.slopeError,
    intercept: line.intercept,
  };
}

function say(finding: Finding, columns: readonly string[]): string {
  if (finding.verdict === "cannot-tell") return sayCannotTell(finding, columns, REASONS);
  const { facts } = finding;
  const name = quoted(columns);
  const [low, high] = finding.interval!;
  const counts = `${figure(Number(facts.observed))} outcomes where the score expects ${figure(Math.round(Number(facts.expected)))}: ${figure(finding.statistic)} times as many, ${span(low, high)}`;
  const test = `${pValueText(finding.pValue!)} after Holm over ${facts.segments} segments`;
  if (finding.verdict === "silent")
    return `The score fits every segment of ${name}; furthest off is “${facts.segment}”, with ${counts} (${test}).`;
  const everywhere =
    finding.reason === "off-everywhere"
      ? ` The score is off everywhere, ${figure(Number(facts.overallRatio))} times overall.`
      : "";
  return `Where ${name} is “${facts.segment}” (${percent(Number(facts.share))} of rows) there are ${counts} (${test}).${everywhere}`;
}
