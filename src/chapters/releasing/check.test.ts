import { describe, expect, it } from "vitest";
import { expectOwnNumbers, hasPandas, runCheck, runSql } from "../../cli/chapter-tests.ts";
import { quietTask } from "../../cli/run-default.ts";
import { pythonConstants } from "../../core/export/python.ts";
import type { CategoryColumn, NumberColumn } from "../../core/table/table.ts";
import { defaultsOf } from "../registry.ts";
import chapter from "./chapter.ts";
import { experiment, type Params, type Result } from "./experiment.ts";
import { scenario } from "./scenario.ts";

const defaults = { ...defaultsOf(chapter.params), size: 500 } as unknown as Params;
const settings: Partial<Params>[] = [{}, { ramp: true, challenger: "slow", alpha: 0.1 }];
const paramsOf = (own: Partial<Params>) => ({ ...defaults, ...own });
const tablesOf = (own: Partial<Params>) => scenario(paramsOf(own) as never, chapter.seed);

describe("the scenario", () => {
  it("holds the log of the test and never the truth: nothing is known after its last day", () => {
    const payments = tablesOf({})["payments.csv"]!;
    expect([...payments.columns.keys()].join()).not.toMatch(/fraud|score/);
    const day = (payments.columns.get("day") as unknown as NumberColumn).values;
    expect(Math.max(...day)).toBe(28);
    const known = payments.columns.get("chargeback_day") as unknown as NumberColumn;
    expect(Math.max(...known.values)).toBeLessThanOrEqual(42);
  });

  it("on a ramp the first users meet the challenger on the first day, and half of them from the eighth on", () => {
    const { columns, rows } = tablesOf({ ramp: true })["payments.csv"]!;
    const day = (columns.get("day") as unknown as NumberColumn).values;
    const code = (name: string, word: string) => {
      const { codes, categories } = columns.get(name) as CategoryColumn;
      return (row: number) => categories[codes[row]!] === word;
    };
    const [meets, arm] = [code("model", "challenger"), code("arm", "challenger")];
    const share = (from: number, to: number) => {
      let [of, met] = [0, 0];
      for (let row = 0; row < rows; row++)
        if (day[row]! >= from && day[row]! <= to) {
          of++;
          if (meets(row)) met++;
        }
      return met / of;
    };
    expect(share(1, 2)).toBeLessThan(0.03);
    expect(share(3, 7)).toBeGreaterThan(0.05);
    expect(share(3, 7)).toBeLessThan(0.16);
    expect(share(8, 28)).toBeGreaterThan(0.45);
    for (let row = 0; row < rows; row++)
      if (meets(row) || day[row]! >= 8) if (meets(row) !== arm(row)) expect.fail(`row ${row}`);
  });
});

/** The same figures from the result that the page shows. */
async function ownNumbers(own: Partial<Params>): Promise<Record<string, number>> {
  const { trial, plan, rules }: Result = await experiment(paramsOf(own), chapter.seed, quietTask as never);
  const { columns, rows } = tablesOf(own)["payments.csv"]!;
  const arm = columns.get("arm") as CategoryColumn;
  const day = (columns.get("day") as unknown as NumberColumn).values;
  const rowsOf = (name: string) => {
    let count = 0;
    for (let row = 0; row < rows; row++)
      if (arm.categories[arm.codes[row]!] === name && day[row]! >= trial.from) count++;
    return count;
  };
  const last = trial.days.at(-1)!;
  const used = (id: string) => trial.guards.find((guard) => guard.id === id)!.used.at(-1)!;
  const first = (holds: (one: (typeof trial.days)[number]) => boolean) =>
    trial.days.findIndex(holds) + 1 || 0;
  return {
    payments_champion: rowsOf("champion"),
    payments_challenger: rowsOf("challenger"),
    difference_per_1000: last.difference!,
    standard_error_per_1000: last.deviation!,
    p_value: last.p!,
    always_valid_p: last.alwaysP,
    first_day_p_below_alpha: first(({ p }) => p !== null && p < rules.alpha),
    first_day_always_valid_below_alpha: first(({ alwaysP }) => alwaysP < rules.alpha),
    users_champion: trial.users[0],
    users_challenger: trial.users[1],
    sample_ratio_p: trial.mismatch,
    new_complaints_used: used("new-complaints"),
    latency_used: used("latency"),
    payments_an_arm_needs: plan.perArm,
  };
}

describe("the check in Python", () => {
  it("can stand behind the constants of the setting", () => {
    expect(pythonConstants(chapter.params, defaults as never)).toContain("ALPHA = 0.05");
  });

  it.skipIf(!hasPandas).each(settings)(
    "finds the very numbers of the page at %o (skipped where python3 has no pandas; set PYTHON to one that has)",
    async (own) =>
      expectOwnNumbers(await runCheck(chapter, paramsOf(own) as never, tablesOf(own)), await ownNumbers(own)),
    120_000,
  );
});

describe("the check in SQL", () => {
  it.each(settings)("finds the main numbers of the page at %o", async (own) => {
    const found = await runSql(chapter, paramsOf(own) as never, tablesOf(own));
    expect(Object.keys(found)).toHaveLength(8);
    const all = await ownNumbers(own);
    expectOwnNumbers(found, Object.fromEntries(Object.keys(found).map((name) => [name, all[name]!])));
  });
});
