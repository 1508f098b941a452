import { sortOrder } from "../../stats/order.ts";

/** The rows that are used and have a time (not NaN), in the order of their times; rows of one moment keep their order. */
export function timedRows(times: Float64Array, use: (row: number) => boolean): Uint32Array {
  const rows = new Uint32Array(times.length);
  const at = new Float64Array(times.length);
  let count = 0;
  for (let row = 0; row < times.length; row++) {
    if (!use(row) || Number.isNaN(times[row]!)) continue;
    rows[count] = row;
    at[count++] = times[row]!;
  }
  return sortOrder(at.subarray(0, count)).map((place) => rows[place]!);
}
