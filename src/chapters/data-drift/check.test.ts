import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { expectOwnNumbers, hasPandas, runCheck, runSql } from "../../cli/chapter-tests.ts";
import { quietTask } from "../../cli/run-default.ts";
import { pythonConstants } from "../../core/export/python.ts";
import type { CategoryColumn, NumberColumn } from "../../core/table/table.ts";
import { defaultsOf } from "../registry.ts";
import chapter from "./chapter.ts";
import { experiment, type Params, type Result } from "./experiment.ts";
import { compareSamples, drawSamples } from "./samples.ts";
import { scenario } from "./scenario.ts";

const params = { ...defaultsOf(chapter.params), size: 10000 } as unknown as Params;
const tables = scenario(params as never, chapter.seed);
const own = async (): Promise<Record<string, number>> =>
  numbersOf(await experiment(params, chapter.seed, quietTask));

function numbersOf({ samples, drift, alarms, numbers, offline, answers }: Result): Record<string, number> {
  const square = (feature: string) =>
    alarms.find((line) => line.detector === "chi-square" && line.columns[0] === feature)!.broken.statistic;
  return {
    gap: samples.gap,
    p_value: samples.pValue,
    area: samples.area,
    stability: samples.stability,
    ...Object.fromEntries(
      drift.flatMap((one) =>
        one.test === "chi-square"
          ? [[`chi_square_${one.feature}`, square(one.feature)]]
          : [[`effect_${one.feature}`, one.effect]],
      ),
    ),
    ...Object.fromEntries(drift.map((one) => [`stability_${one.feature}`, one.stability])),
    unseen_share: numbers.instantShare,
    roc_auc_held_out: offline.rocAuc.value,
    roc_auc_later: numbers.laterAuc,
    stopped_held_out: numbers.stoppedBefore,
    stopped_later: numbers.stoppedNow,
    genuine_held_out: numbers.genuineBefore,
    genuine_later: numbers.genuineNow,
    stopped_later_anew: answers.find((one) => one.id === "rethreshold")!.stopped,
  };
}

/** What `core/golden/data-drift.py` wrote from the draws of this chapter. */
type Golden = {
  seed: number;
  cases: {
    shape: string;
    mean: number;
    spread: number;
    n: number;
    sum: number;
    gap: number;
    p_value: number;
    area: number;
  }[];
};

describe("the two samples", () => {
  const golden = JSON.parse(
    readFileSync(new URL("../../core/golden/data-drift.golden.json", import.meta.url), "utf8"),
  ) as Golden;

  it.each(golden.cases)(
    "have SciPy's own statistics on the same draws: $shape, mean $mean, $n draws",
    (one) => {
      const { first, second } = drawSamples(one, golden.seed);
      const sum = [...first, ...second].reduce((total, value) => total + value, 0);
      expect(Math.abs(sum - one.sum)).toBeLessThan(1e-9 * one.n);
      const found = compareSamples(one, golden.seed);
      const near = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * Math.abs(b));
      near(found.gap, one.gap);
      near(found.area, one.area);
      near(found.pValue, one.p_value);
    },
  );
});

describe("the scenario", () => {
  it("holds every draw and every payment, production two years after training, and not the truth", () => {
    const samples = tables["samples.csv"]!;
    expect(samples.rows).toBe(2 * params.n);
    const payments = tables["payments.csv"]!;
    expect(payments.columns.has("is_fraud")).toBe(false);
    const period = payments.columns.get("period") as CategoryColumn;
    const at = (payments.columns.get("event_at") as unknown as NumberColumn).values;
    const first = period.codes.indexOf(3);
    expect((at[first]! - at[first - 1]!) / 86400000).toBeGreaterThan(727);
    expect(at.every((time, row) => row === 0 || time >= at[row - 1]!)).toBe(true);
  });
});

describe("the check in Python", () => {
  it("can stand behind the constants of the setting", () => {
    expect(pythonConstants(chapter.params, params as never)).toContain("INFLATION = 0.2");
  });

  it.skipIf(!hasPandas)(
    "finds the very numbers of the page (skipped where python3 has no pandas; set PYTHON to one that has)",
    async () => expectOwnNumbers(await runCheck(chapter, params as never, tables), await own()),
    60_000,
  );
});

describe("the check in SQL", () => {
  it("finds the main numbers of the page", async () => {
    const found = await runSql(chapter, params as never, tables);
    expect(Object.keys(found)).toHaveLength(10);
    const all = await own();
    expectOwnNumbers(found, Object.fromEntries(Object.keys(found).map((name) => [name, all[name]!])));
  });
});
