import { percent } from "../change.ts";
import type { Failure } from "../contracts.ts";
import { servedWith } from "../skewed.ts";

/** Serving writes zero where training left a gap. */
const anotherMissingRule: Failure = {
  id: "another-missing-rule",
  name: "Another missing rule",
  chapter: "skew",
  fault: "serving-skew",
  summary: "Where a user has no average, a part of the machines serves zero; training left the gap a gap.",
  cause: "another rule for missing values in serving",
  repair: "one-transform",
  alsoHelps: ["keep-absence"],
  strength: 1,
  strengthWords: (strength) => `${percent(strength)} of the gaps served as zero`,
  serves: (features, world, start) => servedWith("missing-rule", features, world, start),
};
export default anotherMissingRule;
