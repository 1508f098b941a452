import type { Task } from "../../core/contracts.ts";
import { type Random, random } from "../../core/random.ts";
import { andersonDarlingOfSorted } from "../../core/stats/anderson-darling.ts";
import { chiSquareContingency } from "../../core/stats/chi-square-contingency.ts";
import { ksOfSorted } from "../../core/stats/ks-two-sample.ts";
import { mannWhitneyOfSorted } from "../../core/stats/mann-whitney.ts";
import { deviation } from "../../core/stats/moments.ts";
import { stabilityOfSorted } from "../../core/stats/population-stability.ts";
import { wassersteinNoise, wassersteinOfSorted } from "../../core/stats/wasserstein-distance.ts";
import { wilsonInterval } from "../../core/stats/wilson-interval.ts";
import type { FalseAlarms, Pairs, PowerPoint, RuleId } from "./result.ts";

export const ALPHA = 0.05;
/** Sizes of the two samples: without a common divisor, since D of equal sizes moves in so coarse steps that the test rings too seldom. */
export const SIZES = { first: 211, second: 200 } as const;
export const HEALTHY_PAIRS = 1000;
export const POWER_PAIRS = 200;
/** How far the second sample is moved, and by how much its standard deviation grows. */
export const SHIFTS = [0, 0.1, 0.2, 0.3, 0.4, 0.5] as const;
/** From here on an index rings, as it does by default. */
const LIMIT = 0.1;
/** Shares of the categories that the chi-square test reads. */
const CATEGORIES = [0.58, 0.24, 0.12, 0.06];
/** Pairs between two breaths: a few milliseconds. */
const BLOCK = 20;

type Sorted = { x: Float64Array; y: Float64Array };

/** Each rule on two samples in ascending order: the tests at their level, the indices at their usual limit less what chance gives. */
const RULES: Readonly<Record<Exclude<RuleId, "chi-square">, (pair: Sorted) => boolean>> = {
  ks: ({ x, y }) => ksOfSorted(x, y).pValue < ALPHA,
  "mann-whitney": ({ x, y }) => mannWhitneyOfSorted(x, y).pValue < ALPHA,
  "anderson-darling": ({ x, y }) => andersonDarlingOfSorted(x, y).pValue < ALPHA,
  stability: ({ x, y }) => {
    const { value, bias } = stabilityOfSorted(x, y);
    return value - bias >= LIMIT;
  },
  wasserstein: ({ x, y }) =>
    wassersteinOfSorted(x, y) - wassersteinNoise(x, x.length, y.length) >= LIMIT * deviation(x, 0),
};
const NUMERIC = Object.keys(RULES) as (keyof typeof RULES)[];
const ORDER: readonly RuleId[] = [
  "ks",
  "mann-whitney",
  "anderson-darling",
  "chi-square",
  "stability",
  "wasserstein",
];

/**
 * Each rule on `healthy` pairs in which nothing has changed, and on the first `power` of them after the second sample was moved or
 * spread out. The same draws serve every strength, so that a curve rises by the strength alone.
 */
export async function pairsOf(
  seed: number,
  task: Pick<Task<never>, "breathe">,
  { healthy = HEALTHY_PAIRS, power = POWER_PAIRS } = {},
): Promise<Pairs> {
  const source = random(seed).fork("healthy pairs");
  const rang = new Map<RuleId, number>(ORDER.map((rule) => [rule, 0]));
  const means = counters();
  const spreads = counters();
  for (let pair = 0; pair < healthy; pair++) {
    if (pair % BLOCK === 0) await task.breathe();
    const own = source.fork(pair);
    const sample = (name: keyof typeof SIZES) => {
      const draws = own.fork(name);
      const values = new Float64Array(SIZES[name]);
      for (let i = 0; i < values.length; i++) values[i] = draws.normal();
      return values.sort();
    };
    const x = sample("first");
    const z = sample("second");
    const count = (of: Map<RuleId, number>, y: Float64Array) => {
      for (const rule of NUMERIC) if (RULES[rule]({ x, y })) of.set(rule, of.get(rule)! + 1);
    };
    count(rang, z);
    if (categoriesDiffer(own.fork("categories"))) rang.set("chi-square", rang.get("chi-square")! + 1);
    if (pair >= power) continue;
    for (const [at, strength] of SHIFTS.entries()) {
      if (strength === 0) {
        count(means[at]!, z);
        for (const [rule, times] of means[at]!) spreads[at]!.set(rule, times);
        continue;
      }
      count(
        means[at]!,
        z.map((value) => value + strength),
      );
      count(
        spreads[at]!,
        z.map((value) => value * (1 + strength)),
      );
      if (at % 2 === 1) await task.breathe();
    }
  }
  const falseAlarms = ORDER.map((rule): FalseAlarms => {
    const [low, high] = wilsonInterval(rang.get(rule)!, healthy);
    const level = rule === "stability" || rule === "wasserstein" ? null : ALPHA;
    return { rule, level, pairs: healthy, rang: rang.get(rule)!, rate: rang.get(rule)! / healthy, low, high };
  });
  return {
    sizes: [SIZES.first, SIZES.second],
    healthy,
    powerPairs: power,
    falseAlarms,
    promised: promisedRates(healthy),
    mean: curve(means, power),
    spread: curve(spreads, power),
  };
}

const counters = () => SHIFTS.map(() => new Map<RuleId, number>(NUMERIC.map((rule) => [rule, 0])));

function curve(counts: readonly Map<RuleId, number>[], pairs: number): PowerPoint[] {
  return NUMERIC.flatMap((rule) =>
    SHIFTS.map((strength, at) => {
      const rang = counts[at]!.get(rule)!;
      const [low, high] = wilsonInterval(rang, pairs);
      return { rule, strength, rate: rang / pairs, low, high };
    }),
  );
}

function categoriesDiffer(source: Random): boolean {
  const counts = [new Float64Array(CATEGORIES.length), new Float64Array(CATEGORIES.length)];
  for (let i = 0; i < SIZES.first; i++) counts[0]![source.pick(CATEGORIES)]!++;
  for (let i = 0; i < SIZES.second; i++) counts[1]![source.pick(CATEGORIES)]!++;
  return chiSquareContingency(counts, false).pValue < ALPHA;
}

/** The shares between which a rate of 5 % lies in 95 % of rounds of so many pairs: the binomial quantiles. */
export function promisedRates(pairs: number): [number, number] {
  let low = 0;
  while (chanceOfAtMost(low, pairs) < 0.025) low++;
  let high = low;
  while (chanceOfAtMost(high, pairs) < 0.975) high++;
  return [low / pairs, high / pairs];
}

/** P(K <= k) for a binomial K of `pairs` trials at the level, added up term by term. */
function chanceOfAtMost(k: number, pairs: number): number {
  let term = 1;
  for (let i = 0; i < pairs; i++) term *= 1 - ALPHA;
  let sum = term;
  for (let i = 1; i <= k; i++) {
    term *= ((pairs - i + 1) / i) * (ALPHA / (1 - ALPHA));
    sum += term;
  }
  return sum;
}
