import type { Roles } from "../../contracts.ts";
import { kaplanMeier } from "../../stats/kaplan-meier.ts";
import type { Table } from "../../table/table.ts";
import { columnWithRole, readClock, readLabels, readNumbers, UNKNOWN } from "./read.ts";

const YEAR = 365 * 86400000;
/** Reports are followed up to the delay that so many reported rows were old enough to show. */
const OLD_ENOUGH = 20;

/** How the share of labels that have arrived grows with the age of a row. */
export type LabelDelays = {
  /** Ages in milliseconds at which labels arrived, ascending; the share that has arrived by then, and its 95 % band. */
  ages: Float64Array;
  arrived: Float64Array;
  low: Float64Array;
  high: Float64Array;
  /** "open": rows without a label are still waited for. "reports": one outcome only is ever reported, and the others count as
   * the other outcome until then. "complete": nothing is open. */
  mode: "open" | "reports" | "complete";
  /** The newest moment in the table, which stands for the day on which it was written. */
  end: number;
  /** One entry a row: its age at the end (NaN without a time), and whether its label may still come (or turn). */
  age: Float64Array;
  waiting: Uint8Array;
  dated: number;
  open: number;
};

/**
 * The delays of a table's labels, known time less event time (0 where negative), or the reason why there are none.
 *
 * Where rows without a label lie open, Kaplan and Meier's curve with those rows censored at the end of the table. Where only one
 * outcome ever has a known time (frauds are reported, "no fraud" is not), a row without one may turn any day, and the
 * delays that are seen are those short enough to be seen: right truncation, whose curve is Kaplan and Meier's in reversed time
 * with late entry, relative to the longest delay that could be seen. A known time later than the events' own span and a year
 * after the last event is a stand-in for "never", and open.
 *
 * Source of the reversal: Lagakos, Barraj, De Gruttola (1988), Biometrika 75.
 */
export function labelDelays(table: Table, roles: Roles): LabelDelays | string {
  const clock = readClock(table, roles);
  if (clock === null) return "no-event-time";
  if (!clock.isTime) return "no-clock";
  const column = columnWithRole(table, roles, "label-known-time");
  if (column === null || column.kind !== "time") return "no-label-known-time";
  const known = readNumbers(column).slice();
  const events = clock.values;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const time of events) {
    if (!Number.isFinite(time)) continue;
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  const never = last + (last - first) + YEAR;
  let end = last;
  for (let row = 0; row < known.length; row++) {
    if (known[row]! > never || !Number.isFinite(known[row]!)) known[row] = Number.NaN;
    else if (known[row]! > end) end = known[row]!;
  }
  const label = columnWithRole(table, roles, "label");
  const labels = readLabels(table, roles);
  const raw = label === null ? null : readNumbers(label);
  const age = new Float64Array(events.length).fill(Number.NaN);
  const waiting = new Uint8Array(events.length);
  const counts = { dated: 0, positive: 0, negative: 0, open: 0, undated: 0 };
  for (let row = 0; row < events.length; row++) {
    if (!Number.isFinite(events[row]!)) continue;
    age[row] = end - events[row]!;
    const outcome = typeof labels === "string" ? UNKNOWN : labels.labels[row]!;
    if (!Number.isNaN(known[row]!)) {
      counts.dated++;
      if (outcome === 1) counts.positive++;
      if (outcome === 0) counts.negative++;
    } else if (raw === null || Number.isNaN(raw[row]!)) counts.open++;
    else counts.undated++;
  }
  const isReports = counts.undated > 0 && counts.positive > 0 !== counts.negative > 0;
  const mode = isReports ? "reports" : counts.open > 0 ? "open" : "complete";
  const durations: number[] = [];
  const observed: number[] = [];
  const bounds: number[] = [];
  for (let row = 0; row < events.length; row++) {
    if (Number.isNaN(age[row]!)) continue;
    const isDated = !Number.isNaN(known[row]!);
    const isOpen = raw === null || Number.isNaN(raw[row]!);
    if (!isDated) waiting[row] = mode === "reports" || isOpen ? 1 : 0;
    if (!isDated && (mode === "reports" || !isOpen)) continue;
    durations.push(isDated ? Math.max(0, known[row]! - events[row]!) : age[row]!);
    observed.push(isDated ? 1 : 0);
    bounds.push(age[row]!);
  }
  const shared = { mode, end, age, waiting, dated: counts.dated, open: counts.open } as const;
  return mode === "reports"
    ? { ...shared, ...reversedCurve(durations, observed, bounds) }
    : { ...shared, ...arrivedCurve(durations, observed) };
}

type Curve = Pick<LabelDelays, "ages" | "arrived" | "low" | "high">;

function arrivedCurve(durations: readonly number[], observed: readonly number[]): Curve {
  const { times, survival, low, high } = kaplanMeier(durations, observed);
  return {
    ages: times,
    arrived: survival.map((share) => 1 - share),
    low: high.map((share) => 1 - share),
    high: low.map((share) => 1 - share),
  };
}

function reversedCurve(
  delays: readonly number[],
  observed: readonly number[],
  bounds: readonly number[],
): Curve {
  // Where hardly a row is old enough, one long delay alone would make all shorter ones impossible.
  const oldest = Float64Array.from(bounds).sort();
  const longest = oldest[oldest.length - 1] ?? 0;
  const limit = oldest[Math.max(0, oldest.length - OLD_ENOUGH)] ?? 0;
  const kept = Array.from(delays.keys()).filter((i) => delays[i]! <= limit);
  const { times, survival, low, high } = kaplanMeier(
    kept.map((i) => longest - delays[i]!),
    kept.map((i) => observed[i]!),
    kept.map((i) => longest - bounds[i]!),
  );
  const count = times.length;
  // After the reversed event of a delay d stands P(delay < d), which is the share arrived at the delay before it.
  const at = (values: Float64Array) =>
    Float64Array.from({ length: count }, (_, i) => (i === count - 1 ? 1 : values[count - 2 - i]!));
  return {
    ages: Float64Array.from({ length: count }, (_, i) => longest - times[count - 1 - i]!),
    arrived: at(survival),
    low: at(low),
    high: at(high),
  };
}

/** The first age at which the values reach the share; Infinity where they never do. */
export function ageAt(ages: Float64Array, values: Float64Array, share: number): number {
  for (let i = 0; i < ages.length; i++) if (values[i]! >= share - 1e-12) return ages[i]!;
  return Number.POSITIVE_INFINITY;
}
