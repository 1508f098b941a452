import type { Detector, DetectorInput, Finding, ParamsOf } from "../contracts.ts";
import { fisherExact } from "../stats/fisher-exact.ts";
import { newcombeInterval } from "../stats/newcombe-interval.ts";
import { sortedCopy } from "../stats/order.ts";
import { quantile } from "../stats/quantile.ts";
import type { Table } from "../table/table.ts";
import { cannotTell, percent, pValueText, quoted, sayCannotTell } from "./findings.ts";
import { listedRows } from "./shared/listed-rows.ts";
import { readClock, readNumbers } from "./shared/read.ts";
import { duration, REASONS } from "./shared/words.ts";

const params = {
  alpha: {
    kind: "number",
    label: "Significance level",
    unit: "",
    min: 0.001,
    max: 0.2,
    step: 0.001,
    default: 0.01,
  },
  least: {
    kind: "number",
    label: "More late rows that count",
    unit: "%",
    min: 0,
    max: 0.5,
    step: 0.01,
    default: 0.05,
  },
  tolerance: {
    kind: "number",
    label: "Lateness that is let pass",
    unit: "s",
    min: 0,
    max: 86400,
    step: 1,
    default: 1,
  },
} as const;

const LEAST = 50;
const USUAL = 0.99;

type Side = {
  column: string;
  lags: Float64Array;
  border: number;
  late: number;
  before: number;
  m: number;
  n: number;
};

/**
 * Lateness: arrival less event, in each column of the role `feature-known-time`; a value that was there before the event has a negative
 * one, and is the staler the more negative. The border is the 99 % quantile of the older window's lateness; the statistic is the
 * share of the newer window beyond it less that of the older one, with Newcombe's interval and Fisher's exact p. Staleness is
 * judged the same way at the other end. It rings where p is below alpha and 5 % more of the rows are late (or stale).
 * `rows` are those rows of the newer window. Rows without one of the two times are left out.
 *
 * Blind to: rows that have not arrived at all (volume in the schema check sees those); a clock that is wrong alike in both windows.
 * A false alarm costs a look at the feed. Whether late values were used in training is for the availability audit to say.
 * Source: own definition; Akidau et al. (2015), "The dataflow model", PVLDB 8(12), for event time and processing time.
 */
const lateness: Detector<typeof params> = {
  id: "lateness",
  name: "Lateness of data",
  family: "pipelines",
  scope: "table",
  accepts: [],
  windows: 2,
  needs: ["event-time", "feature-known-time"],
  summary: "Compares how long after the event its data arrived, before and now.",
  formula:
    "d = k / n − j / m, where k of n rows now and j of m rows before arrived later after their event than 99 % of the rows before; p by Fisher’s exact test",
  falseAlarmCost: "A look at the feed.",
  source: "Own definition; after Akidau et al. (2015), The dataflow model, PVLDB 8(12)",
  blindTo: [
    "default-as-signal",
    "unlike-cohort",
    "immature-labels",
    "fraud-wave",
    "two-years-later",
    "concept-drift",
    "economic-shock",
    "selective-labels",
  ],
  params,
  detect,
  say,
};
export default lateness;

