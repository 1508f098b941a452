-- reads: payments.csv
-- Does the split tell the truth? For each way to hold rows out: who stands on both sides, how many rows judged on are older than the
-- newest row learned from, and what the ROC AUC promised beside what production gave.
with
-- One row a payment and split. Add a line for every split of your own.
sides as (
  select 'random' as split, user_id, event_at, reported_fraud, side_random as side, score_random as score from payments
  union all
  select 'customer', user_id, event_at, reported_fraud, side_customer, score_customer from payments
  union all
  select 'time', user_id, event_at, reported_fraud, side_time, score_time from payments
  union all
  select 'time_customer', user_id, event_at, reported_fraud, side_time_customer, score_time_customer from payments
  union all
  select 'production', user_id, event_at, reported_fraud, 'judged', score_all from payments
  where side_random = 'production'
),
judged as (
  select split, user_id, event_at, reported_fraud, cast(score as double precision) as score
  from sides
  where side = 'judged'
),
-- 1. Who, and when, stands on both sides.
customers_learned as (select distinct split, user_id from sides where side = 'learned'),
newest as (select split, max(event_at) as at from sides where side = 'learned' group by split),
both_sides as (
  select
    judged.split,
    avg(case when customers_learned.user_id is null then 0.0 else 1.0 end) as known_share,
    avg(case when judged.event_at < newest.at then 1.0 else 0.0 end) as older_share
  from judged
  join newest on newest.split = judged.split
  left join customers_learned
    on customers_learned.split = judged.split and customers_learned.user_id = judged.user_id
  group by judged.split
),
-- 2. ROC AUC by ranks; rows of equal score share the mean of their ranks.
ranked as (
  select
    split,
    reported_fraud,
    rank() over (partition by split order by score)
      + (count(*) over (partition by split, score) - 1) / 2.0 as place
  from judged
),
areas as (
  select
    split,
    sum(place) filter (where reported_fraud = 1) as places,
    cast(count(*) filter (where reported_fraud = 1) as double precision) as frauds,
    cast(count(*) filter (where reported_fraud = 0) as double precision) as others
  from ranked
  group by split
)
select concat(split, '_auc') as figure, (places - frauds * (frauds + 1) / 2) / (frauds * others) as value from areas
union all select concat(split, '_known_share'), cast(known_share as double precision) from both_sides
union all select concat(split, '_older_share'), cast(older_share as double precision) from both_sides;
