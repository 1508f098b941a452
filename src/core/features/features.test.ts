import { describe, expect, test } from "vitest";
import { paymentsWorld } from "../world/payments.ts";
import { DAY } from "../world/settings.ts";
import { HISTORY_FEATURES, type PaymentsWorld } from "../world/types.ts";
import { NO_HISTORY, NOT_AVAILABLE, PRESENT, paymentFeatures } from "./features.ts";
import { JOIN_POLICIES, type JoinPolicy } from "./join-policy.ts";

const world = paymentsWorld({ payments: 1500, fraudRate: 0.1, batchHour: 22.5, batchFailures: 0.15 }, 8);

/** The moment a value was computed, looked up run by run. */
function momentOf(of: PaymentsWorld, feature: number, policy: JoinPolicy, at: number): number {
  if (policy === "as-of-event") return at;
  const runs = Array.from(of.batchRuns.computedAt, (time, i) => ({ time, i })).filter(
    ({ i }) => of.batchRuns.feature[i] === feature && of.batchRuns.finished[i] === 1,
  );
  const date = (time: number) => new Date(time).toISOString().slice(0, 10);
  const found =
    policy === "by-date"
      ? runs.find(({ time }) => date(time) === date(at))
      : runs.filter(({ time }) => time < at).at(-1);
  return found?.time ?? Number.NaN;
}

describe.each(JOIN_POLICIES)("history features joined %s", (policy) => {
  const { columns } = paymentFeatures(world, policy);
  const { transactions: t, chargebacks: c } = world;

  test("equal a plain recount of what was known when they were computed", () => {
    for (let row = 0; row < t.count; row += 7) {
      const own = Array.from({ length: t.count }, (_, i) => i).filter((i) => t.user[i] === t.user[row]);
      HISTORY_FEATURES.forEach((name, f) => {
        const moment = momentOf(world, f, policy, t.eventAt[row]!);
        const column = columns[name];
        if (Number.isNaN(moment)) {
          expect(column.values[row]).toBeNaN();
          expect(column.absence[row]).toBe(NOT_AVAILABLE);
          expect(column.knownAt[row]).toBeNaN();
          return;
        }
        expect(column.knownAt[row]).toBe(moment);
        const since = (days: number) =>
          own.filter((i) => t.eventAt[i]! < moment && t.eventAt[i]! >= moment - days * DAY);
        if (f === 0) {
          const reports = Array.from(c.reportedAt).filter(
            (at, i) => t.user[c.transaction[i]!] === t.user[row] && at < moment && at >= moment - 30 * DAY,
          );
          expect(column.values[row]).toBe(reports.length);
        } else if (f === 1) {
          const amounts = since(7).map((i) => t.amount[i]!);
          if (amounts.length === 0) expect(column.absence[row]).toBe(NO_HISTORY);
          else {
            const plain = amounts.reduce((sum, amount) => sum + amount, 0) / amounts.length;
            expect(Math.abs(column.values[row]! - plain)).toBeLessThan(1e-9);
            expect(column.absence[row]).toBe(PRESENT);
          }
        } else expect(column.values[row]).toBe(since(1).length);
      });
    }
  });

  test("absence is NaN with a reason, and never a zero", () => {
    for (const name of HISTORY_FEATURES)
      for (let row = 0; row < t.count; row++)
        expect(Number.isNaN(columns[name].values[row]!)).toBe(columns[name].absence[row] !== PRESENT);
    expect(columns.avg_transaction_amount_last_7_days.absence).toContain(NO_HISTORY);
  });
});

test("a policy named for one feature leaves the others as of the event", () => {
  const mixed = paymentFeatures(world, { user_chargeback_count_last_30_days: "by-date" });
  const byDate = paymentFeatures(world, "by-date");
  const asOf = paymentFeatures(world, "as-of-event");
  const name = "user_chargeback_count_last_30_days";
  expect(mixed.columns[name]).toEqual(byDate.columns[name]);
  expect(mixed.columns.tx_count_last_24_hours).toEqual(asOf.columns.tx_count_last_24_hours);
  expect(mixed.policies.avg_transaction_amount_last_7_days).toBe("as-of-event");
});

test("what production serves is known before the payment, what the join by date writes after it", () => {
  const evening = paymentsWorld({ payments: 1500 }, 2);
  const name = "user_chargeback_count_last_30_days";
  const served = paymentFeatures(evening, "last-finished-batch").columns[name].knownAt;
  const joined = paymentFeatures(evening, "by-date").columns[name].knownAt;
  const { eventAt, count } = evening.transactions;
  let after = 0;
  for (let row = 0; row < count; row++) {
    if (!Number.isNaN(served[row]!)) expect(served[row]).toBeLessThan(eventAt[row]!);
    if (joined[row]! > eventAt[row]!) after++;
  }
  expect(after / count).toBeGreaterThan(0.99);
});
