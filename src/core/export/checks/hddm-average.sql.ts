import type { SqlCheck } from "./sql-check.ts";
import { errorLine, STREAM_LEAVES_OUT, streamFigures, streamFindingFigures } from "./sql-error-line.ts";

const CONFIDENCE = "0.001e0";

/** HDDM-A up to its first alarm: the share of errors so far against that of the best start, by Hoeffding’s bound. */
const hddmAverage: SqlCheck = {
  id: "hddm-average",
  leavesOut: STREAM_LEAVES_OUT,
  sql: (input, write) => `
with ${errorLine(input, write)}, shares as (
  select place, sum(error) over (order by place) / place as rate from line
), bounds as (
  select place, rate, rate + sqrt(ln(1 / ${CONFIDENCE}) / (2 * place)) as high from shares
), lows as (
  select
    *,
    case when high <= min(high) over (order by place) then 1 else 0 end as is_lowest
  from bounds
), stretches as (
  select *, sum(is_lowest) over (order by place) as stretch from lows
), against as (
  -- The best start stays until a better one.
  select
    place,
    rate,
    max(case when is_lowest = 1 then place end) over (partition by stretch) as start_place,
    max(case when is_lowest = 1 then rate end) over (partition by stretch) as start_rate
  from stretches
), alarms as (
  select place
  from against
  where place > start_place
    and rate - start_rate >= sqrt((place - start_place) / start_place / place / 2 * ln(2 / ${CONFIDENCE}))
)${streamFigures(input, write)}`,
  figures: streamFindingFigures,
};
export default hddmAverage;
