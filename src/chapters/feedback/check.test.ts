import { describe, expect, it } from "vitest";
import { expectOwnNumbers, hasPandas, runCheck, runSql } from "../../cli/chapter-tests.ts";
import { quietTask } from "../../cli/run-default.ts";
import { pythonConstants } from "../../core/export/python.ts";
import { columnOf, missingCount } from "../../core/table/table.ts";
import { defaultsOf } from "../registry.ts";
import chapter from "./chapter.ts";
import { experiment, type Params } from "./experiment.ts";
import { scenario } from "./scenario.ts";

const defaults = { ...defaultsOf(chapter.params), size: 6000, rounds: 3, block: 0.04 } as unknown as Params;
const paramsOf = (learn: string): Params => ({ ...defaults, learn, explore: 0.3 });
const tablesOf = (learn: string) => scenario(paramsOf(learn) as never, chapter.seed);
const ways = chapter.params.learn.options;

describe("the scenario", () => {
  it("holds the last two weeks as the team has them: never the truth, and no label of what was blocked", () => {
    const payments = tablesOf("nothing")["payments.csv"]!;
    expect(payments.columns.has("is_fraud")).toBe(false);
    const decision = columnOf(payments, "decision");
    const blocked = decision.kind === "category" ? decision.codes.reduce((sum, code) => sum + code, 0) : 0;
    expect(blocked).toBeGreaterThan(100);
    expect(missingCount(columnOf(payments, "reported_fraud").valid, payments.rows)).toBe(blocked);
  });

  it("holds every showing of the shop with its chance", () => {
    const showings = tablesOf("weigh")["showings.csv"]!;
    expect(showings.rows).toBe(50000);
    expect(Array.from(showings.columns.keys())).toEqual([
      "shown_at",
      "round",
      "item",
      "propensity",
      "clicked",
    ]);
  });
});

/** The same figures from the result that the page shows. */
async function ownNumbers(learn: string): Promise<Record<string, number>> {
  const result = await experiment(paramsOf(learn), chapter.seed, quietTask as never);
  const { precision, recall } = result.rounds.at(-1)!;
  const { facts } = result.alarms.find(({ detector }) => detector === "selective-labels")!.broken;
  return {
    payments: tablesOf(learn)["payments.csv"]!.rows,
    known_after_approve: Number(facts.labelled),
    known_after_block: Number(facts.exploration),
    labelled_alerts: precision.seen.rows,
    measured_precision: precision.seen.value!,
    measured_recall: recall.seen.value!,
    gini_first: result.shop.gini[0]!,
    gini_last: result.shop.gini.at(-1)!,
    entropy_last: result.shop.entropy.at(-1)!,
    clicks_first: result.shop.clicks[0]!,
    clicks_last: result.shop.clicks.at(-1)!,
  };
}

describe("the check in Python", () => {
  it("can stand behind the constants of the setting", () => {
    const constants = pythonConstants(chapter.params, defaults as never);
    expect(constants).toContain('LEARN = "nothing"');
    expect(constants).toContain("BLOCK = 0.04");
  });

  it.skipIf(!hasPandas).each(ways)(
    "finds the very numbers of the page under “%s” (skipped where python3 has no pandas; set PYTHON to one that has)",
    async (learn) => {
      expectOwnNumbers(
        await runCheck(chapter, paramsOf(learn) as never, tablesOf(learn)),
        await ownNumbers(learn),
      );
    },
    180_000,
  );
});

describe("the check in SQL", () => {
  it.each(ways)("finds the very numbers of the page under “%s”", async (learn) => {
    expectOwnNumbers(
      await runSql(chapter, paramsOf(learn) as never, tablesOf(learn)),
      await ownNumbers(learn),
    );
  });
});
