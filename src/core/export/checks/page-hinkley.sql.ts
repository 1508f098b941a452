import type { SqlCheck } from "./sql-check.ts";
import { errorLine, STREAM_LEAVES_OUT, streamFigures, streamFindingFigures } from "./sql-error-line.ts";

const DELTA = "0.005e0";
const FADING = "0.9999e0";
const THRESHOLD = 50;
const LEAST = 30;

/** Page–Hinkley up to its first alarm: the fading sums of deviations from the running mean, each a sum over powers. */
const pageHinkley: SqlCheck = {
  id: "page-hinkley",
  leavesOut: STREAM_LEAVES_OUT,
  sql: (input, write) => `
with ${errorLine(input, write)}, gaps as (
  select place, error - sum(error) over (order by place) / place as gap from line
), sums as (
  select
    place,
    power(${FADING}, place) * sum((gap - ${DELTA}) / power(${FADING}, place)) over (order by place) as up,
    power(${FADING}, place) * sum((gap + ${DELTA}) / power(${FADING}, place)) over (order by place) as down
  from gaps
), extremes as (
  select
    place,
    up - min(up) over (order by place) as rise,
    greatest(-1, max(down) over (order by place)) - down as fall
  from sums
), alarms as (
  select place from extremes where place >= ${LEAST} and (rise > ${THRESHOLD} or fall > ${THRESHOLD})
)${streamFigures(input, write)}`,
  figures: streamFindingFigures,
};
export default pageHinkley;
