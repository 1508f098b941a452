import { describe, expect, test } from "vitest";
import { cost } from "../metrics/cost.ts";
import type { Service } from "./contracts.ts";
import { FAILURES } from "./registry.ts";
import { runService } from "./run.ts";

const FROM_DAY = 7;
const SEEDS = [1, 2, 3];
/** What harms no decision: data moves, labels are late, or demand is low for a while. */
const HARMLESS = ["late-reports", "reports-stop", "new-payment-method", "late-rows", "demand-shock"];

/** EUR that fraud and its defence cost from the first day of the failure on. */
function lossOf({ world, action, copies, firstRow }: Service): number {
  const { amount, isFraud, count } = world.transactions;
  const [from, to] = [firstRow[FROM_DAY]!, count];
  const perThousand = cost(amount.subarray(from, to), isFraud.subarray(from, to), action.subarray(from, to));
  let again = 0;
  for (let row = from; row < to; row++) again += 4 * action[row]! * (copies[row]! - 1);
  return (perThousand.value * (to - from)) / 1000 + again;
}

describe("what a failure costs", () => {
  const healthy = SEEDS.reduce((sum, seed) => sum + lossOf(runService({ seed })), 0);
  const lossUnder = (id: string, strength: number) =>
    SEEDS.reduce(
      (sum, seed) => sum + lossOf(runService({ seed, failures: [{ id, fromDay: FROM_DAY, strength }] })),
      0,
    );

  test.each(FAILURES.map(({ id, strength }) => [id, strength] as const))(
    "is money where it misleads the model, and none where it does not: %s",
    (id, strength) => {
      const more = lossUnder(id, strength) / healthy - 1;
      if (HARMLESS.includes(id)) expect(more).toBeLessThan(0.03);
      else expect(more).toBeGreaterThan(0.01);
    },
  );
});
