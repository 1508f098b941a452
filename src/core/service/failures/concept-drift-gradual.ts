import { percent } from "../change.ts";
import type { Failure } from "../contracts.ts";
import { turnedFrauds } from "../turned.ts";

/** Days until all who will change have changed. */
const DAYS = 21;

/** Day by day more thieves turn to young accounts. */
const conceptDriftGradual: Failure = {
  id: "concept-drift-gradual",
  name: "Gradual concept drift",
  chapter: "concept-drift",
  fault: "concept-drift",
  summary:
    "Over three weeks more and more thieves turn to young accounts; every payment looks as it always did.",
  cause: "thieves who change their habits little by little",
  repair: "retrain",
  alsoHelps: [],
  strength: 0.9,
  strengthWords: (strength) => `${percent(strength)} of the thieves have changed after ${DAYS} days`,
  happens: (world, start) =>
    turnedFrauds(world, start, (day) => start.strength * Math.min(1, (day + 0.5) / DAYS)),
};
export default conceptDriftGradual;
