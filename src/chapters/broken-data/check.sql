-- reads: reference.csv, current.csv
-- What would a gate have set aside, by which rule, and what would have passed it? Rules learned from a reference batch. The distance
-- of Kolmogorov and Smirnov and the repeats are left to the Python. A column that is gone needs its line below taken out: SQL knows its columns before it runs.
with
-- The range leaves out the share `strictness` of the reference's amounts, half at each end.
ordered as (
  select amount, row_number() over (order by amount) as place, count(*) over () as amounts
  from reference
),
bounds as (
  select
    min(amount) filter (where place = floor(amounts * strictness / 2) + 1) as low,
    min(amount) filter (where place = amounts - floor(amounts * strictness / 2)) as high
  from ordered cross join setting
),
numbered as (
  select
    current.*,
    row_number() over (partition by tx_id order by arrived_at) as copy
  from current
),
-- Each row against the rules, and against the moment at which its batch is scored: two hours after its midnight.
judged as (
  select
    case when copy > 1 then 1 else 0 end as doubled,
    case when amount is null or device_is_new is null then 1 else 0 end as empty,
    case when amount < low or amount > high then 1 else 0 end as outside,
    case
      when merchant_category not in (select merchant_category from reference) then 1
      when payment_method not in (select payment_method from reference) then 1
      else 0
    end as unseen,
    case when arrived_at > date_trunc('day', event_at) + interval '26 hours' then 1 else 0 end as late,
    date_trunc('day', event_at) as day
  from numbered cross join bounds
),
reference_days as (
  select count(*) as day_rows from reference group by date_trunc('day', event_at)
),
least as (
  select avg(cast(day_rows as double precision)) - 3 * stddev_samp(cast(day_rows as double precision)) as least_rows
  from reference_days
),
days as (
  select sum(1 - late) as on_time from judged where doubled = 0 group by day
)
select 'rows' as figure, cast(count(*) as double precision) as value from judged
union all select 'low', low from bounds
union all select 'high', high from bounds
union all select 'doubled_rows', cast(sum(doubled) as double precision) from judged
union all select 'empty_rows', cast(sum(empty) as double precision) from judged
union all select 'out_of_range_rows', cast(sum(outside) as double precision) from judged
union all select 'unseen_rows', cast(sum(unseen) as double precision) from judged
union all select 'set_aside_rows', cast(sum(case when doubled + empty + outside + unseen > 0 then 1 else 0 end) as double precision) from judged
union all select 'late_rows', cast(sum(late) as double precision) from judged
union all select 'least_rows', least_rows from least
union all select 'short_days', cast(count(*) as double precision) from days cross join least where on_time < least_rows;
