import type { Detector, DetectorInput, Finding, ParamsOf } from "../contracts.ts";
import { rocAucInterval } from "../metrics/roc-auc.ts";
import type { Random } from "../random.ts";
import { sortOrder } from "../stats/order.ts";
import { wilsonInterval } from "../stats/wilson-interval.ts";
import { cannotTell, figure, percent, quoted, sayCannotTell, span } from "./findings.ts";
import { columnWithRole, readLabels, readNumbers, UNKNOWN } from "./shared/read.ts";
import { outOfFoldRates } from "./shared/single-feature.ts";
import { REASONS } from "./shared/words.ts";

const params = {
  threshold: {
    kind: "number",
    label: "ROC AUC of one column",
    unit: "",
    min: 0.5,
    max: 1,
    step: 0.01,
    default: 0.8,
    help: "It rings where the lower end of the column's interval reaches this.",
  },
  share: {
    kind: "number",
    label: "Share of the whole model",
    unit: "%",
    min: 0.5,
    max: 2,
    step: 0.05,
    default: 0.95,
    help: "Where there is a score: it also rings where one column reaches so much of the model's ROC AUC above 0.5.",
  },
  top: {
    kind: "number",
    label: "Top share for the lift",
    unit: "%",
    min: 0.001,
    max: 0.5,
    step: 0.001,
    default: 0.02,
  },
  rows: {
    kind: "number",
    label: "Rows read",
    unit: "rows",
    min: 1000,
    max: 500_000,
    step: 1000,
    default: 30_000,
    help: "Positive rows are kept first; of the others an even sample is drawn by the seed.",
  },
} as const;

/** Positive rows (and negative ones) without which the interval says nothing. */
const NEEDED = 10;
/** A column that ranks below this is no golden feature, whatever share of a weak model it makes. */
const WORTH = 0.7;

/** By so much a model of the values must rank better than the values themselves for both to be told. */
const BENT = 0.03;

/**
 * Golden feature: how well one column alone ranks the label, by ROC AUC and by the lift of its top rows, against a threshold
 * and, where there is a score, against the whole model's. A column that is nearly as good as all together is a gift or a leak.
 *
 * A row's score is the label rate that the rest of the rows predict for it: shallow boosted trees on a number, the smoothed
 * rate of the category otherwise, out of five stratified folds; so any shape counts, and missing counts as a value.
 * `statistic` is the AUC with DeLong's interval, `effect` 2 AUC - 1. All positive rows are kept and the negative ones drawn,
 * so that rare labels keep their rows; the lift is weighted back.
 *
 * Blind to: a leak that is weak alone (two of three leaks of a real chargeback file stay under an AUC of 0.8), and to honesty:
 * a good honest feature rings as well. A false alarm costs the question "when was this known?".
 *
 * Source: own definition; compare deepchecks, FeatureLabelCorrelation (predictive power score above 0.8).
 */
const goldenFeature: Detector<typeof params> = {
  id: "golden-feature",
  name: "Golden feature",
  family: "time",
  scope: "column",
  accepts: ["number", "category"],
  windows: 1,
  needs: ["label"],
  summary: "Measures how well one column alone ranks the label, against a threshold and the whole model.",
  formula:
    "AUC = P(score of a positive row > score of a negative row) + P(equal) / 2, where the score is the label rate expected from this one column, out of fold; lift = label rate of the top rows / label rate of all",
  falseAlarmCost: "One question: when was this known?",
  source: "Own definition; compare the predictive-power check of deepchecks (threshold 0.8)",
  blindTo: [
    "default-as-signal",
    "feature-store-outage",
    "unlike-cohort",
    "immature-labels",
    "fraud-wave",
    "two-years-later",
    "concept-drift",
    "economic-shock",
    "serving-skew",
    "selective-labels",
  ],
  params,
  detect,
  say,
};
export default goldenFeature;

function detect(
  { reference, columns, roles }: DetectorInput,
  { threshold, share, top, rows }: ParamsOf<typeof params>,
  random: Random,
): Finding {
  const known = readLabels(reference, roles);
  if (typeof known === "string") return cannotTell(known);
  const fewer = Math.min(known.positives, known.known - known.positives);
  if (fewer < NEEDED) return cannotTell("too-few-positives", { rows: fewer, needed: NEEDED });
  const sample = sampleByLabel(known.labels, rows, random.fork("rows"));
  const labels = Uint8Array.from(sample.rows, (row) => known.labels[row]!);
  const column = reference.columns.get(columns[0]!)!;
  const scores = outOfFoldRates(column, sample.rows, labels, random.fork("folds"));
  const { value, interval } = rocAucInterval(scores, labels);
  const lift = topLift(scores, labels, sample.weightOfNegative, top);

  const facts: Record<string, number | string> = {
    rows: labels.length,
    positives: known.positives,
    baseRate: known.positives / known.known,
    top,
    lift: lift.lift,
    liftLow: lift.interval[0],
    liftHigh: lift.interval[1],
    caught: lift.caught,
  };
  const model = aucOfValues(columnWithRole(reference, roles, "score"), sample.rows, labels);
  if (model !== null) {
    facts.modelAuc = model;
    if (model > 0.5) facts.shareOfModel = (value - 0.5) / (model - 0.5);
  }
  const isGolden = interval[0] >= threshold;
  const carries = interval[0] >= WORTH && Number(facts.shareOfModel ?? 0) >= share;
  // Whoever recomputes the AUC from the values alone must find the number here.
  const plain = isGolden || carries ? aucOfValues(column, sample.rows, labels) : null;
  if (plain !== null && value - Math.max(plain, 1 - plain) >= BENT)
    facts.plainAuc = Math.max(plain, 1 - plain);
  return {
    verdict: isGolden || carries ? "rings" : "silent",
    statistic: value,
    effect: 2 * value - 1,
    interval,
    pValue: null,
    threshold,
    at: [],
    rows: null,
    reason: isGolden ? "ranks-alone" : carries ? "carries-the-model" : "one-among-others",
    facts,
  };
}

