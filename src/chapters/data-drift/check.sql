-- reads: samples.csv, payments.csv
-- How far did the data move, and does it matter? Two samples, then payments of two years apart. P-values are left to the Python.
with
-- 1. Two samples: both distribution functions at every value, their largest gap and the area between them.
draws as (select sample, cast(value as double precision) as value from samples),
sizes as (
  select
    cast(count(*) filter (where sample = 'first') as double precision) as first_rows,
    cast(count(*) filter (where sample = 'second') as double precision) as second_rows
  from draws
),
climbs as (
  select
    value,
    sum(count(*) filter (where sample = 'first')) over (order by value) as first_until,
    sum(count(*) filter (where sample = 'second')) over (order by value) as second_until,
    lead(value) over (order by value) as next_value
  from draws
  group by value
),
apart as (
  select abs(first_until / first_rows - second_until / second_rows) as gap, next_value - value as width
  from climbs cross join sizes
),
-- 2. Training against the first weeks two years later.
windows as (
  select
    case when period = 'compared' then 'now' else 'before' end as side,
    cast(amount as double precision) as amount,
    cast(device_is_new as double precision) as device_is_new,
    payment_method
  from payments
  where period in ('fit', 'held-out', 'compared')
),
sides as (
  select
    cast(count(*) filter (where side = 'before') as double precision) as before_rows,
    cast(count(*) filter (where side = 'now') as double precision) as now_rows
  from windows
),
steps as (
  select
    amount,
    sum(count(*) filter (where side = 'before')) over (order by amount) as before_until,
    sum(count(*) filter (where side = 'now')) over (order by amount) as now_until
  from windows
  group by amount
),
methods as (
  select
    payment_method,
    cast(count(*) filter (where side = 'before') as double precision) as before_count,
    cast(count(*) filter (where side = 'now') as double precision) as now_count,
    cast(count(*) over () as double precision) as bins
  from windows
  group by payment_method
),
-- The stability index of a category, half a count added to every bin.
shares as (
  select
    payment_method, before_count, now_count, bins,
    (before_count + 0.5) / (before_rows + bins / 2) as p,
    (now_count + 0.5) / (now_rows + bins / 2) as q
  from methods cross join sides
),
-- 3. Does it matter? What the model's old threshold, 2 % of the held-out payments, stops now. Ties are never split.
scored as (
  select
    period, cast(score as double precision) as score, cast(reported_fraud as double precision) as label
  from payments
  where period in ('held-out', 'compared', 'later')
),
stops as (
  select
    period, score,
    sum(count(*)) over (partition by period order by score desc) as stopped,
    sum(count(*)) over (partition by period) as all_rows
  from scored
  group by period, score
),
thresholds as (
  select period, min(score) as threshold
  from stops
  where stopped <= floor(0.02 * all_rows + 0.000000001)
  group by period
),
old_one as (select threshold from thresholds where period = 'held-out'),
new_one as (select threshold from thresholds where period = 'compared')
select 'gap' as figure, cast(max(gap) as double precision) as value from apart
union all select 'area', cast(sum(gap * width) as double precision) from apart
union all
select 'effect_amount', max(abs(before_until / before_rows - now_until / now_rows)) from steps cross join sides
-- Of a yes or no the gap is the difference of the shares.
union all
select
  'effect_device_is_new',
  abs(
    avg(device_is_new) filter (where side = 'before') - avg(device_is_new) filter (where side = 'now')
  )
from windows
union all
select
  'stability_payment_method',
  greatest(0, sum((q - p) * ln(q / p)) - (max(bins) - 1) * (1 / max(before_rows) + 1 / max(now_rows)))
from shares cross join sides
union all
select 'unseen_share', sum(case when before_count = 0 then now_count else 0 end) / max(now_rows)
from shares cross join sides
union all
select 'stopped_held_out', 1000 * avg(case when score >= threshold then 1.0 else 0.0 end)
from scored cross join old_one where period = 'held-out'
union all
select 'stopped_later', 1000 * avg(case when score >= threshold then 1.0 else 0.0 end)
from scored cross join old_one where period = 'later'
union all
select 'genuine_later', 1000 * avg(case when score >= threshold and label = 0 then 1.0 else 0.0 end)
from scored cross join old_one where period = 'later'
union all
select 'stopped_later_anew', 1000 * avg(case when score >= threshold then 1.0 else 0.0 end)
from scored cross join new_one where period = 'later';
