/** The signals of a dashboard: what each says on a day, as known on another, and as it was. Pure and light: it runs on the page. */
import type { Log } from "./result.ts";

/** Every point of the dashboard is the seven days that end with it. */
export const WINDOW = 7;

export type SignalId = "recall" | "precision" | "accuracy" | "estimate" | "drift" | "latency" | "result";

export type Signal = {
  id: SignalId;
  name: string;
  /** The parameter that holds its line. The estimate has that of the recall it estimates. */
  line: string;
  /** On which side of its line it rings. */
  rings: "below" | "above";
  /** Whether it reads labels, which come late. */
  labelled: boolean;
};

export const SIGNALS: readonly Signal[] = [
  { id: "recall", name: "Recall", line: "recallLine", rings: "below", labelled: true },
  { id: "precision", name: "Precision", line: "precisionLine", rings: "below", labelled: true },
  { id: "accuracy", name: "Accuracy", line: "accuracyLine", rings: "below", labelled: true },
  { id: "result", name: "Business result", line: "resultLine", rings: "below", labelled: true },
  { id: "estimate", name: "Estimated recall", line: "recallLine", rings: "below", labelled: false },
  { id: "drift", name: "Drift score", line: "driftLine", rings: "above", labelled: false },
  { id: "latency", name: "Latency", line: "latencyLine", rings: "above", labelled: false },
];

/** What the counts of some days come to. A value that cannot be formed is null. */
export type Reading = Readonly<Record<"recall" | "precision" | "accuracy" | "result", number | null>>;

/** The price of looking at a payment, and the share of a good payment's amount that stopping it costs (`core/metrics/cost.ts`). */
const REVIEW = 4;
const INSULT = 0.05;

const FIELDS = 7;
type Counts = Float64Array;

/** Running sums over days, so that any window is a difference. Fields: payments, stopped, stopped EUR, caught, missed, caught EUR, reviews. */
function totals(log: Log, on: number): Counts {
  const days = log.payments.length;
  const sums = new Float64Array((days + 1) * FIELDS);
  const last = on < 0 ? days - 1 : on;
  const add = (day: number, field: number, value: number) => {
    sums[(day + 1) * FIELDS + field]! += value;
  };
  for (let day = 0; day <= last; day++) {
    add(day, 0, log.payments[day]!);
    add(day, 1, log.stopped[day]!);
    add(day, 2, log.stoppedEur[day]!);
    add(day, 6, log.reviews[day]!);
    if (on >= 0) continue;
    add(day, 3, log.caught[day]!);
    add(day, 4, log.frauds[day]! - log.caught[day]!);
    add(day, 5, log.caughtEur[day]!);
  }
  if (on >= 0) {
    for (const [day, known, stopped, passed] of log.late)
      if (day <= last && known > on) {
        add(day, 0, -stopped - passed);
        add(day, 1, -stopped);
        add(day, 6, -stopped);
      }
    for (const [day, known, stopped, passed, eur] of log.reports)
      if (day <= last && known <= on) {
        add(day, 3, stopped);
        add(day, 4, passed);
        add(day, 5, eur);
      }
  }
  for (let at = FIELDS; at < sums.length; at++) sums[at]! += sums[at - FIELDS]!;
  return sums;
}

function reading(sums: Counts, day: number): Reading {
  const from = Math.max(0, day - WINDOW + 1);
  const of = (field: number) => sums[(day + 1) * FIELDS + field]! - sums[from * FIELDS + field]!;
  const [payments, stopped, stoppedEur] = [of(0), of(1), of(2)];
  const [caught, missed, caughtEur, reviews] = [of(3), of(4), of(5), of(6)];
  const good = Math.max(0, stoppedEur - caughtEur);
  return {
    recall: caught + missed > 0 ? caught / (caught + missed) : null,
    precision: stopped > 0 ? Math.min(1, caught / stopped) : null,
    accuracy: payments > 0 ? 1 - (Math.max(0, stopped - caught) + missed) / payments : null,
    result: (caughtEur - INSULT * good - REVIEW * reviews) / (day - from + 1),
  };
}

/** First day with a whole week behind it. */
export const FIRST = WINDOW - 1;

/** All the readings of a log: `known[on][day]` as they stood at the end of day `on`, and `truth[day]` as they were. */
export type Readings = {
  days: number;
  known: readonly (readonly (Reading | null)[])[];
  truth: readonly (Reading | null)[];
};

export function readingsOf(log: Log): Readings {
  const days = log.payments.length;
  const row = (sums: Counts, last: number) =>
    Array.from({ length: last + 1 }, (_, day) => (day < FIRST ? null : reading(sums, day)));
  return {
    days,
    known: Array.from({ length: days }, (_, on) => row(totals(log, on), on)),
    truth: row(totals(log, -1), days - 1),
  };
}

/** A signal that needs no labels: its value on each day, null before there is a whole week. */
export function unlabelled(
  log: Log,
  id: "estimate" | "estimatedPrecision" | "drift" | "latency" | "p50" | "p95",
): (number | null)[] {
  const sum = (values: readonly number[], day: number) => {
    let total = 0;
    for (let d = day - WINDOW + 1; d <= day; d++) total += values[d]!;
    return total;
  };
  return log.payments.map((_, day) => {
    if (id === "p50" || id === "p95") return log[id][day]!;
    if (id === "latency") return log.p99[day]!;
    if (day < FIRST) return null;
    if (id === "drift") return log.drift[day]!;
    const below = sum(id === "estimate" ? log.expectedFrauds : log.stopped, day);
    return below > 0 ? Math.min(1, sum(log.expectedCaught, day) / below) : null;
  });
}

/** Which days an alarm reads: the latest as it stands, or the latest whose labels are in. */
export type Reads = "latest" | "matured";

/** What the alarm of a signal compares with its line on each day; null where there is nothing to compare. */
export function heard(
  log: Log,
  readings: Readings,
  signal: Signal,
  reads: Reads,
  wait: number,
): (number | null)[] {
  if (signal.labelled) {
    const id = signal.id as keyof Reading;
    return readings.known.map((row, on) => row[on - (reads === "matured" ? wait : 0)]?.[id] ?? null);
  }
  return unlabelled(log, signal.id as "estimate" | "drift" | "latency");
}
