import { inOutage } from "../../faults/feature-store-outage.ts";
import { FROM_THE_STORE, lost, percent, withColumns } from "../change.ts";
import type { Failure } from "../contracts.ts";

/** Every day at the busiest hours. */
const WINDOW = { fromHour: 16, hours: 6 };

/** At peak hours the feature store times out, and what it knows about users does not arrive. */
const featureStoreOutage: Failure = {
  id: "feature-store-outage",
  name: "Feature store outage",
  chapter: "silence",
  fault: "feature-store-outage",
  summary: "From 16 to 22 h the feature store times out, and what it knows about the user is absent.",
  cause: "a feature store that times out at peak hours",
  repair: "restore-the-feed",
  alsoHelps: [],
  strength: 0.7,
  strengthWords: (strength) => `${percent(strength)} of the lookups lost from 16 to 22 h`,
  serves(features, { transactions }, { strength, row, draws }) {
    const draw = draws("lost");
    const hit = Uint8Array.from(transactions.hour, (hour, at) =>
      at >= row && inOutage(hour, WINDOW) && draw[at]! < strength ? 1 : 0,
    );
    return withColumns(
      features,
      Object.fromEntries(FROM_THE_STORE.map((name) => [name, lost(features.columns[name], hit)])),
    );
  },
};
export default featureStoreOutage;
