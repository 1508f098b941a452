import { ensure, isCount, requireFinite, type Stream } from "./stream.ts";

export type PageHinkleyMode = "up" | "down" | "both";

export type PageHinkleyParams = {
  /** No alarm before this many values. */
  minInstances?: number;
  /** A change of the mean that is tolerated, in the unit of the values. */
  delta?: number;
  /** How far the sum must stray, in the unit of the values. */
  threshold?: number;
  /** Factor by which the sums fade at each value. */
  alpha?: number;
  mode?: PageHinkleyMode;
};

export type PageHinkley = Stream & {
  readonly count: number;
  readonly mean: number;
  /** How far the fading sum lies above its lowest: the statistic for a rise. */
  readonly rise: number;
  /** How far the other sum lies below its highest: the statistic for a fall. */
  readonly fall: number;
};

/**
 * Page–Hinkley test: the fading sum of deviations from the running mean, against its own extreme.
 *
 * With m the mean so far: up = alpha up + (x - m) - delta, drift where up - min(up) > threshold; down = alpha down + (x - m) +
 * delta, drift where max(down) - down > threshold, the maximum starting at -1.
 *
 * Trap: the plain test, here mode "up", sees increases only; a fall of any size leaves mode "up" silent (pinned
 * by a test). river 0.26.1 has three modes and "both" by default, as here. The threshold is in the unit of the values: with
 * errors of 0 and 1 a threshold of 50 needs 50 errors more than expected.
 *
 * Any finite values; throws for others and for impossible parameters. Constant memory.
 *
 * Reference: river 0.26.1, `drift.PageHinkley`. Source: Page (1954), Biometrika 41, 100-115; Hinkley (1971).
 */
export function createPageHinkley({
  minInstances = 30,
  delta = 0.005,
  threshold = 50,
  alpha = 1 - 0.0001,
  mode = "both",
}: PageHinkleyParams = {}): PageHinkley {
  ensure(isCount(minInstances, 1), "Page-Hinkley", "least number", minInstances, "a whole number from 1");
  ensure(delta >= 0, "Page-Hinkley", "delta", delta, "0 or more");
  ensure(threshold > 0, "Page-Hinkley", "threshold", threshold, "above 0");
  ensure(alpha > 0 && alpha <= 1, "Page-Hinkley", "alpha", alpha, "above 0 and at most 1");
  ensure(["up", "down", "both"].includes(mode), "Page-Hinkley", "mode", mode, "up, down or both");
  let count = 0;
  let mean = 0;
  let up = 0;
  let down = 0;
  let lowest = Number.POSITIVE_INFINITY;
  let highest = -1;
  let hasRung = false;
  return {
    update(value) {
      requireFinite(value);
      if (hasRung) {
        count = 0;
        mean = 0;
        up = 0;
        down = 0;
        lowest = Number.POSITIVE_INFINITY;
        highest = -1;
        hasRung = false;
      }
      count++;
      mean += (1 / count) * (value - mean);
      const gap = value - mean;
      up = alpha * up + gap - delta;
      down = alpha * down + gap + delta;
      if (up < lowest) lowest = up;
      if (down > highest) highest = down;
      if (count < minInstances) return "stable";
      hasRung = (mode !== "down" && up - lowest > threshold) || (mode !== "up" && highest - down > threshold);
      return hasRung ? "drift" : "stable";
    },
    get count() {
      return count;
    },
    get mean() {
      return mean;
    },
    get rise() {
      return count === 0 ? 0 : up - lowest;
    },
    get fall() {
      return count === 0 ? 0 : highest - down;
    },
  };
}
