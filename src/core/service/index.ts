/** The running service: what chapters and the incident room read. */
export type * from "./contracts.ts";
export { allDaysAsKnown, daysAsKnown, daysOf, endOf } from "./days.ts";
export {
  alarmOf,
  alarmsOf,
  columnsFor,
  detectorInput,
  rolesOf,
  viewOf,
} from "./detector-input.ts";
export { WATCHED } from "./drift.ts";
export { FAILURES, failureOf } from "./registry.ts";
export { REPAIRS, repairOf } from "./repairs.ts";
export { runService } from "./run.ts";
