-- reads: payments.csv, showings.csv
-- Does the outcome depend on the decision, and what is the precision once each labelled row stands for its like? Then: does a
-- shop show ever fewer items?
with
-- 1. Selective labels: the share of payments whose outcome is known, by decision.
decided as (
  select
    decision,
    cast(count(reported_fraud) as double precision) / count(*) as known
  from payments
  group by decision
),
-- 2. The retrained model on the held-out half: each labelled payment weighs the inverse of its chance to be let through.
held as (
  select
    retrained_would_block as alert,
    reported_fraud as fraud,
    case when learn = 'weigh' then 1 / cast(propensity as double precision) else 1.0 end as weight
  from payments cross join setting
  where retrained_would_block is not null and reported_fraud is not null
),
tested as (
  select
    count(*) filter (where alert = 1) as alerts,
    sum(weight) filter (where alert = 1 and fraud = 1) as caught,
    sum(weight) filter (where alert = 1) as weighed_alerts,
    sum(weight) filter (where fraud = 1) as weighed_frauds
  from held
),
-- 3. Exposure: the Gini index and the entropy of the items' showings, by round. An item that is not shown counts as zero.
items as (select distinct item from showings),
rounds as (select distinct round from showings),
shown as (
  select rounds.round, items.item, count(showings.item) as times
  from rounds
  cross join items
  left join showings on showings.round = rounds.round and showings.item = items.item
  group by rounds.round, items.item
),
ranked as (
  select
    round,
    cast(times as double precision) as times,
    row_number() over (partition by round order by times) as place,
    count(*) over (partition by round) as n,
    sum(cast(times as double precision)) over (partition by round) as total
  from shown
),
unequal as (
  select
    round,
    sum((2 * place - n - 1) * times / (n * total)) as gini,
    -sum(case when times > 0 then times / total * ln(times / total) else 0 end) / ln(max(n)) as entropy
  from ranked
  group by round
),
clicked as (
  select round, avg(cast(clicked as double precision)) as rate from showings group by round
),
ends as (select min(round) as first, max(round) as last from showings)
select 'payments' as figure, cast(count(*) as double precision) as value from payments
union all select 'known_after_approve', max(known) filter (where decision = 'approve') from decided
union all select 'known_after_block', max(known) filter (where decision = 'block') from decided
union all select 'labelled_alerts', cast(alerts as double precision) from tested
union all select 'measured_precision', caught / weighed_alerts from tested
union all select 'measured_recall', caught / weighed_frauds from tested
union all select 'gini_first', gini from unequal cross join ends where round = first
union all select 'gini_last', gini from unequal cross join ends where round = last
union all select 'entropy_last', entropy from unequal cross join ends where round = last
union all select 'clicks_first', rate from clicked cross join ends where round = first
union all select 'clicks_last', rate from clicked cross join ends where round = last;
