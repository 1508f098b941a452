import { hourOfDay } from "./words.ts";

/** The words for each recipe's pattern, by its id. */
export const RECIPE_WORDS: Readonly<Record<string, string>> = {
  "earlier-by-event-time": "earlier rows only, by event time",
  "earlier-by-event-time-strictly": "strictly earlier rows only, by event time",
  "own-row-included": "earlier rows and the row itself",
  "same-day-batch-by-event-time": "all rows up to the same day’s batch, by event time",
  "same-day-batch-by-event-time-own-row-out":
    "all other rows up to the same day’s batch, by event time, the row itself left out",
  "last-batch-by-event-time": "rows before the last finished batch, by event time",
  "known-at-the-event": "labels reported before this event",
  "same-day-batch-by-known-time": "labels reported by the same day’s batch",
  "same-day-batch-by-known-time-own-row-out":
    "labels reported by the same day’s batch, the row’s own left out",
  "last-batch-by-known-time": "labels reported before the last finished batch",
};

/** “the count of “is_fraud” over the last 30 days: labels reported by the same day’s batch (23:00)”. */
export function recipeWords(
  id: string,
  quantity: string,
  of: string,
  windowDays: number,
  hour: number,
): string {
  const what = quantity === "rows" ? "the number of rows" : `the ${quantity} of “${of}”`;
  const window =
    windowDays === 0 ? "all history" : `the last ${windowDays === 1 ? "24 hours" : `${windowDays} days`}`;
  const at = id.includes("batch") && Number.isFinite(hour) ? ` (run at about ${hourOfDay(hour)})` : "";
  return `${what} over ${window}, ${RECIPE_WORDS[id] ?? id}${at}`;
}
