import type { SqlCheck } from "./sql-check.ts";

/** The share of newer rows whose category no older row has, beside the share that chance would give: older categories seen once. */
const unseenCategories: SqlCheck = {
  id: "unseen-categories",
  leavesOut: "The p-value of Fisher’s exact test on the two shares.",
  sql({ columns }, write) {
    const column = write.name(columns[0]!);
    return `
with before as (
  select ${column} as v, count(*) as rows_there from older where ${column} is not null group by ${column}
), now as (
  select ${column} as v, count(*) as rows_there from newer where ${column} is not null group by ${column}
), strange as (
  select now.v, now.rows_there from now left join before on before.v = now.v where before.v is null
), sizes as (
  select
    (select sum(rows_there) from before) as m,
    (select sum(rows_there) from now) as n,
    (select count(*) from before where rows_there = 1) as once
)
select 'unseen' as figure, ${write.double("count(*)")} as value from strange
union all select 'unseen_rows', ${write.double("coalesce(sum(rows_there), 0)")} from strange
union all select 'share', ${write.double("(select coalesce(sum(rows_there), 0) from strange)")} / n from sizes
union all select 'expected', ${write.double("once")} / m from sizes`;
  },
  figures: ({ statistic, facts }) => ({
    unseen: Number(facts.unseen),
    unseen_rows: Number(facts.unseenRows),
    share: statistic,
    expected: Number(facts.expected),
  }),
};
export default unseenCategories;
