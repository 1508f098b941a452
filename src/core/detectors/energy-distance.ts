import type { Detector, DetectorInput, Finding, ParamsOf } from "../contracts.ts";
import { chiSquareSurvival } from "../stats/distributions.ts";
import { energyOfSorted } from "../stats/energy-distance.ts";
import { figure, pValueText, quoted, sayCannotTell } from "./findings.ts";
import { ENTITIES, entityEffect, sizesOf } from "./shared/entity-effect.ts";
import { ALPHA } from "./shared/params.ts";
import { finiteOf } from "./shared/sorted-values.ts";
import { samplesOf, tooFew } from "./shared/two-samples.ts";

const params = { alpha: ALPHA, entities: ENTITIES } as const;

/** Szekely and Bakirov's bound holds for chances up to this. */
const BOUND_HOLDS = 0.215;

/**
 * Energy distance: √(2 ∫ (F - G)²), which is how much further apart values of different windows lie than values of the same one.
 * The effect is its square over twice the mean distance between values of different windows, 0 to 1. Were the values dealt
 * out by chance, the squared distance over its mean would be a mix of squared normals with mean 1, and the chance to pass t
 * at most that of one squared normal, whatever the mix: that bound is the p-value (1 above 0.215, where it does not hold),
 * so it rings more rarely than at alpha (in about 1 % of unchanged normal pairs at 0.05). Missing and infinite values are
 * left out.
 * Where rows of one entity are alike (customers who pay again and again), they count for less (`entityEffect`): as independent
 * rows they ring in up to six of ten pairs of a healthy company. Without an entity role p is the reference's.
 *
 * Blind to: a changed relation between columns; one wild value outweighs all others. A false alarm costs attention.
 * Reference: `scipy.stats.energy_distance` (1.17), which gives no p-value. Sources: Székely, Rizzo (2013), J. Statistical Planning
 * and Inference 143; Székely, Bakirov (2003), Probability Theory and Related Fields 126, for the bound.
 */
const energyDistance: Detector<typeof params> = {
  id: "energy-distance",
  name: "Energy distance",
  family: "two-samples",
  scope: "column",
  accepts: ["number"],
  windows: 2,
  needs: [],
  onRequest: true,
  summary: "Compares how far values of different windows lie apart with how far those of the same one do.",
  formula:
    "D = square root of (2 · integral of (F − G)²), where F and G are the distribution functions before and now; p = chance that one squared standard normal passes D² over its mean under chance; where rows of one entity are alike, p is that of so many fewer independent rows",
  falseAlarmCost: "Attention: with many rows a tiny effect rings, so read the effect before p.",
  source: "scipy.stats.energy_distance (SciPy 1.17); p after Székely, Bakirov (2003)",
  blindTo: ["same-day-batch-join", "unlike-cohort", "immature-labels", "concept-drift", "selective-labels"],
  params,
  detect,
  say,
};
export default energyDistance;

function detect(input: DetectorInput, { alpha, entities }: ParamsOf<typeof params>): Finding {
  const samples = samplesOf(input);
  if ("verdict" in samples) return samples;
  const x = finiteOf(samples.x);
  const y = finiteOf(samples.y);
  const few = tooFew(x.length, y.length);
  if (few) return few;
  const { distance, coefficient, excess } = energyOfSorted(x, y);
  const design = entities ? entityEffect(input) : 1;
  const bound = chiSquareSurvival(excess / design, 1);
  const pValue = bound <= BOUND_HOLDS ? bound : 1;
  const rings = pValue < alpha;
  return {
    verdict: rings ? "rings" : "silent",
    statistic: distance,
    effect: coefficient,
    interval: null,
    pValue,
    threshold: alpha,
    at: [],
    rows: null,
    reason: rings ? "shifted" : "no-difference",
    facts: {
      excess,
      designEffect: design,
      infinite: samples.x.length - x.length + samples.y.length - y.length,
      m: x.length,
      n: y.length,
    },
  };
}

function say(finding: Finding, columns: readonly string[]): string {
  if (finding.verdict === "cannot-tell") return sayCannotTell(finding, columns);
  const { facts } = finding;
  const p = finding.pValue === 1 ? "no more than chance" : `${pValueText(finding.pValue!)} at most`;
  const numbers = `energy distance ${figure(finding.statistic)}, ${figure(Number(facts.excess))} times the square that chance gives, ${p}, ${sizesOf(facts)}`;
  if (finding.verdict === "silent")
    return `Values of ${quoted(columns)} from the two windows lie no further apart than those of one window (${numbers}).`;
  return `Values of ${quoted(columns)} from the two windows lie further apart than those of one window (${numbers}).`;
}
