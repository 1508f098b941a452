import type { SqlCheck } from "./sql-check.ts";
import { figuresOf } from "./sql-parts.ts";
import { segmentedRows } from "./sql-segments.ts";

const PARTS = ["mix", "rate", "interaction"] as const;

/** Kitagawa’s split of the change of the label rate, with the standard errors of its three parts (`kitagawa.ts`). */
const mixAndRate: SqlCheck = {
  id: "mix-and-rate",
  leavesOut:
    "Holm’s correction, and how much larger the errors are where rows of one entity share their fate; a part over its error is a z.",
  sql(input, write) {
    return `
with ${segmentedRows(input, write)}, tallies as (
  select
    segment,
    ${write.double("sum(1 - newer)")} as rows0,
    ${write.double("sum(newer)")} as rows1,
    sum((1 - newer) * label) as hits0,
    sum(newer * label) as hits1
  from segmented
  group by segment, kind
), rates as (
  select
    rows0,
    rows1,
    rows0 / sum(rows0) over () as w0,
    rows1 / sum(rows1) over () as w1,
    -- A segment that is in one window only is given the rate that it has, so that it counts as mix.
    case when rows0 > 0 then hits0 / nullif(rows0, 0) else hits1 / nullif(rows1, 0) end as r0,
    case when rows1 > 0 then hits1 / nullif(rows1, 0) else hits0 / nullif(rows0, 0) end as r1,
    sum(hits0) over () / sum(rows0) over () as before_all,
    sum(hits1) over () / sum(rows1) over () as now_all,
    sum(rows0) over () as n0,
    sum(rows1) over () as n1
  from tallies
), steps as (
  select
    *,
    r1 - r0 as step,
    case when rows0 > 0 then r0 * (1 - r0) / nullif(rows0, 0) else r0 * (1 - r0) / nullif(rows1, 0) end as variance0,
    case when rows0 > 0 and rows1 > 0
      then r0 * (1 - r0) / nullif(rows0, 0) + r1 * (1 - r1) / nullif(rows1, 0)
      else 0
    end as noise
  from rates
), sums as (
  select
    max(before_all) as before_all,
    max(now_all) as now_all,
    max(n0) as n0,
    max(n1) as n1,
    ${write.double("count(*)")} as segments,
    sum((w1 - w0) * (r0 - before_all)) as mix,
    sum(w0 * step) as rate,
    sum((w1 - w0) * step) as interaction,
    sum(w0 * r0 * r0) - sum(w0 * r0) * sum(w0 * r0) as spread0,
    sum(w1 * r0 * r0) - sum(w1 * r0) * sum(w1 * r0) as spread1,
    sum((w1 - w0) * (w1 - w0) * variance0) as mix_noise,
    sum(w0 * step * step) - sum(w0 * step) * sum(w0 * step) as step_spread0,
    sum(w1 * step * step) - sum(w1 * step) * sum(w1 * step) as step_spread1,
    sum(w0 * w0 * noise) as rate_noise,
    sum((w1 - w0) * (w1 - w0) * noise) as both_noise
  from steps
)
${figuresOf(
  "sums",
  {
    before: "before_all",
    now: "now_all",
    change: "now_all - before_all",
    mix: "mix",
    rate: "rate",
    interaction: "interaction",
    mix_error: "sqrt(greatest(0, spread0) / n0 + greatest(0, spread1) / n1 + mix_noise)",
    rate_error: "sqrt(rate_noise + greatest(0, step_spread0) / n0)",
    interaction_error: "sqrt(both_noise + greatest(0, step_spread0) / n0 + greatest(0, step_spread1) / n1)",
    segments: "segments",
  },
  write,
)}`;
  },
  figures: ({ statistic, facts }) => {
    const errorOf = (part: string) =>
      (Number(facts[`${part}High`]) - Number(facts[`${part}Low`])) /
      (2 * 1.96) /
      Math.sqrt(Number(facts.designEffect));
    return {
      before: Number(facts.before),
      now: Number(facts.now),
      change: statistic,
      segments: Number(facts.segments),
      ...Object.fromEntries(PARTS.map((part) => [part, Number(facts[part])])),
      ...Object.fromEntries(PARTS.map((part) => [`${part}_error`, errorOf(part)])),
    };
  },
};
export default mixAndRate;
