import { random } from "../random.ts";
import { groupRows } from "../table/group.ts";
import { runBatches } from "./batch-jobs.ts";
import { periodsOf } from "./payments.ts";
import { completeSettings, DAY, HOUR, MINUTE, WORLD_START } from "./settings.ts";
import type { PaymentsWorld } from "./types.ts";

const at = (day: number, hour: number, minute: number) =>
  WORLD_START + day * DAY + hour * HOUR + minute * MINUTE;

/** The day of the worked case, from the start of its little world: the day before only fills the batch. */
export const WORKED_DAY = 1;

/**
 * One user, one day, written by hand: U123 pays 42.00 at 09:10, 180.50 at 11:45 and 18.90 at 14:20, which is fraud and is
 * reported at 18:40; the batch runs at 23:59. It is a world like any other, so the same feature code runs on it.
 *
 * On the day before, the user paid 35.00 at 10:00; the batch of that night counted no chargeback.
 */
export function workedCase(): PaymentsWorld {
  const settings = completeSettings({
    payments: 100,
    warmUpDays: WORKED_DAY,
    trainingDays: 1,
    productionDays: 1,
    newUserShare: 0,
  });
  const days = settings.warmUpDays + settings.trainingDays + settings.productionDays;
  const eventAt = Float64Array.of(
    at(0, 10, 0),
    at(WORKED_DAY, 9, 10),
    at(WORKED_DAY, 11, 45),
    at(WORKED_DAY, 14, 20),
  );
  const user = new Int32Array(4);
  return {
    settings,
    seed: 0,
    startAt: WORLD_START,
    users: {
      count: 1,
      id: Int32Array.of(123),
      signupAt: Float64Array.of(WORLD_START - 200 * DAY),
      cohort: Uint8Array.of(0),
      region: Uint8Array.of(0),
      typicalAmount: Float64Array.of(40),
    },
    transactions: {
      count: 4,
      id: Int32Array.of(1, 2, 3, 4),
      user,
      eventAt,
      amount: Float64Array.of(35, 42, 180.5, 18.9),
      merchantCategory: Uint8Array.of(0, 0, 4, 1),
      paymentMethod: new Uint8Array(4),
      deviceIsNew: Uint8Array.of(0, 0, 0, 1),
      hour: Uint8Array.of(10, 9, 11, 14),
      isFraud: Uint8Array.of(0, 0, 0, 1),
    },
    chargebacks: {
      count: 1,
      transaction: Int32Array.of(3),
      eventAt: eventAt.slice(3),
      reportedAt: Float64Array.of(at(WORKED_DAY, 18, 40)),
    },
    batchRuns: runBatches(WORLD_START, days, settings, random(0)),
    periods: periodsOf(eventAt, settings),
    paymentsOf: groupRows(user, 1),
  };
}
