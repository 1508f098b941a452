import type { Detector, DetectorInput } from "../contracts.ts";
import { CASES, type Case, caseOf, HEALTHY, type Setting } from "./case-list.ts";
import { independentRows, type View } from "./independent-rows.ts";
import { AVERAGE, COUNT, paymentsRows } from "./payments-rows.ts";

export { CASES, type Case, caseOf, HEALTHY, type Setting };

type Data = Omit<DetectorInput, "columns">;

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
  "mostly-by-date": { number: COUNT, category: null },
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

function independentColumns(detector: Detector, id: string): readonly string[] | null {
  const { accepts, scope, family, needs, windows } = detector;
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
    errors: family !== "time" && readsOutcomes,
    harder: family === "without-labels",
    "wrong-sign": number && READS_SHAPES.has(family),
    "late-values": needs.includes("feature-known-time") && windows === 2,
    "late-labels": needs.includes("label-known-time") || detector.id === "label-shift",
    withheld: needs.includes("decision"),
    crowding: detector.onRequest === true && needs.includes("entity"),
  };
  if (!fits[id]) return null;
  if (accepts.length === 0) return [];
  const onCategory = category && (!number || family === "who" || id === "mix" || id === "unseen");
  if (scope === "column") return [onCategory ? "channel" : "value"];
  return [...(number ? ["value"] : []), ...(category ? ["channel"] : [])];
}

/** A second per pair: one case of the join is enough. */
const TOO_SLOW = new Set(["truncation-test"]);

function paymentsColumns(detector: Detector, id: string): readonly string[] | null {
  const { accepts, scope, family } = detector;
  // The history of a row, which these read, is broken by the join alone.
  if (id === "mostly-by-date" && (family !== "time" || TOO_SLOW.has(detector.id))) return null;
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
