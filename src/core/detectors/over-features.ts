import type { Detector, DetectorInput, Finding, ParamsOf, ParamTable } from "../contracts.ts";
import type { Random } from "../random.ts";
import { holm } from "../stats/holm.ts";
import { runDetector } from "./run.ts";

/**
 * Runs a detector of scope "column" on many columns and corrects the p-values by Holm: `pValue` of each finding is the adjusted
 * one, the plain one stands in its facts as `plainPValue`, the number of tests as `tests`. A finding that rang is silent, with
 * the reason "could-be-chance", where the adjusted p is not below the level (the parameter `alpha`, 0.05 where the detector
 * has none). Findings without a p-value stay as they are. One finding a column, in the order of the columns.
 *
 * Each column draws from its own fork of `random`, so that a column more or less changes no other column's plain result.
 * Throws for impossible parameters, and for a detector of the whole table.
 */
export function overFeatures<P extends ParamTable>(
  detector: Detector<P>,
  input: Omit<DetectorInput, "columns">,
  columns: readonly string[],
  params: Partial<ParamsOf<P>>,
  random: Random,
): Finding[] {
  if (detector.scope !== "column")
    throw new Error(`“${detector.id}” reads all columns at once; there is nothing to correct over.`);
  const findings = columns.map((name) =>
    runDetector(detector, { ...input, columns: [name] }, params, random.fork(name)),
  );
  return overMany(detector, findings, params);
}

/**
 * The correction of {@link overFeatures} alone, for findings of one detector that were made one by one: one finding a column, all
 * of them run with these parameters.
 */
export function overMany<P extends ParamTable>(
  detector: Detector<P>,
  findings: readonly Finding[],
  params: Partial<ParamsOf<P>>,
): Finding[] {
  const adjusted = holm(findings.map((one) => one.pValue ?? Number.NaN));
  const tests = findings.filter((one) => one.pValue !== null && !Number.isNaN(one.pValue)).length;
  const given = (params as { alpha?: unknown }).alpha;
  const spec = detector.params.alpha;
  const alpha = typeof given === "number" ? given : spec?.kind === "number" ? spec.default : 0.05;
  return findings.map((finding, i) => {
    const pValue = adjusted[i]!;
    if (finding.pValue === null || Number.isNaN(pValue)) return finding;
    const corrected = { ...finding, pValue, facts: { ...finding.facts, plainPValue: finding.pValue, tests } };
    if (finding.verdict !== "rings" || pValue < alpha) return corrected;
    return { ...corrected, verdict: "silent", reason: "could-be-chance" };
  });
}
