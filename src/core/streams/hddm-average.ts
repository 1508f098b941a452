import { log } from "../math/elementary.ts";
import { ensure, type Signal, type Stream } from "./stream.ts";

export type HddmAverageParams = {
  /** Chance of a false drift that a test allows for. */
  driftConfidence?: number;
  /** Chance of a false warning that a test allows for; no smaller than the drift's. */
  warningConfidence?: number;
  /** Whether a fall of the mean rings as well. */
  twoSided?: boolean;
};

export type HddmAverage = Stream & {
  readonly count: number;
  readonly mean: number;
  /** The start of the stream up to the point where its mean plus bound was lowest. */
  readonly lowest: { readonly count: number; readonly mean: number };
  /** The start of the stream up to the point where its mean less bound was highest. */
  readonly highest: { readonly count: number; readonly mean: number };
};

/**
 * HDDM-A: Hoeffding's inequality on plain averages. Of all starts of the stream, the one with the lowest mean + bound is kept
 * (n0 values, mean m0); the whole has n values and mean m. Drift where m - m0 >= sqrt(((n - n0) / (2 n0 n)) ln(2 / c)) with
 * c = 0.001, warning with 0.005; two-sided also for a fall against the start with the highest mean - bound. The bound that
 * chooses the start is sqrt(ln(1 / c) / (2 n)).
 *
 * Every value is tested, none is corrected for: over a long healthy stream it rings more often than c.
 *
 * Values from 0 to 1 (errors, or a loss scaled to that range); throws for others and for impossible parameters. Constant
 * memory.
 *
 * Reference: river 0.26.1, `drift.binary.HDDMA`. Source: Frias-Blanco et al. (2014), IEEE TKDE 27(3), 810-823.
 */
export function createHddmAverage({
  driftConfidence = 0.001,
  warningConfidence = 0.005,
  twoSided = false,
}: HddmAverageParams = {}): HddmAverage {
  requireConfidences("HDDM-A", driftConfidence, warningConfidence);
  const choosing = log(1 / driftConfidence);
  const driftTerm = log(2 / driftConfidence);
  const warningTerm = log(2 / warningConfidence);
  let count = 0;
  let mean = 0;
  let low = { count: 0, mean: 0 };
  let high = { count: 0, mean: 0 };
  let hasRung = false;
  const bound = (n: number) => Math.sqrt((1 / (2 * n)) * choosing);
  const allowed = (start: number, term: number) =>
    Math.sqrt(((((count - start) / start) * (1 / count)) / 2) * term);
  const rose = (term: number) => low.count !== count && mean - low.mean >= allowed(low.count, term);
  const fell = (term: number) => high.count !== count && high.mean - mean >= allowed(high.count, term);

  return {
    update(value) {
      requireShare(value);
      if (hasRung) {
        count = 0;
        mean = 0;
        low = { count: 0, mean: 0 };
        high = { count: 0, mean: 0 };
      }
      count++;
      mean += (1 / count) * (value - mean);
      const now = bound(count);
      if (low.count === 0 || low.mean + bound(low.count) >= mean + now) low = { count, mean };
      if (high.count === 0 || high.mean - bound(high.count) <= mean - now) high = { count, mean };
      let signal: Signal = rose(driftTerm) ? "drift" : rose(warningTerm) ? "warning" : "stable";
      if (twoSided && signal !== "drift")
        signal = fell(driftTerm) ? "drift" : fell(warningTerm) ? "warning" : signal;
      hasRung = signal === "drift";
      return signal;
    },
    get count() {
      return count;
    },
    get mean() {
      return mean;
    },
    get lowest() {
      return low;
    },
    get highest() {
      return high;
    },
  };
}

/** Throws unless both lie between 0 and 1, the drift's no larger than the warning's. */
export function requireConfidences(owner: string, drift: number, warning: number): void {
  ensure(drift > 0 && drift < 1, owner, "drift confidence", drift, "between 0 and 1");
  ensure(warning >= drift && warning < 1, owner, "warning confidence", warning, `from ${drift} to below 1`);
}

/** Throws for a value outside 0 to 1, where the bounds do not hold. */
export function requireShare(value: number): void {
  if (!(value >= 0 && value <= 1)) throw new Error(`This stream is fed values from 0 to 1, not ${value}.`);
}
