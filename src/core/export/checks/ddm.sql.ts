import type { SqlCheck } from "./sql-check.ts";
import { errorLine, STREAM_LEAVES_OUT, streamFigures, streamFindingFigures } from "./sql-error-line.ts";

const WARM_START = 30;
const DRIFT = 3;

/** DDM up to its first alarm: the share of errors so far against where it and its deviation were lowest. */
const ddm: SqlCheck = {
  id: "ddm",
  leavesOut: STREAM_LEAVES_OUT,
  sql: (input, write) => `
with ${errorLine(input, write)}, shares as (
  select place, sum(error) over (order by place) / place as rate from line
), levels as (
  select place, rate, sqrt(greatest(0, rate * (1 - rate)) / place) as deviation
  from shares
  where place > ${WARM_START}
), lows as (
  select
    *,
    case
      when rate + deviation <= min(rate + deviation) over (order by place rows between unbounded preceding and current row)
      then 1
      else 0
    end as is_lowest
  from levels
), stretches as (
  select *, sum(is_lowest) over (order by place) as stretch from lows
), against as (
  -- From one lowest to the next the bounds stay.
  select
    place,
    rate + deviation as level,
    max(case when is_lowest = 1 then rate + ${DRIFT} * deviation end) over (partition by stretch) as bound
  from stretches
), alarms as (
  select place from against where level > bound
)${streamFigures(input, write)}`,
  figures: streamFindingFigures,
};
export default ddm;
