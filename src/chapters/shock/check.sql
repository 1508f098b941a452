-- reads: applications.csv
-- Default rate of the granted loans before the crisis and in it, in the end and as the books had it when each loan was seven
-- months old; how many were granted; and who applied. The distances between distributions are in the Python check.
with stretch as (
  select
    a.*,
    case
      when a.month between -7 and 1 then 'before'
      when a.month between 6 and 6 + greatest(1, s.length - 1) - 1 then 'crisis'
      when a.month >= 6 + s.length + 4 then 'after'
    end as part,
    case when a.default_known_at is null then 0 else 1 end as defaulted,
    case when a.default_known_at <= a.applied_at + interval '210 days' then 1 else 0 end as booked
  from applications as a
  cross join setting as s
),
loans as (
  select
    part,
    count(*) as applied,
    sum(granted) as granted,
    sum(granted * defaulted) as defaulted,
    sum(granted * booked) as booked,
    avg(cast(out_of_work as double precision)) as out_of_work
  from stretch
  where part is not null
  group by part
)
select 'rate_before' as figure, cast(defaulted as double precision) / granted as value from loans where part = 'before'
union all
select 'rate_crisis', cast(defaulted as double precision) / granted from loans where part = 'crisis'
union all
select 'known_crisis', cast(booked as double precision) / granted from loans where part = 'crisis'
union all
select 'rate_after', cast(defaulted as double precision) / granted from loans where part = 'after'
union all
select 'approvals_crisis', cast(granted as double precision) / applied from loans where part = 'crisis'
union all
select 'out_of_work_' || part, out_of_work from loans where part in ('before', 'crisis')
