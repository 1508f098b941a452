import { exp } from "../math/elementary.ts";
import { random } from "../random.ts";
import { MINUTE } from "../world/settings.ts";
import type { PaymentsWorld } from "../world/types.ts";
import type { Answers } from "./contracts.ts";

/** Median of an answer with nothing else to do, in ms, and the spread of its logarithm. */
const LATENCY = 38;
const LATENCY_SIGMA = 0.4;
/** At the busiest hour an answer takes so much longer, as a share. */
const LOAD = 0.5;
/** A row stands in the log within this time of the payment. */
const ARRIVES_WITHIN = 20 * MINUTE;

/** What chance decides about every answer: one entry a payment of the healthy world. */
export type AnswerDraws = { latency: Float64Array; arrival: Float64Array };

/** Draws them. */
export function answerDraws(count: number, seed: number): AnswerDraws {
  const source = random(seed).fork("service answers");
  const [slow, late] = [source.fork("latency"), source.fork("arrival")];
  const latency = new Float64Array(count);
  const arrival = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    latency[row] = LATENCY * exp(LATENCY_SIGMA * slow.normal());
    arrival[row] = Math.floor(late.next() * ARRIVES_WITHIN);
  }
  return { latency, arrival };
}

/** How busy each hour of the day is in training, against the busiest one: 0 to 1. */
export function loadByHour({ transactions: { hour }, periods: { training } }: PaymentsWorld): Float64Array {
  const payments = new Float64Array(24);
  for (let row = training.from; row < training.to; row++) payments[hour[row]!]!++;
  const most = Math.max(...payments);
  return payments.map((count) => (most === 0 ? 0 : count / most));
}

/** The answers of a sound service to the payments of a world, given scores and thresholds. */
export function soundAnswers(
  world: PaymentsWorld,
  origin: Int32Array,
  draws: AnswerDraws,
  score: Float64Array,
  threshold: Float64Array,
): Answers {
  const { count, hour, eventAt } = world.transactions;
  const load = loadByHour(world).map((busy) => 1 + LOAD * busy * busy);
  const latencyMs = new Float64Array(count);
  const arrivedAt = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    latencyMs[row] = draws.latency[origin[row]!]! * load[hour[row]!]!;
    arrivedAt[row] = eventAt[row]! + draws.arrival[origin[row]!]!;
  }
  const copies = new Uint8Array(count).fill(1);
  const unlabelled = new Uint8Array(count);
  return { score, threshold, latencyMs, arrivedAt, copies, reportedAt: reportsByRow(world), unlabelled };
}

/** When each payment was reported as fraud: NaN where it was not. */
export function reportsByRow({ transactions, chargebacks }: PaymentsWorld): Float64Array {
  const at = new Float64Array(transactions.count).fill(Number.NaN);
  for (let i = 0; i < chargebacks.count; i++) at[chargebacks.transaction[i]!] = chargebacks.reportedAt[i]!;
  return at;
}
