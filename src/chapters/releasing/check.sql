-- reads: payments.csv
-- One A/B test, read rightly: the difference with the users as the unit, its z and the always-valid p, the size of the arms, and a
-- guardrail. Standard SQL has no normal distribution: the p-value of z, and the size of the next test, are in the Python check.
with
-- 1. The main figure counts from the day on which both arms are as large.
test as (
  select payments.*
  from payments cross join setting
  where payments.day >= case when ramp then 8 else 1 end
),
looks as (select distinct day as look from payments),
-- 2. What is known of each user at the end of each day.
users as (
  select
    look,
    arm,
    user_id,
    cast(count(*) as double precision) as n,
    cast(count(*) filter (where chargeback_day <= look) as double precision) as y
  from test join looks on day <= look
  group by look, arm, user_id
),
totals as (
  select look, arm, count(*) as users, sum(n) as n, sum(y) as y, sum(y) / sum(n) as share
  from users
  group by look, arm
),
-- 3. The variance of a share whose users, not payments, are independent.
variances as (
  select
    totals.look,
    totals.arm,
    max(totals.users) / (max(totals.users) - 1.0)
      * sum((users.y - totals.share * users.n) * (users.y - totals.share * users.n))
      / (max(totals.n) * max(totals.n)) as variance
  from totals join users on users.look = totals.look and users.arm = totals.arm
  where totals.users > 1
  group by totals.look, totals.arm
),
compared as (
  select
    a.look,
    b.share - a.share as difference,
    va.variance + vb.variance as variance
  from totals as a
  join totals as b on b.look = a.look and a.arm = 'champion' and b.arm = 'challenger'
  join variances as va on va.look = a.look and va.arm = 'champion'
  join variances as vb on vb.look = a.look and vb.arm = 'challenger'
  where a.y + b.y >= 10 and va.variance + vb.variance > 0
),
-- 4. The always-valid p: it mixes over differences of a size that was chosen before the test.
planned as (
  select
    cast(2 * base * (1 - base) * 1.5 / (size * 28 / 4.0) as double precision) as variance,
    cast(-2 * ln(alpha) as double precision) as evidence
  from setting
),
mixed as (select variance * (evidence + ln(1 + evidence) - 1) as mixing from planned),
always as (
  select
    min(
      exp(
        -(
          ln(variance / (variance + mixing)) / 2
          + difference * difference * mixing / (2 * variance * (variance + mixing))
        )
      )
    ) as p
  from compared cross join mixed
),
ended as (select max(look) as look from looks),
complaints as (
  select
    avg(case when complaint_day is null then 0.0 else 1.0 end) filter (where arm = 'champion') as before,
    avg(case when complaint_day is null then 0.0 else 1.0 end) filter (where model = 'challenger') as after
  from payments
  where customer = 'new'
)
select 'payments_champion' as figure, cast(n as double precision) as value
from totals natural join ended where arm = 'champion'
union all
select 'payments_challenger', cast(n as double precision) from totals natural join ended where arm = 'challenger'
union all select 'users_champion', cast(users as double precision) from totals natural join ended where arm = 'champion'
union all select 'users_challenger', cast(users as double precision) from totals natural join ended where arm = 'challenger'
union all select 'difference_per_1000', 1000 * difference from compared natural join ended
union all select 'standard_error_per_1000', 1000 * sqrt(variance) from compared natural join ended
union all select 'always_valid_p', case when p < 1 then p else 1.0 end from always
union all select 'new_complaints_used', after / (1.25 * before) from complaints where before > 0;
