import { labelsAsKnownAt } from "../world/as-known.ts";
import { DAY } from "../world/settings.ts";
import type { Day, Service } from "./contracts.ts";
import { DRIFT_DAYS, figuresOf } from "./figures.ts";
import { prepare, reportedWithin } from "./prepared.ts";

/** Every day of production as it truly was: all frauds, all rows. About 5 ms at the default size. */
export function daysOf(service: Service): readonly Day[] {
  const prepared = prepare(service);
  const { isFraud } = service.world.transactions;
  return prepared.byScore.map((_, day) =>
    figuresOf(service, prepared, day, isFraud, Number.POSITIVE_INFINITY, 1),
  );
}

/**
 * The days of production up to `day` (from 0), as they could be seen at its end: rows that had arrived, frauds that had been
 * reported; a payment without a report counts as genuine. `matured` is the share of reports that come within the day's age, by
 * the delays seen before production.
 */
export function daysAsKnown(service: Service, day: number): readonly Day[] {
  const prepared = prepare(service);
  const at = endOf(service, day);
  const { fraud } = labelsAsKnownAt(service.world, at);
  return prepared.byScore
    .slice(0, day + 1)
    .map((_, d) =>
      figuresOf(service, prepared, d, fraud, at, reportedWithin(prepared, at - endOf(service, d))),
    );
}

/**
 * What {@link daysAsKnown} gives for every day: entry D holds the days 0 to D as seen at the end of D. A day is computed again only
 * when a report or a row of it has arrived.
 */
export function allDaysAsKnown(service: Service): readonly (readonly Day[])[] {
  const prepared = prepare(service);
  const { world, firstRow, arrivedAt, reportedAt } = service;
  const days = firstRow.length - 1;
  // The days on which something about each day becomes known; a late row tells of the drift of the days after, too.
  const news = Array.from({ length: days }, () => new Uint8Array(days + 1));
  for (let day = 0; day < days; day++)
    for (let row = firstRow[day]!; row < firstRow[day + 1]!; row++)
      for (const [moment, last] of [
        [arrivedAt[row]!, day + DRIFT_DAYS - 1],
        [reportedAt[row]!, day],
      ] as const) {
        const seen = Math.floor((moment - world.periods.production.startAt) / DAY);
        for (let of = day; of <= last && of < days; of++) if (seen >= 0 && seen < days) news[of]![seen] = 1;
      }
  const known: Day[][] = [];
  for (let today = 0; today < days; today++) {
    const at = endOf(service, today);
    const { fraud } = labelsAsKnownAt(world, at);
    const before = known[today - 1] ?? [];
    known.push(
      Array.from({ length: today + 1 }, (_, day) => {
        const matured = reportedWithin(prepared, at - endOf(service, day));
        return day < before.length && news[day]![today] === 0
          ? { ...before[day]!, matured }
          : figuresOf(service, prepared, day, fraud, at, matured);
      }),
    );
  }
  return known;
}

/** The moment at which a day of production (from 0) ends. */
export function endOf({ world }: Service, day: number): number {
  return world.periods.production.startAt + (day + 1) * DAY;
}
