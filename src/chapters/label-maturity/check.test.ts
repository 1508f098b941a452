import { describe, expect, it } from "vitest";
import { expectOwnNumbers, hasPandas, runCheck, runSql } from "../../cli/chapter-tests.ts";
import { quietTask } from "../../cli/run-default.ts";
import { columnOf, missingCount } from "../../core/table/table.ts";
import { defaultsOf } from "../registry.ts";
import chapter from "./chapter.ts";
import { experiment, type Params } from "./experiment.ts";
import { scenario } from "./scenario.ts";

const defaults = { ...defaultsOf(chapter.params), size: 20000 } as unknown as Params;
const settings: Partial<Params>[] = [{}, { day: 48, delay: 120, never: 0.3, maturityWindow: 7 }];
const tablesOf = (params: Params) => scenario(params as never, chapter.seed);

describe("the scenario", () => {
  it("holds every payment with both clocks, and never the truth", () => {
    const payments = tablesOf(defaults)["payments.csv"]!;
    expect([...payments.columns.keys()]).toEqual([
      "tx_id",
      "user_id",
      "event_at",
      "amount",
      "score",
      "stopped",
      "reported_at",
      "period",
    ]);
    const missing = missingCount(columnOf(payments, "reported_at").valid, payments.rows);
    expect(missing).toBeGreaterThan(0.9 * payments.rows);
    expect(missing).toBeLessThan(payments.rows);
  });
});

/** The same figures as the page shows them. */
async function ownNumbers(params: Params): Promise<Record<string, number>> {
  const { numbers, maturity, weeks } = await experiment(params, chapter.seed, quietTask);
  return {
    reports: maturity.reports,
    half_after_days: maturity.half!,
    mature_after_days: maturity.mature!,
    newest_week_rate_known: numbers.lastKnown,
    newest_week_chance: weeks.at(-1)!.chance,
    newest_week_rate_weighted: numbers.lastEstimate!,
    mature_week_rate: numbers.matureKnown!,
  };
}

describe("the check", () => {
  it.skipIf(!hasPandas).each(settings)(
    "in Python finds the very numbers of the page at %o (skipped where python3 has no pandas; set PYTHON to one that has)",
    async (setting) => {
      const params = { ...defaults, ...setting };
      expectOwnNumbers(await runCheck(chapter, params as never, tablesOf(params)), await ownNumbers(params));
    },
    60_000,
  );

  it.each(settings)(
    "in SQL finds the very numbers of the page at %o",
    async (setting) => {
      const params = { ...defaults, ...setting };
      expectOwnNumbers(await runSql(chapter, params as never, tablesOf(params)), await ownNumbers(params));
    },
    60_000,
  );
});
