import { changedIn, hitRows, percent, withColumns } from "../change.ts";
import type { Failure } from "../contracts.ts";
import { withHistoriesOf } from "../feed.ts";

/** A provider books payments as it books refunds. */
const wrongSign: Failure = {
  id: "wrong-sign",
  name: "Wrong sign",
  chapter: "broken-data",
  fault: "broken-feed",
  summary: "A provider sends amounts with a minus, and they are taken as they come.",
  cause: "amounts with the wrong sign",
  repair: "gate-the-batch",
  alsoHelps: ["restore-the-feed"],
  strength: 0.5,
  strengthWords: (strength) => `${percent(strength)} of the amounts have a minus`,
  serves(features, world, start) {
    const hit = hitRows(start, start.strength);
    const amount = world.transactions.amount.map((paid, row) => (hit[row] === 1 ? -paid : paid));
    return withColumns(withHistoriesOf(features, world, start.row, { amount }), {
      amount: changedIn(features.columns.amount, hit, (value) => -value),
    });
  },
};
export default wrongSign;
