import { describe, expect, it } from "vitest";
import { expectOwnNumbers, hasPandas, runCheck, runSql } from "../../cli/chapter-tests.ts";
import { pythonConstants } from "../../core/export/python.ts";
import { featureStoreOutage } from "../../core/faults/feature-store-outage.ts";
import { PRESENT } from "../../core/features/features.ts";
import { fisherExact } from "../../core/stats/fisher-exact.ts";
import { columnOf, missingCount, type NumberColumn } from "../../core/table/table.ts";
import { defaultsOf } from "../registry.ts";
import { paymentsScene } from "../shared/scene.ts";
import chapter from "./chapter.ts";
import { outageOf, type Params, settingsOf } from "./experiment.ts";
import { scenario } from "./scenario.ts";
import { AVERAGE } from "./treatments.ts";

const defaults = { ...defaultsOf(chapter.params), size: 10000 } as unknown as Params;
const paramsOf = (treatment: string): Params => ({ ...defaults, treatment });
const tablesOf = (treatment: string) => scenario(paramsOf(treatment) as never, chapter.seed);

describe("the scenario", () => {
  it("holds every payment, its average as it was written, and never the truth", () => {
    const payments = tablesOf("zero")["payments.csv"]!;
    const average = columnOf(payments, AVERAGE) as NumberColumn;
    expect(missingCount(average.valid, payments.rows)).toBe(0);
    expect(average.values.filter((value) => value === 0).length).toBeGreaterThan(payments.rows / 5);
    expect(payments.columns.has("is_fraud")).toBe(false);
  });

  it("keeps the flag or the reason beside the average where the treatment keeps it", () => {
    expect(tablesOf("zero")["payments.csv"]!.columns.has("has_average")).toBe(false);
    expect(tablesOf("flag")["payments.csv"]!.columns.has("has_average")).toBe(true);
    const kept = tablesOf("reason")["payments.csv"]!;
    const reasons = columnOf(kept, "average_is");
    expect(reasons.kind === "category" && new Set(reasons.codes).size).toBe(3);
    expect(missingCount(columnOf(kept, AVERAGE).valid, kept.rows)).toBeGreaterThan(0);
  });
});

/** The same figures from the world itself. */
function ownNumbers(params: Params): Record<string, number> {
  const scene = paymentsScene(settingsOf(params), chapter.seed);
  const { world, labels } = scene;
  const { training, production } = world.periods;
  const average = scene.training.columns[AVERAGE];
  const served = featureStoreOutage.apply(scene, outageOf(params), chapter.seed).production.columns[AVERAGE];
  const at = { rows: 0, frauds: 0 };
  const elsewhere = { rows: 0, frauds: 0 };
  for (let row = training.from; row < training.to; row++) {
    const tally = average.absence[row] === PRESENT ? elsewhere : at;
    tally.rows++;
    tally.frauds += labels[row]!;
  }
  const hours = Array.from({ length: 24 }, () => ({ rows: 0, silent: 0 }));
  let active = 0;
  for (let row = production.from; row < production.to; row++) {
    if (average.absence[row] !== PRESENT) continue;
    active++;
    const hour = hours[world.transactions.hour[row]!]!;
    hour.rows++;
    if (served.absence[row] !== PRESENT) hour.silent++;
  }
  const shares = hours.flatMap(({ rows, silent }, hour) =>
    rows >= 20 ? [{ hour, share: silent / rows }] : [],
  );
  const worst = shares.reduce((a, b) => (b.share > a.share ? b : a));
  const sorted = shares.map(({ share }) => share).sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return {
    share_at_default: at.rows / (at.rows + elsewhere.rows),
    rate_at_default: at.frauds / at.rows,
    rate_elsewhere: elsewhere.frauds / elsewhere.rows,
    fisher_p: fisherExact(
      at.frauds,
      at.rows - at.frauds,
      elsewhere.frauds,
      elsewhere.rows - elsewhere.frauds,
    ),
    active_payments: active,
    worst_hour: worst.hour,
    active_silent_at_worst_hour: worst.share,
    active_silent_median_hour:
      sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2,
  };
}

describe("the check in Python", () => {
  it("can stand behind the constants of the setting", () => {
    const constants = pythonConstants(chapter.params, defaults as never);
    expect(constants).toContain('TREATMENT = "zero"');
    expect(constants).toContain("INTENSITY = 0.5");
  });

  it.skipIf(!hasPandas).each(["zero", "mean", "reason"])(
    "finds the very numbers of the world under “%s” (skipped where python3 has no pandas; set PYTHON to one that has)",
    async (treatment) => {
      const params = paramsOf(treatment);
      const found = await runCheck(chapter, params as never, tablesOf(treatment));
      const own = ownNumbers(params);
      expectOwnNumbers(found, own);
    },
    60_000,
  );
});

describe("the check in SQL", () => {
  it.each(["zero", "mean", "reason"])("finds the very numbers of the world under “%s”", async (treatment) => {
    const params = paramsOf(treatment);
    // Fisher's test is no matter of SQL.
    const { fisher_p: _, ...own } = ownNumbers(params);
    expectOwnNumbers(await runSql(chapter, params as never, tablesOf(treatment)), own);
  });
});
