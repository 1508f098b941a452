import { hasClock, roleColumn, type SqlCheck } from "./sql-check.ts";
import { figuresOf } from "./sql-parts.ts";

const USUAL = "0.99e0";
const TOLERANCE = 1000;
const LEAST = 50;

/** How many more rows arrive later (or are staler) than 99 % of the older ones, at the worst end of the worst feed. */
const lateness: SqlCheck = {
  id: "lateness",
  canTell: hasClock,
  leavesOut: "Newcombe’s interval and Fisher’s exact p.",
  sql(input, write) {
    const milliseconds = (name: string) => write.double(`round(${write.seconds(name)} * 1000)`);
    const event = milliseconds(roleColumn(input, "event-time", write)!);
    const feeds = (input.roles["feature-known-time"] ?? []).filter(
      (name) => input.kinds.get(name) === "time",
    );
    const lagsOf = (name: string, place: number, isNewer: number) =>
      `  select ${place} as feed, ${isNewer} as newer, ${milliseconds(write.name(name))} - ${event} as late from ${isNewer ? "newer" : "older"}`;
    const lags = feeds.flatMap((name, place) => [lagsOf(name, place, 0), lagsOf(name, place, 1)]);
    const middle = (value: string, newer: number) =>
      `avg(case when newer = ${newer} and 2 * place between n - 2 and n then ${value} end)`;
    return `
with lags as (
${lags.join("\n  union all\n")}
), lags_there as (
  -- Both ends of a feed: its lateness, and turned about its staleness.
  select 2 * feed as side, newer, late as lag from lags where late is not null
  union all
  select 2 * feed + 1, newer, -late from lags where late is not null
), placed as (
  select
    *,
    row_number() over (partition by side, newer order by lag) - 1 as place,
    ${write.double("count(*) over (partition by side, newer)")} as n
  from lags_there
), usual as (
  select
    side,
    max(case when place = floor(${USUAL} * (n - 1)) then lag end) as below,
    max(case when place = floor(${USUAL} * (n - 1)) + 1 then lag end) as above,
    max(${USUAL} * (n - 1) - floor(${USUAL} * (n - 1))) as rest
  from placed
  where newer = 0
  group by side
), borders as (
  select
    side,
    case when rest = 0 or below = above then below else below * (1 - rest) + above * rest end + ${TOLERANCE} as border
  from usual
), counted as (
  select
    placed.side,
    max(border) as border,
    ${write.double("count(case when newer = 0 and lag > border then 1 end)")} as late_before,
    ${write.double("count(case when newer = 1 and lag > border then 1 end)")} as late_now,
    count(case when newer = 0 then 1 end) as m,
    count(case when newer = 1 then 1 end) as n,
    ${middle("lag", 0)} as middle_before,
    ${middle("lag", 1)} as middle_now
  from placed join borders on borders.side = placed.side
  group by placed.side
), judged as (
  select *, case when mod(side, 2) = 1 then -1 else 1 end as turned, late_now / n - late_before / m as difference
  from counted
  where m >= ${LEAST} and n >= ${LEAST}
), worst as (
  select * from judged order by difference desc, side limit 1
)
${figuresOf(
  "worst",
  {
    difference: "difference",
    before: "late_before / m",
    now: "late_now / n",
    border_seconds: "turned * border / 1000",
    median_seconds: "turned * middle_before / 1000",
    median_now_seconds: "turned * middle_now / 1000",
    rows_before: "m",
    rows_now: "n",
  },
  write,
)}`;
  },
  figures: ({ statistic, facts }) => ({
    difference: statistic,
    before: Number(facts.before),
    now: Number(facts.now),
    border_seconds: Number(facts.border) / 1000,
    median_seconds: Number(facts.median) / 1000,
    median_now_seconds: Number(facts.medianNow) / 1000,
    rows_before: Number(facts.m),
    rows_now: Number(facts.n),
  }),
};
export default lateness;
