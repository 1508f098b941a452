import { ensure, isCount, type Stream } from "./stream.ts";

export type Periodic = Stream & { readonly count: number };

/**
 * The dummy: rings at every `interval`-th value, whatever the values are. Whatever it scores is what knowing nothing scores;
 * a detector that does not beat it has found nothing.
 *
 * Reference: river 0.26.1, `drift.DummyDriftDetector` with the fixed trigger and no warm-up.
 */
export function createPeriodic({ interval = 300 }: { interval?: number } = {}): Periodic {
  ensure(isCount(interval, 1), "the dummy", "interval", interval, "a whole number from 1");
  let count = 0;
  return {
    update() {
      count++;
      if (count < interval) return "stable";
      count = 0;
      return "drift";
    },
    get count() {
      return count;
    },
  };
}
