import { CATEGORY_FACTOR } from "../../world/amounts.ts";
import { hitRows, percent } from "../change.ts";
import type { Failure } from "../contracts.ts";

/** Where changed payments go: groceries, restaurants, transport, clothing, electronics, travel, gift cards. */
const CATEGORIES = [0.12, 0.12, 0.04, 0.22, 0.25, 0.05, 0.2];
/** Share of them that come from a device not used before. */
const NEW_DEVICE = 0.2;

/** Honest customers buy other things, from other devices; thieves do as before. */
const changedHabits: Failure = {
  id: "changed-habits",
  name: "Changed habits",
  chapter: "data-drift",
  fault: "two-years-later",
  summary:
    "A season of presents: honest customers buy electronics and gift cards from new devices, and look like thieves.",
  cause: "honest customers with other habits",
  repair: "retrain",
  alsoHelps: ["correct-the-threshold", "nothing"],
  strength: 0.5,
  strengthWords: (strength) => `${percent(strength)} of the honest payments changed`,
  happens(world, start) {
    const { transactions } = world;
    const hit = hitRows(start, start.strength);
    const [where, device] = [start.draws("category"), start.draws("device")];
    const amount = transactions.amount.slice();
    const merchantCategory = transactions.merchantCategory.slice();
    const deviceIsNew = transactions.deviceIsNew.slice();
    for (let row = start.row; row < amount.length; row++) {
      if (hit[row] === 0 || transactions.isFraud[row] === 1) continue;
      let category = 0;
      for (let upTo = CATEGORIES[0]!; category < CATEGORIES.length - 1 && where[row]! >= upTo; )
        upTo += CATEGORIES[++category]!;
      const factor = CATEGORY_FACTOR[category]! / CATEGORY_FACTOR[merchantCategory[row]!]!;
      amount[row] = Math.max(100, Math.round(100 * amount[row]! * factor)) / 100;
      merchantCategory[row] = category;
      if (device[row]! < NEW_DEVICE) deviceIsNew[row] = 1;
    }
    return { ...world, transactions: { ...transactions, amount, merchantCategory, deviceIsNew } };
  },
};
export default changedHabits;
