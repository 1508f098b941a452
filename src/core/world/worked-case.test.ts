import { expect, test } from "vitest";
import { NO_HISTORY, paymentFeatures } from "../features/features.ts";
import { workedCase } from "./worked-case.ts";

const count = "user_chargeback_count_last_30_days";
const average = "avg_transaction_amount_last_7_days";
const today = [1, 2, 3];

test("joined by date, the batch of 23:59 writes its 1 into the payment of 09:10", () => {
  const world = workedCase();
  const { values, knownAt } = paymentFeatures(world, "by-date").columns[count];
  expect(today.map((row) => values[row])).toEqual([1, 1, 1]);
  expect(world.transactions.eventAt[1]).toBe(Date.parse("2025-01-07T09:10Z"));
  for (const row of today) expect(knownAt[row]).toBe(Date.parse("2025-01-07T23:59Z"));
});

test("what production served, and what was knowable at the payment, is 0 all day", () => {
  for (const policy of ["last-finished-batch", "as-of-event"] as const) {
    const { values } = paymentFeatures(workedCase(), policy).columns[count];
    expect(today.map((row) => values[row])).toEqual([0, 0, 0]);
  }
});

test("the average of each row holds the payments before it, and the first of all has no history", () => {
  const { values, absence } = paymentFeatures(workedCase(), "as-of-event").columns[average];
  expect(absence[0]).toBe(NO_HISTORY);
  expect(today.map((row) => values[row])).toEqual([35, (35 + 42) / 2, (35 + 42 + 180.5) / 3]);
});
