import type { Detector, DetectorInput, Finding, ParamsOf } from "../contracts.ts";
import type { Random } from "../random.ts";
import { holm } from "../stats/holm.ts";
import { newcombeInterval } from "../stats/newcombe-interval.ts";
import { cannotTell, figure, percent, pValueText, quoted, sayCannotTell } from "./findings.ts";
import { bothWindows, listedInBoth } from "./shared/both-windows.ts";
import { findMasses, isAt, type Mass, massClause, massName } from "./shared/masses.ts";
import { columnWithRole, readNumbers } from "./shared/read.ts";
import { dispersion, type Stretch, scan, scanPValue } from "./shared/scan.ts";
import { countBins } from "./shared/time-bins.ts";
import { type View, viewsOf } from "./shared/time-views.ts";
import { hourOfDay, moment, REASONS } from "./shared/words.ts";

const params = {
  difference: {
    kind: "number",
    label: "Rise of the share that counts",
    unit: "%",
    min: 0,
    max: 0.9,
    step: 0.01,
    default: 0.1,
  },
  odds: { kind: "number", label: "Odds ratio that counts", unit: "", min: 1, max: 20, step: 0.5, default: 2 },
  historyDays: {
    kind: "number",
    label: "A row has history if its entity was seen within",
    unit: "days",
    min: 1,
    max: 90,
    step: 1,
    default: 7,
  },
  alpha: {
    kind: "number",
    label: "Significance level",
    unit: "",
    min: 0.001,
    max: 0.2,
    step: 0.001,
    default: 0.01,
  },
  permutations: {
    kind: "number",
    label: "Permutations",
    unit: "",
    min: 99,
    max: 999,
    step: 100,
    default: 199,
  },
} as const;

type Case = {
  mass: Mass;
  view: View;
  stretch: Stretch;
  inside: number;
  outside: number;
  isLarge: boolean;
  pValue: number;
  spread: number;
};

/**
 * Silence over time: whether a mass of the column (zero, a sentinel, another mass, or missing) fills a stretch of time, or hours
 * of the day, far more than the rest; where a column says whom rows belong to, among rows whose entity was seen within the last
 * days, where silence can not mean "new"; otherwise (or with too few of those) among all rows.
 *
 * For each mass and view a scan statistic over stretches of bins (the largest excess, in standard deviations), with its
 * permutation null (`scanPValue`), Holm-corrected over masses and views. It rings where p is at most alpha, the share inside
 * exceeds the share outside by `difference`, and the odds ratio reaches `odds`. Two windows are read as one line of time. Where
 * the event time is only an order, the stretch is one of rows.
 *
 * Silence of an entity comes in runs; the z is divided by the root of the bins' own dispersion (`dispersion`) before it is compared
 * with the null of independent rows.
 *
 * Blind to: an outage that takes the same share at all times, or new entities alone; values that are wrong but not one value; a stretch of more than half
 * of the rows. A false alarm costs a look at the job's log for that stretch.
 * Source: Kulldorff (1997), Communications in Statistics 26; Abrams, Kulldorff, Kleinman (2010) for the Gumbel tail.
 */
const massOverTime: Detector<typeof params> = {
  id: "mass-over-time",
  name: "Silence over time",
  family: "absence",
  scope: "column",
  accepts: ["number"],
  windows: 1,
  needs: ["event-time"],
  summary:
    "Looks for a stretch of time, or hours of the day, in which the column is zero, a default or missing far more often.",
  formula:
    "z = largest over stretches of time of (rows at the value − expected) / standard deviation; p = share of shuffles of the rows with a z as large",
  falseAlarmCost: "A look at the job’s log for that stretch of time.",
  source: "Scan statistic of Kulldorff (1997) with a permutation null",
  blindTo: [
    "same-day-batch-join",
    "default-as-signal",
    "unlike-cohort",
    "immature-labels",
    "fraud-wave",
    "concept-drift",
    "selective-labels",
  ],
  params,
  detect,
  say,
};
export default massOverTime;

