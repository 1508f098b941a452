import type { Detector, DetectorInput, Finding, ParamsOf } from "../contracts.ts";
import { fisherExact } from "../stats/fisher-exact.ts";
import { newcombeInterval } from "../stats/newcombe-interval.ts";
import { type Column, isValid } from "../table/table.ts";
import { figure, percent, pValueText, quoted, sayCannotTell } from "./findings.ts";
import { listedRows } from "./shared/listed-rows.ts";
import { ALPHA } from "./shared/params.ts";
import { tooFew } from "./shared/two-samples.ts";

const params = {
  alpha: ALPHA,
  least: {
    kind: "number",
    label: "Difference that counts",
    unit: "%",
    min: 0,
    max: 0.5,
    step: 0.005,
    default: 0.01,
  },
} as const;

/**
 * Missing share: how large a share of a column's rows holds no value, before and now; current less reference, with Newcombe's
 * interval and Fisher's exact p. It rings where p is below alpha and the shares differ by at least `least`. NaN counts as
 * missing, 0 and the empty category do not. `rows` are the current rows without a value.
 *
 * Blind to: a default that took the place of the missing value (point mass sees that). A false alarm costs little.
 * Source: Newcombe (1998), Statistics in Medicine 17, method 10; `scipy.stats.fisher_exact` (1.17).
 */
const missingShare: Detector<typeof params> = {
  id: "missing-share",
  name: "Missing share",
  family: "absence",
  scope: "column",
  accepts: ["number", "time", "category"],
  windows: 2,
  needs: [],
  summary: "Compares how large a share of a column’s values is missing, before and now.",
  formula:
    "d = b / n − a / m, where a of m reference rows and b of n current rows hold no value; p by Fisher’s exact test",
  falseAlarmCost: "Little: a look at the job that fills the column.",
  source: "Newcombe (1998); Fisher’s exact test as in SciPy 1.17",
  blindTo: [
    "same-day-batch-join",
    "default-as-signal",
    "unlike-cohort",
    "immature-labels",
    "fraud-wave",
    "concept-drift",
  ],
  params,
  detect,
  say,
};
export default missingShare;

function detect(
  { reference, current, columns }: DetectorInput,
  { alpha, least }: ParamsOf<typeof params>,
): Finding {
  const name = columns[0]!;
  const later = current!.columns.get(name)!;
  const m = reference.rows;
  const n = current!.rows;
  const few = tooFew(m, n);
  if (few) return few;
  const before = countMissing(reference.columns.get(name)!, m);
  const now = countMissing(later, n);
  const difference = now / n - before / m;
  const pValue = fisherExact(now, n - now, before, m - before);
  const isLarge = Math.abs(difference) >= least && difference !== 0;
  const rings = pValue < alpha && isLarge;
  return {
    verdict: rings ? "rings" : "silent",
    statistic: difference,
    effect: difference,
    interval: newcombeInterval(now, n, before, m),
    pValue,
    threshold: alpha,
    at: [],
    rows: rings && difference > 0 ? listedRows(n, (row) => isMissing(later, row), "current") : null,
    reason: rings
      ? difference > 0
        ? "more-missing"
        : "fewer-missing"
      : isLarge
        ? "could-be-chance"
        : "no-difference",
    facts: { before: before / m, now: now / n, missingBefore: before, missingNow: now, m, n },
  };
}

function isMissing(column: Column, row: number): boolean {
  if (!isValid(column.valid, row)) return true;
  return column.kind !== "category" && Number.isNaN(column.values[row]!);
}

function countMissing(column: Column, rows: number): number {
  let count = 0;
  for (let row = 0; row < rows; row++) if (isMissing(column, row)) count++;
  return count;
}

function say(finding: Finding, columns: readonly string[]): string {
  if (finding.verdict === "cannot-tell") return sayCannotTell(finding, columns);
  const { facts, interval } = finding;
  const before = percent(Number(facts.before));
  const now = percent(Number(facts.now));
  if (facts.missingBefore === 0 && facts.missingNow === 0)
    return `${quoted(columns)} has a value in every row of both windows.`;
  const range = interval
    ? `, a change of ${points(interval[0])} to ${points(interval[1])} percentage points`
    : "";
  const numbers = `${before} before, ${now} now${range}; ${pValueText(finding.pValue ?? Number.NaN)}`;
  if (finding.verdict === "silent")
    return `${quoted(columns)} is missing about as often as before (${numbers}).`;
  return `${quoted(columns)} is missing ${finding.statistic > 0 ? "more" : "less"} often (${numbers}).`;
}

function points(share: number): string {
  return figure(Number((100 * share).toPrecision(2)));
}
