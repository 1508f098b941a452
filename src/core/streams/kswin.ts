import type { Random } from "../random.ts";
import { ksOfSorted } from "../stats/ks-two-sample.ts";
import { ensure, isCount, requireFinite, type Stream } from "./stream.ts";

export type KswinParams = {
  /** p-value at or below which it rings. */
  alpha?: number;
  /** Values held. */
  window?: number;
  /** The newest so many are compared with as many drawn from the rest; at most half of the window. */
  size?: number;
};

export type Kswin = Stream & {
  readonly held: number;
  /** D of the last test; 0 before the first. */
  readonly distance: number;
  /** p of the last test; 1 before the first. */
  readonly pValue: number;
};

/** river rings only above this D, whatever the p-value. */
const SMALLEST_DISTANCE = 0.1;

/**
 * KSWIN: the newest 30 values against 30 drawn without replacement from the 70 before them, by the two-sample
 * Kolmogorov-Smirnov test, at every value from the 100th on. Drift where p <= alpha and D > 0.1.
 *
 * Traps of the reference. Its text gives a threshold for D; its code asks p <= alpha *and* D > 0.1 (kept; a test pins it). It
 * means to keep the newest values after a drift, but the next value empties the window: 100 values must come before another
 * test (kept). It draws by Python's Mersenne twister, started afresh by its seed after every drift; we draw by our own seeded
 * source, which goes on, so alarms agree only where the draw is the same. The golden test hands both the same draws.
 *
 * With errors of 0 and 1, D counts errors among 30 against 30: it is coarse, and sees changes of more than about 0.4 only.
 *
 * Any finite values, both directions and any change of shape within 30 values. Throws for others, for impossible parameters.
 * O(size) a value, memory of one window. `draw` returns a whole number from 0 to bound - 1.
 *
 * Reference: river 0.26.1, `drift.KSWIN`. Source: Raab, Heusinger, Schleif (2020), Neurocomputing 416.
 */
export function createKswin(
  draw: Pick<Random, "integer">,
  { alpha = 0.005, window = 100, size = 30 }: KswinParams = {},
): Kswin {
  ensure(alpha >= 0 && alpha <= 1, "KSWIN", "alpha", alpha, "between 0 and 1");
  ensure(isCount(size, 1), "KSWIN", "sample size", size, "a whole number from 1");
  ensure(
    isCount(window, 2 * size),
    "KSWIN",
    "window",
    window,
    `a whole number of at least twice the sample, ${2 * size}`,
  );
  const older = window - size;
  // A ring: the value of age k (0 the oldest) lies at (first + k) mod window.
  const ring = new Float64Array(window);
  const places = Uint32Array.from({ length: older }, (_, i) => i);
  const sample = new Float64Array(size);
  const recent = new Float64Array(size);
  const pValues = new Float64Array(size + 1).fill(-1);
  let first = 0;
  let held = 0;
  let distance = 0;
  let pValue = 1;
  let hasRung = false;

  const at = (age: number) => {
    const place = first + age;
    return ring[place < window ? place : place - window]!;
  };

  /** D times `size`: the widest gap between two sorted lists of the same length, in steps. */
  function gap(): number {
    let [i, j, widest] = [0, 0, 0];
    while (i < size && j < size) {
      const value = Math.min(sample[i]!, recent[j]!);
      while (i < size && sample[i] === value) i++;
      while (j < size && recent[j] === value) j++;
      widest = Math.max(widest, Math.abs(i - j));
    }
    return widest;
  }

  /** With lists of one length p depends on the steps alone; it is computed once for each. */
  function pOf(steps: number): number {
    if (steps === 0) return 1;
    if (pValues[steps]! < 0) {
      const plain = Float64Array.from({ length: size }, (_, i) => i);
      pValues[steps] = ksOfSorted(
        plain,
        plain.map((value) => value + steps - 0.5),
      ).pValue;
    }
    return pValues[steps]!;
  }

  return {
    update(value) {
      requireFinite(value);
      if (hasRung) {
        held = 0;
        first = 0;
        hasRung = false;
      }
      if (held < window) ring[held++] = value;
      else {
        ring[first] = value;
        first = first + 1 === window ? 0 : first + 1;
      }
      if (held < window) return "stable";
      for (let k = 0; k < size; k++) {
        // Fisher-Yates as far as needed; whatever order the places are in, each draw is even.
        const other = k + draw.integer(older - k);
        const place = places[other]!;
        places[other] = places[k]!;
        places[k] = place;
        sample[k] = at(place);
        recent[k] = at(older + k);
      }
      sort(sample);
      sort(recent);
      const steps = gap();
      distance = steps / size;
      pValue = pOf(steps);
      hasRung = pValue <= alpha && distance > SMALLEST_DISTANCE;
      return hasRung ? "drift" : "stable";
    },
    get held() {
      return held;
    },
    get distance() {
      return distance;
    },
    get pValue() {
      return pValue;
    },
  };
}

/** Ascending, in place; by insertion where there are few, which is several times faster then. */
function sort(values: Float64Array): void {
  if (values.length > 64) {
    values.sort();
    return;
  }
  for (let k = 1; k < values.length; k++) {
    const value = values[k]!;
    let place = k;
    while (place > 0 && values[place - 1]! > value) {
      values[place] = values[place - 1]!;
      place--;
    }
    values[place] = value;
  }
}
