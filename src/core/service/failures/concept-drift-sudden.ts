import { percent } from "../change.ts";
import type { Failure } from "../contracts.ts";
import { turnedFrauds } from "../turned.ts";

/** From one day to the next thieves turn to young accounts. */
const conceptDriftSudden: Failure = {
  id: "concept-drift-sudden",
  name: "Sudden concept drift",
  chapter: "concept-drift",
  fault: "concept-drift",
  summary: "From one day to the next thieves turn to young accounts; every payment looks as it always did.",
  cause: "thieves who changed their habits overnight",
  repair: "retrain",
  alsoHelps: [],
  strength: 0.7,
  strengthWords: (strength) => `${percent(strength)} of the thieves changed their habits`,
  happens: (world, start) => turnedFrauds(world, start, () => start.strength),
};
export default conceptDriftSudden;
