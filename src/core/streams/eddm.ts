import { ensure, isCount, requireBit, type Signal, type Stream } from "./stream.ts";

export type EddmParams = {
  /** No alarm until more errors than this were read. */
  warmStart?: number;
  /** Ratio below which it warns. */
  warning?: number;
  /** Ratio below which it rings. */
  drift?: number;
};

export type Eddm = Stream & {
  readonly count: number;
  readonly errors: number;
  /** Mean number of values from one error to the next. */
  readonly meanDistance: number;
  /** Standard deviation of those distances (n - 1). */
  readonly deviation: number;
  /** The largest mean + 2 deviations so far; -1 before the first. */
  readonly longest: number;
};

/**
 * EDDM (early drift detection method): rings when errors come closer together than they once did.
 *
 * With p' the mean distance between errors and s' its standard deviation, the largest p' + 2 s' is kept; the ratio of the
 * present one to it warns below 0.95 and rings below 0.9. It is tested at errors alone: between two errors it says what it said
 * at the last.
 *
 * Traps: the largest is tracked from *value* `warmStart` + 1 on, alarms are raised from *error* `warmStart` + 1 on; a new
 * largest leaves an older warning standing. Both are the reference's ways, and ours. On a healthy stream the ratio falls below
 * 0.9 sooner or later: it is known for false alarms, which is why the detector weighs its alarms against replays.
 *
 * Errors as 0 or 1; throws for anything else and for impossible parameters. Constant memory.
 *
 * Reference: river 0.26.1, `drift.binary.EDDM`. Source: Baena-Garcia et al. (2006), Early Drift Detection Method.
 */
export function createEddm({ warmStart = 30, warning = 0.95, drift = 0.9 }: EddmParams = {}): Eddm {
  ensure(isCount(warmStart, 1), "EDDM", "warm start", warmStart, "a whole number from 1");
  ensure(warning > 0 && warning <= 1, "EDDM", "warning ratio", warning, "above 0 and at most 1");
  ensure(drift > 0 && drift <= warning, "EDDM", "drift ratio", drift, `at most the warning ratio ${warning}`);
  let count = 0;
  let errors = 0;
  let lastError = 0;
  let meanDistance = 0;
  let squares = 0;
  let longest = -1;
  let signal: Signal = "stable";
  const deviationNow = () => (errors > 1 ? Math.sqrt(squares / (errors - 1)) : 0);
  return {
    update(value) {
      requireBit(value);
      if (signal === "drift") {
        count = 0;
        errors = 0;
        lastError = 0;
        meanDistance = 0;
        squares = 0;
        longest = -1;
        signal = "stable";
      }
      count++;
      if (value === 0) return signal;
      errors++;
      const distance = count - lastError;
      lastError = count;
      const before = meanDistance;
      meanDistance += (1 / errors) * (distance - before);
      squares += (distance - before) * (distance - meanDistance);
      if (count <= warmStart) return signal;
      const level = meanDistance + 2 * deviationNow();
      if (level > longest) longest = level;
      else if (errors > warmStart) {
        const ratio = level / longest;
        signal = ratio < drift ? "drift" : ratio < warning ? "warning" : "stable";
      }
      return signal;
    },
    get count() {
      return count;
    },
    get errors() {
      return errors;
    },
    get meanDistance() {
      return meanDistance;
    },
    get deviation() {
      return deviationNow();
    },
    get longest() {
      return longest;
    },
  };
}
