import type { SqlCheck } from "./sql-check.ts";
import { rowsInOrder } from "./sql-in-order.ts";
import { wilson } from "./sql-intervals.ts";
import { figuresOf } from "./sql-parts.ts";

/** How often a label repeats that of the row before, and how often it would by chance. */
const labelPersistence: SqlCheck = {
  id: "label-persistence",
  leavesOut: "The p-value of the z-test of the share against chance.",
  sql(input, write) {
    const { low, high } = wilson("same", "pairs");
    return `
with ${rowsInOrder(input, write, {})}, neighbours as (
  select label, lag(label) over (order by place) as before from in_order
), counted as (
  select
    sum(case when label = before then 1e0 else 0e0 end) as same,
    ${write.double("count(label + before)")} as pairs,
    avg(label) as rate
  from neighbours
)
${figuresOf(
  "counted",
  {
    share: "same / nullif(pairs, 0)",
    expected: "rate * rate + (1 - rate) * (1 - rate)",
    difference: "same / nullif(pairs, 0) - rate * rate - (1 - rate) * (1 - rate)",
    low,
    high,
    majority: "greatest(rate, 1 - rate)",
  },
  write,
)}`;
  },
  figures: ({ effect, interval, facts }) => ({
    share: Number(facts.share),
    expected: Number(facts.expected),
    difference: effect,
    low: interval?.[0] ?? Number.NaN,
    high: interval?.[1] ?? Number.NaN,
    majority: Number(facts.majority),
  }),
};
export default labelPersistence;
