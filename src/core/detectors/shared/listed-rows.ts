import type { RowRef } from "../../contracts.ts";

/** How many rows a finding lists at most; the true number stands beside them. */
export const LISTED = 300;

/** The first {@link LISTED} rows for which `test` holds, with how many there are; null where there is none. */
export function listedRows(
  rows: number,
  test: (row: number) => boolean,
  table: RowRef["table"] = "reference",
): RowRef | null {
  const indices: number[] = [];
  let count = 0;
  for (let row = 0; row < rows; row++) {
    if (!test(row)) continue;
    if (indices.length < LISTED) indices.push(row);
    count++;
  }
  return count === 0 ? null : { table, indices, count };
}
