import { random } from "../random.ts";
import type { PaymentsWorld, Transactions } from "./types.ts";
import { MERCHANT_CATEGORIES } from "./types.ts";

/** What a thief in a hurry does: another device, things that can be sold on, several times the usual amount. */
const NEW_DEVICE = 0.8;
const GIFT_CARDS = 0.6;
const AMOUNT_FACTOR = 2.5;

const code = (name: (typeof MERCHANT_CATEGORIES)[number]) => MERCHANT_CATEGORIES.indexOf(name);

/** A payments world in which some frauds give themselves away, and which they are (1 for a bold fraud, one entry a payment). */
export type BoldWorld = { world: PaymentsWorld; bold: Uint8Array };

/**
 * The world with a share (0 to 1) of its frauds turned bold: bought from a new device, in gift cards or electronics, for 2.5 times
 * the amount (EUR, whole cents). Everything else stays as it was: who pays, when, which payments are fraud, when they are reported.
 * Every fraud draws from a source named by its own payment, so that a larger share only adds bold frauds to those already there.
 *
 * Throws for a share outside 0 to 1.
 */
export function withBoldFrauds(world: PaymentsWorld, share: number, seed: number): BoldWorld {
  if (!(share >= 0 && share <= 1))
    throw new Error(`The share of bold frauds is ${share}; it must lie between 0 and 1.`);
  const source = random(seed).fork("bold frauds");
  const { count, id, isFraud } = world.transactions;
  const bold = new Uint8Array(count);
  const transactions: Transactions = {
    ...world.transactions,
    amount: world.transactions.amount.slice(),
    merchantCategory: world.transactions.merchantCategory.slice(),
    deviceIsNew: world.transactions.deviceIsNew.slice(),
  };
  for (let row = 0; row < count; row++) {
    if (isFraud[row] === 0) continue;
    const own = source.fork(id[row]!);
    if (!own.chance(share)) continue;
    bold[row] = 1;
    if (own.chance(NEW_DEVICE)) transactions.deviceIsNew[row] = 1;
    transactions.merchantCategory[row] = own.chance(GIFT_CARDS) ? code("gift cards") : code("electronics");
    transactions.amount[row] = Math.round(100 * AMOUNT_FACTOR * transactions.amount[row]!) / 100;
  }
  return { world: { ...world, transactions }, bold };
}
