import { exp } from "../math/elementary.ts";
import type { Random } from "../random.ts";
import { HOUR, MINUTE, type PaymentsSettings, SECOND } from "./settings.ts";
import type { Chargebacks } from "./types.ts";

/**
 * The chargebacks of all frauds: each reported after a log-normal delay of at least a minute, or never. Every fraud has a
 * source of chance of its own, named by its payment: another median delay scales the same draw, and nothing else moves.
 */
export function reportFrauds(
  transactions: { id: Int32Array; eventAt: Float64Array; isFraud: Uint8Array },
  settings: PaymentsSettings,
  random: Random,
): Chargebacks {
  const rows: number[] = [];
  for (let row = 0; row < transactions.isFraud.length; row++)
    if (transactions.isFraud[row] === 1) rows.push(row);
  const eventAt = new Float64Array(rows.length);
  const reportedAt = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const own = random.fork(transactions.id[rows[i]!]!);
    const never = own.chance(settings.neverReported);
    const hours = settings.reportingDelayHours * exp(settings.reportingDelaySigma * own.normal());
    eventAt[i] = transactions.eventAt[rows[i]!]!;
    const delay = Math.max(MINUTE, Math.round((hours * HOUR) / SECOND) * SECOND);
    reportedAt[i] = never ? Number.NaN : eventAt[i]! + delay;
  }
  return { count: rows.length, transaction: Int32Array.from(rows), eventAt, reportedAt };
}
