import type { Detector, DetectorInput, Finding, ParamsOf } from "../contracts.ts";
import { fisherExact } from "../stats/fisher-exact.ts";
import { newcombeInterval } from "../stats/newcombe-interval.ts";
import { type Column, numbers, type Table, table as tableOf } from "../table/table.ts";
import { cannotTell, figure, percent, pValueText, sayCannotTell } from "./findings.ts";
import { bothWindows } from "./shared/both-windows.ts";
import { designEffect, effective } from "./shared/design-effect.ts";
import { ageAt, labelDelays } from "./shared/label-delays.ts";
import { readClock, readLabels, UNKNOWN } from "./shared/read.ts";
import { timedRows } from "./shared/timed-rows.ts";
import { counted, duration, REASONS } from "./shared/words.ts";

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
    label: "Change of the rate that counts",
    unit: "%",
    min: 0,
    max: 1,
    step: 0.01,
    default: 0.1,
    help: "Relative to the earlier rate.",
  },
} as const;

const LEAST = 30;
const MATURE = 0.95;

/**
 * Label shift: the label rate of the newer window less that of the older one, with Newcombe's interval and Fisher's exact p, on
 * counts divided by the design effect: how much more the rate varies because rows of one entity, and rows next to each other in
 * time, share their fate (the larger one counts). It rings where p is below alpha and the rate changed by at least a tenth of
 * what it was. Where it is recorded when labels became known and some are still to come, rows
 * younger than the age at which 95 % have arrived are left out: they would always look lower.
 *
 * Blind to: a changed relation between features and label at the same rate; labels that are wrong alike in both windows.
 * A false alarm costs attention, and a recalibration to chance if it is believed.
 * Sources: Newcombe (1998), Statistics in Medicine 17, method 10; `scipy.stats.fisher_exact` (1.17); Rao, Scott (1992), Biometrics
 * 48, for the design effect; Lipton, Wang, Smola (2018), ICML, for the name.
 */
const labelShift: Detector<typeof params> = {
  id: "label-shift",
  name: "Label shift",
  family: "two-samples",
  scope: "table",
  accepts: [],
  windows: 2,
  needs: ["label"],
  summary:
    "Compares how often the label is positive, before and now, allowing for rows that share an entity.",
  formula:
    "d = k / n − j / m, where k of n rows now and j of m rows before are positive; p by Fisher’s exact test on counts divided by the design effect",
  falseAlarmCost: "Attention, and a recalibration to chance if it is believed.",
  source: "Newcombe (1998); Fisher’s exact test as in SciPy 1.17; Rao, Scott (1992)",
  blindTo: [
    "same-day-batch-join",
    "default-as-signal",
    "feature-store-outage",
    "concept-drift",
    "serving-skew",
  ],
  params,
  detect,
  say,
};
export default labelShift;

function detect(
  { reference, current, roles }: DetectorInput,
  { alpha, least }: ParamsOf<typeof params>,
): Finding {
  const joined = joinedTable(reference, current!, [
    ...(roles.label ?? []),
    ...(roles["event-time"] ?? []),
    ...(roles["label-known-time"] ?? []),
  ]);
  const all = readLabels(joined, roles);
  if (typeof all === "string") return cannotTell(all);
  const labels = all.labels.slice();
  const young = leaveOutYoung(joined, roles, labels);
  const sides = [labels.subarray(0, reference.rows), labels.subarray(reference.rows)].map((own, side) => {
    let rows = 0;
    let positives = 0;
    for (const label of own) {
      if (label === UNKNOWN) continue;
      rows++;
      positives += label;
    }
    const table = side === 0 ? reference : current!;
    return {
      rows,
      positives,
      design: Math.max(designEffect(table, roles, own), neighbourEffect(table, roles, own)),
    };
  });
  const [before, now] = sides as [(typeof sides)[0], (typeof sides)[0]];
  const fewest = Math.min(before.rows, now.rows);
  if (fewest < LEAST)
    return cannotTell(young.rows > 0 ? "labels-too-young" : "too-few-labels", {
      rows: fewest,
      needed: LEAST,
    });
  // One fate of rows that go together: a window too short to show it has at least that of the other.
  const design = Math.max(before.design, now.design);
  const [k, n] = effective(now.positives, now.rows, design);
  const [j, m] = effective(before.positives, before.rows, design);
  const [rateBefore, rateNow] = [before.positives / before.rows, now.positives / now.rows];
  const difference = rateNow - rateBefore;
  const pValue = fisherExact(k, n - k, j, m - j);
  const isLarge = difference !== 0 && Math.abs(difference) >= least * rateBefore;
  const rings = isLarge && pValue < alpha;
  return {
    verdict: rings ? "rings" : "silent",
    statistic: difference,
    effect: difference,
    interval: newcombeInterval(k, n, j, m),
    pValue,
    threshold: alpha,
    at: [],
    rows: null,
    reason: rings
      ? difference > 0
        ? "more-positives"
        : "fewer-positives"
      : isLarge
        ? "could-be-chance"
        : "no-difference",
    facts: {
      positive: all.positive,
      before: rateBefore,
      now: rateNow,
      rowsBefore: before.rows,
      rowsNow: now.rows,
      designEffect: design,
      youngRows: young.rows,
      matureAge: young.age,
    },
  };
}

