import type { Detector, DetectorInput, Finding, ParamsOf } from "../contracts.ts";
import { precisionRecall } from "../metrics/precision-recall.ts";
import { rocAuc } from "../metrics/roc-auc.ts";
import { thresholdForAlertRate } from "../metrics/threshold-for-alert-rate.ts";
import { calibrated, fitCalibration } from "../models/calibrate.ts";
import { expectedPerformance } from "../models/expected-performance.ts";
import type { Random } from "../random.ts";
import { cannotTell, figure, sayCannotTell, span } from "./findings.ts";
import { chunksOf, scoredRows } from "./shared/scored-rows.ts";
import { REASONS } from "./shared/words.ts";

const params = {
  metric: {
    kind: "choice",
    label: "Metric",
    options: ["roc-auc", "precision", "recall"],
    words: ["ROC AUC", "precision", "recall"],
    default: "roc-auc",
  },
  alertShare: {
    kind: "number",
    label: "Share of the reference that raises an alert",
    unit: "%",
    min: 0.001,
    max: 0.5,
    step: 0.001,
    default: 0.05,
    help: "Sets the score from which precision and recall are counted.",
  },
  chunks: {
    kind: "number",
    label: "Chunks of the reference",
    unit: "",
    min: 5,
    max: 50,
    step: 1,
    default: 10,
  },
  deviations: {
    kind: "number",
    label: "Standard deviations to an alarm",
    unit: "",
    min: 1,
    max: 6,
    step: 0.5,
    default: 3,
  },
} as const;

type Metric = "rocAuc" | "precision" | "recall";
const METRICS: Readonly<Record<string, Metric>> = {
  "roc-auc": "rocAuc",
  precision: "precision",
  recall: "recall",
};
const WORDS: Readonly<Record<string, string>> = {
  "roc-auc": "ROC AUC",
  precision: "precision",
  recall: "recall",
};

/** Positive rows of the reference that there must be, on average, in each chunk. */
const POSITIVES_PER_CHUNK = 3;
/** Rows that a chunk must have. */
const ROWS_PER_CHUNK = 30;
/** Stretches whose estimate stands among the facts. */
const LISTED = 60;

/**
 * Confidence-based performance estimation (CBPE): what the model's ROC AUC (precision, recall) should be in the newer rows,
 * from its scores alone. The score is made a probability by isotonic regression on the reference where that helps; the
 * expected counts of the confusion matrix then follow without a label. Newer rows are read in chunks as long as those of the
 * reference; it rings where a chunk's estimate lies more than 3 standard deviations from the mean of what the reference's
 * chunks really reached.
 *
 * `statistic` is the estimate over all newer rows, `effect` its difference to the reference's mean, `threshold` the nearer
 * bound of the band, `at` the first row (or time) of every chunk outside it; the interval comes from the spread of the
 * reference's chunks. Reads labels of the reference only, scored by a model that was not trained on those rows. Rows go by
 * event time, or in the order of the table where there is none.
 *
 * Blind to: concept drift. The estimate holds only while a score means what it meant in the reference: if the same rows
 * have become riskier, nothing here moves. A false alarm costs a labelled sample.
 *
 * Reference: NannyML 0.13, CBPE (its estimates are golden values).
 */
const performanceEstimate: Detector<typeof params> = {
  id: "performance-estimate",
  name: "Performance estimated without labels",
  family: "without-labels",
  scope: "table",
  accepts: [],
  windows: 2,
  // The label is needed in the reference alone, which `detect` looks to.
  needs: ["score"],
  summary: "Estimates how well the model does on rows without labels, from its own scores.",
  formula:
    "expected AUC from the expected positives (sum of p) and negatives (sum of 1 − p) above and below each score, where p is the calibrated score; alarm outside mean ± 3 standard deviations of the reference’s chunks",
  falseAlarmCost: "A labelled sample, to see whether the estimate was right.",
  source: "NannyML 0.13, CBPE (confidence-based performance estimation)",
  blindTo: ["unlike-cohort", "immature-labels", "fraud-wave", "concept-drift", "selective-labels"],
  params,
  detect,
  say,
};
export default performanceEstimate;

