import type { SqlCheck } from "./sql-check.ts";
import { errorLine, STREAM_LEAVES_OUT, streamFigures, streamFindingFigures } from "./sql-error-line.ts";

const WARM_START = 30;
const DRIFT = "0.9e0";

/** EDDM up to its first alarm: the mean distance between errors and its deviation against their longest. */
const eddm: SqlCheck = {
  id: "eddm",
  leavesOut: STREAM_LEAVES_OUT,
  sql: (input, write) => `
with ${errorLine(input, write)}, distances as (
  select
    place,
    ${write.double("row_number() over (order by place)")} as errors,
    place - coalesce(lag(place) over (order by place), 0) as distance
  from line
  where error = 1
), sums as (
  select
    place,
    errors,
    sum(distance) over (order by place) as total,
    sum(distance * distance) over (order by place) as squares
  from distances
), levels as (
  select
    place,
    errors,
    total / errors
    + 2 * case when errors > 1 then sqrt(greatest(0, squares - total * total / errors) / (errors - 1)) else 0 end as level
  from sums
  where place > ${WARM_START}
), against as (
  select place, errors, level, max(level) over (order by place) as longest from levels
), alarms as (
  select place from against where errors > ${WARM_START} and level < ${DRIFT} * longest
)${streamFigures(input, write)}`,
  figures: streamFindingFigures,
};
export default eddm;
