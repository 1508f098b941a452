import type { SqlCheck } from "./sql-check.ts";
import { rowsInOrder } from "./sql-in-order.ts";
import { comparedShares } from "./sql-intervals.ts";
import { figuresOf } from "./sql-parts.ts";

/** The label rate of rows whose entity had the outcome before, against that of all others. */
const repeatedEntity: SqlCheck = {
  id: "repeated-entity",
  leavesOut: "The p-value of the two shares, and how many rows the ten with most outcomes hold.",
  sql: (input, write) => `
with ${rowsInOrder(input, write, { owner: write.name(input.columns[0]!) })}, followed as (
  select
    owner,
    label,
    sum(label) over (partition by owner order by place) - label as earlier
  from in_order
  where label is not null and owner is not null
), counts as (
  select
    sum(case when earlier > 0 then label else 0e0 end) as hits_1,
    sum(case when earlier > 0 then 1e0 else 0e0 end) as rows_1,
    sum(case when earlier > 0 then 0e0 else label end) as hits_2,
    sum(case when earlier > 0 then 0e0 else 1e0 end) as rows_2
  from followed
), ${comparedShares("counts")}, most as (
  select hits, row_number() over (order by hits desc) as place
  from (select owner, sum(label) as hits from followed group by owner) as owners
), top as (
  select sum(hits) as hits from most where place <= 10
), answered as (
  select compared.*, (select hits from top) / nullif(hits_1 + hits_2, 0) as top_outcomes from compared
)
${figuresOf(
  "answered",
  {
    rate_after: "share_1",
    rate_other: "share_2",
    rows_after: "rows_1",
    rows_other: "rows_2",
    difference: "difference",
    low: "low",
    high: "high",
    top_outcomes: "top_outcomes",
  },
  write,
)}`,
  figures: ({ effect, interval, facts }) => ({
    rate_after: Number(facts.rateAfter),
    rate_other: Number(facts.rateOther),
    rows_after: Number(facts.rowsAfter),
    rows_other: Number(facts.rowsOther),
    difference: effect,
    low: interval?.[0] ?? Number.NaN,
    high: interval?.[1] ?? Number.NaN,
    top_outcomes: Number(facts.topPositives),
  }),
};
export default repeatedEntity;
