-- reads: payments.csv
-- Is a default in this column a signal, and does it fall on users who have a history? Two checks of one column.
with
counted as (
  select avg_transaction_amount_last_7_days as shown, count(*) as times
  from payments
  group by avg_transaction_amount_last_7_days
),
-- The value that stands out by its frequency: often 0, the mean, or nothing at all.
commonest as (
  select shown from counted order by times desc limit 1
),
marked as (
  select
    tx_id, user_id, event_at, hour, period, reported_fraud,
    case
      when avg_transaction_amount_last_7_days is null and (select shown from commonest) is null then 1
      when avg_transaction_amount_last_7_days = (select shown from commonest) then 1
      else 0
    end as silent,
    lag(event_at) over (partition by user_id order by event_at, tx_id) as before_at
  from payments
),
-- 1. Default spike: the label rate at the default against the rate elsewhere, in training.
spike as (
  select
    avg(cast(silent as double precision)) as share_at_default,
    avg(cast(reported_fraud as double precision)) filter (where silent = 1) as rate_at_default,
    avg(cast(reported_fraud as double precision)) filter (where silent = 0) as rate_elsewhere
  from marked
  where period = 'training'
),
-- 2. Silence that is not new: among users who paid in the seven days before, how often is the column silent, by hour?
-- The window is [t - 7 days, t): an earlier payment in the very same second does not count as history.
active as (
  select hour, silent
  from marked
  where period = 'production' and before_at < event_at and before_at >= event_at - interval '7 days'
),
-- At night there are few payments.
by_hour as (
  select hour, avg(cast(silent as double precision)) as share
  from active
  group by hour
  having count(*) >= 20
),
worst as (
  select hour, share from by_hour order by share desc, hour limit 1
)
select 'share_at_default' as figure, share_at_default as value from spike
union all select 'rate_at_default', rate_at_default from spike
union all select 'rate_elsewhere', rate_elsewhere from spike
union all select 'active_payments', cast(count(*) as double precision) from active
union all select 'worst_hour', cast(hour as double precision) from worst
union all select 'active_silent_at_worst_hour', share from worst
union all select 'active_silent_median_hour', percentile_cont(0.5) within group (order by share) from by_hour;
