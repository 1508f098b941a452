import { changedIn, hitRows, percent, withColumns } from "../change.ts";
import type { Failure } from "../contracts.ts";
import { withHistoriesOf } from "../feed.ts";

const slipped = (paid: number): number => Math.round(1000 * paid) / 100;

/** A change of format moves the decimal point by one place. */
const decimalSlip: Failure = {
  id: "decimal-slip",
  name: "Decimal slip",
  chapter: "broken-data",
  fault: "broken-feed",
  summary: "A change of format moves the decimal point: many amounts arrive ten times too large.",
  cause: "a decimal point that slipped",
  repair: "gate-the-batch",
  alsoHelps: ["restore-the-feed"],
  strength: 0.3,
  strengthWords: (strength) => `${percent(strength)} of the amounts ten times too large`,
  serves(features, world, start) {
    const hit = hitRows(start, start.strength);
    const amount = world.transactions.amount.map((paid, row) => (hit[row] === 1 ? slipped(paid) : paid));
    return withColumns(withHistoriesOf(features, world, start.row, { amount }), {
      amount: changedIn(features.columns.amount, hit, slipped),
    });
  },
};
export default decimalSlip;
