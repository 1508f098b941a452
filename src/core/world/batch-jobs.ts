import type { Random } from "../random.ts";
import { DAY, HOUR, type PaymentsSettings } from "./settings.ts";
import { type BatchRuns, HISTORY_FEATURES } from "./types.ts";

/** One run a feature and day, at the same hour; some fail and write nothing. */
export function runBatches(
  startAt: number,
  days: number,
  settings: PaymentsSettings,
  random: Random,
): BatchRuns {
  const runs = HISTORY_FEATURES.length * days;
  const feature = new Uint8Array(runs);
  const computedAt = new Float64Array(runs);
  const finished = new Uint8Array(runs);
  HISTORY_FEATURES.forEach((name, f) => {
    const luck = random.fork(name);
    for (let day = 0; day < days; day++) {
      feature[f * days + day] = f;
      computedAt[f * days + day] = startAt + day * DAY + Math.round(settings.batchHour * HOUR);
      finished[f * days + day] = luck.next() < settings.batchFailures ? 0 : 1;
    }
  });
  return { days, feature, computedAt, finished };
}
