import type { Detector, DetectorInput, Finding, ParamsOf } from "../contracts.ts";
import { fisherExact } from "../stats/fisher-exact.ts";
import { newcombeInterval } from "../stats/newcombe-interval.ts";
import { sortOrder } from "../stats/order.ts";
import { cannotTell, percent, pValueText, sayCannotTell } from "./findings.ts";
import { designEffect, effective } from "./shared/design-effect.ts";
import { listedRows } from "./shared/listed-rows.ts";
import { columnWithRole, readGroups, readNumbers, UNKNOWN } from "./shared/read.ts";
import { counted, REASONS } from "./shared/words.ts";

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
    label: "Difference that counts",
    unit: "%",
    min: 0.01,
    max: 1,
    step: 0.01,
    default: 0.1,
  },
  support: {
    kind: "number",
    label: "Share of labels that a score needs",
    unit: "%",
    min: 0.01,
    max: 0.5,
    step: 0.01,
    default: 0.05,
  },
} as const;

const LEAST = 20;
const MOST_DECISIONS = 12;
const SCORE_BINS = 20;
/** Fewer rows than this could lack labels by chance. */
const LEAST_IN_BIN = 100;

/**
 * Selective labels: whether the outcome is known more rarely after one decision than after another (a declined loan never
 * defaults). The statistic is the largest share of labelled rows by decision less the smallest, with Newcombe's interval and
 * Fisher's exact p on counts divided by the design effect. It rings where p is below alpha and the difference is at least ten points.
 * The smallest share is the exploration: rows whose outcome was learned although the decision speaks against it. Where there is
 * a score, the overlap is the share of unlabelled rows whose score (in bins of a twentieth of them, at least 100) is one at which at
 * least 5 % of the rows have a label: about the others these labels say nothing.
 *
 * Blind to: labels that are there but were changed by the decision; a decision that nobody recorded. A false alarm costs attention.
 * Sources: Lakkaraju et al. (2017), "The selective labels problem", KDD; Newcombe (1998), Statistics in Medicine 17.
 */
const selectiveLabels: Detector<typeof params> = {
  id: "selective-labels",
  name: "Selective labels",
  family: "pipelines",
  scope: "table",
  accepts: [],
  windows: 1,
  needs: ["label", "decision"],
  summary:
    "Compares how often the outcome is known after each decision, and what the labelled rows can speak for.",
  formula:
    "d = a − b, where a and b are the largest and the smallest share of rows with a label among the decisions; p by Fisher’s exact test; overlap = unlabelled rows at scores where at least 5 % have a label / unlabelled rows",
  falseAlarmCost: "Attention, and a few rows labelled at random to be sure.",
  source: "Lakkaraju et al. (2017), The selective labels problem, KDD; Fisher’s exact test as in SciPy 1.17",
  blindTo: [
    "same-day-batch-join",
    "default-as-signal",
    "feature-store-outage",
    "unlike-cohort",
    "immature-labels",
    "fraud-wave",
    "two-years-later",
    "concept-drift",
    "economic-shock",
    "serving-skew",
  ],
  params,
  detect,
  say,
};
export default selectiveLabels;

type Group = { group: number; rows: number; labelled: number };

