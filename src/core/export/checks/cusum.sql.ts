import type { SqlCheck } from "./sql-check.ts";
import { errorLine, STREAM_LEAVES_OUT, streamFigures, streamFindingFigures } from "./sql-error-line.ts";

const LEARNT = 500;
const SLACK = "0.2e0";
const THRESHOLD = 50;

/** CUSUM up to its first alarm: a sum that is held at 0 is a running sum less its own lowest. */
const cusum: SqlCheck = {
  id: "cusum",
  leavesOut: STREAM_LEAVES_OUT,
  sql: (input, write) => `
with ${errorLine(input, write)}, learnt as (
  select avg(error) as mean, stddev_samp(error) as deviation from line where place <= ${LEARNT}
), deviations as (
  select
    place,
    case
      when deviation > 0 then (error - mean) / deviation
      when error = mean then 0
      when error > mean then ${2 * THRESHOLD} + ${SLACK}
      else -${2 * THRESHOLD} - ${SLACK}
    end as z
  from (
    select place, error, (select mean from learnt) as mean, (select deviation from learnt) as deviation from line
  ) as beside
  where place > ${LEARNT}
), sums as (
  select
    place,
    sum(z - ${SLACK}) over (order by place) as up,
    sum(-z - ${SLACK}) over (order by place) as down
  from deviations
), charts as (
  select
    place,
    up - least(0, min(up) over (order by place)) as rise,
    down - least(0, min(down) over (order by place)) as fall
  from sums
), alarms as (
  select place from charts where rise > ${THRESHOLD} or fall > ${THRESHOLD}
)${streamFigures(input, write)}`,
  figures: streamFindingFigures,
};
export default cusum;
