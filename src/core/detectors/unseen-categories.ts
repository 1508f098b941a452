import type { Detector, DetectorInput, Finding, ParamsOf } from "../contracts.ts";
import { fisherExact } from "../stats/fisher-exact.ts";
import { newcombeInterval } from "../stats/newcombe-interval.ts";
import { type CategoryColumn, isValid } from "../table/table.ts";
import { figure, percent, pValueText, quoted, sayCannotTell } from "./findings.ts";
import { listedRows } from "./shared/listed-rows.ts";
import { ALPHA } from "./shared/params.ts";
import { countCategories, tooFew } from "./shared/two-samples.ts";

const params = {
  alpha: ALPHA,
  least: {
    kind: "number",
    label: "Share that counts",
    unit: "%",
    min: 0,
    max: 0.5,
    step: 0.001,
    default: 0.005,
  },
} as const;

/**
 * Unseen categories: the share of current rows whose category never occurs in the reference, against the share that would be
 * new even without any change. That share is Good and Turing's estimate: the categories seen once in the reference over its
 * rows; for an identifier it is near 1, for a short list of cities near 0. It rings where the difference is at least `least`
 * and Fisher's p is below alpha. The interval is Newcombe's for the difference; `rows` are the rows with unseen categories.
 *
 * Blind to: known categories that changed meaning. A false alarm costs little: a look at the list of new values.
 * Sources: Good (1953), Biometrika 40; Newcombe (1998); `scipy.stats.fisher_exact` (1.17).
 */
const unseenCategories: Detector<typeof params> = {
  id: "unseen-categories",
  name: "Unseen categories",
  family: "two-samples",
  scope: "column",
  accepts: ["category"],
  windows: 2,
  needs: [],
  summary: "Counts the rows whose category never occurred before, against how many would be new anyway.",
  formula:
    "d = u / n − s / m, where u of n current rows hold a category that the reference lacks, and s categories occur once in the m reference rows; p by Fisher’s exact test",
  falseAlarmCost: "Little: a look at the list of new values.",
  source: "Good (1953); Fisher’s exact test as in SciPy 1.17",
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
export default unseenCategories;

function detect(
  { reference, current, columns }: DetectorInput,
  { alpha, least }: ParamsOf<typeof params>,
): Finding {
  const name = columns[0]!;
  const later = current!.columns.get(name) as CategoryColumn;
  const counts = countCategories(reference.columns.get(name) as CategoryColumn, later);
  const { names, m, n } = counts;
  const few = tooFew(m, n);
  if (few) return few;
  const unseen = new Set<string>();
  let rows = 0;
  let once = 0;
  let most = -1;
  for (let i = 0; i < names.length; i++) {
    if (counts.reference[i] === 1) once++;
    if (counts.reference[i]! > 0) continue;
    unseen.add(names[i]!);
    rows += counts.current[i]!;
    if (most < 0 || counts.current[i]! > counts.current[most]!) most = i;
  }
  const difference = rows / n - once / m;
  const pValue = rows === 0 ? 1 : fisherExact(rows, n - rows, once, m - once);
  const isLarge = rows > 0 && difference >= least && difference > 0;
  const rings = isLarge && pValue < alpha;
  const isUnseen = Uint8Array.from(later.categories, (category) => (unseen.has(category) ? 1 : 0));
  return {
    verdict: rings ? "rings" : "silent",
    statistic: rows / n,
    effect: difference,
    interval: newcombeInterval(rows, n, once, m),
    pValue,
    threshold: alpha,
    at: [],
    rows: rings
      ? listedRows(
          later.codes.length,
          (row) => isValid(later.valid, row) && isUnseen[later.codes[row]!] === 1,
          "current",
        )
      : null,
    reason: rings ? "unseen" : isLarge ? "could-be-chance" : "no-difference",
    facts: {
      unseen: unseen.size,
      unseenRows: rows,
      share: rows / n,
      expected: once / m,
      most: most < 0 ? "" : names[most]!,
      mostRows: most < 0 ? 0 : counts.current[most]!,
      m,
      n,
    },
  };
}

function say(finding: Finding, columns: readonly string[]): string {
  if (finding.verdict === "cannot-tell") return sayCannotTell(finding, columns);
  const { facts } = finding;
  if (facts.unseenRows === 0) return `Every category of ${quoted(columns)} has been seen before.`;
  const list = `${figure(Number(facts.unseen))} ${facts.unseen === 1 ? "category" : "categories"}`;
  const numbers = `${percent(Number(facts.share))} of the rows, in ${list} never seen before, the most frequent “${facts.most}”; ${percent(Number(facts.expected))} would be new anyway; ${pValueText(finding.pValue ?? Number.NaN)}`;
  if (finding.verdict === "silent")
    return `${quoted(columns)} holds no more new categories than would be expected (${numbers}).`;
  return `${quoted(columns)} holds categories that training never saw (${numbers}).`;
}
