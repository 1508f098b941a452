import { DAY } from "../../world/settings.ts";
import { percent } from "../change.ts";
import type { Failure } from "../contracts.ts";

/** The rise takes this long. */
const DAYS = 10;

/** Everything costs more, to customers and to thieves. */
const pricesRise: Failure = {
  id: "prices-rise",
  name: "Prices rise",
  chapter: "data-drift",
  fault: "two-years-later",
  summary: "Over ten days all prices rise: the amounts that used to be rare are common.",
  cause: "prices that rise",
  repair: "retrain",
  alsoHelps: ["correct-the-threshold"],
  strength: 0.6,
  strengthWords: (strength) => `prices rise by ${percent(strength)}`,
  happens(world, { strength, row, at }) {
    const { transactions } = world;
    const amount = transactions.amount.slice();
    for (let i = row; i < amount.length; i++) {
      const way = Math.min(1, (transactions.eventAt[i]! - at) / (DAYS * DAY));
      amount[i] = Math.round(100 * amount[i]! * (1 + strength * way)) / 100;
    }
    return { ...world, transactions: { ...transactions, amount } };
  },
};
export default pricesRise;
