import type { Detector, DetectorInput, Finding, ParamsOf, Role } from "../contracts.ts";
import { normalTwoSided } from "../stats/distributions.ts";
import { fisherExact } from "../stats/fisher-exact.ts";
import { newcombeInterval } from "../stats/newcombe-interval.ts";
import { ratioInterval } from "../stats/ratio-interval.ts";
import { wilsonInterval } from "../stats/wilson-interval.ts";
import { take } from "../table/table.ts";
import { cannotTell, figure, percent, pValueText, quoted, sayCannotTell } from "./findings.ts";
import { type BinnedColumn, binColumn } from "./shared/binned-columns.ts";
import { designEffect, effective } from "./shared/design-effect.ts";
import { listedRows } from "./shared/listed-rows.ts";
import { keptRows, onlyColumns, outcomeOf, sum } from "./shared/outcome.ts";
import { columnWithRole, readNumbers } from "./shared/read.ts";
import { type FoundSegment, isInSegment, searchSegments, segmentWords } from "./shared/segment-search.ts";
import { newestLabelled } from "./shared/segments.ts";
import { REASONS } from "./shared/words.ts";

const params = {
  by: {
    kind: "choice",
    label: "What is worst",
    options: ["auto", "label-rate", "calibration-gap"],
    words: [
      "the gap to the score where there is one",
      "the label rate",
      "the gap between outcomes and score",
    ],
    default: "auto",
  },
  support: {
    kind: "number",
    label: "Smallest segment",
    unit: "%",
    min: 0.01,
    max: 0.4,
    step: 0.01,
    default: 0.05,
  },
  ratio: {
    kind: "number",
    label: "Ratio to the rest that counts",
    unit: "",
    min: 1,
    max: 10,
    step: 0.1,
    default: 1.5,
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
const FINE = 10;
const COARSE = 4;
const MOST_CATEGORIES = 20;
/** Roles whose columns describe the outcome or the row, not a group of people. */
const NOT_PEOPLE: readonly Role[] = ["label", "score", "decision", "key", "label-known-time", "ignore"];

/**
 * Worst-segment search: of all segments that one or two columns cut out of the newest labelled window (categories; numbers in
 * tenths alone, in quarters in pairs; missing is a group), the one with the most outcomes in excess, that is, of the largest
 * consequence, among those that differ beyond chance.
 *
 * By label rate, the excess is over the rate of all rows; by the gap to a score, over the outcomes that the score expects once
 * it is scaled to be right overall, so that a score that is off everywhere names no one. The z is against the rest; p is
 * Fisher's exact (by the gap: the normal tail of z), both for counts divided by the
 * design effect where rows belong to entities (`designEffect`), times the number of segments looked at (Bonferroni, which is Holm's step for
 * the first). A pair is named only where its excess beats each of its two columns' own segments, so the simplest description
 * stands first. By label rate it also names what a model has learned well; with a score, only what the model misses.
 * It rings where the corrected p is at most alpha and the ratio to the rest reaches `ratio`.
 * Deterministic. 200,000 rows of 12 columns in about half a second.
 *
 * Blind to: segments under `support`, of three columns, or across the cuts of a number; fewer outcomes than expected.
 * A false alarm costs a look at one group of people.
 * Source: the search of SliceFinder, Chung et al. (2019), IEEE TKDE 32, made exhaustive over two columns.
 */
const worstSegment: Detector<typeof params> = {
  id: "worst-segment",
  name: "Worst segment",
  family: "who",
  scope: "table",
  accepts: ["category", "number"],
  windows: 1,
  needs: ["label"],
  summary:
    "Searches all segments of one and two columns for the one in which most more goes wrong than elsewhere.",
  formula:
    "excess of a segment = O − E, where O counts its outcomes and E is its rows times the overall rate (or the sum of its scaled scores); z = excess against the rest / standard deviation; p times the number of segments searched",
  falseAlarmCost: "A look at one group of people.",
  source: "After SliceFinder, Chung et al. (2019), IEEE TKDE 32; Fisher’s exact test, Bonferroni correction",
  blindTo: ["same-day-batch-join", "feature-store-outage"],
  params,
  detect,
  say,
};
export default worstSegment;

function detect(
  { reference, current, columns, roles }: DetectorInput,
  { by, support, ratio, alpha }: ParamsOf<typeof params>,
): Finding {
  const newest = newestLabelled(reference, current, roles);
  if (typeof newest === "string") return cannotTell(newest);
  const scoreColumn = by === "label-rate" ? null : columnWithRole(newest.table, roles, "score");
  const scores = scoreColumn?.kind === "number" ? readNumbers(scoreColumn) : null;
  if (by === "calibration-gap" && scores === null) return cannotTell("no-score");
  const useScores = scores?.every((score) => !(score < 0 || score > 1)) ?? false;
  if (by === "calibration-gap" && !useScores) return cannotTell("score-not-probability");
  const kept = keptRows(newest.labels, useScores ? scores : null);
  const least = Math.max(MINIMUM_ROWS, Math.ceil(support * kept.length));
  if (kept.length < 2 * least) return cannotTell("too-few-rows", { rows: kept.length, needed: 2 * least });

  const isAll = kept.length === newest.table.rows;
  const source = isAll ? newest.table : take(onlyColumns(newest.table, columns), kept);
  const outcome = outcomeOf(newest.labels, kept, useScores ? scores : null);
  const notPeople = new Set(NOT_PEOPLE.flatMap((role) => roles[role] ?? []));
  const fine: BinnedColumn[] = [];
  const coarse: BinnedColumn[] = [];
  for (const name of columns) {
    const column = source.columns.get(name);
    if (column === undefined || notPeople.has(name)) continue;
    const [tenths, quarters] = binColumn(name, column, {
      categories: MOST_CATEGORIES,
      numbers: [FINE, COARSE],
    });
    if (tenths) fine.push(tenths);
    if (quarters) coarse.push(quarters);
  }
  if (fine.length === 0) return cannotTell("one-segment");
  const { segments, tested } = searchSegments(fine, coarse, outcome, least);
  const all = kept.length;
  const positives = sum(outcome.observed);
  const design = designEffect(newest.table, roles, newest.labels.labels);
  const judged = segments.map((one) => judge(one, all, positives, useScores, tested, design));

  const rings = (one: Judged) => one.z > 0 && one.relative >= ratio && one.pValue <= alpha;
  const ranked = ofConsequence(judged, rings);
  const worst = ranked[0];
  if (worst === undefined) return cannotTell("no-segments");
  const { relative, pValue } = worst;
  const rest = { rows: all - worst.rows, observed: positives - worst.observed };
  const alarm = rings(worst);
  const facts: Record<string, number | string> = {
    segment: segmentWords(worst),
    column: worst.columns[0]!.name,
    value: worst.columns[0]!.groups[worst.groups[0]!]!,
    columns: worst.columns.length,
    by: useScores ? "calibration-gap" : "label-rate",
    window: newest.window,
    rows: worst.rows,
    share: worst.rows / all,
    observed: worst.observed,
    expected: worst.expected,
    rate: worst.observed / worst.rows,
    restRate: rest.observed / rest.rows,
    ratio: relative,
    z: worst.z,
    tested,
    designEffect: design,
  };
  if (worst.columns[1] !== undefined) {
    facts.secondColumn = worst.columns[1].name;
    facts.secondValue = worst.columns[1].groups[worst.groups[1]!]!;
  }
  for (const [i, one] of ranked.slice(0, 5).entries()) {
    facts[`segment.${i + 1}`] = segmentWords(one);
    facts[`rate.${i + 1}`] = one.observed / one.rows;
    facts[`share.${i + 1}`] = one.rows / all;
    facts[`z.${i + 1}`] = one.z;
  }
  const inside = effective(worst.observed, worst.rows, design);
  const outside = effective(rest.observed, rest.rows, design);
  const [low, high] = wilsonInterval(...inside);
  const [ratioLow, ratioHigh] = ratioInterval(...inside, ...outside);
  return {
    verdict: alarm ? "rings" : "silent",
    statistic: worst.z,
    effect: relative,
    interval: useScores
      ? [(low * worst.rows) / worst.expected, (high * worst.rows) / worst.expected]
      : newcombeInterval(...inside, ...outside),
    pValue,
    threshold: alpha,
    at: [],
    rows: alarm ? rowsOf(newest.window, newest.table.rows, worst, kept) : null,
    reason: alarm ? "stands-out" : relative >= ratio ? "could-be-chance" : "no-difference",
    facts: useScores ? facts : { ...facts, ratioLow, ratioHigh },
  };
}

/** A segment with its ratio to the rest, and its p-value corrected for all segments looked at. */
type Judged = FoundSegment & { relative: number; pValue: number };

function judge(
  one: FoundSegment,
  all: number,
  positives: number,
  useScores: boolean,
  tested: number,
  design: number,
): Judged {
  const rest = { rows: all - one.rows, observed: positives - one.observed };
  const relative = useScores
    ? one.observed / one.expected / (rest.observed / (positives - one.expected))
    : one.observed / one.rows / (rest.observed / rest.rows);
  const [a, m] = effective(one.observed, one.rows, design);
  const [b, n] = effective(rest.observed, rest.rows, design);
  const raw = useScores ? normalTwoSided(one.z / Math.sqrt(design)) : fisherExact(a, m - a, b, n - b);
  return { ...one, relative, pValue: Math.min(1, raw * tested) };
}

const excessOf = (one: FoundSegment): number => one.observed - one.expected;

/**
 * First the segments that ring, by the outcomes in excess, then the others by z. A pair that does not exceed each of its columns'
 * own segments by a twentieth is left out: it is then a part of that segment, or its shadow.
 */
function ofConsequence(segments: readonly Judged[], rings: (one: Judged) => boolean): Judged[] {
  const alone = new Map<string, number>();
  for (const one of segments) {
    if (one.columns.length > 1 || !rings(one)) continue;
    const { name } = one.columns[0]!;
    alone.set(name, Math.max(alone.get(name) ?? 0, excessOf(one)));
  }
  const isOwn = (one: Judged) =>
    one.columns.length === 1 ||
    one.columns.every(({ name }) => excessOf(one) > 1.05 * (alone.get(name) ?? 0));
  const size = (one: Judged) => (rings(one) ? excessOf(one) : one.z);
  return segments
    .filter(isOwn)
    .sort(
      (a, b) =>
        Number(rings(b)) - Number(rings(a)) ||
        size(b) - size(a) ||
        a.columns.length - b.columns.length ||
        b.rows - a.rows,
    );
}

function rowsOf(window: "reference" | "current", rows: number, segment: FoundSegment, kept: Uint32Array) {
  const inside = new Uint8Array(rows);
  for (let i = 0; i < kept.length; i++) if (isInSegment(segment, i)) inside[kept[i]!] = 1;
  return listedRows(rows, (row) => inside[row] === 1, window);
}

function say(finding: Finding, columns: readonly string[]): string {
  if (finding.verdict === "cannot-tell") return sayCannotTell(finding, columns, REASONS);
  const { facts } = finding;
  const where = `where ${facts.segment} (${percent(Number(facts.share))} of rows)`;
  const what =
    facts.by === "label-rate"
      ? `the label rate is ${percent(Number(facts.rate))}, elsewhere ${percent(Number(facts.restRate))}`
      : `there are ${figure(Number(facts.observed))} outcomes where the score expects ${figure(Math.round(Number(facts.expected)))}, ${figure(finding.effect)} times the rest`;
  const test = `${pValueText(finding.pValue!)} over ${figure(Number(facts.tested))} segments`;
  if (finding.verdict === "rings") return `W${where.slice(1)}, ${what} (${test}).`;
  return `No segment of ${quoted(columns)} stands out; furthest is ${where}: ${what} (${test}).`;
}
