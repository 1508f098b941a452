-- reads: payments.csv, chargebacks.csv
-- Would this number have been there at the time of the prediction? Three checks of one column.
with
training as (
  select
    tx_id, user_id, event_at, reported_fraud,
    user_chargeback_count_last_30_days_known_at as known_at,
    coalesce(cast(user_chargeback_count_last_30_days as double precision), -1) as trained,
    coalesce(cast(user_chargeback_count_last_30_days_served as double precision), -1) as served
  from payments
  where period = 'training'
),
-- 1. Availability audit: known time must not lie after event time. A second is let pass: two clocks rarely agree better.
leads as (
  select cast(extract(epoch from known_at) - extract(epoch from event_at) as double precision) / 3600 as lead_hours
  from training
  where known_at is not null
),
audit as (
  select
    sum(case when lead_hours > 1.0 / 3600 then 1 else 0 end) as rows_ahead,
    count(*) as dated,
    coalesce(max(case when lead_hours > 1.0 / 3600 then lead_hours end), 0) as longest
  from leads
),
-- 2. Recompute: the point-in-time count, from the user's reports that had arrived in the 30 days before each payment.
reports as (
  select payments.user_id, chargebacks.reported_at
  from chargebacks join payments on payments.tx_id = chargebacks.tx_id
  where chargebacks.reported_at is not null
),
recomputed as (
  select training.tx_id, cast(count(reports.reported_at) as double precision) as honest
  from training
  left join reports
    on reports.user_id = training.user_id
    and reports.reported_at < training.event_at
    and reports.reported_at >= training.event_at - interval '30 days'
  group by training.tx_id
),
-- 3. Against what was served: the same rows, by the serving log. The three columns, one under another.
columns as (
  select 'in_training' as kind, trained as shown, trained, reported_fraud from training
  union all
  select 'as_of_event', honest, trained, reported_fraud
  from training join recomputed on recomputed.tx_id = training.tx_id
  union all
  select 'as_served', served, trained, reported_fraud from training
),
-- ROC AUC by ranks (Mann-Whitney): how often a fraud stands above a genuine payment, ties as half.
ranked as (
  select
    kind, shown, trained, reported_fraud,
    rank() over (partition by kind order by shown)
      + (count(*) over (partition by kind, shown) - 1) / cast(2 as double precision) as midrank
  from columns
),
counted as (
  select
    kind,
    sum(midrank) filter (where reported_fraud = 1) as ranks,
    cast(sum(reported_fraud) as double precision) as frauds,
    cast(count(*) - sum(reported_fraud) as double precision) as genuine,
    avg(case when shown = trained then cast(0 as double precision) else 1 end) as otherwise
  from ranked
  group by kind
),
judged as (
  select kind, otherwise, (ranks - frauds * (frauds + 1) / 2) / (frauds * genuine) as auc
  from counted
)
select 'rows_ahead' as figure, cast(rows_ahead as double precision) as value from audit
union all select 'share_ahead', cast(rows_ahead as double precision) / dated from audit
union all select 'longest_lead_hours', longest from audit
union all select 'auc_' || kind, auc from judged
union all select 'share_other_than_as_of_event', otherwise from judged where kind = 'as_of_event'
union all select 'share_other_than_served', otherwise from judged where kind = 'as_served';
