import { type Column, isValid } from "../../core/table/table.ts";
import { formatTime } from "../csv/dates.ts";
import { nameWords } from "../words.ts";
import { CALENDAR } from "./role-words.ts";

const MONTHS =
  /^(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)$/i;
/** So many of the rows of one month (of one week) must share a value: a season changes within a month, a week begins on any day. */
const SHARES: readonly (readonly [part: RegExp, share: number])[] = [
  [/^(year|yr|month|mnth|mon|quarter|qtr)$/, 0.98],
  [/^season$/, 0.8],
  [/^(week|weeknumber|weekofyear)$/, 0.5],
];
const DAY = 86_400_000;
const LEAST_GROUPS = 3;
const ROWS_A_GROUP = 3;

/**
 * Whether a column is a part of the date that moves with it by nature: a year, a quarter, a month, a week, a season. Its name
 * must say so and, where there is a clock of dates, its value must follow from the date, which “year_built” does not. The hour
 * and the weekday are none: every week holds them alike. Without a clock only month names, and months and years under a bare
 * name, are told.
 */
export function isCalendarPart(name: string, column: Column, clock: Column | null): boolean {
  const words = nameWords(name);
  const part = words.find((word) => CALENDAR.test(word));
  if (part === undefined || words.includes("day") || words.includes("birth")) return false;
  if (clock?.kind === "time") return followsFrom(column, clock.values, part);
  if (column.kind === "category")
    return column.categories.length > 1 && column.categories.every((text) => MONTHS.test(text.trim()));
  if (column.kind !== "number" || words.length > 1) return false;
  const [low, high] = rangeOf(column.values);
  return /^(year|yr)$/.test(part)
    ? low >= 1900 && high <= 2100
    : /^mo?nt?h?$/.test(part) && low >= 1 && high <= 12;
}

/** Whether the rows of one month (for a week: of seven days) mostly share their value. */
function followsFrom(column: Column, clock: Float64Array, part: string): boolean {
  const source = column.kind === "category" ? column.codes : column.values;
  const isWeek = part.startsWith("week");
  const groups = new Map<number, Map<number, number>>();
  // The month of each day that was met: dates are worked out once a day, not once a row.
  const months = new Map<number, number>();
  const distinct = new Set<number>();
  let rows = 0;
  for (let row = 0; row < clock.length; row++) {
    if (!isValid(column.valid, row) || Number.isNaN(clock[row]!)) continue;
    const day = Math.floor(clock[row]! / DAY);
    let place = isWeek ? Math.floor(day / 7) : months.get(day);
    if (place === undefined) {
      place = Number(
        formatTime(day * DAY)
          .slice(0, 7)
          .replace("-", ""),
      );
      months.set(day, place);
    }
    let group = groups.get(place);
    if (group === undefined) {
      group = new Map();
      groups.set(place, group);
    }
    const value = source[row]!;
    group.set(value, (group.get(value) ?? 0) + 1);
    if (distinct.size <= 60) distinct.add(value);
    rows++;
  }
  if (distinct.size < 2 || distinct.size > 60 || groups.size < LEAST_GROUPS) return false;
  if (rows < ROWS_A_GROUP * groups.size) return false;
  let shared = 0;
  for (const group of groups.values()) shared += Math.max(...group.values());
  const [, share] = SHARES.find(([pattern]) => pattern.test(part))!;
  return shared >= share * rows;
}

function rangeOf(values: Float64Array): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
