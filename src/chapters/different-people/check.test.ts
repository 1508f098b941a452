import { describe, expect, it } from "vitest";
import { expectOwnNumbers, hasPandas, runCheck, runSql } from "../../cli/chapter-tests.ts";
import { quietTask } from "../../cli/run-default.ts";
import { detector } from "../../core/detectors/registry.ts";
import { runDetector } from "../../core/detectors/run.ts";
import { pythonConstants } from "../../core/export/python.ts";
import { random } from "../../core/random.ts";
import type { CategoryColumn, NumberColumn } from "../../core/table/table.ts";
import { defaultsOf } from "../registry.ts";
import { CATEGORY_FEATURES, NUMBER_FEATURES, watched } from "./alarms.ts";
import chapter from "./chapter.ts";
import { experiment, type Params } from "./experiment.ts";
import { scenario } from "./scenario.ts";
import { sceneOf, settingsOf, stretchesOf } from "./world.ts";

const params = { ...defaultsOf(chapter.params), size: 10000 } as unknown as Params;
const tables = scenario(params as never, chapter.seed);
const payments = tables["payments.csv"]!;
const scores = (payments.columns.get("score") as NumberColumn).values;
const labels = (payments.columns.get("reported_fraud") as NumberColumn).values;
const period = (payments.columns.get("period") as CategoryColumn).codes;
const cohort = (payments.columns.get("cohort") as CategoryColumn).codes;

/** Frauds that came over those that the score expects, in one period and cohort (or all). */
function cameOverExpected(inPeriod: number, whose: number | null): number {
  let came = 0;
  let expected = 0;
  for (let row = 0; row < payments.rows; row++) {
    if (period[row] !== inPeriod || (whose !== null && cohort[row] !== whose)) continue;
    came += labels[row]!;
    expected += scores[row]!;
  }
  return came / expected;
}

describe("the scenario", () => {
  it("holds every payment with its features, its customer's cohort, its score and its period, and not the truth", async () => {
    const { world } = sceneOf(settingsOf(params, params.risk), chapter.seed);
    expect(payments.rows).toBe(world.transactions.count);
    expect(payments.columns.has("is_fraud")).toBe(false);
    expect(tables["chargebacks.csv"]!.rows).toBe(world.chargebacks.count);
    const { numbers } = await experiment(params, chapter.seed, quietTask);
    expect(cameOverExpected(3, 1)).toBeCloseTo(numbers.expectedRatio!, 12);
  });
});

/** The same figures from the experiment and the registered detectors. */
async function ownNumbers(): Promise<Record<string, number>> {
  const { rates, mix, numbers } = await experiment(params, chapter.seed, quietTask);
  const scene = sceneOf(settingsOf(params, params.risk), chapter.seed);
  const { training, compared } = stretchesOf(scene.world, params.from);
  const sides = { reference: watched(scene, training, null), current: watched(scene, compared, null) };
  const statistic = (id: string, column: string) =>
    runDetector(detector(id), { ...sides, columns: [column], roles: {} }, {}, random(1)).statistic;
  return {
    ...Object.fromEntries(
      NUMBER_FEATURES.map((name) => [`ks_distance_${name}`, statistic("kolmogorov-smirnov", name)]),
    ),
    ...Object.fromEntries(
      CATEGORY_FEATURES.map((name) => [`chi_square_${name}`, statistic("chi-square", name)]),
    ),
    fraud_rate_mature: rates.mature!.rate,
    fraud_rate_new: rates.new!.rate,
    rate_ratio: numbers.rateRatio!,
    came_over_expected_mature: cameOverExpected(3, 0),
    came_over_expected_new: cameOverExpected(3, 1),
    came_over_expected_held_out: cameOverExpected(2, null),
    rate_before: mix!.before,
    rate_now: mix!.now,
    mix: mix!.mix,
    rate: mix!.rate,
    interaction: mix!.interaction,
  };
}

describe("the check in Python", () => {
  it("can stand behind the constants of the setting", () => {
    const constants = pythonConstants(chapter.params, params as never);
    expect(constants).toContain("RISK = 4");
    expect(constants).toContain('MODEL = "as-trained"');
  });

  it.skipIf(!hasPandas)(
    "finds the very numbers of the page (skipped where python3 has no pandas; set PYTHON to one that has)",
    async () => {
      expectOwnNumbers(await runCheck(chapter, params as never, tables), await ownNumbers());
    },
    60_000,
  );
});

describe("the check in SQL", () => {
  it("finds the very numbers of the page", async () => {
    const own = await ownNumbers();
    // SQL shows the distance for one feature: the others go the same way. Chi-square is left to Python.
    const shown = Object.entries(own).filter(
      ([name]) => name === "ks_distance_amount" || !/^(ks_distance|chi_square)_/.test(name),
    );
    expectOwnNumbers(await runSql(chapter, params as never, tables), Object.fromEntries(shown));
  });
});
