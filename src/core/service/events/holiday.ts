import { DAY } from "../../world/settings.ts";
import { MERCHANT_CATEGORIES } from "../../world/types.ts";
import { percent } from "../change.ts";
import type { Failure } from "../contracts.ts";

/** Days that it lasts. */
const DAYS = 6;
/** On all other days so many fewer payments are made, as a share, at full strength. */
const FEWER = 0.45;
/** How much larger payments are, as a share, at full strength. */
const LARGER = 0.5;
/** The share of payments that become presents and journeys, at full strength. */
const PRESENTS = 0.5;
const BOUGHT = ["clothing", "electronics", "travel"].map((name) =>
  MERCHANT_CATEGORIES.indexOf(name as (typeof MERCHANT_CATEGORIES)[number]),
);

/**
 * A holiday: for some days there are more payments, larger ones, and other things are bought. Thieves are as frequent, and as
 * easily told apart, as ever. Not a failure: data moves, and nothing is wrong. Unlike a failure it changes the days before as well:
 * they have fewer payments than the healthy twin, since no payments can be made up.
 */
const holiday: Failure = {
  id: "holiday",
  name: "Holiday peak",
  chapter: "data-drift",
  fault: null,
  summary: "For some days people buy more, and other things. The model does its work as before.",
  cause: "nothing: a holiday",
  repair: "nothing",
  alsoHelps: ["wait-for-labels"],
  strength: 0.7,
  strengthWords: (strength) =>
    `${percent(1 / (1 - FEWER * strength) - 1)} more payments, ${percent(LARGER * strength)} larger`,
  happens(world, { strength, at, draws }) {
    const { transactions } = world;
    const { eventAt, isFraud } = transactions;
    const [chosen, which] = [draws("presents"), draws("which")];
    const peak = (row: number) => eventAt[row]! >= at && eventAt[row]! < at + DAYS * DAY;
    const amount = transactions.amount.map((paid, row) =>
      peak(row) ? Math.round(100 * paid * (1 + LARGER * strength)) / 100 : paid,
    );
    const merchantCategory = transactions.merchantCategory.map((category, row) =>
      peak(row) && isFraud[row] === 0 && chosen[row]! < PRESENTS * strength
        ? BOUGHT[Math.floor(which[row]! * BOUGHT.length)]!
        : category,
    );
    return { ...world, transactions: { ...transactions, amount, merchantCategory } };
  },
  keeps({ transactions: { eventAt } }, { strength, at, draws }) {
    const made = draws("made");
    return Uint8Array.from(eventAt, (moment, row) =>
      (moment >= at && moment < at + DAYS * DAY) || made[row]! >= FEWER * strength ? 1 : 0,
    );
  },
};
export default holiday;
