import type { MustShow } from "../core/contracts.ts";
import { studentTwoSided } from "../core/stats/distributions.ts";
import { deviation, mean } from "../core/stats/moments.ts";
import { wilsonInterval } from "../core/stats/wilson-interval.ts";

/** How a claim fared over the seeds. */
export type Judged = {
  /** The mean of the values; for a claim about a share, the share of seeds in which it is true. */
  value: number;
  /** 95 %: Student's t for a mean, Wilson's for a share; null from one seed, which says nothing about a mean. */
  interval: [number, number] | null;
  bound: string;
  /** Whether `value` keeps the bound. A value that is not a number never does. */
  holds: boolean;
};

/** Judges a claim by its value under each seed. Throws where a claim about a share has a value other than 0 and 1. */
export function judge(
  claim: Pick<MustShow<never>, "id" | "judge" | "bound">,
  values: readonly number[],
): Judged {
  const { at, value: limit } = claim.bound;
  const value = mean(values);
  const keeps = at === "least" ? value >= limit : value <= limit;
  return {
    value,
    interval: claim.judge === "share" ? shareInterval(claim.id, values) : meanInterval(values),
    bound: `${at === "least" ? ">=" : "<="} ${limit}`,
    holds: keeps && values.every(Number.isFinite),
  };
}

function shareInterval(id: string, values: readonly number[]): [number, number] {
  const odd = values.find((value) => value !== 0 && value !== 1);
  if (odd !== undefined)
    throw new Error(`The claim “${id}” is about a share, but its value under one seed is ${odd}.`);
  return wilsonInterval(values.filter((value) => value === 1).length, values.length);
}

/** mean ± t · s / √n (Student, 1908). */
function meanInterval(values: readonly number[]): [number, number] | null {
  const n = values.length;
  if (n < 2 || !values.every(Number.isFinite)) return null;
  const half = (studentQuantile(n - 1) * deviation(values)) / Math.sqrt(n);
  const middle = mean(values);
  return [middle - half, middle + half];
}

/** The t that lies outside ±t with probability 5 %, by halving. */
export function studentQuantile(dof: number): number {
  let low = 0;
  let high = 1000;
  while (high - low > 1e-12 * high) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (studentTwoSided(middle, dof) > 0.05) low = middle;
    else high = middle;
  }
  return high;
}
