import { rocAuc, rocAucInterval } from "../../core/metrics/roc-auc.ts";
import { DAY } from "../../core/world/settings.ts";
import { within } from "../shared/train.ts";
import type { Bench } from "./bench.ts";
import type { Week } from "./result.ts";
import { firstRowAt, PRODUCTION_DAYS, type Stretches } from "./world.ts";

/** With fewer frauds a week has no ROC AUC worth a mark. */
const ENOUGH = 5;

/** Week by week, from the held-out payments to the end: the model as trained, on its twin, and after the repair. */
export function weeksOf(
  { base: { world }, scores, threshold }: Bench,
  broken: Uint8Array,
  repaired: Float64Array | null,
  { held, liveDay }: Stretches,
): Week[] {
  const healthy = world.transactions.isFraud;
  const { startAt } = world.periods.production;
  const first = -Math.round((startAt - world.transactions.eventAt[held.from]!) / DAY / 7);
  const live = firstRowAt(world, startAt + liveDay * DAY);
  const weeks: Week[] = [];
  for (let week = first; week < PRODUCTION_DAYS / 7; week++) {
    const from = firstRowAt(world, startAt + 7 * week * DAY);
    const to = firstRowAt(world, startAt + 7 * (week + 1) * DAY);
    const range = { from, to };
    const [errors, errorsTwin] = [0, 0];
    const one = { week, payments: to - from, frauds: 0, errors, errorsTwin };
    for (let row = from; row < to; row++) {
      const stopped = scores[row]! >= threshold ? 1 : 0;
      one.frauds += broken[row]!;
      if (stopped !== broken[row]) one.errors++;
      if (stopped !== healthy[row]) one.errorsTwin++;
    }
    one.errors /= Math.max(1, to - from);
    one.errorsTwin /= Math.max(1, to - from);
    const can = one.frauds >= ENOUGH;
    const auc = can ? rocAucInterval(within(scores, range), within(broken, range)) : null;
    weeks.push({
      ...one,
      auc: auc?.value ?? null,
      low: auc?.interval[0] ?? 0,
      high: auc?.interval[1] ?? 1,
      twin: can ? rocAuc(within(scores, range), within(healthy, range)) : null,
      repaired:
        can && repaired !== null && from >= live
          ? rocAuc(within(repaired, range), within(broken, range))
          : null,
    });
  }
  return weeks;
}
