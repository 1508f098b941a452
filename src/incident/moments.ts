import { DAY } from "../core/world/settings.ts";

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** "Thursday, 20 March", of a moment in milliseconds, UTC. */
export function dateOf(at: number): string {
  const date = new Date(at);
  return `${WEEKDAYS[date.getUTCDay()]}, ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
}

/** "20 Mar": the day of production as it stands on an axis. */
export function shortDate(productionAt: number, day: number): string {
  const date = new Date(productionAt + day * DAY);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]!.slice(0, 3)}`;
}

/** "Thursday", of a day of production. */
export function weekdayOf(productionAt: number, day: number): string {
  return WEEKDAYS[new Date(productionAt + day * DAY).getUTCDay()]!;
}
