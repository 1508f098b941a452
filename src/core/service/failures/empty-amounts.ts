import { hitRows, lost, percent, withColumns } from "../change.ts";
import type { Failure } from "../contracts.ts";
import { withHistoriesOf } from "../feed.ts";

/** The field of the amount comes empty, and is missing to the model and in the averages. */
const emptyAmounts: Failure = {
  id: "empty-amounts",
  name: "Empty amounts",
  chapter: "broken-data",
  fault: "broken-feed",
  summary: "The feed leaves the amount of many payments empty.",
  cause: "a feed that leaves the amount empty",
  repair: "gate-the-batch",
  alsoHelps: ["restore-the-feed"],
  strength: 0.6,
  strengthWords: (strength) => `${percent(strength)} of the amounts empty`,
  serves(features, world, start) {
    const hit = hitRows(start, start.strength);
    const amount = world.transactions.amount.map((paid, row) => (hit[row] === 1 ? Number.NaN : paid));
    return withColumns(withHistoriesOf(features, world, start.row, { amount }), {
      amount: lost(features.columns.amount, hit),
    });
  },
};
export default emptyAmounts;
