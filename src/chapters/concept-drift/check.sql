-- reads: payments.csv
-- Do payments still mean what they meant? First the inputs, then the outcomes. (Page–Hinkley walks through the errors one by one,
-- each step upon the last: that part is in the Python.)
with
marked as (
  select
    case when period = 'production' then 'after' else 'before' end as side,
    period, production_day,
    cast(amount as double precision) as amount,
    cast(tenure_days as double precision) as tenure_days,
    cast(score as double precision) as score,
    cast(reported_fraud as double precision) as label
  from payments
  where period in ('fit', 'held-out') or (period = 'production' and production_day >= (select "from" from setting))
),
-- 1. The inputs: Kolmogorov-Smirnov distance of two numbers, training against the three weeks after the change.
long as (
  select side, 'amount' as feature, amount as x from marked
  where side = 'before' or production_day < (select "from" from setting) + 21
  union all
  select side, 'tenure_days', tenure_days from marked
  where side = 'before' or production_day < (select "from" from setting) + 21
),
sizes as (
  select
    feature,
    cast(count(*) filter (where side = 'before') as double precision) as before_rows,
    cast(count(*) filter (where side = 'after') as double precision) as after_rows
  from long
  group by feature
),
steps as (
  select
    feature,
    sum(sum(case when side = 'before' then 1 else 0 end)) over (partition by feature order by x) as before_until,
    sum(sum(case when side = 'after' then 1 else 0 end)) over (partition by feature order by x) as after_until
  from long
  group by feature, x
),
distances as (
  select steps.feature, max(abs(before_until / before_rows - after_until / after_rows)) as d
  from steps join sizes on sizes.feature = steps.feature
  group by steps.feature
),
-- 2. The outcomes, on held-out payments and after the change.
judged as (
  select case when period = 'held-out' then 'before' else 'after' end as side, score, label
  from marked
  where period in ('held-out', 'production')
),
-- The threshold at which as many held-out payments are stopped as there are frauds among them.
alerts as (
  select score, sum(count(*)) over (order by score desc) as stopped
  from judged
  where side = 'before'
  group by score
),
frauds as (
  select sum(label) as frauds, min(score) as lowest from judged where side = 'before'
),
nearest as (
  select alerts.score as threshold
  from alerts cross join frauds
  where alerts.score > frauds.lowest
  order by abs(stopped - frauds), alerts.score
  limit 1
),
-- ROC AUC from ranks; ties share theirs.
ranked as (
  select
    side, label, score,
    rank() over (partition by side order by score) + (count(*) over (partition by side, score) - 1) / 2.0 as place
  from judged
),
outcomes as (
  select
    side,
    (sum(place) filter (where label = 1) - sum(label) * (sum(label) + 1) / 2)
      / (sum(label) * (count(*) - sum(label))) as roc_auc,
    avg(case when (score >= threshold) = (label = 1) then 0.0 else 1.0 end) as errors,
    sum(case when score >= threshold then label else 0.0 end) / sum(label) as recall
  from ranked cross join nearest
  group by side
)
select 'ks_distance_' || feature as figure, cast(d as double precision) as value from distances
union all select 'fraud_rate_training', avg(label) from marked where side = 'before'
union all select 'fraud_rate_after', avg(label) from marked where side = 'after'
union all select 'roc_auc_' || side, roc_auc from outcomes
union all select 'errors_' || side, errors from outcomes
union all select 'recall_' || side, recall from outcomes;
