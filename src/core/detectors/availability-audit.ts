import type { Detector, DetectorInput, Finding, ParamsOf } from "../contracts.ts";
import { sortedCopy } from "../stats/order.ts";
import { wilsonInterval } from "../stats/wilson-interval.ts";
import { cannotTell, percent, quoted, sayCannotTell } from "./findings.ts";
import { listedRows } from "./shared/listed-rows.ts";
import { readClock, readNumbers } from "./shared/read.ts";
import { counted, duration, REASONS } from "./shared/words.ts";

const params = {
  tolerance: {
    kind: "number",
    label: "Lead that is let pass",
    unit: "s",
    min: 0,
    max: 86400,
    step: 1,
    default: 1,
    help: "Clocks of two systems rarely agree to the second.",
  },
  share: {
    kind: "number",
    label: "Share of rows that is let pass",
    unit: "%",
    min: 0,
    max: 0.5,
    step: 0.001,
    default: 0,
  },
} as const;

const DAY = 86400000;

type Audit = {
  column: string;
  kind: "feature" | "label";
  compared: number;
  rows: number;
  share: number;
  longestLead: number;
  medianLead: number;
  early: Uint8Array;
};

/**
 * Rows that saw the future: lead = known time of the feature less event time, in each column of the role
 * `feature-known-time`; a row is early where the lead exceeds the tolerance. A `label-known-time` before the event is early the
 * other way round: the outcome was there before the row that is to predict it. Where every event time is a midnight, the
 * file knows dates only, and only a later date counts. Rows that lack a time are left out and counted.
 *
 * It reads recorded clocks; nothing is estimated, and there is no chance in it.
 * Blind to: a feature whose known time was not recorded or is itself wrong, a source that was corrected later in place.
 * A false alarm (two clocks that disagree) costs a look at the longest leads; set the tolerance to it.
 * Source: own definition; the point-in-time rule of Kaufman et al. (2012), "Leakage in data mining", ACM TKDD 6(4).
 */
const availabilityAudit: Detector<typeof params> = {
  id: "availability-audit",
  name: "Availability audit",
  family: "time",
  scope: "table",
  accepts: [],
  windows: 1,
  needs: ["event-time"],
  summary: "Counts the rows whose feature became known only after the moment of prediction.",
  formula:
    "lead = known time − event time; a row is early where its lead exceeds the tolerance; share = early rows / rows with both times",
  falseAlarmCost: "A look at the longest leads; two clocks that disagree are answered by the tolerance.",
  source: "Own definition; after Kaufman et al. (2012), Leakage in data mining, ACM TKDD 6(4)",
  blindTo: [
    "default-as-signal",
    "feature-store-outage",
    "unlike-cohort",
    "immature-labels",
    "fraud-wave",
    "two-years-later",
    "concept-drift",
    "economic-shock",
    "serving-skew",
    "selective-labels",
  ],
  params,
  detect,
  say,
};
export default availabilityAudit;

function detect({ reference, roles }: DetectorInput, { tolerance, share }: ParamsOf<typeof params>): Finding {
  const clock = readClock(reference, roles);
  if (clock === null) return cannotTell("no-event-time");
  if (!clock.isTime) return cannotTell("no-clock");
  const events = clock.values;
  const byDate = events.every((time) => Number.isNaN(time) || time % DAY === 0);
  const audits: Audit[] = [];
  for (const kind of ["feature", "label"] as const) {
    for (const column of roles[`${kind}-known-time`] ?? []) {
      const source = reference.columns.get(column);
      if (source?.kind === "time")
        audits.push(audit(column, kind, events, readNumbers(source), tolerance, byDate));
    }
  }
  if (audits.length === 0) return cannotTell("no-known-time");
  const read = audits.filter((one) => one.compared > 0);
  if (read.length === 0) return cannotTell("too-few-rows", { rows: 0, needed: 1 });
  const worst = read.reduce((a, b) => (b.share > a.share ? b : a));
  const facts: Record<string, number | string> = {
    column: worst.column,
    kind: worst.kind,
    compared: worst.compared,
    without: events.length - worst.compared,
    early: worst.rows,
    longestLead: worst.longestLead,
    medianLead: worst.medianLead,
    resolution: byDate ? "day" : "time",
    audited: read.length,
  };
  for (const one of read) {
    facts[`share.${one.column}`] = one.share;
    facts[`longestLead.${one.column}`] = one.longestLead;
  }
  return {
    verdict: worst.share > share ? "rings" : "silent",
    statistic: worst.share,
    effect: worst.share,
    interval: wilsonInterval(worst.rows, worst.compared),
    pValue: null,
    threshold: share,
    at: [],
    rows: listedRows(events.length, (row) => worst.early[row] === 1),
    reason:
      worst.share <= share
        ? "all-known-in-time"
        : worst.kind === "label"
          ? "label-before-event"
          : "saw-the-future",
    facts,
  };
}

function audit(
  column: string,
  kind: Audit["kind"],
  events: Float64Array,
  known: Float64Array,
  tolerance: number,
  byDate: boolean,
): Audit {
  const early = new Uint8Array(events.length);
  const leads: number[] = [];
  let compared = 0;
  for (let row = 0; row < events.length; row++) {
    const moment = byDate ? Math.floor(known[row]! / DAY) * DAY : known[row]!;
    const lead = kind === "feature" ? moment - events[row]! : events[row]! - moment;
    if (Number.isNaN(lead)) continue;
    compared++;
    if (lead > tolerance * 1000) {
      early[row] = 1;
      leads.push(lead);
    }
  }
  const sorted = sortedCopy(leads);
  const half = sorted.length >> 1;
  return {
    column,
    kind,
    compared,
    rows: leads.length,
    share: compared === 0 ? 0 : leads.length / compared,
    longestLead: sorted.length === 0 ? 0 : sorted[sorted.length - 1]!,
    medianLead:
      sorted.length === 0
        ? 0
        : sorted.length % 2 === 1
          ? sorted[half]!
          : (sorted[half - 1]! + sorted[half]!) / 2,
    early,
  };
}

function say(finding: Finding, columns: readonly string[]): string {
  if (finding.verdict === "cannot-tell") return sayCannotTell(finding, columns, REASONS);
  const { facts } = finding;
  const name = quoted([String(facts.column)]);
  const rows = counted(Number(facts.compared), "row");
  if (Number(facts.early) === 0)
    return `No row saw the future: in ${rows} everything was known by the moment of prediction.`;
  const clause =
    facts.kind === "label"
      ? `had their label before the event, by ${name}`
      : `read something that became known only after the prediction, by ${name}`;
  return `${percent(finding.statistic)} of ${rows} ${clause}: typically ${duration(Number(facts.medianLead))} too early, at most ${duration(Number(facts.longestLead))}.`;
}