function detect(
  { reference, current, columns, roles }: DetectorInput,
  { difference, odds, historyDays, alpha, permutations }: ParamsOf<typeof params>,
  random: Random,
): Finding {
  const timeName = (roles["event-time"] ?? []).find((name) => reference.columns.has(name));
  if (timeName === undefined) return cannotTell("no-event-time");
  const second = current?.columns.has(timeName) && current.columns.has(columns[0]!) ? current : null;
  const column = bothWindows(reference, second, columns[0]!);
  const time = bothWindows(reference, second, timeName);
  if (time.kind === "category") return cannotTell("no-event-time");
  if (column.kind !== "number") return cannotTell("wrong-kind");
  const masses = findMasses(column);
  if (masses.length === 0 && time.values.length < 100)
    return cannotTell("too-few-rows", { rows: time.values.length, needed: 100 });
  if (masses.length === 0) return silent("no-mass", alpha);
  const entityRole = columnWithRole(reference, roles, "entity");
  const entityName = [...reference.columns].find(([, one]) => one === entityRole)?.[0];
  const entity =
    entityName !== undefined && (second === null || second.columns.has(entityName))
      ? bothWindows(reference, second, entityName)
      : null;
  const times = readNumbers(time);
  const views = viewsOf(time, entity, historyDays);
  if (views.length === 0) return cannotTell("too-few-rows", { rows: times.length, needed: 100 });

  const values = readNumbers(column);
  const cases: Case[] = [];
  for (const mass of masses) {
    for (const view of views) {
      const bins = countBins(view.binning, (row) => isAt(mass, values[row]!));
      const stretch = scan(bins);
      if (stretch === null) continue;
      const rows = bins.rows.reduce((a, b) => a + b, 0);
      const hits = bins.hits.reduce((a, b) => a + b, 0);
      const inside = stretch.hits / stretch.rows;
      const outside = (hits - stretch.hits) / (rows - stretch.rows);
      const isLarge =
        inside - outside >= difference && inside * (1 - outside) >= odds * outside * (1 - inside);
      const source = random.fork(`${massName(mass)}/${view.among}/${view.binning.scale}`);
      // Silence that comes in runs varies more than the null's independent rows: its z counts for less.
      const spread = dispersion(bins);
      const z = stretch.z / Math.sqrt(spread);
      const pValue = isLarge ? scanPValue(bins, z, permutations, source) : 1;
      cases.push({ mass, view, stretch, inside, outside, isLarge, pValue, spread });
    }
  }
  if (cases.length === 0) return silent("no-mass", alpha);
  const corrected = holm(cases.map((one) => one.pValue));
  for (const [i, one] of cases.entries()) one.pValue = corrected[i]!;
  const rises = (one: Case) => one.isLarge && one.pValue <= alpha;
  cases.sort(
    (a, b) =>
      Number(rises(b)) - Number(rises(a)) ||
      Number(b.isLarge) - Number(a.isLarge) ||
      b.stretch.z - a.stretch.z,
  );
  const first = cases[0]!;
  const rows = times.length;
  const isInside = insideTest(first);
  const place = placeOf(first, times, isInside);
  const { stretch, view, mass } = first;
  const all = view.binning.binOf.reduce((sum, bin) => sum + (bin >= 0 ? 1 : 0), 0);
  const marked = Math.round(first.outside * (all - stretch.rows));
  return {
    verdict: rises(first) ? "rings" : "silent",
    statistic: stretch.z,
    effect: first.inside - first.outside,
    interval: newcombeInterval(stretch.hits, stretch.rows, marked, all - stretch.rows),
    pValue: first.isLarge ? first.pValue : null,
    threshold: alpha,
    at: [place.from, place.to],
    rows: rises(first)
      ? listedInBoth(rows, reference.rows, (row) => isInside(row) && isAt(mass, values[row]!))
      : null,
    reason: rises(first) ? "fills-a-stretch" : first.isLarge ? "could-be-chance" : "even",
    facts: {
      mass: massName(mass),
      kind: mass.kind,
      among: view.among,
      historyDays,
      scale: view.binning.scale === "row" && time.kind === "time" ? "time" : view.binning.scale,
      from: place.from,
      to: place.to,
      shareInside: first.inside,
      shareOutside: first.outside,
      rowsInside: stretch.rows,
      hitsInside: stretch.hits,
      dispersion: first.spread,
      binLength: view.binning.unit,
      bins: view.binning.count,
      masses: masses.length,
      stretches: cases.filter(rises).length,
    },
  };
}

function insideTest({ view, stretch }: Case): (row: number) => boolean {
  const { binOf, count } = view.binning;
  const inside = new Uint8Array(count);
  for (let b = 0; b < stretch.length; b++) inside[(stretch.from + b) % count] = 1;
  return (row) => binOf[row]! >= 0 && inside[binOf[row]!] === 1;
}

/** Where the stretch begins and ends: hours of the day (the end excluded), times, or places in the order of rows from 1. */
function placeOf({ view, stretch }: Case, times: Float64Array, isInside: (row: number) => boolean) {
  const { scale, start, unit } = view.binning;
  if (scale === "hour") return { from: stretch.from, to: (stretch.from + stretch.length) % 24 };
  if (scale === "time")
    return { from: start + stretch.from * unit, to: start + (stretch.from + stretch.length) * unit };
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < times.length; row++) {
    if (!isInside(row)) continue;
    from = Math.min(from, times[row]!);
    to = Math.max(to, times[row]!);
  }
  return { from, to };
}

function silent(reason: string, threshold: number): Finding {
  return {
    verdict: "silent",
    statistic: 0,
    effect: 0,
    interval: null,
    pValue: null,
    threshold,
    at: [],
    rows: null,
    reason,
    facts: { masses: 0 },
  };
}

function say(finding: Finding, columns: readonly string[]): string {
  if (finding.verdict === "cannot-tell") return sayCannotTell(finding, columns, REASONS);
  const name = quoted(columns);
  const { facts } = finding;
  if (finding.reason === "no-mass")
    return `${name} has no default, no missing value and no other mass to follow over time.`;
  const what = massClause(facts.mass!, name);
  const where =
    facts.scale === "hour"
      ? `between ${hourOfDay(Number(facts.from))} and ${hourOfDay(Number(facts.to))} of each day`
      : facts.scale === "time"
        ? `from ${moment(Number(facts.from))} to ${moment(Number(facts.to))}`
        : `in the rows ${figure(Number(facts.from))} to ${figure(Number(facts.to))} by their order`;
  const among =
    facts.among === "history"
      ? ` of the rows whose entity was seen within ${facts.historyDays} days`
      : " of rows";
  const shares = `in ${percent(Number(facts.shareInside))}${among} ${where}, in ${percent(Number(facts.shareOutside))} otherwise`;
  if (finding.verdict === "rings") return `${what} ${shares} (${pValueText(finding.pValue!)}).`;
  return `${what} about as often at all times; most often ${shares}.`;
}
