import type { FeatureColumn } from "../../core/features/column.ts";
import { chargebackCounts } from "../../core/features/history.ts";
import type { RankedGroups } from "../../core/metrics/ranked.ts";
import { rocAucIntervalOf, rocAucOf } from "../../core/metrics/roc-auc.ts";
import { DAY, HOUR } from "../../core/world/settings.ts";
import type { PaymentsWorld } from "../../core/world/types.ts";
import type { Range } from "../shared/train.ts";
import type { Cell, HourOfLead, Reach } from "./result.ts";
import { TOP } from "./words.ts";

/**
 * Counts and labels gathered by count: what a ranking needs, without sorting. A missing count stands below 0, as no number
 * was there to raise suspicion.
 */
function groupCounts(values: Float64Array, labels: Uint8Array, { from, to }: Range): RankedGroups {
  let most = 0;
  for (let row = from; row < to; row++) if (values[row]! > most) most = values[row]!;
  const sizes = new Float64Array(most + 2);
  const hits = new Float64Array(most + 2);
  let positives = 0;
  for (let row = from; row < to; row++) {
    const group = Number.isNaN(values[row]!) ? 0 : values[row]! + 1;
    sizes[group]!++;
    hits[group]! += labels[row]!;
    positives += labels[row]!;
  }
  const filled = [...sizes.keys()].filter((group) => sizes[group]! > 0);
  return {
    rows: to - from,
    positives,
    negatives: to - from - positives,
    groups: filled.length,
    score: Float64Array.from(filled, (group) => group - 1),
    size: Float64Array.from(filled, (group) => sizes[group]!),
    positive: Float64Array.from(filled, (group) => hits[group]!),
  };
}

/** ROC AUC of a count by itself on these rows. */
export function countAuc(column: FeatureColumn, labels: Uint8Array, rows: Range): number {
  return rocAucOf(groupCounts(column.values, labels, rows));
}

/** How well the count does by itself when it may be read `hours` after each payment, or only so long before it. */
export function reachAt(world: PaymentsWorld, labels: Uint8Array, hours: number): Reach {
  const { eventAt, count } = world.transactions;
  const moments = new Float64Array(count);
  for (let row = 0; row < count; row++) moments[row] = eventAt[row]! + hours * HOUR;
  const { values } = chargebackCounts(world, moments);
  const rows = { from: world.periods.training.from, to: world.periods.production.to };
  const { value, interval } = rocAucIntervalOf(groupCounts(values, labels, rows));
  return { hours, auc: value, low: interval[0], high: interval[1] };
}

/** The training payments by hour of the day, with the mean lead of their feature; and the rows that are ahead. */
export function leadsOf(world: PaymentsWorld, trained: FeatureColumn) {
  const { training } = world.periods;
  const { hour, eventAt } = world.transactions;
  const sums = new Float64Array(24);
  const counts = new Int32Array(24);
  const written = new Int32Array(24);
  let rows = 0;
  let sum = 0;
  let longest = 0;
  for (let row = training.from; row < training.to; row++) {
    const lead = (trained.knownAt[row]! - eventAt[row]!) / HOUR;
    counts[hour[row]!]!++;
    if (Number.isNaN(lead)) continue;
    written[hour[row]!]!++;
    sums[hour[row]!]! += lead;
    if (lead > 0) {
      rows++;
      sum += lead;
      longest = Math.max(longest, lead);
    }
  }
  const lead: HourOfLead[] = [];
  for (let h = 0; h < 24; h++)
    if (written[h]! > 0) lead.push({ hour: h, payments: counts[h]!, ahead: sums[h]! / written[h]! });
  return { lead, rows, mean: rows === 0 ? 0 : sum / rows, longest };
}

/** The training rows counted by what they hold and what would have been served to them. Rows that lack one are left out. */
export function cellsOf(
  world: PaymentsWorld,
  labels: Uint8Array,
  trained: FeatureColumn,
  served: FeatureColumn,
) {
  const { training } = world.periods;
  const size = TOP + 1;
  const rows = new Int32Array(size * size);
  const frauds = new Int32Array(size * size);
  let changed = 0;
  let compared = 0;
  const more = { rows: 0, frauds: 0 };
  const other = { rows: 0, frauds: 0 };
  for (let row = training.from; row < training.to; row++) {
    const a = trained.values[row]!;
    const b = served.values[row]!;
    if (Number.isNaN(a) || Number.isNaN(b)) continue;
    compared++;
    if (a !== b) changed++;
    const side = a > b ? more : other;
    side.rows++;
    side.frauds += labels[row]!;
    const cell = Math.min(a, TOP) * size + Math.min(b, TOP);
    rows[cell]!++;
    frauds[cell]! += labels[row]!;
  }
  const cells: Cell[] = [];
  for (let a = 0; a < size; a++)
    for (let b = 0; b < size; b++)
      if (rows[a * size + b]! > 0)
        cells.push({ trained: a, served: b, rows: rows[a * size + b]!, frauds: frauds[a * size + b]! });
  return { cells, changed, compared, more, other };
}

/** Share of the reported frauds whose report came before the batch of the fraud's own day. */
export function reportedSameDay(world: PaymentsWorld): number {
  const { eventAt, reportedAt } = world.chargebacks;
  let reported = 0;
  let sameDay = 0;
  for (let i = 0; i < eventAt.length; i++) {
    if (Number.isNaN(reportedAt[i]!)) continue;
    reported++;
    const midnight = Math.floor(eventAt[i]! / DAY) * DAY;
    if (reportedAt[i]! < midnight + world.settings.batchHour * HOUR) sameDay++;
  }
  return reported === 0 ? 0 : sameDay / reported;
}
