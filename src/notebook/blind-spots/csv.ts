import { tableToCsv } from "../../core/export/csv.ts";
import { type Count, type Matrix, shareOf } from "../../core/matrix/matrix.ts";
import { type Column, categories, numbers, table } from "../../core/table/table.ts";
import type { Counts, View } from "./view.ts";

/** What is shown, one line a failure and detector, in the order of the picture. */
export function csvOf({ failures, detectors }: Matrix, counts: Counts, view: View, strength: number): string {
  const columns = view.columns.flatMap(({ places }) => places);
  const pairs = view.rows.flatMap(({ places }) =>
    places.flatMap((row) => columns.map((at) => ({ row, at }))),
  );
  const text = (of: (pair: (typeof pairs)[number]) => string): Column => categories(pairs.map(of));
  const number = (of: (pair: (typeof pairs)[number]) => number): Column => numbers(pairs.map(of));
  const side = (name: string, of: (pair: (typeof pairs)[number]) => Count): [string, Column][] => [
    [`${name}seeds`, number((pair) => of(pair).seeds)],
    [`${name}rings`, number((pair) => of(pair).rings)],
    [`${name}cannot_tell`, number((pair) => of(pair).mute)],
    [`${name}share`, number((pair) => shareOf(of(pair)).value)],
    [`${name}share_low`, number((pair) => shareOf(of(pair)).low)],
    [`${name}share_high`, number((pair) => shareOf(of(pair)).high)],
  ];
  return tableToCsv(
    table([
      ["failure", text(({ row }) => failures[row]!.id)],
      ["failure_name", text(({ row }) => failures[row]!.name)],
      ["detector", text(({ at }) => detectors[at]!.id)],
      ["detector_name", text(({ at }) => detectors[at]!.name)],
      ["family", text(({ at }) => detectors[at]!.family)],
      ["strength", number(() => strength)],
      ...side("", ({ row, at }) => counts.rows[row]![at]!),
      ...side("twin_", ({ at }) => counts.twin[at]!),
      ["standing", text(({ row, at }) => view.standings[row]![at]!)],
    ]),
  );
}
