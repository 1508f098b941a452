import type { Detector, DetectorInput, Finding, ParamsOf } from "../contracts.ts";
import { wilsonInterval } from "../stats/wilson-interval.ts";
import { isValid, type NumberColumn } from "../table/table.ts";
import { figure, percent, pValueText, quoted, sayCannotTell } from "./findings.ts";
import { listedRows } from "./shared/listed-rows.ts";
import { samplesOf } from "./shared/two-samples.ts";

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
    label: "Share that counts",
    unit: "%",
    min: 0,
    max: 0.5,
    step: 0.001,
    default: 0.01,
  },
} as const;

/**
 * Range: the share of current values below the smallest or above the largest reference value, with Wilson's interval. With nothing
 * changed 2 / (m + 1) of them lie outside on average; p is the exact chance of as many or more. It rings where p is below alpha and
 * the share is at least 1 %. `rows` are the rows outside. Missing values are left out; infinities are values.
 *
 * Blind to: anything within the range; one wild value in the reference opens the range for all. A column that grows by its
 * nature (a counter, an age of an account) rings rightly: a model of trees cannot follow it. A false alarm costs a look.
 * Source: own definition; the distribution of exceedances of Gumbel, von Schelling (1950), Annals of Mathematical Statistics 21.
 */
const range: Detector<typeof params> = {
  id: "range",
  name: "Values out of range",
  family: "two-samples",
  scope: "column",
  accepts: ["number"],
  windows: 2,
  needs: [],
  summary: "Counts the values that lie outside everything the reference ever held.",
  formula:
    "k / n, where k of n current values lie below the smallest or above the largest of m reference values; without any change k is (j + 1) · C(m + n − j − 2, m − 2) / C(m + n, m) likely to be j, where C counts choices",
  falseAlarmCost: "A look at the values and where they come from.",
  source: "Own definition; exceedances after Gumbel, von Schelling (1950)",
  blindTo: [
    "same-day-batch-join",
    "default-as-signal",
    "feature-store-outage",
    "unlike-cohort",
    "immature-labels",
    "concept-drift",
    "selective-labels",
  ],
  params,
  detect,
  say,
};
export default range;

function detect(input: DetectorInput, { alpha, least }: ParamsOf<typeof params>): Finding {
  const samples = samplesOf(input);
  if ("verdict" in samples) return samples;
  const { x, y } = samples;
  const low = x[0]!;
  const high = x[x.length - 1]!;
  let below = 0;
  while (below < y.length && y[below]! < low) below++;
  let above = 0;
  while (above < y.length - below && y[y.length - 1 - above]! > high) above++;
  const outside = below + above;
  const share = outside / y.length;
  const expected = 2 / (x.length + 1);
  const pValue = exceedanceTail(x.length, y.length, outside);
  const isLarge = outside > 0 && share >= least;
  const rings = isLarge && pValue < alpha;
  const column = input.current!.columns.get(input.columns[0]!) as NumberColumn;
  const isOutside = (row: number) =>
    isValid(column.valid, row) && (column.values[row]! < low || column.values[row]! > high);
  return {
    verdict: rings ? "rings" : "silent",
    statistic: share,
    effect: Math.max(0, share - expected),
    interval: wilsonInterval(outside, y.length),
    pValue,
    threshold: alpha,
    at: [low, high],
    rows: rings ? listedRows(input.current!.rows, isOutside, "current") : null,
    reason: rings ? "out-of-range" : isLarge ? "could-be-chance" : "no-difference",
    facts: {
      low,
      high,
      below,
      above,
      expected,
      smallest: y[0]!,
      largest: y[y.length - 1]!,
      m: x.length,
      n: y.length,
    },
  };
}

/** The chance that at least `outside` of n values lie outside the range of m others of one distribution without ties. */
function exceedanceTail(m: number, n: number, outside: number): number {
  if (outside === 0) return 1;
  const rows = m + n;
  let chance = (m / rows) * ((m - 1) / (rows - 1));
  let inside = 0;
  let tail = 0;
  for (let j = 0; j <= n; j++) {
    if (j < outside) inside += chance;
    else {
      tail += chance;
      if (chance < 1e-17 * tail) break;
    }
    chance *= ((j + 2) / (j + 1)) * ((n - j) / (rows - j - 2));
  }
  // The sum that is far from 1 keeps its digits.
  return Math.min(1, inside < 0.5 ? 1 - inside : tail);
}

function say(finding: Finding, columns: readonly string[]): string {
  if (finding.verdict === "cannot-tell") return sayCannotTell(finding, columns);
  const { facts, interval } = finding;
  const bounds = `${figure(Number(facts.low))} to ${figure(Number(facts.high))}`;
  if (finding.statistic === 0)
    return `Every value of ${quoted(columns)} lies in the earlier range, ${bounds}.`;
  const numbers = `interval ${percent(interval![0])} to ${percent(interval![1])}; ${percent(Number(facts.expected))} would be expected anyway, ${pValueText(finding.pValue ?? Number.NaN)}`;
  const where =
    Number(facts.above) >= Number(facts.below)
      ? `up to ${figure(Number(facts.largest))}`
      : `down to ${figure(Number(facts.smallest))}`;
  const text = `${percent(finding.statistic)} of the values of ${quoted(columns)} lie outside the earlier range, ${bounds}: ${where} (${numbers})`;
  return finding.verdict === "silent" ? `${text}, which is little or chance.` : `${text}.`;
}
