-- reads: recomputed.csv, served.csv
-- Were the features served as training computes them? Row parity of two tables, feature by feature.
with
numbers as (
  select 'user_chargeback_count_last_30_days' as feature, cast(r.user_chargeback_count_last_30_days as double precision) as trained, cast(s.user_chargeback_count_last_30_days as double precision) as served
  from recomputed r join served s on s.tx_id = r.tx_id
  union all
  select 'avg_transaction_amount_last_7_days' as feature, cast(r.avg_transaction_amount_last_7_days as double precision) as trained, cast(s.avg_transaction_amount_last_7_days as double precision) as served
  from recomputed r join served s on s.tx_id = r.tx_id
  union all
  select 'tx_count_last_24_hours' as feature, cast(r.tx_count_last_24_hours as double precision) as trained, cast(s.tx_count_last_24_hours as double precision) as served
  from recomputed r join served s on s.tx_id = r.tx_id
  union all
  select 'amount' as feature, cast(r.amount as double precision) as trained, cast(s.amount as double precision) as served
  from recomputed r join served s on s.tx_id = r.tx_id
  union all
  select 'hour' as feature, cast(r.hour as double precision) as trained, cast(s.hour as double precision) as served
  from recomputed r join served s on s.tx_id = r.tx_id
  union all
  select 'device_is_new' as feature, cast(r.device_is_new as double precision) as trained, cast(s.device_is_new as double precision) as served
  from recomputed r join served s on s.tx_id = r.tx_id
  union all
  select 'tenure_days' as feature, cast(r.tenure_days as double precision) as trained, cast(s.tenure_days as double precision) as served
  from recomputed r join served s on s.tx_id = r.tx_id
),
texts as (
  select 'merchant_category' as feature, r.merchant_category as trained, s.merchant_category as served
  from recomputed r join served s on s.tx_id = r.tx_id
  union all
  select 'payment_method' as feature, r.payment_method as trained, s.payment_method as served
  from recomputed r join served s on s.tx_id = r.tx_id
),
-- Equal within 1e-10 or 1e-7 of the size; missing equals missing.
judged as (
  select
    feature,
    case
      when trained is null and served is null then 0
      when trained is null or served is null then 1
      when abs(trained - served) <= 1e-10 then 0
      when abs(trained - served) <= 1e-7 * greatest(abs(trained), abs(served)) then 0
      else 1
    end as differs
  from numbers
  union all
  select
    feature,
    case
      when trained is null and served is null then 0
      when trained is null or served is null then 1
      when trained = served then 0
      else 1
    end
  from texts
),
-- A count that differs may be the one of the same customer's payment before.
history as (
  select
    r.user_chargeback_count_last_30_days as trained,
    s.user_chargeback_count_last_30_days as served,
    lag(r.user_chargeback_count_last_30_days) over (partition by r.user_id order by r.event_at, r.tx_id) as previous
  from recomputed r join served s on s.tx_id = r.tx_id
)
select 'pairs' as figure, cast(count(*) as double precision) as value
from recomputed r join served s on s.tx_id = r.tx_id
union all
select 'different_' || feature, avg(cast(differs as double precision)) from judged group by feature
union all
select 'median_ratio_amount', percentile_cont(0.5) within group (order by served / trained)
from numbers where feature = 'amount' and trained <> 0
union all
select 'stale_counts', cast(count(*) as double precision)
from history where served <> trained and served = previous;
