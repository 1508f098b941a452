-- reads: payments.csv
-- What did the dashboard know, and when did each of its lines ring? Every point is the seven days that end with it.
with
paid as (
  select
    cast(day as integer) as day,
    cast(amount as double precision) as amount,
    cast(latency_ms as double precision) as latency_ms,
    cast(stopped as integer) as stopped,
    cast(is_fraud as integer) as is_fraud,
    cast(fraud_known_on_day as integer) as known_on
  from payments
),
days as (select distinct day from paid),
-- Each week, with the frauds that were known at its end.
rows_of_weeks as (
  select
    days.day, paid.amount, paid.stopped, paid.is_fraud,
    case when paid.known_on <= days.day then 1 else 0 end as known
  from days join paid on paid.day between days.day - 6 and days.day
  where days.day >= 6
),
weeks as (
  select
    day,
    cast(sum(known * stopped) as double precision) / nullif(sum(known), 0) as recall,
    cast(sum(is_fraud * stopped) as double precision) / nullif(sum(is_fraud), 0) as recall_true,
    cast(sum(known * stopped) as double precision) / nullif(sum(stopped), 0) as precision_known,
    1 - cast(sum(case when known <> stopped then 1 else 0 end) as double precision) / count(*) as accuracy,
    (
      sum(case when known = 1 and stopped = 1 then amount else 0 end)
      - 0.05 * sum(case when known = 0 and stopped = 1 then amount else 0 end)
      - 4 * sum(stopped)
    ) / 7 as result
  from rows_of_weeks
  group by day
),
slow as (
  select day, percentile_disc(0.99) within group (order by latency_ms) as p99
  from paid
  group by day
),
sides as (
  select
    case when day < (select from_day from setting) then 'before' else 'after' end as side,
    cast(sum(is_fraud * stopped) as double precision) / nullif(sum(is_fraud), 0) as recall,
    1 - cast(sum(case when is_fraud <> stopped then 1 else 0 end) as double precision) / count(*) as accuracy
  from paid
  group by 1
),
rang as (
  select
    min(case when recall < recall_line then weeks.day end) as recall_day,
    min(case when precision_known < precision_line then weeks.day end) as precision_day,
    min(case when accuracy < accuracy_line then weeks.day end) as accuracy_day,
    min(case when result < result_line then weeks.day end) as result_day
  from weeks cross join setting
  where weeks.day >= from_day
),
late as (
  select min(case when p99 > latency_line then slow.day end) as latency_day
  from slow cross join setting
  where slow.day >= from_day
)
select 'recall_known' as figure, recall as value from weeks where day = 34
union all select 'recall_true', recall_true from weeks where day = 34
union all select 'recall_' || side, recall from sides
union all select 'accuracy_' || side, accuracy from sides
union all select 'recall_delay', coalesce(recall_day - from_day, -1) from rang cross join setting
union all select 'precision_delay', coalesce(precision_day - from_day, -1) from rang cross join setting
union all select 'accuracy_delay', coalesce(accuracy_day - from_day, -1) from rang cross join setting
union all select 'result_delay', coalesce(result_day - from_day, -1) from rang cross join setting
union all select 'latency_delay', coalesce(latency_day - from_day, -1) from late cross join setting
