import { noncentralityAt } from "./noncentral-chi-square.ts";

/**
 * Cramér's V with Bergsma's bias correction: the strength of a relation between two categories, 0 (none) to 1, from the
 * uncorrected chi-square statistic of a table of `total` counts. Without the correction V is above 0 for unrelated
 * categories, the more so the more of them there are. 0 where there is one row or one column.
 *
 * Source: Bergsma (2013), Journal of the Korean Statistical Society 42.
 */
export function cramersV(chiSquare: number, total: number, rows: number, columns: number): number {
  if (rows < 2 || columns < 2 || total < 2) return 0;
  const expected = ((rows - 1) * (columns - 1)) / (total - 1);
  const phi = Math.max(0, chiSquare / total - expected);
  const fewerRows = rows - ((rows - 1) * (rows - 1)) / (total - 1);
  const fewerColumns = columns - ((columns - 1) * (columns - 1)) / (total - 1);
  const least = Math.min(fewerRows, fewerColumns) - 1;
  return least > 0 ? Math.min(1, Math.sqrt(phi / least)) : 0;
}

/**
 * The 95 % interval of Cramér's V of a table with two rows and `dof` + 1 columns: those noncentralities under which a chi-square
 * statistic as large, or as small, is drawn in one of forty cases.
 *
 * Source: Smithson (2003), Confidence Intervals, ch. 5.
 */
export function cramersVInterval(chiSquare: number, total: number, dof: number): [number, number] {
  if (!(total > 0) || dof < 1) return [0, 1];
  const [low, high] = [0.975, 0.025].map((share) =>
    Math.sqrt(noncentralityAt(chiSquare, dof, share) / total),
  );
  return [Math.min(1, low!), Math.min(1, high!)];
}
