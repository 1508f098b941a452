import type { SqlCheck } from "./sql-check.ts";
import { errorLine, STREAM_LEAVES_OUT, streamFigures, streamFindingFigures } from "./sql-error-line.ts";

const INTERVAL = 300;

/** The dummy up to its first alarm: the 300th error read, whatever it is. */
const periodicDummy: SqlCheck = {
  id: "periodic-dummy",
  leavesOut: STREAM_LEAVES_OUT,
  sql: (input, write) => `
with ${errorLine(input, write)}, alarms as (
  select place from line where place = ${INTERVAL}
)${streamFigures(input, write)}`,
  figures: streamFindingFigures,
};
export default periodicDummy;
