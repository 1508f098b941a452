import type { Task } from "../../core/contracts.ts";
import { log } from "../../core/math/elementary.ts";
import { type Random, random } from "../../core/random.ts";
import { normalCdf } from "../../core/stats/distributions.ts";
import { ksOfSorted } from "../../core/stats/ks-two-sample.ts";
import { sortedCopy } from "../../core/stats/order.ts";
import type { Trap, TrapPoint } from "./result.ts";

/** The sizes at which the samples are compared. */
export const SIZES = [100, 300, 1000, 3000, 10000, 30000, 100000, 300000, 1000000] as const;
/** Draws between two breaths: a few milliseconds. */
const CHUNK = 50000;
const ALPHA = 0.05;

/**
 * Two samples from N(0, 1), the second moved by `shift` standard deviations, at growing sizes: every size holds the draws of the
 * smaller ones. Beside it the same draws without the shift.
 */
export async function trapOf(
  shift: number,
  seed: number,
  task: Pick<Task<never>, "breathe">,
  sizes: readonly number[] = SIZES,
): Promise<Trap> {
  const source = random(seed).fork("p-value trap");
  const [one, two] = [source.fork("first"), source.fork("second")];
  let first: Float64Array = new Float64Array(0);
  let second: Float64Array = new Float64Array(0);
  const points: TrapPoint[] = [];
  for (const n of sizes) {
    while (first.length < n) {
      const more = Math.min(CHUNK, n - first.length);
      first = merged(first, sortedCopy(normals(one, more)));
      await task.breathe();
      second = merged(second, sortedCopy(normals(two, more)));
      await task.breathe();
    }
    const moved = new Float64Array(n);
    for (let i = 0; i < n; i++) moved[i] = second[i]! + shift;
    const test = ksOfSorted(first, moved);
    await task.breathe();
    const twin = ksOfSorted(first, second);
    await task.breathe();
    // The bound of Dvoretzky, Kiefer, Wolfowitz and Massart, half of the 5 % for each sample.
    const band = 2 * Math.sqrt(log(80) / (2 * n));
    points.push({
      n,
      gap: test.statistic,
      low: Math.max(0, test.statistic - band),
      high: Math.min(1, test.statistic + band),
      pValue: test.pValue,
      twinGap: twin.statistic,
      twinPValue: twin.pValue,
    });
  }
  let from: number | null = null;
  for (let i = points.length - 1; i >= 0 && points[i]!.pValue < ALPHA; i--) from = points[i]!.n;
  const last = points[points.length - 1]!;
  return {
    shift,
    points,
    trueGap: 2 * normalCdf(shift / 2) - 1,
    from,
    last,
    verdict: last.pValue < ALPHA ? "rings" : "silent",
  };
}

function normals(source: Random, count: number): Float64Array {
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) values[i] = source.normal();
  return values;
}

/** Two ascending lists as one. */
function merged(a: Float64Array, b: Float64Array): Float64Array {
  const all = new Float64Array(a.length + b.length);
  let i = 0;
  let j = 0;
  for (let k = 0; k < all.length; k++)
    all[k] = j >= b.length || (i < a.length && a[i]! <= b[j]!) ? a[i++]! : b[j++]!;
  return all;
}
