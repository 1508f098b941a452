import { exp, log } from "../math/elementary.ts";
import { sortOrder } from "./order.ts";
import { zOfLevel } from "./wilson-interval.ts";

/** A survival curve: after `times[i]` the share `survival[i]` is still to come; the times ascend, one for each with an event. */
export type SurvivalCurve = {
  times: Float64Array;
  survival: Float64Array;
  /** The band of each share (exponential Greenwood), 95 % unless said otherwise. */
  low: Float64Array;
  high: Float64Array;
  /** How many were under watch just before each time, and how many of them had their event at it. */
  atRisk: Float64Array;
  events: Float64Array;
};

/**
 * The product-limit estimate of a survival curve. `durations` are the lengths watched, `observed` is 1 where the watch ended with
 * the event and 0 where it ended without (censored). With `entries` each one is under watch from its entry on only (late
 * entry, left truncation); one that enters at t counts among those at risk at t. A duration and an entry are never NaN.
 *
 * The variance of log S is Greenwood's sum of d / (r (r - d)); the band is taken on log(-log S), so that it stays inside 0 and 1.
 * O(n log n). Throws where the lengths differ. Reference: lifelines 0.30, `KaplanMeierFitter`. Sources: Kaplan, Meier (1958), JASA
 * 53; Greenwood (1926); Kalbfleisch, Prentice (2002), section 1.4, for the band.
 */
export function kaplanMeier(
  durations: ArrayLike<number>,
  observed: ArrayLike<number>,
  entries: ArrayLike<number> | null = null,
  level = 0.95,
): SurvivalCurve {
  const count = durations.length;
  if (observed.length !== count || (entries !== null && entries.length !== count))
    throw new Error(
      `There are ${count} durations, but ${observed.length} marks of an event or a different number of entries.`,
    );
  const z = zOfLevel(level);
  const order = sortOrder(Float64Array.from(durations));
  const entered = entries === null ? null : Float64Array.from(entries).sort();
  const rows: number[][] = [];
  let survival = 1;
  let variance = 0;
  let joined = 0;
  for (let from = 0; from < count; ) {
    const time = durations[order[from]!]!;
    let to = from;
    let events = 0;
    for (; to < count && durations[order[to]!]! === time; to++) events += observed[order[to]!]!;
    if (events > 0) {
      if (entered !== null) while (joined < count && entered[joined]! <= time) joined++;
      const atRisk = (entered === null ? count : joined) - from;
      survival *= 1 - events / atRisk;
      variance += events / (atRisk * (atRisk - events));
      rows.push([time, survival, ...band(survival, variance, z), atRisk, events]);
    }
    from = to;
  }
  const column = (place: number) => Float64Array.from(rows, (row) => row[place]!);
  return {
    times: column(0),
    survival: column(1),
    low: column(2),
    high: column(3),
    atRisk: column(4),
    events: column(5),
  };
}

function band(survival: number, variance: number, z: number): [number, number] {
  if (!(survival > 0 && survival < 1)) return [survival, survival];
  const half = (z * Math.sqrt(variance)) / Math.abs(log(survival));
  return [exp(log(survival) * exp(half)), exp(log(survival) * exp(-half))];
}
