import {
  type Entry,
  type Measured,
  type Rate,
  type ReportCard,
  rateOf,
} from "../../core/report-card/card.ts";
import { CASES, type Case, HEALTHY, type Setting } from "../../core/report-card/cases.ts";
import stored from "../../core/report-card/report-card.json";

export const reportCard = stored as unknown as ReportCard;

const entries = new Map(reportCard.detectors.map((entry) => [entry.detector, entry]));

/** What the report card holds of a detector; undefined where it was not measured. */
export function entryFor(id: string): Entry | undefined {
  return entries.get(id);
}

export type HealthyCell = { setting: Setting; count: Measured; rate: Rate };

/** The cells in which nothing was wrong. */
export function healthyCells({ cells }: Entry): HealthyCell[] {
  return cells
    .filter(({ id }) => id === HEALTHY)
    .map((count) => ({ setting: count.setting, count, rate: rateOf(count) }));
}

type Cell = { count: Measured; rate: Rate };
/** A case with what was counted where nothing is wrong with the same columns, and at its strengths, weakest first. */
export type CaseCells = { one: Case; none: Cell; cells: readonly Cell[] };

/** The cases in the order of the card. */
export function caseCells({ cells }: Entry): CaseCells[] {
  return CASES.flatMap((one) => {
    const own = cells.filter(({ id }) => id === one.id).map((count) => ({ count, rate: rateOf(count) }));
    const none = own.find(({ count }) => count.strength === one.strength.none);
    return none ? [{ one, none, cells: own.filter((cell) => cell !== none) }] : [];
  });
}
