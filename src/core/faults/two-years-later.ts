import { paymentFeatures } from "../features/features.ts";
import { type Random, random } from "../random.ts";
import { CATEGORY_FACTOR } from "../world/amounts.ts";
import { LATER_PAYMENT_METHODS, type PaymentsWorld, type Transactions } from "../world/types.ts";
import type { Fault, Scene } from "./fault.ts";

const params = {
  inflation: {
    kind: "number",
    label: "Prices rose by",
    unit: "%",
    min: 0,
    max: 1,
    step: 0.01,
    default: 0.2,
  },
  newMethod: {
    kind: "number",
    label: "Payments by the new method",
    unit: "%",
    min: 0,
    max: 0.6,
    step: 0.05,
    default: 0.2,
  },
  habits: {
    kind: "number",
    label: "Payments with changed habits",
    unit: "%",
    min: 0,
    max: 0.8,
    step: 0.05,
    default: 0.3,
    help: "Other merchants, and more often from a device not used before.",
  },
} as const;

/** Code of the method that did not exist before. */
const INSTANT = LATER_PAYMENT_METHODS.length - 1;
/** Share of an adopter's payments that go by the new method. */
const USE = 0.8;
/** Where payments with changed habits go: groceries, restaurants, transport, clothing, electronics, travel, gift cards. */
const LATER_CATEGORIES = [0.12, 0.12, 0.04, 0.27, 0.25, 0.08, 0.12];
/** Share of the payments with changed habits that come from a device not used before. */
const LATER_NEW_DEVICE = 0.15;

/**
 * Production lies two years after training: prices have risen, some customers pay by a method that training never saw, and
 * habits have changed: other merchants, other devices. Who pays, when, and which payments are fraud stays as it was.
 *
 * The histories that production looks back on are of the later time too, so that an average of the last seven days is in the
 * later prices from the first day. Dates are left as they are. A stronger drift only moves more payments further.
 */
export const twoYearsLater: Fault<typeof params> = {
  id: "two-years-later",
  name: "Two years later",
  chapter: "data-drift",
  summary:
    "Production lies two years after training: higher prices, a payment method that did not exist, changed habits.",
  params,
  apply(healthy, strength, seed): Scene {
    const { world } = healthy;
    const later: PaymentsWorld = {
      ...world,
      transactions: drifted(world, strength, random(seed).fork("two years later")),
    };
    const production = paymentFeatures(later, healthy.production.policies);
    // Before production everything is as it was; only its own rows are of the later time.
    const { from } = world.periods.production;
    const before = <A extends Float64Array | Uint8Array>(old: A, now: A): A => {
      const mixed = now.slice() as A;
      mixed.set(old.subarray(0, from) as never);
      return mixed;
    };
    const then = world.transactions;
    const now = later.transactions;
    const transactions: Transactions = {
      ...then,
      amount: before(then.amount, now.amount),
      merchantCategory: before(then.merchantCategory, now.merchantCategory),
      paymentMethod: before(then.paymentMethod, now.paymentMethod),
      deviceIsNew: before(then.deviceIsNew, now.deviceIsNew),
    };
    return { world: { ...world, transactions }, training: healthy.training, production };
  },
};

/** All payments as they would be at the later time. Every kind of change draws from a source of its own, for every payment. */
function drifted(
  { transactions, users }: PaymentsWorld,
  { inflation, newMethod, habits }: { inflation: number; newMethod: number; habits: number },
  source: Random,
): Transactions {
  const { count } = transactions;
  const draws = (name: string, length: number) => {
    const own = source.fork(name);
    return Float64Array.from({ length }, () => own.next());
  };
  const adopts = draws("adopts", users.count);
  const pays = draws("new method", count);
  const changes = draws("habits", count);
  const device = draws("device", count);
  const categories = source.fork("category");
  const use = Math.max(USE, newMethod);
  const amount = transactions.amount.slice();
  const merchantCategory = transactions.merchantCategory.slice();
  const paymentMethod = transactions.paymentMethod.slice();
  const deviceIsNew = transactions.deviceIsNew.slice();
  for (let row = 0; row < count; row++) {
    const category = categories.pick(LATER_CATEGORIES);
    let factor = 1 + inflation;
    // Thieves have no habits: what they buy, and from where, is as before.
    if (changes[row]! < habits && transactions.isFraud[row] === 0) {
      factor *= CATEGORY_FACTOR[category]! / CATEGORY_FACTOR[merchantCategory[row]!]!;
      merchantCategory[row] = category;
      if (device[row]! < LATER_NEW_DEVICE) deviceIsNew[row] = 1;
    }
    if (factor !== 1) amount[row] = Math.max(100, Math.round(100 * amount[row]! * factor)) / 100;
    if (adopts[transactions.user[row]!]! < newMethod / use && pays[row]! < use) paymentMethod[row] = INSTANT;
  }
  return { ...transactions, amount, merchantCategory, paymentMethod, deviceIsNew };
}
