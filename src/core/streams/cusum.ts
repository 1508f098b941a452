import { ensure, isCount, requireFinite, type Stream } from "./stream.ts";

export type CusumParams = {
  /** Mean and standard deviation of values in control; learnt from the first `warmStart` values where they are not given. */
  mean?: number;
  deviation?: number;
  warmStart?: number;
  /** K: a drift of the mean that is tolerated, in standard deviations; half of the shift that is to be found soonest. */
  slack?: number;
  /** H: the sum that rings, in standard deviations. */
  threshold?: number;
  mode?: "up" | "down" | "both";
};

export type Cusum = Stream & {
  /** The sum for a rise and for a fall, in standard deviations. */
  readonly rise: number;
  readonly fall: number;
  readonly mean: number;
  readonly deviation: number;
};

/**
 * Tabular CUSUM. With z = (x - mean) / deviation: rise = max(0, rise + z - slack), fall = max(0, fall - z - slack); a drift
 * where either exceeds `threshold`. On errors of 0 and 1 this is the Bernoulli CUSUM in another unit.
 *
 * Mean and deviation of values in control are given, or learnt from the first `warmStart` values (and again from those after
 * each drift, if they were learnt); of no spread there is no z, and a first value that differs rings. The errors of learning
 * make false alarms more frequent than the tables say, unless the warm start is long.
 *
 * Any finite values; throws for others and for impossible parameters. Constant memory.
 *
 * Source: Page (1954), Biometrika 41; Montgomery, Introduction to Statistical Quality Control, ch. 9 (slack 0.5, threshold 5:
 * one false alarm in 465 normal values). Reference: the average run lengths of that chart as a Markov chain (Brook, Evans 1972),
 * and a plain Python chart; river has none.
 */
export function createCusum({
  mean: givenMean,
  deviation: givenDeviation,
  warmStart = 100,
  slack = 0.5,
  threshold = 5,
  mode = "both",
}: CusumParams = {}): Cusum {
  const isGiven = givenMean !== undefined && givenDeviation !== undefined;
  ensure(
    isGiven || (givenMean ?? givenDeviation) === undefined,
    "CUSUM",
    "mean and deviation",
    "one alone",
    "given both",
  );
  ensure(!isGiven || Number.isFinite(givenMean), "CUSUM", "mean", givenMean, "a finite number");
  ensure(!isGiven || givenDeviation > 0, "CUSUM", "deviation", givenDeviation, "above 0");
  ensure(isCount(warmStart, 2), "CUSUM", "warm start", warmStart, "a whole number from 2");
  ensure(slack >= 0, "CUSUM", "slack", slack, "0 or more");
  ensure(threshold > 0, "CUSUM", "threshold", threshold, "above 0");
  let mean = givenMean ?? 0;
  let deviation = givenDeviation ?? 0;
  let squares = 0;
  let learnt = 0;
  let rise = 0;
  let fall = 0;
  let hasRung = false;
  return {
    update(value) {
      requireFinite(value);
      if (hasRung) {
        rise = 0;
        fall = 0;
        hasRung = false;
        learnt = 0;
        if (!isGiven) {
          mean = 0;
          squares = 0;
        }
      }
      if (!isGiven && learnt < warmStart) {
        learnt++;
        const before = mean;
        mean += (1 / learnt) * (value - before);
        squares += (value - before) * (value - mean);
        deviation = learnt > 1 ? Math.sqrt(squares / (learnt - 1)) : 0;
        return "stable";
      }
      const gap = value - mean;
      const z =
        deviation > 0
          ? gap / deviation
          : gap === 0
            ? 0
            : gap > 0
              ? 2 * threshold + slack
              : -2 * threshold - slack;
      rise = Math.max(0, rise + z - slack);
      fall = Math.max(0, fall - z - slack);
      hasRung = (mode !== "down" && rise > threshold) || (mode !== "up" && fall > threshold);
      return hasRung ? "drift" : "stable";
    },
    get rise() {
      return rise;
    },
    get fall() {
      return fall;
    },
    get mean() {
      return mean;
    },
    get deviation() {
      return deviation;
    },
  };
}
