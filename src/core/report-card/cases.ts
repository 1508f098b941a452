import type { Detector, DetectorInput } from "../contracts.ts";
import { independentRows, type Shift, type View } from "./independent-rows.ts";
import { AVERAGE, COUNT, type PaymentsFault, paymentsRows } from "./payments-rows.ts";
import { riskierRows } from "./riskier-rows.ts";

export type Setting = "independent" | "payments";
/** The name of the pairs in which nothing is wrong. */
export const HEALTHY = "healthy";
type Data = Omit<DetectorInput, "columns">;

/**
 * One way in which data can go wrong, on a scale of strengths. At `none` nothing is wrong; the card measures the three
 * `strengths`, the page's slider runs from `none` to `max`.
 */
export type Case = {
  id: string;
  setting: Setting;
  name: string;
  /** What happens to the data, in one sentence. */
  what: string;
  /** What the strength measures, and its unit as `ParamSpec` has it. */
  strength: { label: string; unit: string; none: number; max: number; step: number };
  strengths: readonly [number, number, number];
  make(strength: number, rows: number, seed: number, view: View): Data;
};

const generic = (key: keyof Shift) => (strength: number, rows: number, seed: number, view: View) =>
  independentRows({ [key]: strength }, rows, seed, view);
const fault = (id: PaymentsFault) => (strength: number, rows: number, seed: number, view: View) =>
  paymentsRows(id, strength, rows, seed, view);

export const CASES: readonly Case[] = [
  {
    id: "mean",
    setting: "independent",
    name: "The mean moves",
    what: "Every value of the newer window is larger by a part of the standard deviation.",
    strength: { label: "Shift", unit: "standard deviations", none: 0, max: 1, step: 0.01 },
    strengths: [0.1, 0.2, 0.4],
    make: generic("mean"),
  },
  {
    id: "spread",
    setting: "independent",
    name: "The spread grows",
    what: "The values of the newer window lie further from the mean, which stays.",
    strength: { label: "Spread, times the old", unit: "×", none: 1, max: 3, step: 0.05 },
    strengths: [1.1, 1.25, 1.6],
    make: generic("spread"),
  },
  {
    id: "mix",
    setting: "independent",
    name: "The mix of categories changes",
    what: "A part of the newer rows turns to the rarest channel.",
    strength: { label: "Rows that turn", unit: "%", none: 0, max: 0.5, step: 0.005 },
    strengths: [0.03, 0.06, 0.12],
    make: generic("mix"),
  },
  {
    id: "unseen",
    setting: "independent",
    name: "A new category appears",
    what: "A part of the newer rows comes through a channel that the older window never had.",
    strength: { label: "Rows of the new channel", unit: "%", none: 0, max: 0.2, step: 0.001 },
    strengths: [0.005, 0.01, 0.03],
    make: generic("unseen"),
  },
  {
    id: "missing",
    setting: "independent",
    name: "More is missing",
    what: "A part of the newer values is lost, whatever they were.",
    strength: { label: "Values lost", unit: "%", none: 0, max: 0.5, step: 0.005 },
    strengths: [0.03, 0.06, 0.12],
    make: generic("missing"),
  },
  {
    id: "risk",
    setting: "independent",
    name: "One segment grows riskier",
    what: "In one channel, a fifth of the rows, the label comes more often than the score says.",
    strength: { label: "Label rate, times the old", unit: "×", none: 1, max: 5, step: 0.1 },
    strengths: [1.5, 2, 3],
    make: generic("risk"),
  },
  {
    id: "concept",
    setting: "independent",
    name: "The same rows grow riskier",
    what: "In every newer row the label comes more often than the score says; the rows look as before.",
    strength: { label: "Label rate, times the old", unit: "×", none: 1, max: 3, step: 0.05 },
    strengths: [1.25, 1.5, 2],
    make: riskierRows,
  },
  {
    id: "same-day-batch-join",
    setting: "payments",
    name: "Same-day batch join",
    what: "Training joins the chargeback count of the night after the payment, for a part of the users.",
    strength: { label: "Users joined by date", unit: "%", none: 0, max: 1, step: 0.05 },
    strengths: [0.25, 0.5, 1],
    make: fault("same-day-batch-join"),
  },
  {
    id: "default-as-signal",
    setting: "payments",
    name: "Default as signal",
    what: "An average that does not exist is written as 0, and new users, who have none, are robbed more often.",
    strength: { label: "Fraud rate of new users, times the others’", unit: "×", none: 1, max: 8, step: 0.25 },
    strengths: [2, 3, 5],
    make: fault("default-as-signal"),
  },
  {
    id: "feature-store-outage",
    setting: "payments",
    name: "Feature store outage",
    what: "From 17 to 21 h every production day a part of the averages does not arrive.",
    strength: { label: "Averages lost", unit: "%", none: 0, max: 1, step: 0.05 },
    strengths: [0.2, 0.4, 0.8],
    make: fault("feature-store-outage"),
  },
  {
    id: "unlike-cohort",
    setting: "payments",
    name: "Unlike cohort",
    what: "Customers who join in production look like everybody else and are robbed more often.",
    strength: {
      label: "Fraud rate of the cohort, times the others’",
      unit: "×",
      none: 1,
      max: 8,
      step: 0.25,
    },
    strengths: [2, 3, 5],
    make: fault("unlike-cohort"),
  },
];

