import { DAY } from "../../world/settings.ts";
import { MERCHANT_CATEGORIES } from "../../world/types.ts";
import { percent } from "../change.ts";
import type { Failure, Start } from "../contracts.ts";

/** Days at the bottom, and days until all is as before. */
const BOTTOM = 7;
const RECOVERED = 21;
/** What is lost at the bottom at full strength: of payments on the road, of all others, and of their amounts. */
const AWAY = 0.9;
const AT_HOME = 0.5;
const CHEAPER = 0.4;

const away = new Set(
  ["restaurants", "transport", "travel"].map((name) => MERCHANT_CATEGORIES.indexOf(name as never)),
);

/** How deep the shock is at a moment: 1 at the bottom, 0 once it is over. */
function depthAt(moment: number, { at, strength }: Start): number {
  const days = (moment - at) / DAY;
  return days < 0 ? 0 : strength * Math.max(0, Math.min(1, (RECOVERED - days) / (RECOVERED - BOTTOM)));
}

/** Customers stay at home and spend less, thieves do as before; after three weeks it is over. */
const demandShock: Failure = {
  id: "demand-shock",
  name: "Demand shock",
  chapter: "shock",
  fault: "economic-shock",
  summary:
    "Customers stay at home: fewer payments, smaller amounts, a larger share of fraud; after three weeks it is over.",
  cause: "a shock to demand that goes away again",
  repair: "nothing",
  alsoHelps: ["correct-the-threshold"],
  strength: 0.7,
  strengthWords: (strength) =>
    `${percent(AT_HOME * strength)} fewer payments at the bottom, ${percent(AWAY * strength)} fewer on the road`,
  happens(world, start) {
    const { transactions } = world;
    const amount = transactions.amount.map((paid, row) => {
      if (row < start.row || transactions.isFraud[row] === 1) return paid;
      const factor = 1 - CHEAPER * depthAt(transactions.eventAt[row]!, start);
      return Math.max(100, Math.round(100 * paid * factor)) / 100;
    });
    return { ...world, transactions: { ...transactions, amount } };
  },
  keeps({ transactions }, start) {
    const draw = start.draws("stays");
    return Uint8Array.from(draw, (own, row) => {
      if (row < start.row || transactions.isFraud[row] === 1) return 1;
      const lost = away.has(transactions.merchantCategory[row]!) ? AWAY : AT_HOME;
      return own < lost * depthAt(transactions.eventAt[row]!, start) ? 0 : 1;
    });
  },
};
export default demandShock;