function detect(
  { reference, roles }: DetectorInput,
  { alpha, least, support }: ParamsOf<typeof params>,
): Finding {
  const label = columnWithRole(reference, roles, "label")!;
  const decision = columnWithRole(reference, roles, "decision")!;
  const isLabelled = Uint8Array.from(readNumbers(label), (value) => (Number.isNaN(value) ? 0 : 1));
  const { groups, count } = readGroups(decision);
  const tallies: Group[] = Array.from({ length: count }, (_, group) => ({ group, rows: 0, labelled: 0 }));
  for (let row = 0; row < groups.length; row++) {
    const tally = tallies[groups[row]!];
    if (tally === undefined) continue;
    tally.rows++;
    tally.labelled += isLabelled[row]!;
  }
  const judged = tallies.filter((one) => one.rows >= LEAST);
  if (tallies.filter((one) => one.rows > 0).length > MOST_DECISIONS) return cannotTell("too-many-decisions");
  if (judged.length < 2)
    return cannotTell(tallies.length < 2 ? "one-decision" : "too-few-rows", {
      rows: Math.min(...tallies.map((one) => one.rows), reference.rows),
      needed: LEAST,
    });
  const name = (group: number) =>
    decision.kind === "category"
      ? decision.categories[group]!
      : String(readNumbers(decision)[groups.indexOf(group)]!);
  // Names break ties, so that the order of the rows does not.
  judged.sort((a, b) => shareOf(a) - shareOf(b) || (name(a.group) < name(b.group) ? -1 : 1));
  const low = judged[0]!;
  const high = judged[judged.length - 1]!;
  const design = designEffect(
    reference,
    roles,
    isLabelled.map((one, row) => (groups[row]! < 0 ? UNKNOWN : one)),
  );
  const [k, n] = effective(high.labelled, high.rows, design);
  const [j, m] = effective(low.labelled, low.rows, design);
  const difference = shareOf(high) - shareOf(low);
  const pValue = difference === 0 ? 1 : fisherExact(k, n - k, j, m - j);
  const rings = difference >= least && pValue < alpha;
  const facts: Record<string, number | string> = {
    lowest: name(low.group),
    highest: name(high.group),
    exploration: shareOf(low),
    labelled: shareOf(high),
    unlabelled: reference.rows - isLabelled.reduce((sum, one) => sum + one, 0),
    designEffect: design,
  };
  const score = columnWithRole(reference, roles, "score");
  if (score !== null && score.kind === "number" && Number(facts.unlabelled) > 0) {
    const overlap = overlapOf(readNumbers(score), isLabelled, support);
    if (!Number.isNaN(overlap)) facts.overlap = overlap;
  }
  return {
    verdict: rings ? "rings" : "silent",
    statistic: difference,
    effect: difference,
    interval: newcombeInterval(k, n, j, m),
    pValue,
    threshold: alpha,
    at: [],
    rows: rings
      ? listedRows(reference.rows, (row) => groups[row] === low.group && isLabelled[row] === 0)
      : null,
    reason: rings
      ? low.labelled === 0
        ? "no-exploration"
        : "labels-follow-decisions"
      : facts.unlabelled === 0
        ? "labels-complete"
        : difference >= least
          ? "could-be-chance"
          : "no-difference",
    facts,
  };
}

const shareOf = (group: Group): number => group.labelled / group.rows;

/**
 * The share of unlabelled rows at scores where labels are known often enough; NaN where no unlabelled row has a score. The bins
 * follow the unlabelled rows: bins of all rows would hide a decision that touches few. What lies beyond the outermost of them
 * counts for none.
 */
function overlapOf(scores: Float64Array, isLabelled: Uint8Array, support: number): number {
  const scored = Uint32Array.from(scores.keys()).filter((row) => !Number.isNaN(scores[row]!));
  const order = sortOrder(Float64Array.from(scored, (row) => scores[row]!));
  const scoreAt = (i: number) => scores[scored[order[i]!]!]!;
  const unlabelledAt = (i: number) => 1 - isLabelled[scored[order[i]!]!]!;
  const places = Uint32Array.from(order.keys()).filter((i) => unlabelledAt(i) === 1);
  if (places.length === 0) return Number.NaN;
  const each = Math.max(LEAST_IN_BIN, Math.ceil(places.length / SCORE_BINS));
  let supported = 0;
  let from = places[0]!;
  for (let next = each; from <= places[places.length - 1]!; next += each) {
    let to = next < places.length ? places[next]! : places[places.length - 1]! + 1;
    // Equal scores lie in one bin.
    while (to > from && to < order.length && scoreAt(to) === scoreAt(to - 1)) to++;
    let unlabelled = 0;
    for (let i = from; i < to; i++) unlabelled += unlabelledAt(i);
    if (to - from - unlabelled >= support * (to - from)) supported += unlabelled;
    from = Math.max(from, to);
  }
  return supported / places.length;
}

function say(finding: Finding, columns: readonly string[]): string {
  const { facts } = finding;
  if (finding.verdict === "cannot-tell")
    return sayCannotTell(finding, columns, {
      ...REASONS,
      "one-decision": "all rows met with the same decision",
      "too-many-decisions": "the decision has too many different values",
    });
  if (finding.reason === "labels-complete") return "Every row has its label, whatever was decided.";
  const shares = `${percent(Number(facts.exploration))} after “${facts.lowest}”, ${percent(Number(facts.labelled))} after “${facts.highest}”`;
  const p = pValueText(finding.pValue ?? Number.NaN);
  if (finding.verdict === "silent")
    return `The outcome is known about as often whatever was decided (${shares}; ${p}).`;
  const overlap =
    facts.overlap === undefined
      ? ""
      : ` ${percent(Number(facts.overlap))} of the ${counted(Number(facts.unlabelled), "row")} without a label have a score at which labels are known; about the others they say nothing.`;
  return `Whether the outcome is known depends on the decision: ${shares} (${p}).${overlap}`;
}
