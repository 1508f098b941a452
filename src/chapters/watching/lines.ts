/** Lines on a dashboard: on which days they ring, for nothing and for something. Pure and light: it runs on the page. */
import type { Result } from "./result.ts";
import { FIRST, heard, type Reads, readingsOf, SIGNALS, type Signal } from "./signals.ts";

export const rings = (value: number | null, line: number, side: "below" | "above"): boolean =>
  value !== null && (side === "below" ? value < line : value > line);

/** A line somewhere: false-alarm days in 28 healthy days, and the share of the failing days that it misses. */
export type Point = { falseDays: number; missed: number };

export type Judged = {
  id: string;
  name: string;
  line: number;
  /** On each day: does it ring here, and on the healthy twin? */
  days: readonly boolean[];
  twin: readonly boolean[];
  /** Days that ring of 28 healthy ones, on the twin. */
  falseDays: number;
  /** Failing days on which it is silent, and all failing days. */
  missed: number;
  failing: number;
  /** From the failure to the first day that rings; null where it never does. */
  delay: number | null;
  /** The first such day. */
  first: number | null;
  /** Every line that one could draw. */
  curve: readonly Point[];
};

const MONTH = 28;

function judge(
  broken: readonly (number | null)[],
  healthy: readonly (number | null)[],
  line: number,
  side: "below" | "above",
  fromDay: number,
) {
  const days = broken.map((value) => rings(value, line, side));
  const twin = healthy.map((value) => rings(value, line, side));
  return { days, twin, ...counted(days, twin, fromDay) };
}

/** False alarms, missed days and the delay of an alarm that rings on these days. */
export function counted(days: readonly boolean[], twin: readonly boolean[], fromDay: number) {
  const healthyDays = Math.max(1, twin.length - FIRST);
  const falseDays = (MONTH * twin.slice(FIRST).filter(Boolean).length) / healthyDays;
  const after = days.slice(fromDay);
  const at = after.indexOf(true);
  return {
    falseDays,
    missed: after.filter((one) => !one).length,
    failing: after.length,
    delay: at < 0 ? null : at,
    first: at < 0 ? null : fromDay + at,
  };
}

/** The corners of what a signal can do as its line moves: from never to always. */
function curveOf(
  broken: readonly (number | null)[],
  healthy: readonly (number | null)[],
  side: "below" | "above",
  fromDay: number,
): Point[] {
  const sign = side === "below" ? 1 : -1;
  const values = (list: readonly (number | null)[]) =>
    list.filter((value): value is number => value !== null).map((value) => sign * value);
  const failing = broken.slice(fromDay);
  const misses = values(failing).sort((a, b) => a - b);
  const alarms = values(healthy.slice(FIRST)).sort((a, b) => a - b);
  const healthyDays = Math.max(1, healthy.length - FIRST);
  const points: Point[] = [{ falseDays: 0, missed: failing.length }];
  // A line just above each value: what lies at or below it rings.
  let heardOf = 0;
  let wrong = 0;
  for (const cut of [...new Set([...misses, ...alarms])].sort((a, b) => a - b)) {
    while (heardOf < misses.length && misses[heardOf]! <= cut) heardOf++;
    while (wrong < alarms.length && alarms[wrong]! <= cut) wrong++;
    points.push({ falseDays: (MONTH * wrong) / healthyDays, missed: failing.length - heardOf });
  }
  return points;
}

type Ready = {
  readings: { broken: ReturnType<typeof readingsOf>; healthy: ReturnType<typeof readingsOf> };
};
const ready = new WeakMap<object, Ready>();

/** The readings of both services; kept as long as the result is. */
export function readingsOfBoth(logs: Result["logs"]): Ready["readings"] {
  let kept = ready.get(logs);
  if (!kept) {
    kept = { readings: { broken: readingsOf(logs.broken), healthy: readingsOf(logs.healthy) } };
    ready.set(logs, kept);
  }
  return kept.readings;
}

/** Both services as the alarm of a signal hears them. */
export function heardBoth(logs: Result["logs"], signal: Signal, reads: Reads) {
  const readings = readingsOfBoth(logs);
  return {
    broken: heard(logs.broken, readings.broken, signal, reads, logs.wait),
    healthy: heard(logs.healthy, readings.healthy, signal, reads, logs.wait),
  };
}

/** Every signal under its line. */
export function judged(logs: Result["logs"], lineOf: (name: string) => number, reads: Reads): Judged[] {
  return SIGNALS.map((signal) => {
    const { broken, healthy } = heardBoth(logs, signal, reads);
    const line = lineOf(signal.line);
    return {
      id: signal.id,
      name: signal.name,
      line,
      ...judge(broken, healthy, line, signal.rings, logs.fromDay),
      curve: curveOf(broken, healthy, signal.rings, logs.fromDay),
    };
  });
}

/** The line that hardly ever rang in the first `days` days: three standard deviations from their mean, and beyond their last. */
export function lineFromHistory(
  values: readonly (number | null)[],
  side: "below" | "above",
  days: number,
): number | null {
  const known = values.slice(0, days).filter((value): value is number => value !== null);
  if (known.length < 4) return null;
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const spread = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (known.length - 1));
  return side === "below" ? Math.min(mean - 3 * spread, ...known) : Math.max(mean + 3 * spread, ...known);
}
