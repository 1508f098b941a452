import type { BinnedColumn } from "./binned-columns.ts";

/** A segment of one or two columns, with what was seen in it. `expected` and `variance` are those of the null. */
export type FoundSegment = {
  columns: readonly BinnedColumn[];
  groups: readonly number[];
  rows: number;
  observed: number;
  expected: number;
  z: number;
};

/**
 * What is added up in each segment: the outcome of each row (0 or 1), and what was expected of it, with its variance; one number
 * each where all rows are alike.
 */
export type Outcome = {
  observed: Uint8Array;
  expected: Float64Array | number;
  variance: Float64Array | number;
};

export type SearchResult = { segments: FoundSegment[]; tested: number };

/** Codes below this are kept apart in a pair of columns. */
const SIDE = 32;

/**
 * Every segment of one column, and of two, that holds at least `least` rows and leaves as many outside: its excess of outcomes in
 * standard deviations, both parts of the rows compared, so that a segment is measured against the rest.
 *
 * With O, E, V the sums of outcome, expectation and variance inside, and N of rows in all: z = (O - E) / √(V (1 - V / Vall)).
 * One histogram a column (`fine`, of more groups) and one a pair (`coarse`): O(rows * columns^2), a few
 * additions for each. At most 32 groups a column.
 */
export function searchSegments(
  fine: readonly BinnedColumn[],
  coarse: readonly BinnedColumn[],
  outcome: Outcome,
  least: number,
): SearchResult {
  const { observed, expected, variance } = outcome;
  const all = observed.length;
  let allVariance = 0;
  if (typeof variance === "number") allVariance = all * variance;
  else for (let row = 0; row < all; row++) allVariance += variance[row]!;
  const found: FoundSegment[] = [];
  // Of each cell side by side: rows with outcome 0 and 1; expectation and variance.
  const counts = new Uint32Array(2 * SIDE * SIDE);
  const sums = new Float64Array(2 * SIDE * SIDE);
  const base = new Uint16Array(all);

  const collect = (columns: readonly BinnedColumn[]): void => {
    const second = columns[1]?.codes ?? null;
    counts.fill(0);
    if (typeof expected === "number" || typeof variance === "number") {
      if (second === null) for (let row = 0; row < all; row++) counts[base[row]!]!++;
      else for (let row = 0; row < all; row++) counts[base[row]! + 2 * second[row]!]!++;
    } else {
      sums.fill(0);
      for (let row = 0; row < all; row++) {
        const place = second === null ? base[row]! : base[row]! + 2 * second[row]!;
        counts[place]!++;
        sums[place & ~1]! += expected[row]!;
        sums[place | 1]! += variance[row]!;
      }
    }
    for (let a = 0; a < columns[0]!.groups.length; a++) {
      for (let b = 0; b < (columns[1]?.groups.length ?? 1); b++) {
        const cell = 2 * (a * SIDE + b);
        const hits = counts[cell + 1]!;
        const inside = counts[cell]! + hits;
        if (inside < least || all - inside < least) continue;
        const e = typeof expected === "number" ? inside * expected : sums[cell]!;
        const v = typeof variance === "number" ? inside * variance : sums[cell + 1]!;
        const sd = Math.sqrt(v * (1 - v / allVariance));
        if (!(sd > 0)) continue;
        const groups = second === null ? [a] : [a, b];
        found.push({ columns, groups, rows: inside, observed: hits, expected: e, z: (hits - e) / sd });
      }
    }
  };
  /** Where the first column and the outcome alone put each row; a second column adds twice its group. */
  const begin = ({ codes }: BinnedColumn): void => {
    for (let row = 0; row < all; row++) base[row] = 2 * SIDE * codes[row]! + observed[row]!;
  };
  for (const column of fine) {
    begin(column);
    collect([column]);
  }
  for (let i = 0; i + 1 < coarse.length; i++) {
    begin(coarse[i]!);
    for (let j = i + 1; j < coarse.length; j++) collect([coarse[i]!, coarse[j]!]);
  }
  return { segments: found, tested: found.length };
}

/** The segment in words: “cohort” is “new”, and “amount” is over 40. */
export function segmentWords(segment: FoundSegment): string {
  return segment.columns
    .map((column, i) => `“${column.name}” ${column.groups[segment.groups[i]!]}`)
    .join(" and ");
}

/** Whether the row lies in the segment. */
export function isInSegment(segment: FoundSegment, row: number): boolean {
  return segment.columns.every((column, i) => column.codes[row] === segment.groups[i]);
}
