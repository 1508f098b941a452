import type { Detector, DetectorInput, Finding, ParamsOf } from "../contracts.ts";
import { deviation } from "../stats/moments.ts";
import { wassersteinError, wassersteinNoise, wassersteinOfSorted } from "../stats/wasserstein-distance.ts";
import { cannotTell, figure, quoted, sayCannotTell } from "./findings.ts";
import { ENTITIES, entityEffect } from "./shared/entity-effect.ts";
import { finiteOf } from "./shared/sorted-values.ts";
import { samplesOf, tooFew } from "./shared/two-samples.ts";

const params = {
  threshold: {
    kind: "number",
    label: "Distance that counts",
    unit: "standard deviations",
    min: 0.01,
    max: 2,
    step: 0.01,
    default: 0.1,
  },
  entities: ENTITIES,
} as const;

/**
 * How far above its mean a distance by chance reaches in one of a hundred cases, at most: where all of it hangs on one cut of the
 * values it is the size of one normal, 2.576 over its mean of √(2/π); more cuts even it out.
 */
export const BEYOND_CHANCE = 2.576 / Math.sqrt(2 / Math.PI);

/**
 * Wasserstein distance: the area between the two distribution functions, which is how far the values must move on average to
 * turn one sample into the other, in standard deviations of the reference. What sampling alone would give is taken off before
 * it is compared with the threshold; the effect is what remains. To ring the whole must also be 3.2 times what sampling gives,
 * which chance passes in one of a hundred cases at most. Missing and infinite values are left out.
 * Where rows of one entity are alike (customers who pay again and again), what chance gives is larger by that (`entityEffect`).
 *
 * Blind to: a changed relation between columns. One wild value in the reference widens the deviation and hides a shift.
 * A false alarm costs attention. Reference: `scipy.stats.wasserstein_distance` (1.17), normed by the population standard
 * deviation of the reference as Evidently (0.7.23) does, but without its least norm of 0.001: that would measure a column of
 * small unit in thousandths, and a constant one as 1,000 times what it moved. Source of the noise: del Barrio, Giné, Matrán (1999).
 */
const wasserstein: Detector<typeof params> = {
  id: "wasserstein",
  name: "Wasserstein distance",
  family: "two-samples",
  scope: "column",
  accepts: ["number"],
  windows: 2,
  needs: [],
  summary: "Measures how far a column’s values moved on average, in standard deviations of the reference.",
  formula:
    "W = area between F and G, divided by the reference’s standard deviation, where F and G are the shares of reference and current values up to x; taken off: what sampling alone gives, times the effect of entities whose rows are alike",
  falseAlarmCost: "Attention: someone looks at a column whose values moved a little.",
  source: "scipy.stats.wasserstein_distance (SciPy 1.17)",
  blindTo: ["same-day-batch-join", "unlike-cohort", "immature-labels", "concept-drift", "selective-labels"],
  params,
  detect,
  say,
};
export default wasserstein;

function detect(input: DetectorInput, { threshold, entities }: ParamsOf<typeof params>): Finding {
  const samples = samplesOf(input);
  if ("verdict" in samples) return samples;
  const x = finiteOf(samples.x);
  const y = finiteOf(samples.y);
  const few = tooFew(x.length, y.length);
  if (few) return few;
  const distance = wassersteinOfSorted(x, y);
  const spread = x[0] === x[x.length - 1] ? 0 : deviation(x, 0);
  if (!(spread > 0 && Number.isFinite(distance / spread))) {
    if (distance !== 0) return cannotTell("no-spread", { distance });
  }
  const statistic = distance === 0 ? 0 : distance / spread;
  const design = entities && distance !== 0 ? entityEffect(input) : 1;
  const noise = distance === 0 ? 0 : (wassersteinNoise(x, x.length, y.length) / spread) * Math.sqrt(design);
  const effect = Math.max(0, statistic - noise);
  const half = distance === 0 ? noise : (1.96 * wassersteinError(x, y) * Math.sqrt(design)) / spread;
  const facts = {
    distance,
    deviation: spread,
    noise,
    designEffect: design,
    infinite: samples.x.length - x.length + samples.y.length - y.length,
    m: x.length,
    n: y.length,
  };
  const rings = effect >= threshold && statistic >= noise * BEYOND_CHANCE;
  if (noise > threshold && !rings) return cannotTell("noise-too-large", facts);
  return {
    verdict: rings ? "rings" : "silent",
    statistic,
    effect,
    interval: [Math.max(0, statistic - noise - half), statistic + half],
    pValue: null,
    threshold,
    at: [],
    rows: null,
    reason: rings ? "shifted" : statistic >= threshold ? "could-be-chance" : "no-difference",
    facts,
  };
}

function say(finding: Finding, columns: readonly string[]): string {
  const { facts } = finding;
  if (finding.verdict === "cannot-tell")
    return sayCannotTell(finding, columns, {
      "no-spread": "the reference holds one value only, so there is no spread to measure a move by",
      "noise-too-large": `with so few rows chance alone moves it by ${figure(Number(facts.noise))} standard deviations`,
    });
  const moved = `The values of ${quoted(columns)} moved by ${figure(finding.statistic)} standard deviations on average (${figure(Number(facts.distance))} in their own unit)`;
  const chance = `chance alone gives ${figure(Number(facts.noise))}`;
  if (finding.verdict === "rings") return `${moved}; ${chance}.`;
  const left =
    finding.effect < finding.threshold
      ? `is under the ${figure(finding.threshold)} that would count`
      : "could be chance too";
  return `${moved}; ${chance}, and what is left ${left}.`;
}
