import { describe, expect, it } from "vitest";
import { expectOwnNumbers, hasPandas, runCheck, runSql } from "../../cli/chapter-tests.ts";
import { quietTask } from "../../cli/run-default.ts";
import { pythonConstants } from "../../core/export/python.ts";
import { missingCount, type NumberColumn } from "../../core/table/table.ts";
import { defaultsOf } from "../registry.ts";
import chapter from "./chapter.ts";
import { meanDistance, monthlyCells } from "./drift.ts";
import { experiment, type Params } from "./experiment.ts";
import { scenario } from "./scenario.ts";
import { stretchesOf, worldIn } from "./world.ts";

const defaults = { ...defaultsOf(chapter.params), size: 20000 } as unknown as Params;
const settings: Partial<Params>[] = [{}, { recovers: 0, rule: "income-floor" }, { length: 4, rule: "none" }];

async function ownNumbers(params: Params) {
  const { numbers, months } = await experiment(params, chapter.seed, quietTask);
  const world = worldIn(params.size, params, chapter.seed);
  const cells = monthlyCells(world);
  const mean = meanDistance(cells);
  const { before, depth } = stretchesOf(params);
  const outOfWork = ([from, to]: readonly [number, number]) => {
    const own = months.filter(({ month }) => month >= from && month < to);
    const rows = own.reduce((sum, one) => sum + one.applications, 0);
    return own.reduce((sum, one) => sum + Math.round(one.outOfWork * one.applications), 0) / rows;
  };
  return {
    rates: {
      rate_before: numbers.rateBefore,
      rate_crisis: numbers.rateCrisis,
      known_crisis: numbers.knownCrisis,
      approvals_crisis: numbers.approvalsCrisis,
    },
    distances: {
      distance_at_start: mean[6]!,
      distance_largest: Math.max(...mean),
      distance_last: mean.at(-1)!,
      alarm_month: numbers.alarmMonth ?? -1,
      told_month: numbers.toldShock ?? -1,
    },
    sql: {
      rate_after: numbers.rateAfter,
      out_of_work_before: outOfWork(before),
      out_of_work_crisis: outOfWork(depth),
    },
  };
}

describe("the scenario", () => {
  it("holds every application with its features, its score and what the books came to hold", async () => {
    const table = scenario(defaults as never, chapter.seed)["applications.csv"]!;
    expect(table.rows).toBe(20000);
    const known = table.columns.get("default_known_at")!;
    const share = 1 - missingCount(known.valid, table.rows) / table.rows;
    expect(share).toBeGreaterThan(0.05);
    expect(share).toBeLessThan(0.2);
    const granted = (table.columns.get("granted") as NumberColumn).values;
    const { numbers } = await experiment(defaults, chapter.seed, quietTask);
    const months = (table.columns.get("month") as NumberColumn).values;
    const own = granted.filter((_, row) => months[row]! >= 6 && months[row]! < 15);
    expect(own.reduce((sum, one) => sum + one, 0) / own.length).toBeCloseTo(numbers.approvalsCrisis, 12);
  });
});

describe("the check in Python", () => {
  it("can stand behind the constants of the setting", () => {
    const constants = pythonConstants(chapter.params, defaults as never);
    expect(constants).toContain("LENGTH = 10");
    expect(constants).toContain('RULE = "holidays"');
  });

  it.skipIf(!hasPandas).each(settings)(
    "finds the very numbers of the page at %o (skipped where python3 has no pandas; set PYTHON to one that has)",
    async (setting) => {
      const params = { ...defaults, ...setting };
      const found = await runCheck(chapter, params as never, scenario(params as never, chapter.seed));
      const { rates, distances } = await ownNumbers(params);
      expectOwnNumbers(found, { ...distances, ...rates });
    },
    60_000,
  );
});

describe("the check in SQL", () => {
  it.each(settings)(
    "finds the very numbers of the page at %o",
    async (setting) => {
      const params = { ...defaults, ...setting };
      const found = await runSql(chapter, params as never, scenario(params as never, chapter.seed));
      const { rates, sql } = await ownNumbers(params);
      expectOwnNumbers(found, { ...rates, ...sql });
    },
    60_000,
  );
});
