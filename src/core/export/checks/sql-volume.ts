import type { Writer } from "./sql-check.ts";
import type { Rules } from "./sql-schema-columns.ts";

const LEAST_DAYS = 14;
const LEAST_ROWS = 20;
const FACTOR = 5;
const MOST_DAYS = 40_000;

/**
 * The whole days of the newer table with a fifth of the least or five times the most rows of the same weekday in the older one; days
 * without a row among them. None where the older table has fewer than 14 whole days, or one of them fewer than 20 rows.
 */
export function oddDays(eventTime: string, write: Writer): Rules {
  const day = `floor(${write.seconds(write.name(eventTime))} / 86400)`;
  const daysOf = (table: string) => `
  select ${write.double(day)} as day, ${write.double("count(*)")} as times
  from ${table}
  where ${write.name(eventTime)} is not null
  group by ${day}`;
  const digits = Array.from({ length: 10 }, (_, digit) => `select ${digit} as digit`).join(" union all ");
  return {
    queries: `digits as (
  ${digits}
), older_days as (${daysOf("older")}
), newer_days as (${daysOf("newer")}
), older_ends as (
  select min(day) as first_day, max(day) as last_day from older_days
), newer_ends as (
  select min(day) as first_day, max(day) as last_day from newer_days
), calendar as (
  select first_day + 1 + number as day
  from newer_ends cross join (
    select a.digit + 10 * b.digit + 100 * c.digit + 1000 * d.digit + 10000 * e.digit as number
    from digits as a cross join digits as b cross join digits as c cross join digits as d cross join digits as e
  ) as numbers
  where number < last_day - first_day - 1 and last_day - first_day - 1 < ${MOST_DAYS} and first_day >= 0
), inner_days as (
  select older_days.day - 7 * floor(older_days.day / 7) as weekday, times, last_day - first_day - 1 as days
  from older_days cross join older_ends
  where day > first_day and day < last_day and first_day >= 0
), usable_days as (
  select 1 as usable
  from inner_days
  having count(*) >= ${LEAST_DAYS} and count(*) = max(days) and min(times) >= ${LEAST_ROWS}
), usual_days as (
  select weekday, min(times) as least, max(times) as most from inner_days group by weekday
), odd_days as (
  select calendar.day, coalesce(times, 0) as times, least
  from calendar
  left join newer_days on newer_days.day = calendar.day
  join usual_days on weekday = calendar.day - 7 * floor(calendar.day / 7)
  cross join usable_days
  where coalesce(times, 0) * ${FACTOR} < least or coalesce(times, 0) > ${FACTOR} * most
)`,
    rules: [
      `select 2000000 + cast(day as int) as place, 'volume' as what, ${write.text(eventTime)} as name, least(1e0, abs(times - odd_days.least) / (select count(*) from newer)) as share
  from odd_days`,
    ],
  };
}