/** The case of that id. Throws, naming it, where there is none. */
export function caseOf(id: string): Case {
  const found = CASES.find((one) => one.id === id);
  if (!found) throw new Error(`There is no case “${id}” in the report card.`);
  return found;
}

/** Rows of the older window (of both windows together for the payments) in the report card. */
export const ROWS: Readonly<Record<Setting, number>> = { independent: 1000, payments: 3000 };

/** What does not read an older and a newer window: it needs the history behind a row, or compares the same rows. */
const VIEWS: Readonly<Record<string, View>> = {
  "recipe-match": "past",
  "truncation-test": "past",
  "row-parity": "same-rows",
};

/** What the detector is given in every cell. */
export function viewOf({ id }: Detector): View {
  return VIEWS[id] ?? "windows";
}

/** The columns of the payments that nobody would call a group of people or a clock. */
const FEATURES = [
  COUNT,
  AVERAGE,
  "tx_count_last_24_hours",
  "amount",
  "hour",
  "merchant_category",
  "payment_method",
  "device_is_new",
];

/** What each case of the payments touches: the number column and the category column that show it, if any does. */
const TOUCHED: Readonly<Record<string, { number: string | null; category: string | null }>> = {
  healthy: { number: AVERAGE, category: "merchant_category" },
  "same-day-batch-join": { number: COUNT, category: null },
  "default-as-signal": { number: AVERAGE, category: null },
  "feature-store-outage": { number: AVERAGE, category: null },
  "unlike-cohort": { number: "amount", category: "merchant_category" },
};

/** The families whose detectors a plain change of one column is made for; the others read labels, clocks or histories. */
const READS_SHAPES = new Set(["two-samples", "pipelines"]);

/**
 * The columns that a detector is given in a setting, for a case or (`healthy`) for none; null where the case touches nothing
 * that it reads, so that there is nothing to measure.
 */
export function columnsFor(detector: Detector, setting: Setting, id: string): readonly string[] | null {
  return setting === "independent" ? independentColumns(detector, id) : paymentsColumns(detector, id);
}

function independentColumns(
  { accepts, scope, family, needs }: Detector,
  id: string,
): readonly string[] | null {
  const number = accepts.includes("number");
  const category = accepts.includes("category");
  const readsOutcomes = needs.includes("label") || needs.includes("score");
  const fits: Readonly<Record<string, boolean>> = {
    healthy: true,
    mean: number && READS_SHAPES.has(family),
    spread: number && READS_SHAPES.has(family),
    mix: category && READS_SHAPES.has(family),
    unseen: category && READS_SHAPES.has(family),
    missing: (number || category) && (READS_SHAPES.has(family) || family === "absence"),
    risk: family !== "time" && readsOutcomes,
    concept: family !== "time" && readsOutcomes,
  };
  if (!fits[id]) return null;
  if (accepts.length === 0) return [];
  const onCategory = category && (!number || family === "who" || id === "mix" || id === "unseen");
  if (scope === "column") return [onCategory ? "channel" : "value"];
  return [...(number ? ["value"] : []), ...(category ? ["channel"] : [])];
}

function paymentsColumns({ accepts, scope, family }: Detector, id: string): readonly string[] | null {
  if (accepts.length === 0) return [];
  const number = accepts.includes("number");
  if (family === "who") return scope === "table" ? ["cohort", ...FEATURES.slice(3)] : ["cohort"];
  if (scope === "table") return FEATURES;
  if (id === HEALTHY && family === "time") return [COUNT];
  const touched = TOUCHED[id]!;
  const own = number ? touched.number : touched.category;
  return own === null ? null : [own];
}

/**
 * The healthy pair or the case at a strength, as the detector reads it, but for the columns. The last data made are kept: many
 * detectors read the same pair, and none changes it.
 */
export function dataOf(
  detector: Detector,
  setting: Setting,
  id: string,
  strength: number,
  rows: number,
  seed: number,
): Data {
  const view = viewOf(detector);
  const key = `${setting} ${id} ${strength} ${rows} ${seed} ${view}`;
  const kept = last.get(key);
  if (kept) return kept;
  const made =
    id !== HEALTHY
      ? caseOf(id).make(strength, rows, seed, view)
      : setting === "independent"
        ? independentRows({}, rows, seed, view)
        : paymentsRows("none", 0, rows, seed, view);
  if (last.size > 1) last.clear();
  last.set(key, made);
  return made;
}
const last = new Map<string, Data>();
