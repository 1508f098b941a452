-- reads: drill.csv, quiet.csv
-- Which failures would your alarms see, and which are blind spots? (The smallest set is found step by step: that part is in the Python.)
with
healthy as (
  select
    detector,
    cast(sum(rang) as double precision) as rang,
    cast(count(*) as double precision) as trials
  from quiet
  group by detector
),
-- The upper end of Wilson's 95 % interval where nothing is wrong ...
quiet_shares as (
  select
    detector,
    (rang / trials + 1.959963984540054 * 1.959963984540054 / (2 * trials)
      + 1.959963984540054 * sqrt(rang / trials * (1 - rang / trials) / trials
        + 1.959963984540054 * 1.959963984540054 / (4 * trials * trials)))
      / (1 + 1.959963984540054 * 1.959963984540054 / trials) as high
  from healthy
),
-- ... and the lower end where something is.
broken_shares as (
  select
    failure, detector, family,
    cast(rang as double precision) / trials as share,
    cast(could_not_tell as double precision) / trials as mute,
    (cast(rang as double precision) / trials + 1.959963984540054 * 1.959963984540054 / (2 * trials)
      - 1.959963984540054 * sqrt(cast(rang as double precision) / trials * (1 - cast(rang as double precision) / trials) / trials
        + 1.959963984540054 * 1.959963984540054 / (4 * cast(trials as double precision) * trials)))
      / (1 + 1.959963984540054 * 1.959963984540054 / trials) as low
  from drill
),
judged as (
  select
    broken_shares.failure, broken_shares.detector,
    case when share >= 0.5 and mute <= 0.5 and low > high then 1 else 0 end as sees
  from broken_shares join quiet_shares on quiet_shares.detector = broken_shares.detector
),
by_failure as (
  select
    failure,
    max(sees) as seen,
    max(case when detector in ('kolmogorov-smirnov', 'population-stability', 'chi-square', 'domain-classifier')
      then sees else 0 end) as usual_seen
  from judged
  group by failure
),
by_trial as (
  select
    trial,
    max(rang) as any_rang,
    max(case when detector in ('kolmogorov-smirnov', 'population-stability', 'chi-square', 'domain-classifier')
      then rang else 0 end) as usual_rang
  from quiet
  group by trial
)
select 'failures' as figure, cast(count(*) as double precision) as value from by_failure
union all select 'seen', cast(sum(seen) as double precision) from by_failure
union all select 'blind_spots', cast(count(*) - sum(seen) as double precision) from by_failure
union all select 'usual_seen', cast(sum(usual_seen) as double precision) from by_failure
union all select 'usual_false_alarms', avg(cast(usual_rang as double precision)) from by_trial
union all select 'any_false_alarm', avg(cast(any_rang as double precision)) from by_trial;
