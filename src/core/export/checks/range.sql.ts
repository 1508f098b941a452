import type { SqlCheck } from "./sql-check.ts";

/** How many newer values lie outside the range of the older ones. */
const range: SqlCheck = {
  id: "range",
  leavesOut: "The p-value; 2 / (older rows + 1) of the values would lie outside by chance.",
  sql({ columns }, write) {
    const column = write.name(columns[0]!);
    return `
with seen as (
  select min(${column}) as low, max(${column}) as high, count(${column}) as rows_there from older
), counted as (
  select
    count(${column}) as n,
    count(case when ${column} < low then 1 end) as below,
    count(case when ${column} > high then 1 end) as above
  from newer cross join seen
)
select 'low' as figure, low as value from seen
union all select 'high', high from seen
union all select 'below', ${write.double("below")} from counted
union all select 'above', ${write.double("above")} from counted
union all select 'share', ${write.double("below + above")} / n from counted
union all select 'expected', ${write.double("2")} / (rows_there + 1) from seen`;
  },
  figures: ({ statistic, facts }) => ({
    low: Number(facts.low),
    high: Number(facts.high),
    below: Number(facts.below),
    above: Number(facts.above),
    share: statistic,
    expected: Number(facts.expected),
  }),
};
export default range;
