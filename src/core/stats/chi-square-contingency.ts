import { chiSquareSurvival } from "./distributions.ts";

export type ChiSquareContingency = {
  statistic: number;
  pValue: number;
  dof: number;
  /** The counts expected without a relation, row by row. */
  expected: number[][];
};

/**
 * The chi-square test of independence for a table of counts, row by row. `correction` applies Yates's continuity correction
 * where there is one degree of freedom (SciPy's default). With one row or one column: statistic 0, p 1.
 *
 * Throws for an empty table, negative counts, or a row or column that sums to 0 (its expected counts would be 0).
 * Reference: `scipy.stats.chi2_contingency` (1.17).
 */
export function chiSquareContingency(
  counts: readonly ArrayLike<number>[],
  correction = true,
): ChiSquareContingency {
  const rows = counts.length;
  const columns = rows === 0 ? 0 : counts[0]!.length;
  if (rows === 0 || columns === 0) throw new Error("The table of counts is empty.");
  const rowSums = new Float64Array(rows);
  const columnSums = new Float64Array(columns);
  let total = 0;
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      const count = counts[i]![j]!;
      if (!(count >= 0)) throw new Error(`The count in row ${i}, column ${j} cannot be ${count}.`);
      rowSums[i]! += count;
      columnSums[j]! += count;
      total += count;
    }
  if (rowSums.includes(0) || columnSums.includes(0))
    throw new Error("A row or column of the table of counts sums to 0; leave it out.");
  const dof = (rows - 1) * (columns - 1);
  let statistic = 0;
  const expected: number[][] = [];
  for (let i = 0; i < rows; i++) {
    const line: number[] = [];
    for (let j = 0; j < columns; j++) {
      const mean = (rowSums[i]! * columnSums[j]!) / total;
      line.push(mean);
      let gap = Math.abs(counts[i]![j]! - mean);
      if (correction && dof === 1) gap -= Math.min(0.5, gap);
      statistic += (gap * gap) / mean;
    }
    expected.push(line);
  }
  if (dof === 0) return { statistic: 0, pValue: 1, dof, expected };
  return { statistic, pValue: chiSquareSurvival(statistic, dof), dof, expected };
}