function detect(
  { reference, current, roles }: DetectorInput,
  { metric, alertShare, chunks, deviations }: ParamsOf<typeof params>,
  random: Random,
): Finding {
  if (current === null) return cannotTell("no-current");
  const past = scoredRows(reference, roles, true);
  if (typeof past === "string") return cannotTell(past);
  const now = scoredRows(current, roles, false);
  if (typeof now === "string") return cannotTell(now);
  const positives = past.labels.reduce((sum, y) => sum + y, 0);
  const fewer = Math.min(positives, past.labels.length - positives);
  if (fewer < POSITIVES_PER_CHUNK * chunks)
    return cannotTell("too-few-positives", { rows: fewer, needed: POSITIVES_PER_CHUNK * chunks });
  const chunkRows = Math.floor(past.scores.length / chunks);
  const needed = Math.max(ROWS_PER_CHUNK, Math.ceil(chunkRows / 2));
  if (now.scores.length < needed) return cannotTell("too-few-rows", { rows: now.scores.length, needed });

  const which = METRICS[metric]!;
  const threshold = thresholdForAlertRate(past.scores, alertShare);
  const calibration = fitCalibration(past.scores, past.labels, random);
  const reached = chunksOf(past.scores.length, chunkRows)
    .map(
      ([from, to]) =>
        realised(past.scores.subarray(from, to), past.labels.subarray(from, to), threshold)[which],
    )
    .filter((value) => !Number.isNaN(value));
  if (reached.length < 5) return cannotTell("too-few-chunks", { rows: reached.length, needed: 5 });
  const mean = reached.reduce((sum, v) => sum + v, 0) / reached.length;
  const deviation = Math.sqrt(reached.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (reached.length - 1));
  const low = Math.max(0, mean - deviations * deviation);
  const high = Math.min(1, mean + deviations * deviation);

  const probabilities = calibrated(calibration, now.scores);
  const whole = expectedPerformance(now.scores, probabilities, threshold);
  const value = whole[which];
  if (Number.isNaN(value)) return cannotTell("no-estimate");
  const at: number[] = [];
  let worst = value;
  const stretches: Record<string, number> = {};
  const pieces = chunksOf(now.scores.length, chunkRows);
  for (const [i, [from, to]] of pieces.entries()) {
    const [scores, chances] = [now.scores.subarray(from, to), probabilities.subarray(from, to)];
    const estimate = expectedPerformance(scores, chances, threshold)[which];
    if (estimate < low || estimate > high) at.push(now.places[from]!);
    if (i < LISTED)
      Object.assign(stretches, { [`place.${i + 1}`]: now.places[from]!, [`estimate.${i + 1}`]: estimate });
    if (Math.abs(estimate - mean) > Math.abs(worst - mean)) worst = estimate;
  }
  const half = 1.96 * deviation * Math.sqrt(chunkRows / now.scores.length);
  return {
    verdict: at.length > 0 ? "rings" : "silent",
    statistic: value,
    effect: value - mean,
    interval: [Math.max(0, value - half), Math.min(1, value + half)],
    pValue: null,
    threshold: value < mean ? low : high,
    at,
    rows: null,
    reason: at.length > 0 ? (worst < mean ? "falls" : "rises") : "as-before",
    facts: {
      metric,
      reference: mean,
      low,
      high,
      worst,
      chunks: pieces.length,
      chunkRows,
      outside: at.length,
      calibrated: calibration.isotonic === null ? "no" : "yes",
      rocAuc: whole.rocAuc,
      precision: whole.precision,
      recall: whole.recall,
      alertThreshold: threshold,
      ...stretches,
    },
  };
}

function realised(scores: Float64Array, labels: Uint8Array, threshold: number): Record<Metric, number> {
  const { precision, recall } = precisionRecall(scores, labels, threshold);
  return { rocAuc: rocAuc(scores, labels), precision: precision.value, recall: recall.value };
}

function say(finding: Finding, columns: readonly string[]): string {
  if (finding.verdict === "cannot-tell")
    return sayCannotTell(finding, columns, {
      ...REASONS,
      "too-few-chunks": "too few stretches of the reference have both classes",
      "no-estimate": "the scores give nothing to estimate from",
    });
  const { facts, statistic } = finding;
  const metric = WORDS[String(facts.metric)]!;
  const band = span(Number(facts.low), Number(facts.high));
  const limits =
    " The estimate trusts that a score still means what it meant in the reference: it cannot see concept drift.";
  if (finding.verdict === "silent")
    return `Without labels, ${metric} is estimated at ${figure(statistic)}, within the reference’s ${band}.${limits}`;
  return (
    `Without labels, ${metric} is estimated at ${figure(statistic)}; ${figure(Number(facts.outside))} of ` +
    `${figure(Number(facts.chunks))} stretches lie outside the reference’s ${band}, ` +
    `the farthest at ${figure(Number(facts.worst))}.${limits}`
  );
}
