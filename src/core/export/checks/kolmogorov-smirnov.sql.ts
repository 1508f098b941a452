import type { SqlCheck } from "./sql-check.ts";

/** D as the largest gap of two running shares. The p-value needs the distribution of D, which no engine has: `scipy.stats.ks_2samp`. */
const kolmogorovSmirnov: SqlCheck = {
  id: "kolmogorov-smirnov",
  leavesOut: "The p-value: take D and the two counts to scipy.stats, or read D for its size.",
  sql({ columns }, write) {
    const column = write.name(columns[0]!);
    return `
with counted as (
  select v, sum(older) as older, sum(1 - older) as newer
  from (
    select ${column} as v, 1 as older from older where ${column} is not null
    union all
    select ${column}, 0 from newer where ${column} is not null
  ) as both_windows
  group by v
), shares as (
  select
    ${write.double("sum(older) over (order by v)")} / sum(older) over () as f,
    ${write.double("sum(newer) over (order by v)")} / sum(newer) over () as g,
    sum(older) over () as m,
    sum(newer) over () as n
  from counted
)
select 'd' as figure, max(abs(f - g)) as value from shares
union all select 'older_rows', ${write.double("max(m)")} from shares
union all select 'newer_rows', ${write.double("max(n)")} from shares`;
  },
  figures: ({ statistic, facts }) => ({
    d: statistic,
    older_rows: Number(facts.m),
    newer_rows: Number(facts.n),
  }),
};
export default kolmogorovSmirnov;
