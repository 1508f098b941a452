import type { Finding } from "../../core/contracts.ts";
import { figure } from "../../core/detectors/findings.ts";
import { detectors } from "../../core/detectors/registry.ts";
import { chiSquareSurvival, normalTwoSided } from "../../core/stats/distributions.ts";
import { holm } from "../../core/stats/holm.ts";

/** One check's finding on some columns. */
export type Result = { columns: readonly string[]; finding: Finding };

/**
 * Checks that compare windows are several, and a file that holds nothing must not ring one of them by chance: beside Holm's
 * correction over the columns of each, they share the level of 5 % among them.
 */
export const ALPHA_OF_WINDOWS = 0.01;

const ALPHA = 0.05;

/** The level at which a check is settled over its columns. */
export function levelOf(check: string): number {
  const used = detectors.find(({ id }) => id === check);
  const alpha = used?.params.alpha?.kind === "number" ? used.params.alpha.default : ALPHA;
  return used?.windows === 2 ? Math.min(alpha, ALPHA_OF_WINDOWS) : alpha;
}

/** Below these effects a difference that is certain is still too small to act on; many rows make any difference certain. */
export const SMALLEST: Readonly<Record<string, number>> = { "kolmogorov-smirnov": 0.05, "chi-square": 0.05 };

/**
 * Holm's correction over the columns of one check: `pValue` becomes the adjusted one, the plain one and the number of tests
 * stand in the facts. What rang by a p-value that the correction takes away is silent ("could-be-chance"), and so is what
 * rang by its p-value alone with an effect too small to matter ("too-small").
 */
export function settle(check: string, results: readonly Result[], alpha: number, sameRows = false): Result[] {
  if (check === "domain-classifier") return results.map((one) => notBelowChance(one, sameRows));
  if (Object.hasOwn(CHANCE_OF, check)) return beyondChance(results, CHANCE_OF[check]!, alpha);
  const adjusted = holm(results.map(({ finding }) => finding.pValue ?? Number.NaN));
  const tests = adjusted.reduce((n, p) => n + (Number.isNaN(p) ? 0 : 1), 0);
  return results.map(({ columns, finding }, i) => {
    const pValue = adjusted[i]!;
    if (Number.isNaN(pValue)) return { columns, finding };
    const facts = { ...finding.facts, plainPValue: finding.pValue!, tests };
    const corrected: Finding = { ...finding, pValue, facts };
    if (finding.verdict !== "rings") return { columns, finding: corrected };
    if (pValue >= alpha)
      return { columns, finding: { ...corrected, verdict: "silent", reason: "could-be-chance" } };
    const floor = Object.hasOwn(SMALLEST, check) ? SMALLEST[check]! : 0;
    if (Math.abs(finding.effect) < floor)
      return {
        columns,
        finding: { ...corrected, verdict: "silent", reason: "too-small", facts: { ...facts, floor } },
      };
    return { columns, finding: corrected };
  });
}

/** So much of a change must come from who is there (or from both at once) for a group to explain it. */
const EXPLAINS = 0.25;

/**
 * Where a label rate changed within every group alike, each column of groups tells the same: one of them stays, the one that
 * explains most, beside all that explain a part of the change.
 */
export function toldOnce(results: readonly Result[]): readonly Result[] {
  const explained = ({ finding: { facts } }: Result) =>
    Math.max(Math.abs(Number(facts.mix)), Math.abs(Number(facts.interaction))) /
    Math.abs(Number(facts.now) - Number(facts.before));
  const rings = results.filter(({ finding }) => finding.verdict === "rings");
  const [most] = [...rings].sort((a, b) => explained(b) - explained(a));
  return results.map((one) =>
    one.finding.verdict !== "rings" || one === most || !(explained(one) < EXPLAINS)
      ? one
      : { columns: one.columns, finding: { ...one.finding, verdict: "silent", reason: "told-by-another" } },
  );
}

/**
 * What chance has to do with a distance that has no p-value of its own. A stability index over k bins is, without any change,
 * about (1/m + 1/n) times chi-square with k - 1 degrees of freedom, and its mean is what the detector takes off; a Wasserstein
 * distance less what chance gives is so many of its standard errors, which a few far values make wide.
 */
const CHANCE_OF: Readonly<Record<string, (finding: Finding) => number>> = {
  "population-stability": ({ statistic, facts }) => {
    const [bins, bias] = [Number(facts.bins), Number(facts.bias)];
    return bins > 1 && bias > 0 ? chiSquareSurvival((statistic * (bins - 1)) / bias, bins - 1) : Number.NaN;
  },
  wasserstein: ({ statistic, interval, facts }) => {
    const half = (interval?.[1] ?? Number.NaN) - statistic;
    return half > 0
      ? normalTwoSided((1.96 * Math.max(0, statistic - Number(facts.noise))) / half)
      : Number.NaN;
  },
};

/**
 * In a file of many columns and few rows some distance is far beyond its mean by chance: those that Holm's correction over the
 * columns takes away are silent. The distance itself stays as it is.
 */
function beyondChance(
  results: readonly Result[],
  chanceOf: (finding: Finding) => number,
  alpha: number,
): Result[] {
  const adjusted = holm(
    results.map(({ finding }) => (finding.verdict === "cannot-tell" ? Number.NaN : chanceOf(finding))),
  );
  const tests = adjusted.reduce((n, p) => n + (Number.isNaN(p) ? 0 : 1), 0);
  return results.map(({ columns, finding }, i) => {
    const settled = Number.isNaN(adjusted[i]!) ? finding : { ...finding, facts: { ...finding.facts, tests } };
    return finding.verdict === "rings" && adjusted[i]! >= alpha
      ? { columns, finding: { ...settled, verdict: "silent", reason: "could-be-chance" } }
      : { columns, finding: settled };
  });
}

/** An AUC whose interval reaches this is none that rows in both windows would give. */
const BELOW_CHANCE = 0.4;

/**
 * A model that takes newer rows for older ones has met the same rows in both windows, or too few rows: out of fold a model
 * of nothing lies a little under 0.5. Only what lies far below it is told, and not where the same rows were given twice.
 */
function notBelowChance({ columns, finding }: Result, sameRows: boolean): Result {
  if (finding.verdict !== "rings" || finding.effect >= 0) return { columns, finding };
  if (!sameRows && (finding.interval?.[1] ?? 0) < BELOW_CHANCE) return { columns, finding };
  return { columns, finding: { ...finding, verdict: "silent", reason: "no-difference" } };
}

/** One result in place of many where a check lacks the same thing for every column. */
export function merged(results: readonly Result[]): readonly Result[] {
  const [first] = results;
  if (results.length < 2 || first?.finding.verdict !== "cannot-tell") return results;
  const { reason } = first.finding;
  if (results.some(({ finding }) => finding.verdict !== "cannot-tell" || finding.reason !== reason))
    return results;
  return [{ columns: results.flatMap(({ columns }) => columns), finding: first.finding }];
}

/** What is to be added to a detector's sentence where its ringing was taken back. */
export function addition({ reason, facts, pValue, effect, threshold }: Finding): string {
  // A distance without a p-value that is under its own threshold stayed silent by itself.
  const isTakenBack = pValue !== null || effect >= threshold;
  if (reason === "could-be-chance" && Number(facts.tests) > 1 && isTakenBack)
    return ` After Holm’s correction over ${facts.tests} columns this is no more than chance would show.`;
  if (reason === "told-by-another")
    return " The change is in all of its groups alike, which another column tells already.";
  if (reason === "too-small")
    return ` That is certain, and too small to matter (below ${figure(Number(facts.floor))}).`;
  return "";
}
