-- reads: current.csv, rules.csv
-- What would these rules hold, and which days would they stop? For another table write its own columns into `cells`: numbers and times as
-- numbers, texts as texts. Whether a column is there and of its kind the database says by itself; it is left out here. A day is a batch.
with
numbered as (
  select current.*, row_number() over (order by event_at, tx_id, arrived_at) as row_id, date_trunc('day', event_at) as day
  from current
),
-- A column of the rules without any value has no kind of its own: each is given one.
given as (
  select
    rule_id, rule, column_name, detail, other_column, cast(value as varchar) as value, known_values,
    cast(than as double precision) as than, cast(low as double precision) as low, cast(high as double precision) as high
  from rules
),
cells as (
  select row_id, day, 'tx_id' as name, cast(tx_id as double precision) as number, cast(null as varchar) as text from numbered
  union all select row_id, day, 'event_at', cast(extract(epoch from event_at) as double precision), null from numbered
  union all select row_id, day, 'arrived_at', cast(extract(epoch from arrived_at) as double precision), null from numbered
  union all select row_id, day, 'amount', cast(amount as double precision), null from numbered
  union all select row_id, day, 'merchant_category', null, cast(merchant_category as varchar) from numbered
  union all select row_id, day, 'payment_method', null, cast(payment_method as varchar) from numbered
  union all select row_id, day, 'device_is_new', cast(device_is_new as double precision), null from numbered
  union all select row_id, day, 'hour', cast(hour as double precision), null from numbered
),
-- Each value beside the one before it on its day, and how often it has stood there already.
told as (
  select
    cells.*,
    lag(number) over (partition by day, name, case when number is null then 1 else 0 end order by row_id) as before,
    row_number() over (partition by day, name, number, text order by row_id) as copy
  from cells
),
pairs as (
  select told.*, given.*, other.number as other_number
  from told
  join given on given.column_name = told.name
  left join cells as other on other.row_id = told.row_id and other.name = given.other_column
),
row_rules as (
  select
    row_id,
    day,
    rule,
    case
      when rule = 'present' and number is null and text is null then 1
      when rule = 'range' and (number < low or number > high) then 1
      when rule = 'known' and text is not null and position('|' || text || '|' in known_values) = 0 then 1
      when rule = 'unique' and (number is not null or text is not null) and copy > 1 then 1
      when rule = 'arrival' and number - other_number > high * 3600 then 1
      when rule = 'order' and number < before then 1
      when rule = 'compare' and detail = 'greater' and number <= coalesce(low, other_number) then 1
      when rule = 'compare' and detail = 'at least' and number < coalesce(low, other_number) then 1
      when rule = 'compare' and detail = 'less' and number >= coalesce(low, other_number) then 1
      when rule = 'compare' and detail = 'at most' and number > coalesce(low, other_number) then 1
      when rule = 'compare' and detail = 'equal' and number <> coalesce(low, other_number) then 1
      when rule = 'compare' and detail = 'unequal' and number = coalesce(low, other_number) then 1
      else 0
    end as broken
  from pairs
),
row_says as (
  select row_id, day, max(broken) as broken from row_rules group by row_id, day
),
-- What each day has, for the rules about the batch.
day_rules as (
  select day, rule_id, rule, min(low) as low, min(high) as high, cast(count(*) as double precision) as value
  from pairs where rule = 'rows' group by day, rule_id, rule
  union all
  select
    day, rule_id, rule, min(low), min(high),
    case
      when min(detail) = 'missing' then avg(case when number is null and text is null then 1.0 else 0.0 end)
      when min(detail) = 'value' then avg(case when text is null and number is null then null when text = value or cast(number as varchar) = value then 1.0 else 0.0 end)
      when min(detail) = 'above' then avg(case when number is null then null when number > than then 1.0 else 0.0 end)
      else avg(case when number is null then null when number = before then 1.0 else 0.0 end)
    end
  from pairs where rule = 'share' group by day, rule_id, rule
),
days as (
  select
    row_says.day,
    count(*) as day_rows,
    sum(broken) as day_broken,
    case
      when cast(sum(broken) as double precision) / count(*) > min(stop_above) then 1
      when exists (select 1 from day_rules where day_rules.day = row_says.day and (value < low or value > high)) then 1
      else 0
    end as stopped
  from row_says cross join setting
  group by row_says.day
)
select 'rows' as figure, cast(count(*) as double precision) as value from numbered
union all select kinds.kind || '_rows', cast((select coalesce(sum(broken), 0) from row_rules where row_rules.rule = kinds.kind) as double precision)
from (select 'present' as kind union all select 'range' union all select 'known' union all select 'unique' union all select 'compare' union all select 'arrival' union all select 'order') as kinds
union all select kinds.kind || '_days', cast((select count(*) from day_rules where day_rules.rule = kinds.kind and (value < low or value > high)) as double precision)
from (select 'rows' as kind union all select 'share') as kinds
union all select 'broken_rows', cast(sum(broken) as double precision) from row_says
union all select 'stopped_days', cast(sum(stopped) as double precision) from days
union all select 'held_rows', cast(sum(case when stopped = 1 then day_rows else day_broken end) as double precision) from days;
