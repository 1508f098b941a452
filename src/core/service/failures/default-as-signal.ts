import { fillAbsent } from "../../features/absence.ts";
import type { PaymentFeatures } from "../../features/features.ts";
import { changedIn, hitRows, percent, withColumns } from "../change.ts";
import type { Failure } from "../contracts.ts";

const AVERAGE = "avg_transaction_amount_last_7_days";
/** What the new client asks the store for. */
const ASKED = [AVERAGE, "tx_count_last_24_hours", "tenure_days"] as const;

const zeroForNone = (features: PaymentFeatures): PaymentFeatures =>
  withColumns(features, { [AVERAGE]: fillAbsent(features.columns[AVERAGE], 0) });

/** A release writes zero where it knows nothing, and learns that zero is a new user and safe; then its lookups time out. */
const defaultAsSignal: Failure = {
  id: "default-as-signal",
  name: "Default as signal",
  chapter: "silence",
  fault: "default-as-signal",
  summary:
    "A new version writes zero where it knows nothing, learns that zero is safe, and asks the feature store with too short a timeout.",
  cause: "a zero written for “not known”",
  repair: "keep-absence",
  alsoHelps: ["roll-back"],
  strength: 0.5,
  strengthWords: (strength) => `${percent(strength)} of the lookups end in a zero`,
  learns: (recipe) => ({ ...recipe, features: zeroForNone(recipe.features) }),
  serves(features, _world, start) {
    const zero = zeroForNone(features).columns[AVERAGE];
    const own = features.columns[AVERAGE];
    const { row } = start;
    const hit = hitRows(start, start.strength);
    const served = withColumns(features, {
      [AVERAGE]: {
        ...own,
        values: own.values.map((value, at) => (at >= row ? zero.values[at]! : value)),
        absence: own.absence.map((reason, at) => (at >= row ? zero.absence[at]! : reason)),
      },
    });
    return withColumns(
      served,
      Object.fromEntries(ASKED.map((name) => [name, changedIn(served.columns[name], hit, () => 0)])),
    );
  },
};
export default defaultAsSignal;
