import { changedIn, hitRows, percent, withColumns } from "../change.ts";
import type { Failure } from "../contracts.ts";

/** A column has another name, and a loader without checks reads zero. */
const renamedColumn: Failure = {
  id: "renamed-column",
  name: "Renamed column",
  chapter: "broken-data",
  fault: "broken-feed",
  summary:
    "The column that says whether the device is new has another name; the loader reads “no” for every payment.",
  cause: "a column with another name",
  repair: "gate-the-batch",
  alsoHelps: ["restore-the-feed"],
  strength: 1,
  strengthWords: (strength) => `${percent(strength)} of the rows come under the other name`,
  serves(features, _world, start) {
    const hit = hitRows(start, start.strength);
    return withColumns(features, { device_is_new: changedIn(features.columns.device_is_new, hit, () => 0) });
  },
};
export default renamedColumn;
