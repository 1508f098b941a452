import type { Detector, DetectorInput, Finding, ParamsOf } from "../contracts.ts";
import { cannotTell, percent, sayCannotTell } from "./findings.ts";
import { ageAt, labelDelays } from "./shared/label-delays.ts";
import { listedRows } from "./shared/listed-rows.ts";
import { counted, duration, REASONS } from "./shared/words.ts";

const params = {
  share: {
    kind: "number",
    label: "Share of labels that makes an age mature",
    unit: "%",
    min: 0.5,
    max: 0.99,
    step: 0.01,
    default: 0.95,
  },
  least: {
    kind: "number",
    label: "Share of young rows that counts",
    unit: "%",
    min: 0.01,
    max: 0.5,
    step: 0.01,
    default: 0.05,
  },
} as const;

const DAY = 86400000;
const LEAST = 30;

/**
 * Label maturity: the age of a row at which 95 % of the labels have arrived, from known time less event time, with rows that still
 * wait censored (Kaplan-Meier), or, where only one outcome is ever reported, with reports too late to be seen allowed for.
 * The interval is where Greenwood's 95 % band crosses that share. The age of a row is counted to the newest moment in the file. It
 * rings where at least 5 % of the rows are younger than that age and some of them still wait for their label: "no fraud" among
 * them often means "not reported yet". The statistic is the age in days, the effect the share of younger rows.
 *
 * Blind to: labels that never come, other than as a curve that does not reach the share; delays longer than the file.
 * A false alarm costs the newest rows, which are left out of training without need.
 * Reference: lifelines 0.30 (KaplanMeierFitter). Sources: Kaplan, Meier (1958), JASA 53; Lagakos, Barraj, De Gruttola (1988),
 * Biometrika 75, for the reports; Chapelle (2014), KDD, for delayed labels in training.
 */
const labelMaturity: Detector<typeof params> = {
  id: "label-maturity",
  name: "Label maturity",
  family: "time",
  scope: "table",
  accepts: [],
  windows: 1,
  needs: ["event-time", "label-known-time"],
  summary: "Estimates the age at which 95 % of the labels have arrived and looks for rows younger than that.",
  formula:
    "S(t) = product over delays up to t of (1 − d / r), where d labels arrived after that delay and r rows still waited; the age is the first t with 1 − S(t) of at least 95 %",
  falseAlarmCost: "The newest rows, which are left out of training without need.",
  source: "lifelines 0.30 (KaplanMeierFitter); Lagakos, Barraj, De Gruttola (1988), Biometrika 75",
  blindTo: [
    "same-day-batch-join",
    "default-as-signal",
    "feature-store-outage",
    "unlike-cohort",
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
export default labelMaturity;

function detect({ reference, roles }: DetectorInput, { share, least }: ParamsOf<typeof params>): Finding {
  const delays = labelDelays(reference, roles);
  if (typeof delays === "string") return cannotTell(delays);
  const { dated, open, mode, age, waiting } = delays;
  if (dated < LEAST) return cannotTell("too-few-known-times", { rows: dated, needed: LEAST });
  const mature = ageAt(delays.ages, delays.arrived, share);
  const last = delays.arrived.length - 1;
  const facts: Record<string, number | string> = {
    share,
    mode,
    dated,
    open,
    median: ageAt(delays.ages, delays.arrived, 0.5),
    arrived: delays.arrived[last]!,
    longest: delays.ages[last]!,
  };
  if (mature === Number.POSITIVE_INFINITY) return cannotTell("labels-still-arriving", facts);
  let rows = 0;
  let young = 0;
  let pending = 0;
  for (let row = 0; row < age.length; row++) {
    if (Number.isNaN(age[row]!)) continue;
    rows++;
    if (age[row]! >= mature) continue;
    young++;
    pending += waiting[row]!;
  }
  const rings = young / rows >= least && pending > 0;
  return {
    verdict: rings ? "rings" : "silent",
    statistic: mature / DAY,
    effect: young / rows,
    interval: [ageAt(delays.ages, delays.high, share) / DAY, ageAt(delays.ages, delays.low, share) / DAY],
    pValue: null,
    threshold: least,
    at: [delays.end - mature],
    rows: rings ? listedRows(age.length, (row) => age[row]! < mature) : null,
    reason: rings ? "rows-too-young" : pending > 0 ? "few-young-rows" : "all-arrived",
    facts: { ...facts, age: mature, young, pending },
  };
}

function say(finding: Finding, columns: readonly string[]): string {
  const { facts, interval } = finding;
  if (finding.verdict === "cannot-tell")
    return sayCannotTell(finding, columns, {
      ...REASONS,
      "too-few-known-times": "too few labels say when they became known",
      "labels-still-arriving": `only ${percent(Number(facts.arrived))} of the labels had arrived after ${duration(Number(facts.longest))}, the longest delay seen`,
    });
  const ends = interval!.map((days) =>
    Number.isFinite(days) ? duration(days * DAY) : "longer than the file",
  );
  const age = `${percent(Number(facts.share))} of the labels have arrived after ${duration(Number(facts.age))} (interval ${ends.join(" to ")}; half of them after ${duration(Number(facts.median))})`;
  const young = `${counted(Number(facts.young), "row")} (${percent(finding.effect)})`;
  if (finding.verdict === "rings")
    return `${age}, and ${young} are younger than that: ${counted(Number(facts.pending), "label")} among them may still come or turn.`;
  if (finding.reason === "all-arrived") return `${age}, and no row still waits for its label.`;
  return `${age}; ${young} are younger than that.`;
}
