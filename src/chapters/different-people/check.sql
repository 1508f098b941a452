-- reads: payments.csv
-- Do the same numbers still mean the same people? A drift test, then the outcomes by segment.
with
windows as (
  select
    case when period = 'compared' then 'now' else 'before' end as side,
    period, cohort,
    cast(reported_fraud as double precision) as label,
    cast(score as double precision) as score,
    cast(amount as double precision) as amount
  from payments
  where period in ('fit', 'held-out', 'compared')
),
-- 1. What monitoring watches: is a feature distributed as before? Kolmogorov-Smirnov distance of the amounts; the other numbers
-- go the same way.
sides as (
  select
    cast(sum(case when side = 'before' then 1 else 0 end) as double precision) as before_rows,
    cast(sum(case when side = 'now' then 1 else 0 end) as double precision) as now_rows
  from windows
),
steps as (
  select
    amount,
    sum(sum(case when side = 'before' then 1 else 0 end)) over (order by amount) as before_until,
    sum(sum(case when side = 'now' then 1 else 0 end)) over (order by amount) as now_until
  from windows
  group by amount
),
distance as (
  select max(abs(before_until / before_rows - now_until / now_rows)) as ks from steps cross join sides
),
-- 2. The outcomes by segment. Only payments that are old enough to have been reported belong here.
by_segment as (
  select side, cohort, count(*) as payments, sum(label) as came, sum(score) as expected, avg(label) as rate
  from windows
  group by side, cohort
),
-- 4. Why did the overall rate move? Kitagawa: mix (who is there), rate (how they behave), both at once.
overall as (
  select
    avg(label) filter (where side = 'before') as rate_before,
    avg(label) filter (where side = 'now') as rate_now
  from windows
),
paired as (
  select
    coalesce(then_in.payments, 0) / before_rows as share_before,
    coalesce(now_in.payments, 0) / now_rows as share_now,
    -- A segment that is in one window only is given the rate that it has, so that it counts as mix.
    coalesce(then_in.rate, now_in.rate) as rate_before,
    coalesce(now_in.rate, then_in.rate) as rate_now
  from (select distinct cohort from windows) as cohorts
  left join by_segment as then_in on then_in.cohort = cohorts.cohort and then_in.side = 'before'
  left join by_segment as now_in on now_in.cohort = cohorts.cohort and now_in.side = 'now'
  cross join sides
),
parts as (
  select
    sum((share_now - share_before) * (paired.rate_before - overall.rate_before)) as mix,
    sum(share_before * (paired.rate_now - paired.rate_before)) as rate,
    sum((share_now - share_before) * (paired.rate_now - paired.rate_before)) as interaction
  from paired cross join overall
)
select 'ks_distance_amount' as figure, ks as value from distance
union all select 'fraud_rate_' || cohort, rate from by_segment where side = 'now'
union all
select 'rate_ratio', young.rate / grown.rate
from by_segment as young cross join by_segment as grown
where young.side = 'now' and young.cohort = 'new' and grown.side = 'now' and grown.cohort = 'mature'
-- 3. Calibration by segment: frauds that came over those that the score expects.
union all select 'came_over_expected_' || cohort, came / expected from by_segment where side = 'now'
union all select 'came_over_expected_held_out', sum(label) / sum(score) from windows where period = 'held-out'
union all select 'rate_before', rate_before from overall
union all select 'rate_now', rate_now from overall
union all select 'mix', mix from parts
union all select 'rate', rate from parts
union all select 'interaction', interaction from parts;
