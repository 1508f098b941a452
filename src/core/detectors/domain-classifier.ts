import type { Detector, DetectorInput, Finding, ParamsOf } from "../contracts.ts";
import { rocAucInterval } from "../metrics/roc-auc.ts";
import { crossValidationSteps } from "../models/cross-validate.ts";
import { encode, learnEncoding } from "../models/encode.ts";
import { sampleRows } from "../models/folds.ts";
import type { Random } from "../random.ts";
import { type Table, take } from "../table/table.ts";
import { cannotTell, figure, percent, quoted, sayCannotTell, span } from "./findings.ts";
import { drain } from "./run.ts";

const params = {
  low: {
    kind: "number",
    label: "Lowest ROC AUC that is no alarm",
    unit: "",
    min: 0,
    max: 0.5,
    step: 0.01,
    default: 0.45,
    help: "Well under 0.5 means that rows of one window come again, nearly unchanged, in the other.",
  },
  high: {
    kind: "number",
    label: "Highest ROC AUC that is no alarm",
    unit: "",
    min: 0.5,
    max: 1,
    step: 0.01,
    default: 0.65,
  },
  rows: {
    kind: "number",
    label: "Rows read of each window",
    unit: "rows",
    min: 500,
    max: 100_000,
    step: 500,
    default: 10_000,
    help: "A larger window is sampled down to so many rows, evenly at random and by the seed.",
  },
  folds: { kind: "number", label: "Folds", unit: "", min: 2, max: 10, step: 1, default: 5 },
} as const;

/** Rows that each window must have: with fewer, the interval of the AUC covers most of what could be. */
const NEEDED = 100;

/**
 * Domain classifier: how well boosted trees tell rows of the newer window from rows of the older one, by all columns under
 * test together. The statistic is the ROC AUC of out-of-fold scores (0.5: the windows cannot be told apart), with DeLong's
 * interval; it rings where the AUC lies outside `low` to `high` and its interval leaves out 0.5. The effect is 2 AUC - 1.
 * Facts name the columns by which the trees tell them apart, with their share of the gain.
 *
 * At most `rows` rows of each window are read, drawn by the seed; categories are numbered over both windows, so that unseen
 * ones count; missing values count. Times are not read: they tell any two windows apart.
 *
 * It sees joint changes that no test of single columns can see. Blind to: what a column means (concept drift), labels,
 * shifts of few rows (1 % of the rows moves the AUC by at most 0.01). A false alarm costs a look at the columns it names.
 *
 * Reference: NannyML 0.13, DomainClassifierCalculator (same thresholds; LightGBM there).
 * Source: Rabanser, Günnemann, Lipton (2019), "Failing loudly", NeurIPS 32.
 */
const domainClassifier: Detector<typeof params> = {
  id: "domain-classifier",
  name: "Domain classifier",
  family: "two-samples",
  scope: "table",
  accepts: ["number", "category"],
  windows: 2,
  needs: [],
  summary: "Trains a model to tell the newer rows from the older ones; if it can, the two windows differ.",
  formula:
    "AUC = P(score of a current row > score of a reference row) + P(equal) / 2, the scores taken out of fold; effect = 2 · AUC − 1",
  falseAlarmCost: "A look at the columns it names.",
  source: "NannyML 0.13, DomainClassifierCalculator; Rabanser et al. (2019), Failing loudly, NeurIPS 32",
  blindTo: ["unlike-cohort", "immature-labels", "concept-drift", "selective-labels"],
  params,
  detect: (input, values, random) => drain(steps(input, values, random)),
  steps,
  say,
};
export default domainClassifier;

function* steps(
  { reference, current, columns }: DetectorInput,
  { low, high, rows, folds }: ParamsOf<typeof params>,
  random: Random,
): Generator<void, Finding> {
  if (current === null) return cannotTell("no-current");
  const fewest = Math.min(reference.rows, current.rows);
  if (fewest < NEEDED) return cannotTell("too-few-rows", { rows: fewest, needed: NEEDED });

  const older = sampled(reference, columns, rows, random.fork("reference"));
  const newer = sampled(current, columns, rows, random.fork("current"));
  const encoding = learnEncoding([older, newer], columns);
  const [first, second] = [encode(older, encoding), encode(newer, encoding)];
  const all = first.columns.map((values, f) => joined(values, second.columns[f]!));
  const labels = new Uint8Array(older.rows + newer.rows).fill(1, older.rows);
  const features = { rows: labels.length, names: first.names, columns: all };
  yield;
  const { scores, gains } = yield* crossValidationSteps(features, labels, folds, random.fork("folds"));
  const { value, interval } = rocAucInterval(scores, labels);

  const isOutside = value < low || value > high;
  const isSure = interval[0] > 0.5 || interval[1] < 0.5;
  const facts: Record<string, number | string> = { referenceRows: older.rows, currentRows: newer.rows };
  const byGain = [...gains.keys()].sort((a, b) => gains[b]! - gains[a]! || a - b);
  for (const [place, feature] of byGain.slice(0, 3).entries()) {
    if (!(gains[feature]! > 0)) break;
    facts[`feature${place + 1}`] = features.names[feature]!;
    facts[`gain${place + 1}`] = gains[feature]!;
  }
  return {
    verdict: isOutside && isSure ? "rings" : "silent",
    statistic: value,
    effect: 2 * value - 1,
    interval,
    pValue: null,
    threshold: value < 0.5 ? low : high,
    at: [],
    rows: null,
    reason: !isOutside
      ? "not-told-apart"
      : !isSure
        ? "not-sure"
        : value > high
          ? "told-apart"
          : "repeated-rows",
    facts,
  };
}

function sampled(table: Table, columns: readonly string[], rows: number, random: Random): Table {
  const kept: Table = {
    rows: table.rows,
    columns: new Map(columns.map((name) => [name, table.columns.get(name)!])),
  };
  return table.rows <= rows ? kept : take(kept, sampleRows(table.rows, rows, random));
}

function joined(first: Float64Array, second: Float64Array): Float64Array {
  const all = new Float64Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

function say(finding: Finding, columns: readonly string[]): string {
  if (finding.verdict === "cannot-tell") return sayCannotTell(finding, columns);
  const { facts, interval, statistic } = finding;
  const auc = `ROC AUC ${figure(statistic)}, ${span(...interval!)}`;
  const names = [facts.feature1, facts.feature2, facts.feature3].filter((name) => name !== undefined);
  const by = names.length === 0 ? "" : `, most of all by ${quoted(names.slice(0, 1).map(String))}`;
  const share = facts.gain1 === undefined ? "" : ` (${percent(Number(facts.gain1))} of the gain)`;
  switch (finding.reason) {
    case "told-apart":
      return `A model tells the newer rows from the older ones (${auc})${by}${share}.`;
    case "repeated-rows":
      return `A model takes newer rows for older ones (${auc}): many rows come in both windows, nearly unchanged.`;
    case "not-sure":
      return `A model seems to tell the newer rows from the older ones (${auc}), but there are too few rows to be sure.`;
    default:
      return `A model can hardly tell the newer rows from the older ones (${auc}).`;
  }
}
