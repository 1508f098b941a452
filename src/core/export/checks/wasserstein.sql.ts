import type { SqlCheck } from "./sql-check.ts";

/** The area between the two distribution functions, in standard deviations of the older values. */
const wasserstein: SqlCheck = {
  id: "wasserstein",
  leavesOut: "What chance alone gives, which is taken off before it is compared with its threshold of 0.1.",
  sql({ columns }, write) {
    const column = write.name(columns[0]!);
    // Infinity less infinity is no number.
    const finite = `${column} - ${column} = 0`;
    return `
with counted as (
  select v, sum(older) as older, sum(1 - older) as newer
  from (
    select ${column} as v, 1 as older from older where ${finite}
    union all
    select ${column}, 0 from newer where ${finite}
  ) as both_windows
  group by v
), shares as (
  select
    v,
    lead(v) over (order by v) - v as width,
    ${write.double("sum(older) over (order by v)")} / sum(older) over () as f,
    ${write.double("sum(newer) over (order by v)")} / sum(newer) over () as g
  from counted
), area as (
  select coalesce(sum(abs(f - g) * width), 0) as distance from shares where width is not null
), spread as (
  select stddev_pop(${column}) as deviation from older where ${finite}
)
select 'distance' as figure, distance as value from area
union all select 'deviation', deviation from spread
union all select 'standardised', case when distance = 0 then 0 else distance / deviation end from area cross join spread`;
  },
  figures: ({ statistic, facts }) => ({
    distance: Number(facts.distance),
    deviation: Number(facts.deviation),
    standardised: statistic,
  }),
};
export default wasserstein;
