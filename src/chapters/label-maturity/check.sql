-- reads: payments.csv
-- How many labels have arrived, and what would the newest week be if all had? Reads the file as it was on one day.
with
day_zero as (
  select date_trunc('day', min(event_at)) as at from payments where period = 'production'
),
-- The one mask: what had not happened or was not known on that day is not in the table. Times in seconds since day 0.
known as (
  select
    stopped,
    extract(epoch from event_at) - extract(epoch from z.at) as happened,
    case
      when extract(epoch from reported_at) - extract(epoch from z.at) < s.day * 86400
        then extract(epoch from reported_at) - extract(epoch from z.at)
    end as reported
  from payments cross join day_zero z cross join setting s
  where extract(epoch from event_at) - extract(epoch from z.at) < s.day * 86400
),
-- 1. Label maturity of what was let through: only frauds are ever reported, and long delays had less time to be seen. So the
-- curve is Kaplan and Meier's in reversed time, each report at risk from the longest delay that it could have had.
edge as (
  select greatest(max(happened), max(coalesce(reported, happened))) as at from known where stopped = 0
),
reports as (
  select reported - happened as delay, e.at - happened as bound
  from known cross join edge e
  where stopped = 0 and reported is not null
),
-- So many reports must have been old enough to show a delay.
oldest as (
  select bound, row_number() over (order by bound desc) as place from reports
),
kept as (
  select delay, bound from reports
  where delay <= (select min(bound) from oldest where place <= 20)
),
ages as (
  select delay, cast(count(*) as double precision) as events from kept group by delay
),
at_risk as (
  select
    a.delay,
    a.events,
    cast((select count(*) from kept k where k.delay <= a.delay and k.bound >= a.delay) as double precision) as rows
  from ages a
),
curve as (
  select
    a.delay,
    coalesce(
      (select exp(sum(case when b.events < b.rows then ln(1 - b.events / b.rows) else -1000 end))
       from at_risk b where b.delay > a.delay),
      1
    ) as arrived
  from at_risk a
),
-- 2. The newest week as it stands, and weighted by the chance to have arrived.
newest as (
  select
    known.stopped,
    known.reported,
    s.day * 86400 - known.happened as age,
    -- Reviewers settle what was stopped on the next morning at nine.
    case
      when known.stopped = 1 and floor(known.happened / 86400) * 86400 + 33 * 3600 < s.day * 86400 then 1
      else 0
    end as reviewed
  from known cross join setting s
  where known.happened >= 7 * 86400 * floor((s.day - 1) / 7)
),
chance as (
  select avg(coalesce((select max(arrived) from curve where curve.delay <= newest.age), 0)) as mean
  from newest
  where stopped = 0
),
week as (
  select
    cast(count(*) as double precision) as payments,
    cast(count(reported) as double precision) as frauds,
    cast(count(reported) filter (where stopped = 0) as double precision) as missed,
    cast(count(reported) filter (where stopped = 1) as double precision) as caught,
    cast(count(*) filter (where stopped = 1) as double precision) as stopped,
    cast(sum(reviewed) as double precision) as reviewed
  from newest
),
-- 3. The newest week that is as old as the maturity window asks.
mature as (
  select floor((s.day - s.maturity_window) / 7) - 1 as week from setting s where s.day - s.maturity_window >= 7
),
settled as (
  select cast(count(known.reported) as double precision) / count(*) as rate
  from known cross join mature
  where known.happened >= 7 * 86400 * mature.week and known.happened < 7 * 86400 * (mature.week + 1)
)
select 'reports' as figure, cast(count(*) as double precision) as value from reports
union all select 'half_after_days', min(delay) / 86400 from curve where arrived >= 0.5 - 1e-12
union all select 'mature_after_days', min(delay) / 86400 from curve where arrived >= 0.95 - 1e-12
union all select 'newest_week_rate_known', frauds / payments from week
union all select 'newest_week_chance', mean from chance
union all select 'newest_week_rate_weighted', (missed / mean + caught * stopped / reviewed) / payments from week cross join chance
  where mean >= 0.1 and missed > 0 -- below, the reports that are in are too few to stand for the others
union all select 'mature_week_rate', rate from settled;
