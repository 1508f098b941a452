import type { SqlCheck } from "./sql-check.ts";
import { rowsInOrder } from "./sql-in-order.ts";
import { figuresOf } from "./sql-parts.ts";

/** The longest run of one value in the order of time. */
const constantStretch: SqlCheck = {
  id: "constant-stretch",
  leavesOut:
    "Whether the column varies elsewhere (more than 50 values, falls and rises), without which no stretch is a finding; and whether the value is the mean or the median of the other rows.",
  sql: (input, write) => `
with ${rowsInOrder(input, write, { v: write.double(write.name(input.columns[0]!)) })}, begun as (
  select place, v, case when v = lag(v) over (order by place) then 0 else 1 end as begins from in_order
), numbered as (
  select place, v, sum(begins) over (order by place) as run from begun
), runs as (
  select v, min(place) as first_place, max(place) as last_place, ${write.double("count(*)")} as n
  from numbered
  where v is not null
  group by run, v
), longest as (
  select * from (select *, row_number() over (order by n desc, first_place) as place from runs) as ranked where place = 1
), counted as (
  select
    longest.v,
    longest.n,
    first_place,
    last_place,
    ${write.double("everything")} as everything,
    ${write.double("there")} - longest.n as others,
    (select ${write.double("count(*)")} from in_order where v = (select v from longest)) - longest.n as outside
  from longest cross join (select count(*) as everything, count(v) as there from in_order) as totals
), expected as (
  -- The longest run of a value of this share among independent rows (Schilling 1990).
  select
    *,
    ln(greatest(everything * (1 - (outside + 1) / (others + 2)), exp(1e0))) / -ln((outside + 1) / (others + 2)) as longest_by_chance
  from counted
)
${figuresOf(
  "expected",
  {
    value: "v",
    rows: "n",
    from: "first_place",
    to: "last_place",
    share: "n / everything",
    other_rows: "others",
    threshold: "greatest(0.02e0 * everything, 5 * longest_by_chance + 30)",
  },
  write,
)}`,
  figures: ({ effect, threshold, facts }) => ({
    value: Number(facts.value),
    rows: Number(facts.rows),
    from: Number(facts.from),
    to: Number(facts.to),
    share: effect,
    other_rows: Number(facts.otherRows),
    threshold,
  }),
};
export default constantStretch;
