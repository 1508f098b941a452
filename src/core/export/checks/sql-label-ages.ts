import { roleColumn, type SqlInput, type Writer } from "./sql-check.ts";

export type Dates = { event: string; known: string };

/** The two columns of times by which a row can be too young, or null where they are not there. */
export function datesOf({ roles, kinds }: SqlInput): Dates | null {
  const event = roles["event-time"]?.[0];
  const known = roles["label-known-time"]?.[0];
  if (event === undefined || known === undefined) return null;
  return kinds.get(event) === "time" && kinds.get(known) === "time" ? { event, known } : null;
}

/**
 * Queries that end in `aged` (newer, label, known_at, age, mature): the age of each row and that at which 95 % of the labels have
 * arrived (as `label-delays.ts` has it), 0 where none is waited for. Where rows without a label lie open, by Kaplan and
 * Meier's curve with those rows censored (`open_curve`); where one outcome alone is reported, by their curve in reversed time, each
 * report seen only because its delay was shorter than its row is old (`report_curve`); `modes` says which. Products are summed as
 * logarithms. Times in milliseconds. `older` is the table read as the older one.
 */
export function agedRows(input: SqlInput, write: Writer, { event, known }: Dates, older = "older"): string {
  const milliseconds = (name: string) => write.double(`round(${write.seconds(write.name(name))} * 1000)`);
  const label = write.double(roleColumn(input, "label", write) ?? "null");
  const rowsOf = (table: string, newer: number) =>
    `select ${newer} as newer, ${label} as label, ${milliseconds(event)} as happened, ${milliseconds(known)} as known_at from ${table}`;
  return `both_windows as (
  ${rowsOf(older, 0)}${input.olderOnly ? "" : `\n  union all\n  ${rowsOf("newer", 1)}`}
), spans as (
  -- Later than this is a stand-in for "never".
  select max(happened) as last_event, 2 * max(happened) - min(happened) + 365 * 86400000e0 as never from both_windows
), dated as (
  select newer, label, happened, case when known_at <= never then known_at end as known_at, last_event
  from both_windows cross join spans
), ends as (
  select max(greatest(last_event, coalesce(known_at, last_event))) as ended from dated
), watched as (
  select
    dated.*,
    (select ended from ends) - happened as age,
    case when known_at < happened then 0 else known_at - happened end as delay
  from dated
), kinds_of_rows as (
  select
    sum(case when known_at is null and label is not null then 1 else 0 end) as undated,
    sum(case when known_at is null and label is null then 1 else 0 end) as unlabelled,
    max(case when known_at is not null and label = 1 then 1 else 0 end) as positive,
    max(case when known_at is not null and label = 0 then 1 else 0 end) as negative
  from watched
  where age is not null
), modes as (
  select
    case when undated > 0 and positive <> negative then 'reports' when unlabelled > 0 then 'open' else 'complete' end as mode
  from kinds_of_rows
), watch_points as (
  select coalesce(delay, age) as x, case when delay is null then 0 else 1 end as arrived
  from watched
  where age is not null and (delay is not null or label is null)
), watch_steps as (
  select
    x,
    sum(arrived) as arrivals,
    sum(count(*)) over () - sum(count(*)) over (order by x) + count(*) as at_risk
  from watch_points
  group by x
), open_curve as (
  select x, sum(ln(greatest(1e-300, 1 - ${write.double("arrivals")} / at_risk))) over (order by x) as still_to_come
  from watch_steps
  where arrivals > 0
), reports as (
  select delay, age, row_number() over (order by age desc) as place, count(*) over () as n
  from watched
  where age is not null and delay is not null
), limits as (
  -- Where hardly a row is old enough, one long delay alone would make all shorter ones impossible.
  select max(age) as longest from reports where place = least(20, n)
), report_points as (
  select delay as x, 1 as arrived, 0 as entered from reports cross join limits where delay <= longest
  union all
  select age, 0, 1 from reports cross join limits where delay <= longest
), report_steps as (
  select
    x,
    sum(arrived) as arrivals,
    sum(sum(entered)) over () - sum(sum(entered)) over (order by x) + sum(entered)
    - sum(sum(arrived)) over () + sum(sum(arrived)) over (order by x) as at_risk
  from report_points
  group by x
), report_curve as (
  select
    x,
    sum(factor) over (order by x desc) - factor as arrived
  from (
    select x, ln(greatest(1e-300, 1 - ${write.double("arrivals")} / at_risk)) as factor from report_steps where arrivals > 0
  ) as factors
), mature_ages as (
  select 'open' as mode, coalesce(min(case when still_to_come <= ln(0.05e0 + 1e-12) then x end), max(x)) as mature from open_curve
  union all
  select 'reports', coalesce(min(case when arrived >= ln(0.95e0 - 1e-12) then x end), max(x)) from report_curve
  union all
  select 'complete', ${write.double("0")}
), aged as (
  select
    newer,
    label,
    known_at,
    age,
    (select mature from mature_ages join modes on modes.mode = mature_ages.mode) as mature
  from watched
)`;
}
