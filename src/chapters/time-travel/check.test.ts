import { describe, expect, it } from "vitest";
import { expectOwnNumbers, hasPandas, runCheck, runSql } from "../../cli/chapter-tests.ts";
import { pythonConstants } from "../../core/export/python.ts";
import { columnOf, type NumberColumn } from "../../core/table/table.ts";
import { defaultsOf } from "../registry.ts";
import { paymentsScene } from "../shared/scene.ts";
import chapter from "./chapter.ts";
import { type Params, settingsOf } from "./experiment.ts";
import { countAuc, leadsOf } from "./measures.ts";
import { scenario } from "./scenario.ts";
import { COUNT, countUnder } from "./worked.ts";

const params = { ...defaultsOf(chapter.params), size: 10000 } as unknown as Params;
const tables = scenario(params as never, chapter.seed);

describe("the scenario", () => {
  it("holds every payment with the count as trained, when it was known, and as served", () => {
    const payments = tables["payments.csv"]!;
    const { world } = paymentsScene(settingsOf(params), chapter.seed);
    expect(payments.rows).toBe(world.transactions.count);
    const trained = columnOf(payments, COUNT) as NumberColumn;
    const served = columnOf(payments, `${COUNT}_served`) as NumberColumn;
    expect(trained.values.some((value, row) => value > served.values[row]!)).toBe(true);
    expect(payments.columns.has("is_fraud")).toBe(false);
    expect(tables["chargebacks.csv"]!.rows).toBe(world.chargebacks.count);
  });
});

/** The same figures from the world itself. */
function ownNumbers(): Record<string, number> {
  const { world, labels } = paymentsScene(settingsOf(params), chapter.seed);
  const { training } = world.periods;
  const [byDate, asOf, served] = (["by-date", "as-of-event", "last-finished-batch"] as const).map((policy) =>
    countUnder(world, policy),
  );
  const ahead = leadsOf(world, byDate!);
  const otherThan = (values: Float64Array) => {
    let rows = 0;
    for (let row = training.from; row < training.to; row++)
      if (!Object.is(byDate!.values[row], values[row])) rows++;
    return rows / (training.to - training.from);
  };
  return {
    rows_ahead: ahead.rows,
    share_ahead: ahead.rows / (training.to - training.from),
    longest_lead_hours: ahead.longest,
    share_other_than_as_of_event: otherThan(asOf!.values),
    auc_in_training: countAuc(byDate!, labels, training),
    auc_as_of_event: countAuc(asOf!, labels, training),
    share_other_than_served: otherThan(served!.values),
    auc_as_served: countAuc(served!, labels, training),
  };
}

describe("the check in Python", () => {
  it("can stand behind the constants of the setting", () => {
    const constants = pythonConstants(chapter.params, params as never);
    expect(constants).toContain("DELAY = 4");
    expect(constants).toContain('POLICY = "by-date"');
  });

  it.skipIf(!hasPandas)(
    "finds the very numbers of the page (skipped where python3 has no pandas; set PYTHON to one that has)",
    async () => {
      expectOwnNumbers(await runCheck(chapter, params as never, tables), ownNumbers());
    },
    60_000,
  );
});

describe("the check in SQL", () => {
  it("finds the very numbers of the page", async () => {
    expectOwnNumbers(await runSql(chapter, params as never, tables), ownNumbers());
  });
});
