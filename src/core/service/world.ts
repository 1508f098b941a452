import type { PaymentFeatures } from "../features/features.ts";
import { withFrauds } from "../world/fraud-habits.ts";
import type { PaymentsWorld } from "../world/types.ts";
import { type AnswerDraws, answerDraws } from "./answers.ts";
import { companyFeatures, companyWorld } from "./company.ts";
import type { Beginning, ServiceSettings } from "./contracts.ts";
import { keepPayments } from "./drop-payments.ts";
import { memory } from "./memory.ts";
import { failureOf } from "./registry.ts";
import { rowRange } from "./release.ts";
import { startOf } from "./start.ts";

/** What happened to a company, and its features at their best: computed alike in training and in production. */
export type Happened = {
  /** What the world depends on, as text. */
  key: string;
  world: PaymentsWorld;
  features: PaymentFeatures;
  /** The row of the healthy world of each payment; null where they are the same. */
  origin: Int32Array | null;
  /** Payments of the healthy world. */
  count: number;
};

/** The healthy company of a seed, with the draws behind every answer. The last four are kept. */
export type Healthy = Happened & { draws: AnswerDraws; rows: Int32Array };

const companies = memory<Healthy>(4);

/** The company in which nothing is wrong. */
export function healthyCompany({
  seed,
  rows,
  trainingDays,
  productionDays,
}: Required<ServiceSettings>): Healthy {
  const key = `${seed} ${rows} ${trainingDays} ${productionDays}`;
  return companies(key, () => {
    const world = companyWorld({ payments: rows, trainingDays, productionDays }, seed);
    const { count } = world.transactions;
    const draws = answerDraws(count, seed);
    return {
      key,
      world,
      features: companyFeatures(world),
      origin: null,
      count,
      draws,
      rows: rowRange(0, count),
    };
  });
}

const happened = memory<Happened>(4);

/** What happens under the failures that touch the world; the healthy company itself where none does. */
export function happen(healthy: Healthy, failures: readonly Beginning[]): Happened {
  const touching = failures.filter(({ id }) => {
    const { happens, keeps, reports } = failureOf(id);
    return happens !== undefined || keeps !== undefined || reports !== undefined;
  });
  if (touching.length === 0) return healthy;
  const key = `${healthy.key} ${JSON.stringify(touching)}`;
  return happened(key, () => ({ key, ...happenAll(healthy, touching) }));
}

function happenAll({ world: before, count }: Healthy, failures: readonly Beginning[]): Omit<Happened, "key"> {
  let world = before;
  let origin: Int32Array | null = null;
  const start = (one: Beginning) => startOf(one, world, origin, count);
  for (const one of failures) world = failureOf(one.id).happens?.(world, start(one)) ?? world;
  if (world.transactions.isFraud !== before.transactions.isFraud)
    world = withFrauds(world, world.transactions.isFraud);
  for (const one of failures) {
    const reportedAt = failureOf(one.id).reports?.(world.chargebacks.reportedAt, world, start(one));
    if (reportedAt !== undefined) world = { ...world, chargebacks: { ...world.chargebacks, reportedAt } };
  }
  const keep = new Uint8Array(count).fill(1);
  for (const one of failures) {
    const own = failureOf(one.id).keeps?.(world, start(one));
    if (own !== undefined) for (let row = 0; row < count; row++) keep[row]! &= own[row]!;
  }
  if (keep.includes(0)) ({ world, origin } = keepPayments(world, keep));
  return { world, origin, count, features: companyFeatures(world) };
}
