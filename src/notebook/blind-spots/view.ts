import {
  type Count,
  countOf,
  type Failing,
  type Matrix,
  type Ringing,
  type Standing,
  standingOf,
} from "../../core/matrix/matrix.ts";
import { byRinging, bySimilarity } from "./order.ts";

/** What is counted so far, failure by failure and detector by detector, and on the healthy twin. */
export type Counts = { rows: readonly (readonly Count[])[]; twin: readonly Count[] };

/** The counts of a whole matrix. */
export function countsOf({ rows, twin }: Matrix): Counts {
  return {
    rows: rows.map(({ letters }) => letters.map((own) => countOf(own))),
    twin: twin.letters.map((own) => countOf(own)),
  };
}

export type Order = "book" | "rings" | "similar";

/** What a reader has asked for. */
export type Choice = {
  rowOrder: Order;
  columnOrder: Order;
  /** Family of detectors, or "all". */
  family: string;
  /** Part of the book whose failures are shown, or "all". */
  group: string;
  /** Failures that no detector sees. */
  onlyBlind: boolean;
  /** Detectors that see at least one failure: better than the dummy, which sees none. */
  onlyBetter: boolean;
};

export const START: Choice = {
  rowOrder: "book",
  columnOrder: "book",
  family: "all",
  group: "all",
  onlyBlind: false,
  onlyBetter: false,
};

/** A run of neighbouring rows or columns with one heading; the heading is null where the order is not that of the book. */
export type Group = { name: string | null; places: readonly number[] };

export type View = {
  rows: readonly Group[];
  columns: readonly Group[];
  standings: readonly (readonly Standing[])[];
};

/** The families of detectors in the order of the page. */
const FAMILIES = ["two-samples", "absence", "pipelines", "who", "streams", "time", "without-labels"];

/** What is shown, and in which order. `groupOf` gives the part of the book that a failure belongs to. */
export function viewOf(
  failures: readonly Failing[],
  detectors: readonly Ringing[],
  counts: Counts,
  choice: Choice,
  groupOf: (failure: Failing) => string,
): View {
  const standings = counts.rows.map((row) => standingsOf(row, counts.twin));
  const rows = failures
    .map((_, at) => at)
    .filter((at) => choice.group === "all" || groupOf(failures[at]!) === choice.group)
    .filter((at) => !choice.onlyBlind || !standings[at]!.includes("sees"));
  const columns = detectors
    .map((_, at) => at)
    .filter((at) => choice.family === "all" || detectors[at]!.family === choice.family)
    .filter((at) => !choice.onlyBetter || standings.some((row) => row[at] === "sees"));
  const share = (row: number, column: number) => {
    const { seeds, rings } = counts.rows[row]![column]!;
    return seeds === 0 ? 0 : rings / seeds;
  };
  const seen = (row: number, column: number) => (standings[row]![column] === "sees" ? 1 : 0);
  const turned = (of: typeof share) => (column: number, row: number) => of(row, column);
  return {
    rows: arranged(rows, columns, choice.rowOrder, share, seen, (at) => groupOf(failures[at]!)),
    columns: arranged(
      columns,
      rows,
      choice.columnOrder,
      turned(share),
      turned(seen),
      (at) => detectors[at]!.family,
      FAMILIES,
    ),
    standings,
  };
}

const judged = new WeakMap<readonly Count[], { twin: readonly Count[]; standings: readonly Standing[] }>();

/** How each detector stands to one failure; the very same list while neither side has changed, so that its row is not drawn anew. */
function standingsOf(row: readonly Count[], twin: readonly Count[]): readonly Standing[] {
  const known = judged.get(row);
  if (known?.twin === twin) return known.standings;
  const standings = row.map((count, at) => standingOf(count, twin[at]!));
  judged.set(row, { twin, standings });
  return standings;
}

function arranged(
  own: readonly number[],
  other: readonly number[],
  order: Order,
  share: (own: number, other: number) => number,
  seen: (own: number, other: number) => number,
  groupOf: (own: number) => string,
  names?: readonly string[],
): Group[] {
  if (own.length === 0) return [];
  if (order === "rings") return [{ name: null, places: byRinging(own, other, seen, share) }];
  if (order === "similar") return [{ name: null, places: bySimilarity(own, other, share) }];
  const groups = new Map<string, number[]>((names ?? []).map((name) => [name, []]));
  for (const at of own) groups.set(groupOf(at), [...(groups.get(groupOf(at)) ?? []), at]);
  return [...groups].filter(([, places]) => places.length > 0).map(([name, places]) => ({ name, places }));
}
