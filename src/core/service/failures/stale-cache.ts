import { blended, FROM_THE_STORE, hitRows, percent, withColumns } from "../change.ts";
import type { Failure } from "../contracts.ts";
import { ofPaymentBefore } from "../stale.ts";

/** A cache in front of the feature store answers with what the user's payment before had read. */
const staleCache: Failure = {
  id: "stale-cache",
  name: "Stale cache",
  chapter: "skew",
  fault: "serving-skew",
  summary:
    "A cache answers with what was true at the user’s payment before: the histories, and which device was used.",
  cause: "a cache that answers with old values",
  repair: "one-transform",
  alsoHelps: ["restore-the-feed"],
  strength: 0.8,
  strengthWords: (strength) => `${percent(strength)} of the lookups answered from the cache`,
  serves(features, world, start) {
    const hit = hitRows(start, start.strength);
    return withColumns(
      features,
      Object.fromEntries(
        FROM_THE_STORE.map((name) => {
          const own = features.columns[name];
          return [name, blended(own, ofPaymentBefore(world, own), hit)];
        }),
      ),
    );
  },
};
export default staleCache;
