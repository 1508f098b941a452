import type { Detector, DetectorInput, Finding, ParamsOf } from "../contracts.ts";
import { holm } from "../stats/holm.ts";
import { newcombeInterval } from "../stats/newcombe-interval.ts";
import { ratioInterval } from "../stats/ratio-interval.ts";
import { cannotTell, figure, percent, pValueText, quoted, sayCannotTell } from "./findings.ts";
import { designEffect, effective } from "./shared/design-effect.ts";
import { listedRows } from "./shared/listed-rows.ts";
import { breaksNeighbourhood, fisherTest, rateOf, type Tally, tallies } from "./shared/mass-signal.ts";
import { findMasses, isAt, type Mass, massClause, massName } from "./shared/masses.ts";
import { readLabels, readNumbers } from "./shared/read.ts";
import { REASONS } from "./shared/words.ts";

const params = {
  ratio: {
    kind: "number",
    label: "Ratio of label rates that counts",
    unit: "",
    min: 1,
    max: 10,
    step: 0.1,
    default: 1.5,
    help: "Either way round; a difference of ten points counts too.",
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
} as const;

export const POINTS = 0.1;
const MINIMUM_ROWS = 20;

type Signal = {
  mass: Mass;
  at: Tally;
  elsewhere: Tally;
  pValue: number;
  isLarge: boolean;
  breaks: boolean;
  neighbourRate: number;
};

/**
 * A default that became a signal: the values that are out of line with their neighbourhood (zero, sentinels such as -1 and
 * 99999999, any other mass, and missing), and the label rate at each against the rate at all other values.
 *
 * Difference with Newcombe's interval, ratio with Katz's, Fisher's exact p, Holm-corrected over the column's masses;
 * where rows belong to entities, on counts divided by the design effect (`designEffect`). It rings
 * where the corrected p is at most alpha, the ratio is beyond `ratio` either way or the difference beyond ten points, and the
 * rate also breaks with its neighbourhood (`breaksNeighbourhood`): the nearest values do not explain it. A zero that is no
 * signal stays silent, and so does the natural zero of a count, whatever its label rate: it stands at the head of a falling row of
 * counts, and "none" honestly differs from "some". Without a label it cannot tell, and lists the masses in
 * its facts.
 *
 * Blind to: a default within the usual values (the mean, the median) where few rows share it; an unknown written as 0 among many
 * true zeros of a count; defaults of several columns at once. A false alarm costs a look at where the value comes from.
 * Source: Newcombe (1998), Statistics in Medicine 17; Katz et al. (1978), Biometrics 34; SciPy `fisher_exact`.
 */
const pointMass: Detector<typeof params> = {
  id: "point-mass",
  name: "Default spike",
  family: "absence",
  scope: "column",
  accepts: ["number"],
  windows: 1,
  needs: [],
  summary:
    "Finds values that are suspiciously common, missing among them, and compares the label rate there with elsewhere.",
  formula:
    "difference = a / m − b / n and ratio = (a / m) / (b / n), where a of m rows at the value and b of n rows elsewhere have the label; p by Fisher’s exact test, Holm-corrected over the values",
  falseAlarmCost: "A look at where the value comes from.",
  source: "Newcombe (1998), Katz (1978), Fisher’s exact test as in SciPy 1.17; Holm correction",
  blindTo: [
    "same-day-batch-join",
    "feature-store-outage",
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
export default pointMass;

function detect(
  { reference, columns, roles }: DetectorInput,
  { ratio, alpha }: ParamsOf<typeof params>,
): Finding {
  const column = reference.columns.get(columns[0]!)!;
  const masses = findMasses(column);
  const facts: Record<string, number | string> = { masses: masses.length };
  for (const [i, mass] of masses.entries()) {
    facts[`mass.${i + 1}`] = massName(mass);
    facts[`kind.${i + 1}`] = mass.natural ? "natural-zero" : mass.kind;
    facts[`share.${i + 1}`] = mass.share;
  }
  const labels = readLabels(reference, roles);
  if (typeof labels === "string") return cannotTell(labels, facts);
  const values = readNumbers(column);
  const design = designEffect(reference, roles, labels.labels);
  const signals: Signal[] = [];
  for (const [i, mass] of masses.entries()) {
    const tally = tallies(values, labels.labels, mass);
    facts[`rate.${i + 1}`] = rateOf(tally.at);
    facts[`elsewhere.${i + 1}`] = rateOf(tally.elsewhere);
    if (Math.min(tally.at.rows, tally.elsewhere.rows) >= MINIMUM_ROWS)
      signals.push(signalOf(mass, tally.at, tally.elsewhere, ratio, design));
  }
  if (signals.length === 0) return silent("no-mass", alpha, facts);
  const corrected = holm(signals.map((signal) => signal.pValue));
  for (const [i, signal] of signals.entries()) {
    signal.pValue = corrected[i]!;
    if (!signal.isLarge || signal.pValue > alpha) continue;
    const { breaks, neighbourRate } = breaksNeighbourhood(
      values,
      labels.labels,
      signal.mass,
      signal,
      alpha,
      design,
    );
    signal.breaks = breaks;
    signal.neighbourRate = neighbourRate;
  }
  signals.sort(
    (a, b) => Number(b.breaks) - Number(a.breaks) || a.pValue - b.pValue || b.mass.rows - a.mass.rows,
  );
  const first = signals[0]!;
  const { mass, at, elsewhere } = first;
  const atEffective = effective(at.positives, at.rows, design);
  const elsewhereEffective = effective(elsewhere.positives, elsewhere.rows, design);
  const katz = ratioInterval(...atEffective, ...elsewhereEffective);
  const reason = first.breaks
    ? "label-rate-differs"
    : first.isLarge && first.pValue <= alpha
      ? first.mass.natural
        ? "natural-zero"
        : "follows-neighbours"
      : "no-difference";
  return {
    verdict: first.breaks ? "rings" : "silent",
    statistic: rateOf(at) - rateOf(elsewhere),
    effect: rateOf(at) / rateOf(elsewhere),
    interval: newcombeInterval(...atEffective, ...elsewhereEffective),
    pValue: first.pValue,
    threshold: alpha,
    at: Number.isNaN(mass.value) ? [] : [mass.value],
    rows: first.breaks ? listedRows(values.length, (row) => isAt(mass, values[row]!)) : null,
    reason,
    facts: {
      ...facts,
      mass: massName(mass),
      kind: mass.natural ? "natural-zero" : mass.kind,
      share: mass.share,
      rows: mass.rows,
      rate: rateOf(at),
      elsewhere: rateOf(elsewhere),
      ratio: rateOf(at) / rateOf(elsewhere),
      ratioLow: katz[0],
      ratioHigh: katz[1],
      ...(Number.isNaN(first.neighbourRate) ? {} : { neighbourRate: first.neighbourRate }),
      designEffect: design,
      signals: signals.filter((signal) => signal.breaks).length,
    },
  };
}

function signalOf(mass: Mass, at: Tally, elsewhere: Tally, ratio: number, design: number): Signal {
  const [here, there] = [rateOf(at), rateOf(elsewhere)];
  return {
    mass,
    at,
    elsewhere,
    pValue: fisherTest(at, elsewhere, design),
    isLarge: here >= ratio * there || there >= ratio * here || Math.abs(here - there) >= POINTS,
    breaks: false,
    neighbourRate: Number.NaN,
  };
}

function silent(reason: string, threshold: number, facts: Finding["facts"]): Finding {
  return {
    verdict: "silent",
    statistic: 0,
    effect: 1,
    interval: null,
    pValue: null,
    threshold,
    at: [],
    rows: null,
    reason,
    facts,
  };
}

function say(finding: Finding, columns: readonly string[]): string {
  const name = quoted(columns);
  const { facts } = finding;
  if (finding.verdict === "cannot-tell") {
    const spikes = Number(facts.masses ?? 0);
    const first =
      spikes > 0
        ? ` ${massClause(facts["mass.1"]!, name)} in ${percent(Number(facts["share.1"]))} of rows.`
        : "";
    return `${sayCannotTell(finding, columns, REASONS)}${first}`;
  }
  if (finding.reason === "no-mass")
    return `${name} has no value that stands out by its frequency, and too few missing ones to judge.`;
  const where = `${massClause(facts.mass!, name)} in ${percent(Number(facts.share))} of rows`;
  const rates = `the label rate there is ${percent(Number(facts.rate))}, elsewhere ${percent(Number(facts.elsewhere))}`;
  const [low, high] = finding.interval!;
  const bounds = `difference ${points(finding.statistic)}, interval ${points(low)} to ${points(high)} (${pValueText(finding.pValue!)})`;
  if (finding.verdict === "rings") return `${where}, and that says something: ${rates}; ${bounds}.`;
  if (finding.reason === "follows-neighbours")
    return `${where}; ${rates}, which the values next to it explain.`;
  if (finding.reason === "natural-zero")
    return `${where}, as a count has it; ${rates}, and none may honestly differ from some.`;
  const says = finding.pValue! <= finding.threshold ? "says little" : "is no signal";
  return `${where}, and that ${says}: ${rates}; ${bounds}.`;
}

const points = (share: number): string => `${figure(Number((100 * share).toPrecision(3)))} points`;
