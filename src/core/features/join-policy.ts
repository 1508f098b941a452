import { DAY } from "../world/settings.ts";
import { HISTORY_FEATURES, type HistoryFeature, type PaymentsWorld } from "../world/types.ts";

/**
 * Which computation of a history feature a payment is joined to.
 *
 * - `by-date`: the batch run of the payment's own date, as a join on the date column does. It ran after the payment.
 * - `last-finished-batch`: the newest run that had finished before the payment. What production serves.
 * - `as-of-event`: computed at the moment of the payment from what was known before it. The point-in-time join.
 */
export type JoinPolicy = "by-date" | "last-finished-batch" | "as-of-event";
export const JOIN_POLICIES: readonly JoinPolicy[] = ["by-date", "last-finished-batch", "as-of-event"];

/**
 * For each payment, the moment at which the joined value was computed (milliseconds); NaN where no finished run is there to
 * join. It never falls from one payment of a user to the next, which the sweeps rely on.
 */
export function computedAt(world: PaymentsWorld, feature: HistoryFeature, policy: JoinPolicy): Float64Array {
  const { eventAt, count } = world.transactions;
  if (policy === "as-of-event") return eventAt;
  const { days, computedAt: runAt, finished } = world.batchRuns;
  const first = HISTORY_FEATURES.indexOf(feature) * days;
  // For each day the newest finished run up to it, so that a row needs one look.
  const newest = new Int32Array(days).fill(-1);
  for (let day = 0; day < days; day++)
    newest[day] = finished[first + day] === 1 ? day : day > 0 ? newest[day - 1]! : -1;
  const moments = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    const day = Math.min(days - 1, Math.floor((eventAt[row]! - world.startAt) / DAY));
    if (policy === "by-date") {
      moments[row] = finished[first + day] === 1 ? runAt[first + day]! : Number.NaN;
    } else {
      const upTo = runAt[first + day]! < eventAt[row]! ? day : day - 1;
      const run = upTo >= 0 ? newest[upTo]! : -1;
      moments[row] = run >= 0 ? runAt[first + run]! : Number.NaN;
    }
  }
  return moments;
}
