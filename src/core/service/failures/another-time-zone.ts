import { HOURS_BEHIND } from "../../faults/serving-skew.ts";
import { percent } from "../change.ts";
import type { Failure } from "../contracts.ts";
import { servedWith } from "../skewed.ts";

/** Serving reads the hour from another clock. */
const anotherTimeZone: Failure = {
  id: "another-time-zone",
  name: "Another time zone",
  chapter: "skew",
  fault: "serving-skew",
  summary: `A part of the machines serves the hour of a clock that is ${HOURS_BEHIND} hours behind that of training.`,
  cause: "hours served in another time zone",
  repair: "one-transform",
  alsoHelps: [],
  strength: 1,
  strengthWords: (strength) => `${percent(strength)} of the payments served ${HOURS_BEHIND} hours behind`,
  serves: (features, world, start) => servedWith("time-zone", features, world, start),
};
export default anotherTimeZone;
