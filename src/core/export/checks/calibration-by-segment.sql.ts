import { roleColumn, type SqlCheck } from "./sql-check.ts";
import { figuresOfEach } from "./sql-parts.ts";
import { judgedWindow, LISTED_SEGMENTS, orderOfSegments, segmentedRows } from "./sql-segments.ts";

/** Outcomes over those that the score expects, in the largest segments, now and before. */
const calibrationBySegment: SqlCheck = {
  id: "calibration-by-segment",
  leavesOut:
    "The p-value of each segment with Holm’s correction, and so which one stands out; its calibration error and recalibration line.",
  sql(input, write) {
    const score = roleColumn(input, "score", write);
    return `
with ${segmentedRows(input, write, score)}, labels_there as (
  ${["older", ...(input.olderOnly ? [] : ["newer"])]
    .map(
      (table, newer) =>
        `select ${newer} as newer, ${write.double(roleColumn(input, "label", write)!)} as label from ${table}`,
    )
    .join("\n  union all\n  ")}
), ${judgedWindow("labels_there")}, tallies as (
  select
    segment,
    min(kind) as kind,
    min(v) as v,
    ${write.double("sum(case when newer = newest then 1 else 0 end)")} as rows_now,
    sum(case when newer = newest then label else 0 end) as observed,
    sum(case when newer = newest then score else 0 end) as expected,
    sum(case when newer = 0 and has_before = 1 then label else 0 end) as observed_before,
    sum(case when newer = 0 and has_before = 1 then score else 0 end) as expected_before
  from segmented cross join judged
  group by segment, kind
), large as (
  select
    *,
    row_number() over (order by rows_now desc, ${orderOfSegments(input, write)}) as place
  from (select *, sum(rows_now) over () as everything from tallies) as with_sum
  where rows_now >= 30 and rows_now >= 0.01e0 * everything and expected > 0
), listed as (
  select * from large where place <= ${LISTED_SEGMENTS}
)
${figuresOfEach(
  "listed",
  "segment",
  {
    "rows of ": "rows_now",
    "ratio of ": "observed / expected",
    "ratio before of ": "case when expected_before > 0 then observed_before / nullif(expected_before, 0) end",
  },
  write,
)}
union all select 'segments', ${write.double("count(*)")} from large
union all select 'ratio of all', sum(observed) / sum(expected) from tallies`;
  },
  figures: ({ facts }) => {
    const figures: Record<string, number> = {
      segments: Number(facts.segments),
      "ratio of all": Number(facts.overallRatio),
    };
    for (let i = 1; facts[`segment.${i}`] !== undefined; i++) {
      const name = facts[`segment.${i}`];
      figures[`rows of ${name}`] = Number(facts[`rows.${i}`]);
      figures[`ratio of ${name}`] = Number(facts[`ratio.${i}`]);
      if (facts[`before.${i}`] !== undefined)
        figures[`ratio before of ${name}`] = Number(facts[`before.${i}`]);
    }
    return figures;
  },
};
export default calibrationBySegment;
