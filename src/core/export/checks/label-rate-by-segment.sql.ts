import type { SqlCheck } from "./sql-check.ts";
import { figuresOfEach } from "./sql-parts.ts";
import { judgedWindow, LISTED_SEGMENTS, orderOfSegments, segmentedRows } from "./sql-segments.ts";

/** Rows and label rate of the largest segments, now and before. */
const labelRateBySegment: SqlCheck = {
  id: "label-rate-by-segment",
  leavesOut:
    "Fisher’s exact test of each segment against all others, with Holm’s correction, and so which segment stands out.",
  sql(input, write) {
    return `
with ${segmentedRows(input, write)}, ${judgedWindow("segmented")}, tallies as (
  select
    segment,
    kind,
    min(v) as v,
    ${write.double("sum(case when newer = newest then 1 else 0 end)")} as rows_now,
    sum(case when newer = newest then label else 0 end) as hits_now,
    ${write.double("sum(case when newer = 0 and has_before = 1 then 1 else 0 end)")} as rows_before,
    sum(case when newer = 0 then label else 0 end) as hits_before
  from segmented cross join judged
  group by segment, kind
), in_use as (
  select *, row_number() over (order by rows_now desc, ${orderOfSegments(input, write)}) as place
  from tallies
  where rows_now > 0
), listed as (
  select * from in_use where place <= ${LISTED_SEGMENTS}
)
${figuresOfEach(
  "listed",
  "segment",
  {
    "rows of ": "rows_now",
    "rate of ": "hits_now / rows_now",
    "rate before of ": "hits_before / nullif(rows_before, 0)",
  },
  write,
)}
union all select 'segments', ${write.double("count(*)")} from in_use`;
  },
  figures: ({ facts }) => {
    const figures: Record<string, number> = { segments: Number(facts.segments) };
    for (let i = 1; facts[`segment.${i}`] !== undefined; i++) {
      const name = facts[`segment.${i}`];
      figures[`rows of ${name}`] = Number(facts[`rows.${i}`]);
      figures[`rate of ${name}`] = Number(facts[`rate.${i}`]);
      if (facts[`before.${i}`] !== undefined)
        figures[`rate before of ${name}`] = Number(facts[`before.${i}`]);
    }
    return figures;
  },
};
export default labelRateBySegment;
