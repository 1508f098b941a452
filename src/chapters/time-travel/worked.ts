import type { TwoClocksCase } from "../../core/contracts.ts";
import { chargebackCounts } from "../../core/features/history.ts";
import { computedAt, type JoinPolicy } from "../../core/features/join-policy.ts";
import { DAY } from "../../core/world/settings.ts";
import type { PaymentsWorld } from "../../core/world/types.ts";
import { WORKED_DAY, workedCase } from "../../core/world/worked-case.ts";

export const COUNT = "user_chargeback_count_last_30_days";

/** The count of every payment under a join policy. */
export function countUnder(world: PaymentsWorld, policy: JoinPolicy) {
  return chargebackCounts(world, computedAt(world, COUNT, policy));
}

/** One day of user U123, by the feature code of the whole world: joined by date, served from the last finished batch. */
export function workedDay(): TwoClocksCase {
  const world = workedCase();
  const { eventAt, amount, isFraud, id } = world.transactions;
  const trained = countUnder(world, "by-date");
  const served = countUnder(world, "last-finished-batch");
  const dayStart = world.startAt + WORKED_DAY * DAY;
  const nameOf = (row: number) => `U123-${id[row]}`;
  const rows = [...eventAt.keys()].filter((row) => eventAt[row]! >= dayStart);
  return {
    dayStart,
    dayEnd: dayStart + DAY,
    batchAt: world.batchRuns.computedAt[WORKED_DAY]!,
    payments: rows.map((row) => ({
      id: nameOf(row),
      eventAt: eventAt[row]!,
      amount: amount[row]!,
      isFraud: isFraud[row] === 1,
      trained: { value: trained.values[row]!, knownAt: trained.knownAt[row]! },
      served: { value: served.values[row]!, knownAt: served.knownAt[row]! },
    })),
    reports: [...world.chargebacks.transaction].map((row, i) => ({
      payment: nameOf(row),
      reportedAt: world.chargebacks.reportedAt[i]!,
    })),
  };
}
