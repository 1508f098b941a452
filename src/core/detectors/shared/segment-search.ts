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

/** What is added up in each segment: the outcome of each row, and what was expected of it, with its variance. */
export type Outcome = { observed: Float64Array; expected: Float64Array; variance: Float64Array };

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
  for (let row = 0; row < all; row++) allVariance += variance[row]!;
  const found: FoundSegment[] = [];
  const cells = SIDE * SIDE;
  const rows = new Float64Array(cells);
  const hits = new Float64Array(cells);
  const mean = new Float64Array(cells);
  const spread = new Float64Array(cells);
  const isConstant = expected.every((value) => value === expected[0]);

  const collect = (columns: readonly BinnedColumn[]): void => {
    const first = columns[0]!.codes;
    const second = columns[1]?.codes ?? null;
    for (const cell of [rows, hits, mean, spread]) cell.fill(0);
    for (let row = 0; row < all; row++) {
      const cell = second === null ? first[row]! * SIDE : first[row]! * SIDE + second[row]!;
      rows[cell]!++;
      hits[cell]! += observed[row]!;
      if (isConstant) continue;
      mean[cell]! += expected[row]!;
      spread[cell]! += variance[row]!;
    }
    for (let a = 0; a < columns[0]!.groups.length; a++) {
      for (let b = 0; b < (columns[1]?.groups.length ?? 1); b++) {
        const cell = a * SIDE + b;
        const inside = rows[cell]!;
        if (inside < least || all - inside < least) continue;
        const e = isConstant ? inside * expected[0]! : mean[cell]!;
        const v = isConstant ? inside * variance[0]! : spread[cell]!;
        const sd = Math.sqrt(v * (1 - v / allVariance));
        if (!(sd > 0)) continue;
        const groups = second === null ? [a] : [a, b];
        found.push({
          columns,
          groups,
          rows: inside,
          observed: hits[cell]!,
          expected: e,
          z: (hits[cell]! - e) / sd,
        });
      }
    }
  };
  for (const column of fine) collect([column]);
  for (let i = 0; i < coarse.length; i++)
    for (let j = i + 1; j < coarse.length; j++) collect([coarse[i]!, coarse[j]!]);
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
