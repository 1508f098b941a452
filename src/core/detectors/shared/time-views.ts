import type { Column } from "../../table/table.ts";
import { historyOf } from "./history.ts";
import { readNumbers } from "./read.ts";
import { type Binning, hourBins, orderBins, timeBins } from "./time-bins.ts";
import { timedRows } from "./timed-rows.ts";

/** Bins of time, and the rows that are followed over them. */
export type View = { among: "all" | "history"; binning: Binning };

type Known = { entity: Column | null; historyDays: number; views: readonly View[] };
/** Every column of a table is followed over the same bins of time. */
const lastViews = new WeakMap<Column, Known>();

/**
 * Stretches of time, and hours of the day where there are such, over the rows whose entity was seen within the last `historyDays`;
 * over all rows where no column says whom they belong to, or too few have such a history. None with fewer than 100 rows.
 */
export function viewsOf(time: Column, entity: Column | null, historyDays: number): readonly View[] {
  const known = lastViews.get(time);
  if (known?.entity === entity && known.historyDays === historyDays) return known.views;
  const views = findViews(time, entity, historyDays);
  lastViews.set(time, { entity, historyDays, views });
  return views;
}

function findViews(time: Column, entity: Column | null, historyDays: number): View[] {
  const isTime = time.kind === "time";
  const times = readNumbers(time);
  const groups: [View["among"], (row: number) => boolean][] = [["all", () => true]];
  if (entity !== null) {
    const { rows, times: sorted, starts } = historyOf(entity, time);
    const seen = new Uint8Array(times.length);
    const reach = isTime ? historyDays * 86400000 : Number.POSITIVE_INFINITY;
    for (let e = 0; e + 1 < starts.length; e++)
      for (let i = starts[e]! + 1; i < starts[e + 1]!; i++)
        if (sorted[i]! - sorted[i - 1]! <= reach) seen[rows[i]!] = 1;
    // Where silence can mean "new", hours in which new ones come would ring for nothing.
    groups.unshift(["history", (row) => seen[row] === 1]);
  }
  const views: View[] = [];
  for (const [among, use] of groups) {
    if (views.length > 0) break;
    const binning = timeBins(times, isTime, use) ?? orderBins(timedRows(times, use), times.length);
    if (binning !== null) views.push({ among, binning });
    const hours = isTime && binning !== null ? hourBins(times, use) : null;
    if (hours !== null) views.push({ among, binning: hours });
  }
  return views;
}
