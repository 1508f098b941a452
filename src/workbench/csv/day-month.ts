import { packedParts, unpackDate } from "./dates.ts";

/**
 * Turns a whole column of packed dates, whose first two parts may be day and month or month and day, into epoch milliseconds, in
 * place (NaN stays). Parts above 12 prove the order; where they prove none the order of the rows decides, for most files are sorted
 * by time. `wanted` overrides both. `onLost` is told of each date that the calendar does not have in that reading.
 */
export function unpackDates(
  values: Float64Array,
  wanted: boolean | undefined,
  onLost: (row: number, text: string) => void,
): { dayFirst: boolean; proven: boolean } {
  let first = 0;
  let second = 0;
  let dayRises = 0;
  let monthRises = 0;
  let before = Number.NaN;
  for (const packed of values) {
    if (Number.isNaN(packed)) continue;
    const [a, b] = packedParts(packed);
    if (a > 12) first++;
    if (b > 12) second++;
    if (!Number.isNaN(before)) {
      if (unpackDate(packed, true) >= unpackDate(before, true)) dayRises++;
      if (unpackDate(packed, false) >= unpackDate(before, false)) monthRises++;
    }
    before = packed;
  }
  const isTold = first !== second;
  const dayFirst = wanted ?? (isTold ? first > second : dayRises >= monthRises);
  for (let row = 0; row < values.length; row++) {
    const packed = values[row]!;
    if (Number.isNaN(packed)) continue;
    values[row] = unpackDate(packed, dayFirst);
    if (Number.isNaN(values[row]!)) onLost(row, packedParts(packed).join("/"));
  }
  return { dayFirst, proven: wanted !== undefined || isTold };
}
