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

export type CaseCells = { one: Case; cells: readonly { count: Measured; rate: Rate }[] };

/** The cases in the order of the card, each with its strengths, weakest first. */
export function caseCells({ cells }: Entry): CaseCells[] {
  return CASES.flatMap((one) => {
    const own = cells.filter(({ id }) => id === one.id).map((count) => ({ count, rate: rateOf(count) }));
    return own.length === 0 ? [] : [{ one, cells: own }];
  });
}

/** The healthy cell of the setting that a case belongs to. */
export function healthyOf(entry: Entry, setting: Setting): HealthyCell | undefined {
  return healthyCells(entry).find((cell) => cell.setting === setting);
}
