import { paymentFeatures } from "../features/features.ts";
import { paymentsWorld } from "../world/payments.ts";
import { DAY } from "../world/settings.ts";
import type { Chargebacks, PaymentsWorld, Transactions } from "../world/types.ts";
import type { Fault } from "./fault.ts";

const params = {
  factor: {
    kind: "number",
    label: "Fraud in the wave, times the rate before",
    unit: "×",
    min: 1,
    max: 10,
    step: 0.1,
    default: 3,
  },
  fromDay: {
    kind: "number",
    label: "The wave begins on day",
    unit: "",
    min: 0,
    max: 1000,
    step: 1,
    default: 21,
    help: "Of production, counted from 0.",
  },
} as const;

/** From one day of production on, everybody is robbed more often. */
export const fraudWave: Fault<typeof params> = {
  id: "fraud-wave",
  name: "Fraud wave",
  chapter: "label-maturity",
  summary:
    "From one day of production on there is several times as much fraud, of the same kinds, on all accounts alike.",
  params,
  apply(healthy, { factor, fromDay }) {
    const { settings, seed } = healthy.world;
    if (factor === 1) return healthy;
    // The same seed draws the same payments; a higher rate only adds frauds to those that are there.
    const after = paymentsWorld({ ...settings, fraudRate: settings.fraudRate * factor }, seed);
    const world = spliced(healthy.world, after, healthy.world.periods.production.startAt + fromDay * DAY);
    const training = paymentFeatures(world, healthy.training.policies);
    const same = healthy.production === healthy.training;
    return {
      world,
      training,
      production: same ? training : paymentFeatures(world, healthy.production.policies),
    };
  },
};

/** One world up to a moment, the other from it on. */
function spliced(before: PaymentsWorld, after: PaymentsWorld, at: number): PaymentsWorld {
  const { eventAt, count } = before.transactions;
  let cut = 0;
  while (cut < count && eventAt[cut]! < at) cut++;
  const column = <A extends Float64Array | Uint8Array>(a: A, b: A): A => {
    const joined = b.slice() as A;
    joined.set(a.subarray(0, cut));
    return joined;
  };
  const [a, b] = [before.transactions, after.transactions];
  const transactions: Transactions = {
    ...a,
    amount: column(a.amount, b.amount),
    merchantCategory: column(a.merchantCategory, b.merchantCategory),
    paymentMethod: column(a.paymentMethod, b.paymentMethod),
    deviceIsNew: column(a.deviceIsNew, b.deviceIsNew),
    isFraud: column(a.isFraud, b.isFraud),
  };
  return { ...before, transactions, chargebacks: reportsOf(before.chargebacks, after.chargebacks, cut) };
}

function reportsOf(before: Chargebacks, after: Chargebacks, cut: number): Chargebacks {
  const earlier = before.transaction.filter((row) => row < cut).length;
  const later = after.transaction.filter((row) => row < cut).length;
  const floats = (a: Float64Array, b: Float64Array) =>
    Float64Array.from([...a.subarray(0, earlier), ...b.subarray(later)]);
  return {
    count: earlier + after.count - later,
    transaction: Int32Array.from([
      ...before.transaction.subarray(0, earlier),
      ...after.transaction.subarray(later),
    ]),
    eventAt: floats(before.eventAt, after.eventAt),
    reportedAt: floats(before.reportedAt, after.reportedAt),
  };
}
