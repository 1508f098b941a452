import type { SqlCheck } from "./sql-check.ts";
import { countedValues, figuresOf } from "./sql-parts.ts";

/**
 * Chi-square over the categories, those too rare for the test pooled (an expected count below 5 on a side; the pool joins the rarest
 * of the others where it is too rare itself), and Cramér’s V with Bergsma’s correction.
 */
const chiSquare: SqlCheck = {
  id: "chi-square",
  leavesOut:
    "The p-value: take the statistic and its degrees of freedom to `scipy.stats.chi2.sf`, or read V for its size.",
  sql(input, write) {
    return `
with ${countedValues(input, write)}, sizes as (
  select *, sum(older) over () as m, sum(newer) over () as n, older + newer as rows_there from counted
), marked as (
  select *, case when rows_there * (least(m, n) / (m + n)) >= 5 then 1 else 0 end as frequent from sizes
), rest as (
  select
    count(*) as categories,
    sum(1 - frequent) as pooled,
    sum((1 - frequent) * older) as older,
    sum((1 - frequent) * newer) as newer,
    case
      when max(frequent) = 1 and sum((1 - frequent) * rows_there) * max(least(m, n) / (m + n)) < 5 then 1
      else 0
    end as joins
  from marked
), kept as (
  select *, row_number() over (order by rows_there, ${write.sortable("v")} desc) as place from marked where frequent = 1
), lines as (
  select
    kept.older + case when place = 1 and joins = 1 then rest.older else 0 end as older,
    kept.newer + case when place = 1 and joins = 1 then rest.newer else 0 end as newer
  from kept cross join rest
  union all
  select older, newer from rest where joins = 0 and pooled > 0
), margins as (
  select
    older,
    newer,
    sum(older) over () as m,
    sum(newer) over () as n,
    (older + newer) * sum(older) over () / sum(older + newer) over () as expected_older,
    (older + newer) * sum(newer) over () / sum(older + newer) over () as expected_newer
  from lines
), parts as (
  select
    *,
    row_number() over (
      order by (newer - expected_newer) * (newer - expected_newer) / expected_newer desc, older + newer desc
    ) as place
  from margins
), tested as (
  select
    max(m) as m,
    max(n) as n,
    max(m) + max(n) as r,
    ${write.double("count(*)")} as k,
    max(case when place = 1 then older end) as worst_older,
    max(case when place = 1 then newer end) as worst_newer,
    sum(
      (older - expected_older) * (older - expected_older) / expected_older
      + (newer - expected_newer) * (newer - expected_newer) / expected_newer
    ) as chi_square
  from parts
), result as (
  select
    tested.*,
    categories,
    pooled,
    case
      when k > 1 then least(
        1,
        sqrt(
          greatest(0, chi_square / r - (k - 1) / (r - 1))
          / (least(2 - 1 / (r - 1), k - (k - 1) * (k - 1) / (r - 1)) - 1)
        )
      )
      else 0
    end as v
  from tested cross join rest
)
${figuresOf(
  "result",
  {
    chi_square: "case when k > 1 then chi_square else 0 end",
    degrees_of_freedom: "k - 1",
    cramers_v: "v",
    categories: "categories",
    pooled: "pooled",
    worst_before: "worst_older / m",
    worst_now: "worst_newer / n",
    older_rows: "m",
    newer_rows: "n",
  },
  write,
)}`;
  },
  figures: ({ statistic, effect, facts }) => ({
    chi_square: statistic,
    degrees_of_freedom: Number(facts.dof),
    cramers_v: effect,
    categories: Number(facts.categories),
    pooled: Number(facts.pooled),
    worst_before: Number(facts.worstBefore),
    worst_now: Number(facts.worstNow),
    older_rows: Number(facts.m),
    newer_rows: Number(facts.n),
  }),
};
export default chiSquare;
