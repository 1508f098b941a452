import { FEATURES } from "../../core/features/features.ts";
import { type BinnedFeatures, binEdges, binLike } from "../../core/models/bins.ts";
import { random } from "../../core/random.ts";
import type { PaymentsWorld } from "../../core/world/types.ts";
import { rememberLast } from "../shared/remember.ts";
import { type HealthyScene, paymentsScene } from "../shared/scene.ts";
import { shopNumbers } from "./shops.ts";

/** Which identifying features the model may read. */
export type Known = "nothing" | "customer" | "customer-and-shop";
export type WorldKey = { size: number; known: string; noise: number };

/**
 * Fraud comes in takeovers of some days, in which a customer's payments are mostly stolen, and the bank reports it late: the chargeback count
 * is of little help, and whoever recognises the customer knows more.
 */
export const settingsOf = (size: number) => ({
  payments: size,
  fraudRate: 0.06,
  burstShare: 0.9,
  burstHours: 96,
  reportingDelayHours: 240,
  newUserShare: 0.1,
  newUserRisk: 0.5,
});

/** A healthy world, with its features as columns. Every column was known at the payment; none looks ahead. */
export type Bench = {
  scene: HealthyScene;
  world: PaymentsWorld;
  labels: Uint8Array;
  names: readonly string[];
  columns: readonly Float64Array[];
  /** Binned by edges of the training rows. */
  binned: BinnedFeatures;
};

/** The bench for this size, these features and this seed; the last ones are kept. */
export const benchOf: (key: WorldKey, seed: number) => Bench = rememberLast(
  ({ size, known, noise }: WorldKey, seed: number): Bench => {
    const scene = paymentsScene(settingsOf(size), seed);
    const { world, labels } = scene;
    const { transactions, users } = world;
    const names: string[] = [...FEATURES];
    const columns = FEATURES.map((name) => scene.training.columns[name].values);
    if (known !== "nothing") {
      const numbers = customerNumbers(world);
      names.push("customer_number", "usual_amount");
      columns.push(
        Float64Array.from(transactions.user, (user) => numbers[user]!),
        Float64Array.from(transactions.user, (user) => Math.round(100 * users.typicalAmount[user]!) / 100),
      );
    }
    if (known === "customer-and-shop") {
      names.push("shop_number");
      columns.push(shopNumbers(world));
    }
    for (let k = 1; k <= noise; k++) {
      const chance = random(seed).fork("useless features").fork(k);
      names.push(`noise_${k}`);
      columns.push(Float64Array.from({ length: transactions.count }, () => chance.next()));
    }
    const { from, to } = world.periods.training;
    const edges = binEdges({
      rows: to - from,
      names,
      columns: columns.map((values) => values.subarray(from, to)),
    });
    const binned = binLike({ rows: transactions.count, names, columns }, edges);
    return { scene, world, labels, names, columns, binned };
  },
  2,
);

/** Customers numbered from 1 in the order in which they signed up, as most companies do. */
function customerNumbers({ users }: PaymentsWorld): Int32Array {
  const order = Int32Array.from({ length: users.count }, (_, user) => user).sort(
    (a, b) => users.signupAt[a]! - users.signupAt[b]! || a - b,
  );
  const numbers = new Int32Array(users.count);
  for (let place = 0; place < order.length; place++) numbers[order[place]!] = place + 1;
  return numbers;
}
