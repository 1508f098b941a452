import { exp } from "../../core/math/elementary.ts";
import { type Random, random } from "../../core/random.ts";
import { ksOfSorted } from "../../core/stats/ks-two-sample.ts";
import { sortedCopy } from "../../core/stats/order.ts";
import { stabilityOfSorted } from "../../core/stats/population-stability.ts";
import { wassersteinNoise, wassersteinOfSorted } from "../../core/stats/wasserstein-distance.ts";
import { type Samples, SEEN, type Step } from "./result.ts";

export type SampleParams = { mean: number; spread: number; shape: string; n: number };

/** Points at which the two distribution functions are drawn. */
const POINTS = 160;

/** A log-normal's sigma, its mean and its standard deviation. */
const SKEW = 0.8;
const SKEW_MEAN = exp((SKEW * SKEW) / 2);
const SKEW_DEVIATION = Math.sqrt((exp(SKEW * SKEW) - 1) * exp(SKEW * SKEW));
/** How far each of two peaks lies from the middle, in standard deviations of the whole. */
const PEAK = 0.9;

/** One draw of mean 0 and standard deviation 1; each shape bends the same normal draws. */
const SHAPES: Readonly<Record<string, (normal: Random, other: Random) => number>> = {
  normal: (normal) => normal.normal(),
  skewed: (normal) => (exp(SKEW * normal.normal()) - SKEW_MEAN) / SKEW_DEVIATION,
  // Student's t with 3 degrees of freedom over the root of its variance, 3.
  heavy: (normal, other) => {
    let squares = 0;
    for (let i = 0; i < 3; i++) squares += other.normal() ** 2;
    return normal.normal() / Math.sqrt(squares);
  },
  peaks: (normal, other) => (other.chance(0.5) ? PEAK : -PEAK) + Math.sqrt(1 - PEAK * PEAK) * normal.normal(),
};

/**
 * The draws of both samples: the first from N(0, 1), the second with the mean, standard deviation and shape that are asked for. More
 * draws leave those before them as they were. Throws for a shape that is not known.
 */
export function drawSamples(
  { mean, spread, shape, n }: SampleParams,
  seed: number,
): { first: Float64Array; second: Float64Array } {
  const source = random(seed).fork("two samples");
  const one = source.fork("first");
  const two = source.fork("second");
  const other = source.fork("shape");
  const draw = SHAPES[shape];
  if (draw === undefined)
    throw new Error(`There is no shape “${shape}” among ${Object.keys(SHAPES).join(", ")}.`);
  return {
    first: Float64Array.from({ length: n }, () => one.normal()),
    second: Float64Array.from({ length: n }, () => mean + spread * draw(two, other)),
  };
}

/** What the three measures say of the two samples, with all that the pictures draw. */
export function compareSamples(params: SampleParams, seed: number): Samples {
  const { first, second } = drawSamples(params, seed);
  const x = sortedCopy(first);
  const y = sortedCopy(second);
  const test = ksOfSorted(x, y);
  const index = stabilityOfSorted(x, y);
  const share = (sorted: Float64Array, value: number) => upTo(sorted, value) / sorted.length;
  const places = Array.from({ length: POINTS + 1 }, (_, i) => SEEN[0] + ((SEEN[1] - SEEN[0]) * i) / POINTS);
  if (test.location > SEEN[0] && test.location < SEEN[1]) places.push(test.location);
  const steps: Step[] = places
    .sort((a, b) => a - b)
    .map((at) => ({ x: at, first: share(x, at), second: share(y, at) }));
  return {
    n: params.n,
    mean: params.mean,
    spread: params.spread,
    steps,
    gap: test.statistic,
    at: test.location,
    firstAt: share(x, test.location),
    secondAt: share(y, test.location),
    pValue: test.pValue,
    method: test.method,
    area: wassersteinOfSorted(x, y),
    areaNoise: wassersteinNoise(x, x.length, y.length),
    stability: index.value,
    stabilityNoise: index.bias,
    bins: index.bins.map(({ from, to, reference, current, part }, i) => ({
      from: i === 0 ? x[0]! : from,
      to: i === index.bins.length - 1 ? x[x.length - 1]! : to,
      first: reference,
      second: current,
      part,
    })),
  };
}

/** How many of the sorted values are at most `value`. */
function upTo(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
