import { describe, expect, it } from "vitest";
import { expectOwnNumbers, hasPandas, runCheck, runSql } from "../../cli/chapter-tests.ts";
import { quietTask } from "../../cli/run-default.ts";
import { missingCount } from "../../core/table/table.ts";
import { defaultsOf } from "../registry.ts";
import chapter from "./chapter.ts";
import { experiment, type Params } from "./experiment.ts";
import { judged, readingsOfBoth } from "./lines.ts";
import { OPENING } from "./numbers.ts";
import { scenario } from "./scenario.ts";

const params = defaultsOf(chapter.params) as unknown as Params;
const tables = scenario(params as never, chapter.seed);
const result = experiment(params, chapter.seed, quietTask);

describe("the scenario", () => {
  it("holds every payment of production, and a day of knowledge for frauds alone", async () => {
    const { numbers, logs } = await result;
    const payments = tables["payments.csv"]!;
    expect(payments.rows).toBe(numbers.payments);
    const known = payments.columns.get("fraud_known_on_day")!;
    const there = payments.rows - missingCount(known.valid, payments.rows);
    expect(there).toBeGreaterThanOrEqual(logs.broken.reports.reduce((sum, [, , a, b]) => sum + a + b, 0));
    expect(there).toBeLessThanOrEqual(logs.broken.frauds.reduce((a, b) => a + b, 0));
  });
});

/** The figures of the checks as the page has them. */
async function ownNumbers(): Promise<Record<string, number>> {
  const { logs, numbers } = await result;
  const { known, truth } = readingsOfBoth(logs).broken;
  const delays = judged(logs, (name) => Number((params as Record<string, unknown>)[name]), "latest");
  return {
    recall_known: known[OPENING]![OPENING]!.recall!,
    recall_true: truth[OPENING]!.recall!,
    recall_before: numbers.recallBefore,
    recall_after: numbers.recallAfter,
    accuracy_before: numbers.accuracyBefore,
    accuracy_after: numbers.accuracyAfter,
    ...Object.fromEntries(
      ["recall", "precision", "accuracy", "result", "latency"].map((id) => [
        `${id}_delay`,
        delays.find((one) => one.id === id)!.delay ?? -1,
      ]),
    ),
  };
}

describe("the checks", () => {
  it.skipIf(!hasPandas)(
    "in Python find the very numbers of the page (skipped where python3 has no pandas; set PYTHON to one that has)",
    async () => {
      expectOwnNumbers(await runCheck(chapter, params as never, tables), await ownNumbers());
    },
    60_000,
  );

  it("in SQL find the very numbers of the page", async () => {
    expectOwnNumbers(await runSql(chapter, params as never, tables), await ownNumbers());
  }, 60_000);
});
