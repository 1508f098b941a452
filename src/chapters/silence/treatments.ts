import {
  availabilityFlag,
  fillAbsent,
  presentMean,
  presentMedian,
  reasonFlag,
} from "../../core/features/absence.ts";
import {
  type FeatureColumn,
  type FeatureName,
  NO_HISTORY,
  NOT_AVAILABLE,
} from "../../core/features/features.ts";
import { type BinnedFeatures, binEdges, binLike } from "../../core/models/bins.ts";
import type { Range } from "../shared/train.ts";
import { within } from "../shared/train.ts";
import chapter from "./chapter.ts";

export const AVERAGE = "avg_transaction_amount_last_7_days" as const;
/** What the chapter's model reads beside the average: nothing else that tells a new user from an old one. */
export const OTHERS: readonly FeatureName[] = [
  "amount",
  "hour",
  "merchant_category",
  "payment_method",
  "device_is_new",
];

export type Treatment = (typeof chapter.params.treatment.options)[number];
export const TREATMENTS: readonly Treatment[] = chapter.params.treatment.options;
export const treatmentWords = (treatment: Treatment): string =>
  chapter.params.treatment.words[TREATMENTS.indexOf(treatment)]!;

export type NamedColumn = readonly [name: string, values: Float64Array];

/** The number that a treatment writes where there is none; mean and median are those of the rows to fit on. */
export function fillOf(treatment: Treatment, column: FeatureColumn, fit: Range): number {
  if (treatment === "zero") return 0;
  const fill =
    treatment === "median" ? presentMedian(column, fit.from, fit.to) : presentMean(column, fit.from, fit.to);
  return Number.isNaN(fill) ? 0 : fill;
}

/** The columns in which a treatment hands the average to a model. */
export function columnsOf(treatment: Treatment, column: FeatureColumn, fill: number): NamedColumn[] {
  const value: NamedColumn = [AVERAGE, fillAbsent(column, fill).values];
  if (treatment === "flag") return [value, ["has_average", availabilityFlag(column)]];
  if (treatment === "reason")
    return [
      value,
      ["no_history", reasonFlag(column, NO_HISTORY)],
      ["not_available", reasonFlag(column, NOT_AVAILABLE)],
    ];
  return [value];
}

/** The entries at these rows. */
export function pick(values: Float64Array, rows: Int32Array): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) picked[i] = values[rows[i]!]!;
  return picked;
}

/** The feature at these rows. */
export function pickFeature({ values, absence, knownAt }: FeatureColumn, rows: Int32Array): FeatureColumn {
  const own = new Uint8Array(rows.length);
  for (let i = 0; i < rows.length; i++) own[i] = absence[rows[i]!]!;
  return { values: pick(values, rows), absence: own, knownAt: pick(knownAt, rows) };
}

/** The edges of these columns, from the rows to fit on. */
export function edgesOf(columns: readonly NamedColumn[], fit: Range): readonly Float64Array[] {
  return binEdges({
    rows: fit.to - fit.from,
    names: columns.map(([name]) => name),
    columns: columns.map(([, values]) => within(values, fit)),
  });
}

/**
 * The binned features with further columns behind them, cut by the given edges: of all rows, or of the given ones alone, in
 * their order; the columns hold one entry for each.
 */
export function withColumns(
  base: BinnedFeatures,
  columns: readonly NamedColumn[],
  edges: readonly Float64Array[],
  rows?: Int32Array,
): BinnedFeatures {
  const names = columns.map(([name]) => name);
  const count = rows?.length ?? base.rows;
  const added = binLike({ rows: count, names, columns: columns.map(([, values]) => values) }, edges);
  const [left, right] = [base.names.length, names.length];
  const width = left + right;
  const slots = new Uint8Array(count * width);
  for (let i = 0; i < count; i++) {
    const row = rows === undefined ? i : rows[i]!;
    for (let f = 0; f < left; f++) slots[i * width + f] = base.slots[row * left + f]!;
    for (let f = 0; f < right; f++) slots[i * width + left + f] = added.slots[i * right + f]!;
  }
  return { rows: count, names: [...base.names, ...names], edges: [...base.edges, ...edges], slots };
}
