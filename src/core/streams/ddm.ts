import { ensure, isCount, requireBit, type Stream } from "./stream.ts";

export type DdmParams = {
  /** No alarm until more values than this were read. */
  warmStart?: number;
  /** Standard deviations to a warning. */
  warning?: number;
  /** Standard deviations to a drift. */
  drift?: number;
};

export type Ddm = Stream & {
  readonly count: number;
  /** Share of errors since the start (p). */
  readonly rate: number;
  /** sqrt(p (1 - p) / n). */
  readonly deviation: number;
  /** p and its deviation where their sum was smallest; infinite before the warm start has passed. */
  readonly best: { readonly rate: number; readonly deviation: number };
};

/**
 * DDM (drift detection method): rings when the share of errors since the start has risen clear of its best.
 *
 * With p the share of errors among n values and s = sqrt(p (1 - p) / n), the smallest p + s is kept. A warning where
 * p + s > pmin + 2 smin, a drift where p + s > pmin + 3 smin.
 *
 * Trap of the reference: its text says "at least", its code asks for strictly more; so do we. With "at least" a stream of
 * nothing but errors, or of none (where smin is 0), would ring at once; a test pins it. The first test is at value
 * `warmStart` + 1.
 *
 * Rises alone. Errors as 0 or 1; throws for anything else and for impossible parameters. Constant memory.
 *
 * Reference: river 0.26.1, `drift.binary.DDM`. Source: Gama et al. (2004), SBIA 2004, 286-295.
 */
export function createDdm({ warmStart = 30, warning = 2, drift = 3 }: DdmParams = {}): Ddm {
  ensure(isCount(warmStart, 1), "DDM", "warm start", warmStart, "a whole number from 1");
  ensure(warning >= 0, "DDM", "warning threshold", warning, "0 or more");
  ensure(drift >= warning, "DDM", "drift threshold", drift, `at least the warning threshold ${warning}`);
  let count = 0;
  let rate = 0;
  let deviation = 0;
  let bestRate = Number.POSITIVE_INFINITY;
  let bestDeviation = Number.POSITIVE_INFINITY;
  let hasRung = false;
  return {
    update(value) {
      requireBit(value);
      if (hasRung) {
        count = 0;
        rate = 0;
        bestRate = Number.POSITIVE_INFINITY;
        bestDeviation = Number.POSITIVE_INFINITY;
        hasRung = false;
      }
      count++;
      rate += (1 / count) * (value - rate);
      // A mean of ones can round to a hair above 1.
      deviation = Math.sqrt(Math.max(0, rate * (1 - rate)) / count);
      if (count <= warmStart) return "stable";
      const level = rate + deviation;
      if (level <= bestRate + bestDeviation) {
        bestRate = rate;
        bestDeviation = deviation;
      }
      hasRung = level > bestRate + drift * bestDeviation;
      if (hasRung) return "drift";
      return level > bestRate + warning * bestDeviation ? "warning" : "stable";
    },
    get count() {
      return count;
    },
    get rate() {
      return rate;
    },
    get deviation() {
      return deviation;
    },
    get best() {
      return { rate: bestRate, deviation: bestDeviation };
    },
  };
}
