import { roleColumn, type SqlCheck } from "./sql-check.ts";
import { figuresOf } from "./sql-parts.ts";

/** Decisions with fewer rows are not judged; with fewer entities their effect cannot be estimated. */
const LEAST = 20;
const ENOUGH_ENTITIES = 30;

/** How often the outcome is known after each decision: the largest share less the smallest. */
const selectiveLabels: SqlCheck = {
  id: "selective-labels",
  leavesOut:
    "Newcombe’s interval and Fisher’s exact p, both on counts divided by the design effect, and the overlap by score.",
  sql(input, write) {
    const label = roleColumn(input, "label", write)!;
    const decision = roleColumn(input, "decision", write)!;
    const entity = roleColumn(input, "entity", write);
    return `
with judged_rows as (
  select
    ${decision} as decision,
    ${entity ?? write.text("")} as entity,
    ${write.double(`case when ${label} is null then 0 else 1 end`)} as labelled
  from older
), shares as (
  select avg(labelled) as share
  from judged_rows
  where decision is not null
  group by decision
  having count(*) >= ${LEAST}
), ends as (
  select min(share) as lowest, max(share) as highest from shares
), rates as (
  select avg(labelled) as rate, ${write.double("count(*)")} as known
  from judged_rows
  where decision is not null and entity is not null
), residuals as (
  select sum(labelled) - count(*) * max(rate) as residual
  from judged_rows cross join rates
  where decision is not null and entity is not null
  group by entity
), squares as (
  select count(*) as entities, sum(residual * residual) as total from residuals
), whole as (
  select
    lowest,
    highest,
    (select sum(1 - labelled) from judged_rows) as unlabelled,
    case
      when entities < ${ENOUGH_ENTITIES} or rate <= 0 or rate >= 1 then 1
      else greatest(1, total / (known * rate * (1 - rate)))
    end as design
  from ends cross join rates cross join squares
)
${figuresOf(
  "whole",
  {
    difference: "highest - lowest",
    lowest_share: "lowest",
    highest_share: "highest",
    unlabelled_rows: "unlabelled",
    design_effect: "design",
  },
  write,
)}`;
  },
  figures: ({ statistic, facts }) => ({
    difference: statistic,
    lowest_share: Number(facts.exploration),
    highest_share: Number(facts.labelled),
    unlabelled_rows: Number(facts.unlabelled),
    design_effect: Number(facts.designEffect),
  }),
};
export default selectiveLabels;