function detect(
  { reference, current, roles }: DetectorInput,
  { alpha, least, tolerance }: ParamsOf<typeof params>,
): Finding {
  for (const table of [reference, current!]) {
    const clock = readClock(table, roles);
    if (clock === null) return cannotTell("no-event-time");
    if (!clock.isTime) return cannotTell("no-clock");
  }
  const sides: (Side & { kind: "late" | "stale" })[] = [];
  let fewest = 0;
  for (const name of roles["feature-known-time"]!) {
    const before = lagsOf(reference, name, readClock(reference, roles)!.values);
    const now = lagsOf(current!, name, readClock(current!, roles)!.values);
    if (before === null || now === null) continue;
    const [m, n] = [countOf(before), countOf(now)];
    fewest = Math.max(fewest, Math.min(m, n));
    if (Math.min(m, n) < LEAST) continue;
    sides.push({ ...sideOf(name, before, now, tolerance * 1000), kind: "late" });
    const turned = sideOf(name, before.map(negative), now.map(negative), tolerance * 1000);
    sides.push({ ...turned, kind: "stale" });
  }
  if (sides.length === 0)
    return fewest > 0 ||
      roles["feature-known-time"]!.some((name) => reference.columns.get(name)?.kind === "time")
      ? cannotTell("too-few-rows", { rows: fewest, needed: LEAST })
      : cannotTell("no-known-time");
  const gapOf = (side: Side) => side.late / side.n - side.before / side.m;
  const worst = sides.reduce((a, b) => (gapOf(b) > gapOf(a) ? b : a));
  const difference = gapOf(worst);
  const plain = fisherExact(worst.late, worst.n - worst.late, worst.before, worst.m - worst.before);
  // The worst of several ends was chosen.
  const pValue = Math.min(1, plain * sides.length);
  const isLarge = difference >= least && difference > 0;
  const rings = isLarge && pValue < alpha;
  const sign = worst.kind === "late" ? 1 : -1;
  const ordinary = medianOf(lagsOf(reference, worst.column, readClock(reference, roles)!.values)!);
  return {
    verdict: rings ? "rings" : "silent",
    statistic: difference,
    effect: Math.max(0, difference),
    interval: newcombeInterval(worst.late, worst.n, worst.before, worst.m),
    pValue,
    threshold: alpha,
    at: [sign * worst.border],
    rows: rings ? listedRows(worst.lags.length, (row) => worst.lags[row]! > worst.border, "current") : null,
    reason: rings
      ? worst.kind === "late"
        ? "arrives-later"
        : "staler"
      : isLarge
        ? "could-be-chance"
        : "no-difference",
    facts: {
      column: worst.column,
      border: sign * worst.border,
      now: worst.late / worst.n,
      before: worst.before / worst.m,
      median: ordinary,
      medianNow: sign * medianOf(worst.lags),
      m: worst.m,
      n: worst.n,
    },
  };
}

const negative = (value: number): number => -value;

function lagsOf(table: Table, name: string, events: Float64Array): Float64Array | null {
  const column = table.columns.get(name);
  if (column?.kind !== "time") return null;
  const known = readNumbers(column);
  return events.map((event, row) => known[row]! - event);
}

function countOf(lags: Float64Array): number {
  let count = 0;
  for (const lag of lags) if (!Number.isNaN(lag)) count++;
  return count;
}

function medianOf(lags: Float64Array): number {
  return quantile(sortedCopy(lags.filter((lag) => !Number.isNaN(lag))), 0.5);
}

function sideOf(column: string, before: Float64Array, now: Float64Array, tolerance: number): Side {
  const sorted = sortedCopy(before.filter((lag) => !Number.isNaN(lag)));
  const border = quantile(sorted, USUAL) + tolerance;
  const beyond = (lags: Float64Array) => {
    let count = 0;
    for (const lag of lags) if (lag > border) count++;
    return count;
  };
  return {
    column,
    lags: now,
    border,
    late: beyond(now),
    before: beyond(before),
    m: sorted.length,
    n: countOf(now),
  };
}

function say(finding: Finding, columns: readonly string[]): string {
  const { facts } = finding;
  if (finding.verdict === "cannot-tell") return sayCannotTell(finding, columns, REASONS);
  const name = quoted([String(facts.column)]);
  const numbers = `${percent(Number(facts.before))} before, ${percent(Number(facts.now))} now; ${pValueText(finding.pValue ?? Number.NaN)}`;
  const typical = `typically ${lagWords(Number(facts.median))} before, ${lagWords(Number(facts.medianNow))} now`;
  if (finding.verdict === "silent") return `By ${name} data arrives as it used to (${typical}).`;
  if (finding.reason === "staler")
    return `By ${name} values are staler than they used to be: older than ${duration(-Number(facts.border))} in ${numbers} (${typical}).`;
  return `By ${name} data arrives later than it used to: more than ${duration(Number(facts.border))} after the event in ${numbers} (${typical}).`;
}

function lagWords(lag: number): string {
  if (lag === 0) return "at the event";
  return `${duration(Math.abs(lag))} ${lag > 0 ? "after" : "before"} the event`;
}
