import { changedIn, hitRows, percent, withColumns } from "../change.ts";
import type { Failure } from "../contracts.ts";
import { withHistoriesOf } from "../feed.ts";

/** A reader that hangs repeats the last amount that it read. */
const stuckReader: Failure = {
  id: "stuck-reader",
  name: "Stuck reader",
  chapter: "broken-data",
  fault: "broken-feed",
  summary:
    "A reader hangs and repeats the amount of the payment before: every number is plausible, and wrong.",
  cause: "a reader that repeats the last amount",
  repair: "gate-the-batch",
  alsoHelps: ["restore-the-feed"],
  strength: 0.8,
  strengthWords: (strength) => `${percent(strength)} of the amounts are those of the row before`,
  serves(features, world, start) {
    const hit = hitRows(start, start.strength);
    const amount = world.transactions.amount.slice();
    for (let row = Math.max(1, start.row); row < amount.length; row++)
      if (hit[row] === 1) amount[row] = amount[row - 1]!;
    return withColumns(withHistoriesOf(features, world, start.row, { amount }), {
      amount: changedIn(features.columns.amount, hit, (_, row) => amount[row]!),
    });
  },
};
export default stuckReader;
