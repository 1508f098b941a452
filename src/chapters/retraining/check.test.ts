import { describe, expect, it } from "vitest";
import { expectOwnNumbers, hasPandas, runCheck, runSql } from "../../cli/chapter-tests.ts";
import { quietTask } from "../../cli/run-default.ts";
import { missingCount } from "../../core/table/table.ts";
import { defaultsOf } from "../registry.ts";
import chapter from "./chapter.ts";
import { experiment, type Params } from "./experiment.ts";
import { scenario } from "./scenario.ts";

const defaults = { ...defaultsOf(chapter.params), size: 10000 } as unknown as Params;
const settings: Partial<Params>[] = [{}, { labels: "leaked", every: 28, window: 35, delay: 9 }];
const tablesOf = (params: Params) => scenario(params as never, chapter.seed);

describe("the scenario", () => {
  it("holds every payment with the moment of its report, and never the truth", () => {
    const payments = tablesOf(defaults)["payments.csv"]!;
    expect([...payments.columns.keys()]).toEqual([
      "tx_id",
      "event_at",
      "amount",
      "reported_at",
      "production_day",
      "champion_stops",
      "challenger_stops",
      "challenger_score",
      "challenger_exam_score",
    ]);
    const reported = payments.rows - missingCount(payments.columns.get("reported_at")!.valid, payments.rows);
    expect(reported).toBeGreaterThan(0.03 * payments.rows);
    expect(reported).toBeLessThan(0.07 * payments.rows);
  });
});

const known = new Map<string, ReturnType<typeof experiment>>();

/** The figures of the checks as the page has them. */
async function ownNumbers(params: Params): Promise<Record<string, number>> {
  const key = JSON.stringify(params);
  known.set(key, known.get(key) ?? experiment(params, chapter.seed, quietTask));
  const { papers } = await known.get(key)!;
  const { check } = papers;
  return {
    window_rows: papers.rows,
    frauds_known_then: papers.known,
    frauds_known_now: papers.inTheEnd,
    frauds_missing: 1 - papers.known / papers.inTheEnd,
    youngest_days: papers.youngest,
    exam_auc: papers.exam,
    later_rows: check.rows,
    later_frauds: check.frauds,
    champion_cost: check.champion,
    challenger_cost: check.challenger,
    saved: check.saved,
    saved_error: check.error,
    later_auc: check.auc!,
    release: check.released ? 1 : 0,
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
