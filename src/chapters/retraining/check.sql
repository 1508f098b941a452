-- reads: payments.csv
-- Two questions before a retrained model goes live. Had the labels it learned from time to come? And is it better on later days?
with
days as (
  select
    (select date_trunc('day', min(event_at)) from payments where production_day = 0) as start,
    every * floor(84 / every) as retrained,
    every * floor(84 / every) - case when labels = 'stand' then 0 else wait end as window_end,
    "window" as window_days,
    -- Within so many days 95 % of the reports come.
    ceil(delay * exp(0.5 * 1.6448536269514722)) as settled
  from setting
),
-- The label as it was known on the day of the training, on the day of the decision, and as it is known now.
known as (
  select
    payments.*,
    days.retrained,
    days.window_end,
    greatest(-42, days.window_end - days.window_days) as window_begin,
    case when extract(epoch from reported_at) - extract(epoch from start) < retrained * 86400 then 1.0 else 0.0 end as label_then,
    case when extract(epoch from reported_at) - extract(epoch from start) < (retrained + 7 + settled) * 86400 then 1.0 else 0.0 end
      as label_decided,
    case when reported_at is not null then 1.0 else 0.0 end as label_now
  from payments cross join days
),
-- 1. The training window.
learned as (
  select * from known where production_day >= window_begin and production_day < window_end
),
-- ROC AUC from ranks; ties share theirs. The exam, and the later days.
scored as (
  select 'exam' as part, label_then as label, challenger_exam_score as score
  from learned where challenger_exam_score is not null
  union all
  select 'later', label_decided, challenger_score
  from known where production_day >= retrained and production_day < retrained + 7
),
ranked as (
  select
    part, label,
    rank() over (partition by part order by score) + (count(*) over (partition by part, score) - 1) / 2.0 as place
  from scored
),
areas as (
  select
    part,
    (sum(place) filter (where label = 1) - sum(label) * (sum(label) + 1) / 2)
      / (sum(label) * (count(*) - sum(label))) as auc
  from ranked
  group by part
),
-- 2. Champion against challenger on the later days. EUR: a review 4, a good payment that is stopped 5 %, a missed fraud all of it.
costs as (
  select
    label_decided as label,
    case
      when champion_stops = 1 then 4 + case when label_decided = 1 then 0 else 0.05 * cast(amount as double precision) end
      when label_decided = 1 then cast(amount as double precision) else 0
    end as champion,
    case
      when challenger_stops = 1 then 4 + case when label_decided = 1 then 0 else 0.05 * cast(amount as double precision) end
      when label_decided = 1 then cast(amount as double precision) else 0
    end as challenger
  from known
  where production_day >= retrained and production_day < retrained + 7
),
verdict as (
  select
    count(*) as later_rows,
    sum(label) as later_frauds,
    1000 * avg(champion) as champion_cost,
    1000 * avg(challenger) as challenger_cost,
    1000 * avg(champion - challenger) as saved,
    1000 * stddev_pop(champion - challenger) / sqrt(count(*)) as saved_error
  from costs
)
select 'window_rows' as figure, cast(count(*) as double precision) as value from learned
union all select 'frauds_known_then', sum(label_then) from learned
union all select 'frauds_known_now', sum(label_now) from learned
union all select 'frauds_missing', 1 - sum(label_then) / sum(label_now) from learned
union all select 'youngest_days', retrained - window_end from days
union all select 'exam_auc', auc from areas where part = 'exam'
union all select 'later_rows', later_rows from verdict
union all select 'later_frauds', later_frauds from verdict
union all select 'champion_cost', champion_cost from verdict
union all select 'challenger_cost', challenger_cost from verdict
union all select 'saved', saved from verdict
union all select 'saved_error', saved_error from verdict
union all select 'later_auc', auc from areas where part = 'later'
union all select 'release', case when saved > saved_error
  and (select auc from areas where part = 'exam') - (select auc from areas where part = 'later') <= 0.1 then 1.0 else 0.0 end from verdict;
