import { hasClock, roleColumn, type SqlCheck } from "./sql-check.ts";
import { figuresOf } from "./sql-parts.ts";

const LAG_SECONDS = 86400;

/** The ROC AUC of a feature, and of its own value at the entity's latest row at least a day earlier. */
const lagOneDay: SqlCheck = {
  id: "lag-one-day",
  canTell: hasClock,
  leavesOut:
    "The permutation test, in which today’s and the older value of whole entities are swapped by chance, and Obuchowski’s interval. Of several rows of an entity at one moment the one with the largest value is taken for the latest.",
  sql(input, write) {
    const entity = roleColumn(input, "entity", write)!;
    const time = roleColumn(input, "event-time", write)!;
    const value = write.double(write.name(input.columns[0]!));
    const label = write.double(roleColumn(input, "label", write)!);
    const auc = (which: string) =>
      `sum(case when value_of = '${which}' then positive * (below + (size - positive) / 2) end) / (max(positives) * max(negatives))`;
    return `
with history as (
  select ${entity} as entity, round(${write.seconds(time)} * 1000) as happened, ${value} as v, ${label} as label
  from older
  where ${entity} is not null and ${time} is not null
), places as (
  -- Each row twice: as itself, and a day later as the value that was known by then.
  select entity, happened as moment, 0 as is_row, v, label from history
  union all
  select entity, happened + ${1000 * LAG_SECONDS}, -1, v, null from history
), latest as (
  select
    *,
    sum(case when is_row = -1 then 1 else 0 end) over (
      partition by entity order by moment, is_row, v rows unbounded preceding
    ) as behind
  from places
), known as (
  select entity, behind, max(v) as v from latest where is_row = -1 group by entity, behind
), pairs as (
  select latest.v as today, known.v as earlier, latest.label
  from latest join known on known.entity = latest.entity and known.behind = latest.behind
  where is_row = 0 and latest.label is not null and latest.v is not null and known.v is not null
), both_values as (
  select 'today' as value_of, today as v, label from pairs
  union all
  select 'earlier', earlier, label from pairs
), steps as (
  select
    *,
    sum(size - positive) over (partition by value_of order by v) - (size - positive) as below
  from (
    select value_of, v, sum(label) as positive, ${write.double("count(*)")} as size
    from both_values
    group by value_of, v
  ) as grouped
), totals as (
  select ${write.double("count(*)")} as n, sum(label) as positives, sum(1 - label) as negatives from pairs
), aucs as (
  select
    ${auc("today")} as today,
    ${auc("earlier")} as earlier,
    max(n) as n,
    max(positives) as positives
  from (
    select
      *,
      (select n from totals) as n,
      (select positives from totals) as positives,
      (select negatives from totals) as negatives
    from steps
  ) as beside
), judged as (
  select
    *,
    case when today < 0.5 then -1 else 1 end * (today - earlier) as loss,
    case when today < 0.5 then -1 else 1 end * (today - 0.5) as most
  from aucs
)
${figuresOf(
  "judged",
  {
    auc: "today",
    auc_older: "earlier",
    loss: "loss",
    useful_loss: "least(loss, most)",
    compared: "n",
    positives: "positives",
  },
  write,
)}`;
  },
  figures: ({ statistic, effect, facts }) => ({
    auc: Number(facts.auc),
    auc_older: Number(facts.aucOlder),
    loss: statistic,
    useful_loss: effect,
    compared: Number(facts.compared),
    positives: Number(facts.positives),
  }),
};
export default lagOneDay;
