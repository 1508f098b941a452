import { exp } from "../math/elementary.ts";
import { normalQuantile, normalSurvival } from "../stats/distributions.ts";

/** Below this a look has next to nothing to spend: its boundary is set to infinity, and what was not spent is spent later. */
const NEXT_TO_NOTHING = 1e-9;
/** Points of the grid on each side of 0. */
const HALF = 120;
const ROOT_TWO_PI = 2.5066282746310002;

/**
 * What of a two-sided `alpha` may be spent by the information fraction t (0 to 1), so that the boundary resembles that of O'Brien
 * and Fleming: next to nothing at first, nearly all of it at the end. Half of alpha on each side, as R's gsDesign and ldbounds do.
 */
export function obrienFlemingSpending(t: number, alpha: number): number {
  if (t <= 0) return 0;
  return Math.min(alpha, 4 * normalSurvival(normalQuantile(1 - alpha / 4) / Math.sqrt(t)));
}

/**
 * Two-sided group-sequential boundaries for the z statistic at looks with the given information fractions (ascending, the last at
 * most 1): stop at a look where |z| reaches its entry. While nothing differs, the chance to stop at any look is alpha.
 *
 * By recursive numerical integration over the Brownian motion z √t (Simpson's rule on 241 points); equal to a finer integration
 * in SciPy to about 1e-4. Infinity where a look has next to nothing to spend. Throws for fractions that do not ascend within 0 to 1.
 * Sources: Lan, DeMets (1983), Biometrika 70; Armitage, McPherson, Rowe (1969), JRSS A 132.
 */
export function lanDeMetsBoundaries(fractions: readonly number[], alpha = 0.05): number[] {
  const bounds: number[] = [];
  let spent = 0;
  let before: { points: Float64Array; mass: Float64Array; t: number } | null = null;
  for (const [look, t] of fractions.entries()) {
    if (!(t > (fractions[look - 1] ?? 0) && t <= 1))
      throw new Error(`Information fractions ascend from 0 to 1; number ${look + 1} is ${t}.`);
    const due = obrienFlemingSpending(t, alpha) - spent;
    if (due < NEXT_TO_NOTHING) {
      bounds.push(Number.POSITIVE_INFINITY);
      continue;
    }
    const beyond = tailOf(before, t);
    let [low, high] = [0, 9 * Math.sqrt(t)];
    for (let step = 0; step < 50; step++) {
      const middle = (low + high) / 2;
      if (beyond(middle) > due) low = middle;
      else high = middle;
    }
    spent += due;
    bounds.push(high / Math.sqrt(t));
    before = continuing(before, t, high);
  }
  return bounds;
}

type Before = { points: Float64Array; mass: Float64Array; t: number } | null;

/** The chance to lie beyond ±b at the fraction t without having stopped before. */
function tailOf(before: Before, t: number): (b: number) => number {
  if (before === null) return (b) => 2 * normalSurvival(b / Math.sqrt(t));
  const { points, mass } = before;
  const deviation = Math.sqrt(t - before.t);
  // The density is even: beyond +b is as likely as beyond -b.
  return (b) => {
    let sum = 0;
    for (let i = 0; i < points.length; i++) sum += mass[i]! * normalSurvival((b - points[i]!) / deviation);
    return 2 * sum;
  };
}

/** The density of those who go on, on a grid within ±b, each point with Simpson's weight. */
function continuing(before: Before, t: number, b: number): NonNullable<Before> {
  const edge = Math.min(b, 7 * Math.sqrt(t));
  const step = edge / HALF;
  const points = new Float64Array(2 * HALF + 1);
  const mass = new Float64Array(2 * HALF + 1);
  const deviation = Math.sqrt(before === null ? t : t - before.t);
  for (let i = 0; i <= HALF; i++) {
    const at = i * step;
    let density = 0;
    if (before === null) density = exp((-at * at) / (2 * t)) / (ROOT_TWO_PI * deviation);
    else {
      for (let j = 0; j < before.points.length; j++) {
        const u = (at - before.points[j]!) / deviation;
        if (u < 8 && u > -8) density += before.mass[j]! * exp((-u * u) / 2);
      }
      density /= ROOT_TWO_PI * deviation;
    }
    for (const side of i === 0 ? [HALF] : [HALF - i, HALF + i]) {
      points[side] = side < HALF ? -at : at;
      const simpson = side === 0 || side === 2 * HALF ? 1 : side % 2 === 1 ? 4 : 2;
      mass[side] = (density * simpson * step) / 3;
    }
  }
  return { points, mass, t };
}