/** The design effect of blocks of √n labelled rows that follow each other in time; 1 without an event time. */
function neighbourEffect(table: Table, roles: DetectorInput["roles"], labels: Uint8Array): number {
  const clock = readClock(table, roles);
  if (clock === null) return 1;
  const times = clock.values;
  const rows = timedRows(times, (row) => labels[row] !== UNKNOWN);
  const size = Math.max(10, Math.floor(Math.sqrt(rows.length)));
  const block = new Float64Array(table.rows).fill(Number.NaN);
  let first = 0;
  for (const [i, row] of rows.entries()) {
    // Rows of one moment are one block, so that their order in the file does not matter.
    if (times[row] !== times[rows[first]!]) first = i;
    block[row] = Math.floor(first / size);
  }
  return designEffect(tableOf([["block", numbers(block)]]), { entity: ["block"] }, labels);
}

/** The two windows one after the other, these columns alone. */
function joinedTable(reference: Table, current: Table, names: readonly string[]): Table {
  const columns = new Map<string, Column>();
  for (const name of names)
    if (reference.columns.has(name) && current.columns.get(name)?.kind === reference.columns.get(name)!.kind)
      columns.set(name, bothWindows(reference, current, name));
  return { rows: reference.rows + current.rows, columns };
}

/** Marks the rows too young for their label as unknown; how many had one, and the age that was asked of them. */
function leaveOutYoung(
  joined: Table,
  roles: DetectorInput["roles"],
  labels: Uint8Array,
): { rows: number; age: number } {
  const delays = labelDelays(joined, roles);
  if (typeof delays === "string" || delays.mode === "complete") return { rows: 0, age: 0 };
  const mature = ageAt(delays.ages, delays.arrived, MATURE);
  const age = Number.isFinite(mature) ? mature : delays.ages[delays.ages.length - 1]!;
  let rows = 0;
  for (let row = 0; row < labels.length; row++) {
    if (labels[row] === UNKNOWN || !(delays.age[row]! < age)) continue;
    labels[row] = UNKNOWN;
    rows++;
  }
  return { rows, age };
}

function say(finding: Finding, columns: readonly string[]): string {
  if (finding.verdict === "cannot-tell")
    return sayCannotTell(finding, columns, {
      ...REASONS,
      "too-few-labels": "too few rows of a window have a label",
      "labels-too-young": "in one window almost no row is old enough for its label to have arrived",
    });
  const { facts, interval } = finding;
  const [low, high] = interval!;
  const young =
    Number(facts.youngRows) > 0
      ? ` ${counted(Number(facts.youngRows), "row")} younger than ${duration(Number(facts.matureAge))} left out, since their labels may still come.`
      : "";
  const numbers = `${percent(Number(facts.before))} before, ${percent(Number(facts.now))} now, a change of ${points(low)} to ${points(high)} percentage points; ${pValueText(finding.pValue ?? Number.NaN)}`;
  if (finding.verdict === "silent")
    return `The label is positive about as often as before (${numbers}).${young}`;
  return `The label is positive ${finding.statistic > 0 ? "more" : "less"} often than before (${numbers}).${young}`;
}

function points(share: number): string {
  return figure(Number((100 * share).toPrecision(2)));
}
