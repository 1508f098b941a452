import { LATER_PAYMENT_METHODS } from "../../world/types.ts";
import { percent } from "../change.ts";
import type { Failure } from "../contracts.ts";

const INSTANT = LATER_PAYMENT_METHODS.length - 1;
/** Share of the customers who take to it at full strength, and of their payments that go by it. */
const ADOPTS = 0.6;
const USE = 0.8;

/** A method that training never saw, and that changes nothing else. */
const newPaymentMethod: Failure = {
  id: "new-payment-method",
  name: "New payment method",
  chapter: "data-drift",
  fault: "two-years-later",
  summary:
    "Instant payments are launched: many pay by a method that training never saw, with no more and no less fraud.",
  cause: "a new payment method",
  repair: "nothing",
  alsoHelps: ["retrain"],
  strength: 0.6,
  strengthWords: (strength) => `${percent(ADOPTS * USE * strength)} of the payments go by it`,
  happens(world, { strength, row, draws, userDraws }) {
    const { transactions } = world;
    const [adopts, pays] = [userDraws("adopts"), draws("pays")];
    const paymentMethod = transactions.paymentMethod.map((method, i) =>
      i >= row && adopts[transactions.user[i]!]! < ADOPTS * strength && pays[i]! < USE ? INSTANT : method,
    );
    return { ...world, transactions: { ...transactions, paymentMethod } };
  },
};
export default newPaymentMethod;
