import type { Random } from "../random.ts";
import type { Decisions } from "./types.ts";

/**
 * The decisions that a model's scores lead to: block from `block` on, review from `review` on, else approve. The latency is
 * log-normal around 40 ms.
 *
 * Throws where the two thresholds stand in the wrong order, or scores and rows differ in number.
 */
export function decide(
  rows: Int32Array,
  scores: Float64Array,
  thresholds: { review: number; block: number },
  modelVersion: string,
  random: Random,
): Decisions {
  if (rows.length !== scores.length) throw new Error(`${scores.length} scores for ${rows.length} payments.`);
  if (!(thresholds.review <= thresholds.block))
    throw new Error(
      `The threshold for review, ${thresholds.review}, lies above that to block, ${thresholds.block}.`,
    );
  const latency = random.fork("latency");
  const action = new Uint8Array(rows.length);
  const latencyMs = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    action[i] = scores[i]! >= thresholds.block ? 2 : scores[i]! >= thresholds.review ? 1 : 0;
    latencyMs[i] = latency.logNormal(40, 0.5);
  }
  return { count: rows.length, modelVersion, transaction: rows, score: scores, action, latencyMs };
}
