import { bucketsOf } from "../../core/experiments/bucket.ts";
import { type RatioSums, ratioOfSums } from "../../core/experiments/ratio-of-sums.ts";
import { type Cells, sumsAt, treatedByDay, usersOf } from "./cells.ts";
import { type Company, TEST_DAYS } from "./company.ts";

/** Without so many chargebacks in both arms together nobody computes a p-value. */
const ENOUGH = 10;

/** Numbers of the A/A tests, of the splits between champion and challenger, and of those by user and by payment. */
export const FIRST = { nothing: 1, challenged: 100001, ways: 200001 } as const;

/** Challenger less champion, share of the payments; NaN while too little is known. */
export type Difference = { difference: number; variance: number };
const UNKNOWN: Difference = { difference: Number.NaN, variance: Number.NaN };

/** The difference of two arms whose users are independent, with its variance. */
export function differenceOf(champion: RatioSums, challenger: RatioSums): Difference {
  if (champion.y + challenger.y < ENOUGH || champion.users < 2 || challenger.users < 2) return UNKNOWN;
  const [a, b] = [ratioOfSums(champion), ratioOfSums(challenger)];
  return { difference: b.share - a.share, variance: a.variance + b.variance };
}

/** Many experiments on the same traffic: one entry an experiment and day, at `experiment * TEST_DAYS + day`. */
export type Many = {
  experiments: number;
  difference: Float64Array;
  variance: Float64Array;
  /** z at the end of the test, as if payments were independent. */
  naive: Float64Array;
};

/**
 * The same payments, split anew by experiment number `first`, `first` + 1 ...: the users below one half meet the challenger, all others
 * the champion. With the champion’s own cells on both sides each is an A/A test. Yields after every few splits.
 */
export function* manySplits(
  { scene, users }: Company,
  champion: Cells,
  challenger: Cells,
  experiments: number,
  first: number,
): Generator<void, Many> {
  const { id } = scene.world.users;
  const active = usersOf(champion);
  const everybody = treatedByDay(champion, new Uint8Array(users).fill(1));
  const rows = experiments * TEST_DAYS;
  const found: Many = {
    experiments,
    difference: new Float64Array(rows),
    variance: new Float64Array(rows),
    naive: new Float64Array(experiments),
  };
  const arm = new Uint8Array(users);
  for (let e = 0; e < experiments; e++) {
    if (e % 20 === 19) yield;
    const bucket = bucketsOf(first + e);
    for (const user of active) arm[user] = bucket(id[user]!) < 0.5 ? 1 : 0;
    const own = treatedByDay(champion, arm);
    const treated = champion === challenger ? own : treatedByDay(challenger, arm);
    let a = sumsAt(everybody, 0);
    let b = a;
    for (let d = 0; d < TEST_DAYS; d++) {
      a = less(sumsAt(everybody, d), sumsAt(own, d));
      b = sumsAt(treated, d);
      const { difference, variance } = differenceOf(a, b);
      found.difference[e * TEST_DAYS + d] = difference;
      found.variance[e * TEST_DAYS + d] = variance;
    }
    const pooled = (a.y + b.y) / (a.n + b.n);
    found.naive[e] = (b.y / b.n - a.y / a.n) / Math.sqrt(pooled * (1 - pooled) * (1 / a.n + 1 / b.n));
  }
  return found;
}

const less = (a: RatioSums, b: RatioSums): RatioSums => ({
  users: a.users - b.users,
  n: a.n - b.n,
  y: a.y - b.y,
  nn: a.nn - b.nn,
  ny: a.ny - b.ny,
  yy: a.yy - b.yy,
});

/** Both as one, the first first. */
export function together(a: Many, b: Many): Many {
  const joined = (x: Float64Array, y: Float64Array) => {
    const both = new Float64Array(x.length + y.length);
    both.set(x);
    both.set(y, x.length);
    return both;
  };
  return {
    experiments: a.experiments + b.experiments,
    difference: joined(a.difference, b.difference),
    variance: joined(a.variance, b.variance),
    naive: joined(a.naive, b.naive),
  };
}
