/** How the alarms of one stream did against the changes that were really in it. All times in the same unit. */
export type AlarmScore = {
  alarms: number;
  changes: number;
  /** Changes that were rung for within the window. */
  found: number;
  /** Alarms in no window. */
  falseAlarms: number;
  /** Alarms after the first in the window of a change. */
  repeats: number;
  /** `found / alarms`: repeats count against it, or ringing always would be precise. Null without alarms. */
  precision: number | null;
  /** `found / changes`. Null without changes. */
  recall: number | null;
  /** 2 found / (alarms + changes). Null without either. */
  f1: number | null;
  /** From each change that was found to its first alarm, in the order of the changes. */
  delays: readonly number[];
  /** Mean of `delays`; null where nothing was found. */
  meanDelay: number | null;
  /** False alarms per unit of time outside all windows; null where the windows cover everything. */
  falseAlarmRate: number | null;
  /** 1 / falseAlarmRate; infinite without a false alarm. */
  timeBetweenFalseAlarms: number | null;
};

/**
 * Matches alarms to changes. A change at c is found by the first alarm at a with c <= a < c + window (and before the next
 * change); so one alarm finds one change at most. `length` is the end of the stream, which begins at 0.
 *
 * Throws for a window or length not above 0, for a change outside the stream, and for changes that are not in ascending order.
 * Source: the usual scoring of change detectors, as in Bifet et al., Machine Learning for Data Streams (2018), ch. 5.
 */
export function scoreAlarms(
  alarms: readonly number[],
  changes: readonly number[],
  length: number,
  window: number,
): AlarmScore {
  if (!(length > 0)) throw new Error(`The length of a stream must be above 0, not ${length}.`);
  if (!(window > 0)) throw new Error(`The window for matching alarms must be above 0, not ${window}.`);
  const delays: number[] = [];
  let inWindows = 0;
  let covered = 0;
  changes.forEach((change, i) => {
    const before = changes[i - 1] ?? Number.NEGATIVE_INFINITY;
    if (!(change >= 0 && change < length))
      throw new Error(`A change at ${change} lies outside 0 to ${length}.`);
    if (change <= before) throw new Error(`Changes must be in ascending order: ${before} before ${change}.`);
    const end = Math.min(change + window, changes[i + 1] ?? length, length);
    const inside = alarms.filter((at) => at >= change && at < end);
    covered += end - change;
    inWindows += inside.length;
    if (inside.length > 0) delays.push(inside.reduce((a, b) => Math.min(a, b)) - change);
  });
  const found = delays.length;
  const falseAlarms = alarms.length - inWindows;
  const quiet = length - covered;
  const falseAlarmRate = quiet > 0 ? falseAlarms / quiet : null;
  const both = alarms.length + changes.length;
  return {
    alarms: alarms.length,
    changes: changes.length,
    found,
    falseAlarms,
    repeats: inWindows - found,
    precision: alarms.length > 0 ? found / alarms.length : null,
    recall: changes.length > 0 ? found / changes.length : null,
    f1: both > 0 ? (2 * found) / both : null,
    delays,
    meanDelay: found > 0 ? delays.reduce((sum, delay) => sum + delay, 0) / found : null,
    falseAlarmRate,
    timeBetweenFalseAlarms: falseAlarmRate === null ? null : 1 / falseAlarmRate,
  };
}

export type BesideDummy = {
  own: AlarmScore;
  /** The dummy's means over its phases. */
  dummy: { interval: number; precision: number | null; recall: number | null; f1: number | null };
  /** Whether the detector's F1 exceeds the dummy's. Without a change in the stream: whether it rang more rarely. */
  beatsDummy: boolean;
};

/** Phases of the dummy that are averaged, so that it is neither lucky nor unlucky. */
const PHASES = 20;

/**
 * {@link scoreAlarms} beside a dummy that rings at a fixed interval: as often as the detector did, unless an interval is given.
 * The dummy's first ring is moved through one interval in 20 steps and its scores averaged. A detector that does not beat it
 * has found nothing.
 */
export function scoreBesideDummy(
  alarms: readonly number[],
  changes: readonly number[],
  length: number,
  window: number,
  interval = length / Math.max(1, alarms.length),
): BesideDummy {
  if (!(interval > 0)) throw new Error(`The dummy's interval must be above 0, not ${interval}.`);
  const own = scoreAlarms(alarms, changes, length, window);
  const scores = Array.from({ length: PHASES }, (_, phase) => {
    const rings: number[] = [];
    for (let at = ((phase + 0.5) / PHASES) * interval; at < length; at += interval) rings.push(at);
    return scoreAlarms(rings, changes, length, window);
  });
  const dummy = {
    interval,
    precision: mean(scores.map((one) => one.precision)),
    recall: mean(scores.map((one) => one.recall)),
    f1: mean(scores.map((one) => one.f1)),
  };
  const fewer = own.alarms < scores.reduce((sum, one) => sum + one.alarms, 0) / PHASES;
  return { own, dummy, beatsDummy: changes.length > 0 ? (own.f1 ?? 0) > (dummy.f1 ?? 0) : fewer };
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
