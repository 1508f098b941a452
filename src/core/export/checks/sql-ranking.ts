import type { Writer } from "./sql-check.ts";
import { wilson, Z } from "./sql-intervals.ts";

/** With fewer entities than this their likeness cannot be estimated. */
const ENOUGH = 30;

/**
 * Queries that end in `ranked_parts`: for each part of the rows in `rows` (part, score, label, owner; no value missing but
 * the owner) its `rows_there`, `positives`, ROC AUC (`auc`) and DeLong's interval on the logit scale (`low`, `high`),
 * widened by the root of what the rows of one owner add when they are taken together (Obuchowski 1997). Parts with fewer
 * than `least` rows of either outcome are left out.
 */
export function rankedParts(rows: string, least: number, write: Writer): string {
  const { low, high } = wilson("(auc * trials)", "trials");
  return `score_steps as (
  select
    part,
    score,
    p,
    q,
    ${write.double("sum(p) over (partition by part)")} as positives,
    ${write.double("sum(q) over (partition by part)")} as negatives,
    sum(p) over (partition by part order by score) - p as positives_below,
    sum(q) over (partition by part order by score) - q as negatives_below
  from (select part, score, sum(label) as p, sum(1 - label) as q from ${rows} group by part, score) as by_score
), areas as (
  select part, sum(p * (negatives_below + q / 2)) / (max(positives) * max(negatives)) as auc
  from score_steps
  where positives >= ${least} and negatives >= ${least}
  group by part
), placed_steps as (
  select
    score_steps.*,
    auc,
    (negatives_below + q / 2) / negatives - auc as of_positive,
    1 - (positives_below + p / 2) / positives - auc as of_negative
  from score_steps join areas on areas.part = score_steps.part
), spreads as (
  select
    part,
    max(auc) as auc,
    max(positives) as positives,
    max(negatives) as negatives,
    sum(p * of_positive * of_positive) / (max(positives) - 1) / max(positives)
    + sum(q * of_negative * of_negative) / (max(negatives) - 1) / max(negatives) as variance,
    sum(p * of_positive * of_positive) / (max(positives) * max(positives))
    + sum(q * of_negative * of_negative) / (max(negatives) * max(negatives)) as independent
  from placed_steps
  group by part
), own_parts as (
  select
    placed_steps.part,
    owner,
    case when label = 1 then of_positive / positives else of_negative / negatives end as own
  from ${rows} as rows_there join placed_steps on placed_steps.part = rows_there.part and placed_steps.score = rows_there.score
), by_owner as (
  select part, sum(own) * sum(own) as square, 1 as owners from own_parts where owner is not null group by part, owner
  union all
  select part, sum(own * own), count(*) from own_parts where owner is null group by part
), widened as (
  select
    spreads.*,
    case
      when owners < ${ENOUGH} or independent = 0 then 1
      else sqrt(greatest(1, together / nullif(independent, 0)))
    end as widening,
    ln(nullif(auc, 0) / nullif(1 - auc, 0)) as logit,
    ${Z} * sqrt(variance) / nullif(auc * (1 - auc), 0) as half,
    least(positives, negatives) as trials
  from spreads join (
    select part, sum(square) as together, sum(owners) as owners from by_owner group by part
  ) as owned on owned.part = spreads.part
), bounded as (
  select
    widened.*,
    case when auc = 0 or auc = 1 then ${low} else 1 / (1 + exp(half - logit)) end as plain_low,
    case when auc = 0 or auc = 1 then ${high} else 1 / (1 + exp(-half - logit)) end as plain_high
  from widened
), ranked_parts as (
  select
    part,
    positives + negatives as rows_there,
    positives,
    auc,
    case when widening > 1 then greatest(0, auc - widening * (auc - plain_low)) else plain_low end as low,
    case when widening > 1 then least(1, auc + widening * (plain_high - auc)) else plain_high end as high
  from bounded
)`;
}
