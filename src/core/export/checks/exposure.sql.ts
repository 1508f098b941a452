import { roleColumn, type SqlCheck } from "./sql-check.ts";

const ROUNDS = 10;
const THIRD = Math.floor(ROUNDS / 3);

/** How unequally the items are shown in each of ten rounds: the Gini index of their counts, and the entropy of their shares. */
const exposure: SqlCheck = {
  id: "exposure",
  leavesOut: "The exact p-value of Kendall’s S, which for ten rounds is below 0.01 from 27 on.",
  sql(input, write) {
    const item = roleColumn(input, "entity", write)!;
    const time = roleColumn(input, "event-time", write)!;
    const mean = (value: string, where: string) => `(select avg(${value}) from indices where ${where})`;
    const first = `round_number < ${THIRD}`;
    const last = `round_number >= ${ROUNDS - THIRD}`;
    return `
with placed as (
  -- Rows of one moment lie in one round.
  select
    ${item} as item,
    floor(${write.double("rank() over (order by happened) - 1")} * ${ROUNDS} / count(*) over ()) as round_number
  from (select ${item}, ${time} as happened from older where ${item} is not null and ${time} is not null) as shown
), counted as (
  select round_number, item, ${write.double("count(*)")} as times from placed group by round_number, item
), items as (
  select ${write.double("count(distinct item)")} as items from counted
), ranked as (
  -- Items that are not shown in a round come before all others in it.
  select
    round_number,
    times,
    items,
    items - count(*) over (partition by round_number) + row_number() over (partition by round_number order by times) as place,
    sum(times) over (partition by round_number) as total
  from counted cross join items
), indices as (
  select
    round_number,
    sum((2 * place - items - 1) * times) / (max(items) * max(total)) as gini,
    -sum(times / total * ln(times / total)) / ln(max(items)) as entropy
  from ranked
  group by round_number
)
select 'items' as figure, items as value from items
union all select 'score', ${write.double("sum(case when b.gini - a.gini > 1e-12 then 1 when a.gini - b.gini > 1e-12 then -1 else 0 end)")}
from indices as a join indices as b on a.round_number < b.round_number
union all select 'before', ${mean("gini", first)}
union all select 'now', ${mean("gini", last)}
union all select 'change', ${mean("gini", last)} - ${mean("gini", first)}
union all select 'entropy_before', ${mean("entropy", first)}
union all select 'entropy_now', ${mean("entropy", last)}
union all
select concat('gini_', cast(cast(round_number as int) + 1 as ${write.dialect === "spark" ? "string" : "text"})), gini
from indices`;
  },
  figures: ({ statistic, effect, at, facts }) => ({
    items: Number(facts.items),
    score: statistic,
    before: Number(facts.before),
    now: Number(facts.now),
    change: effect,
    entropy_before: Number(facts.entropyBefore),
    entropy_now: Number(facts.entropyNow),
    ...Object.fromEntries(at.map((gini, round) => [`gini_${round + 1}`, gini])),
  }),
};
export default exposure;