/** Labels are not changed once they are read, and every column asks for the same rows. */
const byLabels = new WeakMap<Uint8Array, readonly [negative: Uint32Array, positive: Uint32Array]>();

/** The rows of each label, in order. */
function rowsByLabel(labels: Uint8Array): readonly [negative: Uint32Array, positive: Uint32Array] {
  const known = byLabels.get(labels);
  if (known !== undefined) return known;
  const sizes = [0, 0];
  for (const label of labels) if (label !== UNKNOWN) sizes[label]!++;
  const byLabel = sizes.map((size) => new Uint32Array(size));
  const next = [0, 0];
  for (let row = 0; row < labels.length; row++)
    if (labels[row] !== UNKNOWN) byLabel[labels[row]!]![next[labels[row]!]!++] = row;
  const found = byLabel as [Uint32Array, Uint32Array];
  byLabels.set(labels, found);
  return found;
}

/** Known rows: the positive ones (up to half of `limit`), and an even sample of the negative ones; in the table's order. */
function sampleByLabel(labels: Uint8Array, limit: number, random: Random) {
  const [negative, positive] = rowsByLabel(labels);
  // The class that is the rarer one is kept; what it leaves of the limit goes to the other.
  const rare = Math.min(negative.length, positive.length, Math.floor(limit / 2));
  const drawn = (rows: Uint32Array, name: string) =>
    rows.length <= limit - rare
      ? rows
      : random
          .fork(name)
          .shuffle(rows.slice())
          .slice(0, limit - rare);
  const kept = [drawn(negative, "negative"), drawn(positive, "positive")] as const;
  return {
    rows: Int32Array.from([...kept[0], ...kept[1]]).sort(),
    weightOfNegative: negative.length / kept[0].length / (positive.length / kept[1].length),
  };
}

/** How many times the base rate the label rate is among the top rows; rows of equal score count in part. */
function topLift(scores: Float64Array, labels: Uint8Array, weightOfNegative: number, top: number) {
  const weightOf = (row: number) => (labels[row] === 1 ? 1 : weightOfNegative);
  const order = sortOrder(scores).reverse();
  const total = order.reduce((sum, row) => sum + weightOf(row), 0);
  const positives = labels.reduce((sum, y) => sum + y, 0);
  let left = top * total;
  let caught = 0;
  for (let i = 0; i < order.length && left > 0; ) {
    let size = 0;
    let hits = 0;
    const score = scores[order[i]!]!;
    for (; i < order.length && scores[order[i]!] === score; i++) {
      size += weightOf(order[i]!);
      hits += labels[order[i]!]!;
    }
    const part = Math.min(1, left / size);
    caught += part * hits;
    left -= part * size;
  }
  // The positives caught are a share of all positives; the lift is that share over the share of rows.
  const [low, high] = wilsonInterval(caught, positives);
  return {
    lift: caught / positives / top,
    interval: [low / top, high / top] as const,
    caught: caught / positives,
  };
}

/** How well the numbers of a column rank the labels as they stand; null for a category, and where there is nothing to rank. */
function aucOfValues(
  column: ReturnType<typeof columnWithRole>,
  rows: Int32Array,
  labels: Uint8Array,
): number | null {
  if (column === null || column.kind === "category") return null;
  const values = readNumbers(column);
  const scores: number[] = [];
  const truth: number[] = [];
  for (let i = 0; i < rows.length; i++) {
    if (Number.isNaN(values[rows[i]!]!)) continue;
    scores.push(values[rows[i]!]!);
    truth.push(labels[i]!);
  }
  const { value } = rocAucInterval(scores, truth);
  return Number.isNaN(value) ? null : value;
}

function say(finding: Finding, columns: readonly string[]): string {
  if (finding.verdict === "cannot-tell") return sayCannotTell(finding, columns, REASONS);
  const { facts, statistic, interval } = finding;
  const plain =
    facts.plainAuc === undefined
      ? ""
      : ` by a small model of its values, ${figure(Number(facts.plainAuc))} by the values as they stand`;
  const auc = `ROC AUC ${figure(statistic)}, ${span(...interval!)}${plain}`;
  const caught = `the top ${percent(Number(facts.top))} of rows hold ${percent(Number(facts.caught))} of the cases`;
  const model =
    facts.modelAuc === undefined ? "" : `; the whole model reaches ${figure(Number(facts.modelAuc))}`;
  const name = quoted(columns);
  switch (finding.reason) {
    case "ranks-alone":
      return `${name} alone ranks the label (${auc}); ${caught}${model}. Ask when it was known.`;
    case "carries-the-model":
      return `${name} alone is nearly the whole model (${auc})${model}; ${caught}. Ask when it was known.`;
    default:
      return `${name} is one feature among others (${auc})${model}.`;
  }
}
