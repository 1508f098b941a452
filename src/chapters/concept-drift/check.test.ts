import { describe, expect, it } from "vitest";
import { expectOwnNumbers, hasPandas, runCheck, runSql } from "../../cli/chapter-tests.ts";
import { quietTask } from "../../cli/run-default.ts";
import { detector } from "../../core/detectors/registry.ts";
import { runDetector } from "../../core/detectors/run.ts";
import { pythonConstants } from "../../core/export/python.ts";
import { random } from "../../core/random.ts";
import { missingCount } from "../../core/table/table.ts";
import { defaultsOf } from "../registry.ts";
import { featureSide } from "./alarms.ts";
import { benchOf } from "./bench.ts";
import chapter from "./chapter.ts";
import { experiment, type Params } from "./experiment.ts";
import { scenario } from "./scenario.ts";
import { baseOf, featuresOf, stretchesOf } from "./world.ts";

const params = defaultsOf(chapter.params) as unknown as Params;
const tables = scenario(params as never, chapter.seed);
const payments = tables["payments.csv"]!;

describe("the scenario", () => {
  it("holds every payment with its score, and the moment of the report where there is one", () => {
    const { world } = baseOf(params.size, chapter.seed);
    expect(payments.rows).toBe(world.transactions.count);
    expect(payments.columns.has("is_fraud")).toBe(false);
    const at = payments.columns.get("reported_at")!;
    expect(payments.rows - missingCount(at.valid, payments.rows)).toBe(
      world.transactions.isFraud.reduce((sum, one) => sum + one, 0),
    );
  });
});

/** The figures of the checks as the page has them. */
async function ownNumbers(): Promise<Record<string, number>> {
  const { offline, production, numbers, strip } = await experiment(params, chapter.seed, quietTask);
  const base = baseOf(params.size, chapter.seed);
  const bench = await benchOf(base, params.size, quietTask);
  const side = featureSide(
    bench,
    featuresOf(params.size, chapter.seed),
    stretchesOf(base.world, params.from),
  );
  const distance = (column: string) =>
    runDetector(detector("kolmogorov-smirnov"), { ...side, columns: [column] }, {}, random(1)).statistic;
  const alarms = strip.rungs.find(({ id }) => id === "page-hinkley")!.alarms;
  const first = alarms.find((day) => day >= params.from);
  return {
    ...Object.fromEntries(
      ["avg_transaction_amount_last_7_days", "tx_count_last_24_hours", "amount", "hour", "tenure_days"].map(
        (name) => [`ks_distance_${name}`, distance(name)],
      ),
    ),
    fraud_rate_training: numbers.fraudRate,
    fraud_rate_after: numbers.fraudRateNow,
    roc_auc_before: offline.rocAuc.value,
    roc_auc_after: production.rocAuc.value,
    errors_before: numbers.errorsBefore,
    errors_after: numbers.errorsAfter,
    recall_before: numbers.recallBefore,
    recall_after: numbers.recallAfter,
    page_hinkley_alarms: alarms.length,
    page_hinkley_first_day: first === undefined ? -1 : Math.floor(first),
  };
}

describe("the check in Python", () => {
  it("can stand behind the constants of the setting", () => {
    const constants = pythonConstants(chapter.params, params as never);
    expect(constants).toContain("FROM = 14");
    expect(constants).toContain('SHAPE = "sudden"');
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
  it("finds the very numbers of the page, but for the test that walks through the errors", async () => {
    const own = await ownNumbers();
    const names = Object.keys(own).filter(
      (name) =>
        !name.startsWith("page_hinkley") &&
        (!name.startsWith("ks_") || name === "ks_distance_amount" || name === "ks_distance_tenure_days"),
    );
    expectOwnNumbers(
      await runSql(chapter, params as never, tables),
      Object.fromEntries(names.map((name) => [name, own[name]!])),
    );
  }, 60_000);
});
