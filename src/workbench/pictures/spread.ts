import { figure } from "../../core/detectors/findings.ts";
import { exp, log } from "../../core/math/elementary.ts";
import { quantile } from "../../core/stats/quantile.ts";
import type { SpreadPicture, Tone } from "./picture.ts";

const BINS = 24;
/** So many values are read to find where the bins lie; all are counted. */
const READ = 20_000;
/** Values that span more than this many times are drawn on a logarithmic scale. */
const WIDE = 300;

export type Values = { name: string; tone: Tone; values: ArrayLike<number> };

/** Where the middle 98 % of each of these values lie, together; null where there are none. */
function reach(groups: readonly ArrayLike<number>[]): { low: number; high: number; middle: number } | null {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const middles: number[] = [];
  for (const values of groups) {
    const step = Math.max(1, Math.floor(values.length / READ));
    const read: number[] = [];
    for (let i = 0; i < values.length; i += step) if (Number.isFinite(values[i]!)) read.push(values[i]!);
    const sorted = Float64Array.from(read).sort();
    if (sorted.length === 0) continue;
    low = Math.min(low, quantile(sorted, 0.01));
    high = Math.max(high, quantile(sorted, 0.99));
    middles.push(quantile(sorted, 0.5));
  }
  return low > high ? null : { low, high, middle: Math.min(...middles) };
}

const isWhole = (values: ArrayLike<number>): boolean => {
  for (let i = 0; i < values.length; i++)
    if (Number.isFinite(values[i]!) && !Number.isInteger(values[i]!)) return false;
  return true;
};

/** A step of 1, 2 or 5 times a power of ten that cuts a length into about so many parts. */
function roundStep(length: number, parts: number): number {
  const rough = length / parts;
  let step = 1;
  while (step > rough) step /= 10;
  while (step * 10 <= rough) step *= 10;
  return step * ([1, 2, 5, 10].find((times) => step * times >= rough * 0.999) ?? 10);
}

/** Edges of bins: a bin a whole number where there are few, round steps, or equal ratios where the values span much. */
export function edgesOf(groups: readonly ArrayLike<number>[]): { edges: number[]; isLog: boolean } | null {
  const found = reach(groups);
  if (found === null) return null;
  const { low, high, middle } = found;
  if (high - low <= BINS && groups.every(isWhole))
    return { isLog: false, edges: Array.from({ length: high - low + 2 }, (_, i) => low - 0.5 + i) };
  if (low > 0 && high / middle > WIDE / 10 && high / low > WIDE) {
    const [from, to] = [log(low), log(high)];
    return {
      isLog: true,
      edges: Array.from({ length: BINS + 1 }, (_, i) => exp(from + ((to - from) * i) / BINS)),
    };
  }
  const step = roundStep(high - low || Math.abs(high) || 1, BINS);
  const first = Math.floor(low / step);
  const count = Math.max(1, Math.ceil(high / step - first));
  return {
    isLog: false,
    edges: Array.from({ length: count + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12))),
  };
}

/** The share of the values in each bin; missing ones count in none, `of` is what they are a share of (the values there are, if left out). */
export function sharesIn(values: ArrayLike<number>, edges: readonly number[], of?: number): number[] {
  const bins = edges.length - 1;
  const counts = new Array<number>(bins).fill(0);
  let there = 0;
  const first = edges[0]!;
  // Most bins are equally wide: the place is worked out, and looked for only where it is not that.
  const step = (edges[bins]! - first) / bins;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    there++;
    let bin = Math.min(Math.max(Math.floor((value - first) / step), 0), bins - 1);
    while (bin > 0 && value < edges[bin]!) bin--;
    while (bin < bins - 1 && value >= edges[bin + 1]!) bin++;
    counts[bin]!++;
  }
  const whole = Math.max(of ?? there, 1);
  return counts.map((count) => count / whole);
}

/** How groups of rows spread over the values of a number; null where one of them has none. */
export function spreadOf(
  title: string,
  axis: string,
  groups: readonly Values[],
  borders: SpreadPicture["borders"] = [],
): SpreadPicture | null {
  const found = edgesOf(groups.map(({ values }) => values));
  if (found === null) return null;
  const [from, to] = [found.edges[0]!, found.edges.at(-1)!];
  return {
    kind: "spread",
    title,
    axis,
    isLog: found.isLog,
    edges: found.edges,
    sides: groups.map(({ name, tone, values }) => ({ name, tone, shares: sharesIn(values, found.edges) })),
    borders: borders.filter(({ at }) => at >= from && at <= to),
  };
}

/** A bin in words. */
export const binWords = (edges: readonly number[], i: number): string => {
  const [from, to] = [edges[i]!, edges[i + 1]!];
  if (Number.isInteger(from + 0.5) && to - from === 1) return figure(from + 0.5);
  return `${figure(from)} to ${figure(to)}`;
};
