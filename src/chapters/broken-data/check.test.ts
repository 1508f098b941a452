import { describe, expect, it } from "vitest";
import { expectOwnNumbers, hasPandas, runCheck, runSql } from "../../cli/chapter-tests.ts";
import { quietTask } from "../../cli/run-default.ts";
import { detector } from "../../core/detectors/registry.ts";
import { runDetector } from "../../core/detectors/run.ts";
import { pythonConstants } from "../../core/export/python.ts";
import { BREAKS, type Break, batchOf, RECODED } from "../../core/faults/broken-feed.ts";
import { random } from "../../core/random.ts";
import { columnOf, isValid, type NumberColumn, type Table } from "../../core/table/table.ts";
import { defaultsOf } from "../registry.ts";
import { paymentsScene } from "../shared/scene.ts";
import chapter from "./chapter.ts";
import { benchOf, dayOf, feedOf, fitFallbacks, rangeOfDays, settingsOf } from "./company.ts";
import { experiment, type Params } from "./experiment.ts";
import { judge, learnRules, PASSES } from "./gate.ts";
import { passThrough } from "./passage.ts";
import { scenario } from "./scenario.ts";

const defaults = { ...defaultsOf(chapter.params), size: 10000 } as unknown as Params;
const paramsOf = (kind: string): Params => ({ ...defaults, kind });
const tablesOf = (kind: string) => scenario(paramsOf(kind) as never, chapter.seed);

/** What the page's own gate and detectors say of the same payments. */
async function ownNumbers(kind: Break): Promise<Record<string, number>> {
  const params = paramsOf(kind);
  const bench = await benchOf(params, chapter.seed, quietTask);
  const { scene } = bench;
  const rules = learnRules(scene, params.strictness);
  const feed = feedOf(scene, chapter.seed, kind, params);
  const range = rangeOfDays(scene, params.from, params.from + params.days);
  const { eventAt } = scene.world.transactions;
  const own = { rows: 0, doubled: 0, empty: 0, outside: 0, unseen: 0, aside: 0, late: 0 };
  for (let row = range.from; row < range.to; row++) {
    const copies = feed.copies[row]!;
    const reason = judge(feed, row, rules);
    own.rows += copies;
    own.doubled += copies - 1;
    if (Number.isNaN(feed.amount[row]!) || Number.isNaN(feed.device[row]!)) own.empty += copies;
    const amount = feed.amount[row]!;
    if (amount < rules.low || amount > rules.high) own.outside += copies;
    if (feed.category[row]! >= RECODED) own.unseen += copies;
    own.aside += reason === PASSES ? copies - 1 : copies;
    if (feed.arrivedAt[row]! > batchOf(eventAt[row]!)) own.late += copies;
  }
  await fitFallbacks(bench, quietTask);
  const { waited } = passThrough(bench, feed, rules);
  const tables = tablesOf(kind);
  const [reference, current] = [tables["reference.csv"]!, tables["current.csv"]!];
  const input = { reference, current, columns: ["amount"], roles: {} };
  return {
    rows: own.rows,
    low: rules.low,
    high: rules.high,
    doubled_rows: own.doubled,
    empty_rows: own.empty,
    out_of_range_rows: own.outside,
    unseen_rows: own.unseen,
    set_aside_rows: own.aside,
    late_rows: own.late,
    least_rows: rules.leastRows,
    short_days: waited.subarray(params.from, params.from + params.days).reduce((sum, one) => sum + one, 0),
    ks_distance_amount: runDetector(detector("kolmogorov-smirnov"), input, {}, random(1)).statistic,
    repeats_of_row_before: repeats(current, kind === "duplicates"),
    repeats_in_reference: repeats(reference, false),
  };
}

/** Rows with the amount of the row before; of doubled keys the first row only. */
function repeats(table: Table, keys: boolean): number {
  const { values, valid } = columnOf(table, "amount") as NumberColumn;
  const id = (columnOf(table, "tx_id") as NumberColumn).values;
  let count = 0;
  for (let row = 1; row < table.rows; row++) {
    if (keys && id[row] === id[row - 1]) continue;
    if (isValid(valid, row) && isValid(valid, row - 1) && values[row] === values[row - 1]) count++;
  }
  return count;
}

describe("the scenario", () => {
  it("holds the same reference whatever breaks, and no label", () => {
    const first = tablesOf("sign")["reference.csv"]!;
    for (const kind of BREAKS) {
      const tables = tablesOf(kind);
      expect(tables["reference.csv"], kind).toEqual(first);
      for (const table of Object.values(tables))
        expect([...table.columns.keys()].some((name) => name.includes("fraud"))).toBe(false);
    }
  });

  it("holds the payments of the broken days, and no others", () => {
    const params = paramsOf("late");
    const current = tablesOf("late")["current.csv"]!;
    const scene = paymentsScene(settingsOf(params), chapter.seed);
    const range = rangeOfDays(scene, params.from, params.from + params.days);
    expect(current.rows).toBe(range.to - range.from);
    expect(dayOf(scene, range.from)).toBe(params.from);
    expect(dayOf(scene, range.to - 1)).toBe(params.from + params.days - 1);
  });

  it("has no column of the old name left where all rows come under the new one", () => {
    const whole = scenario({ ...paramsOf("renamed"), share: 1 } as never, chapter.seed)["current.csv"]!;
    expect(whole.columns.has("device_is_new")).toBe(false);
    expect(whole.columns.has("new_device")).toBe(true);
  });
});

describe("the check in Python", () => {
  it("can stand behind the constants of the setting", () => {
    const constants = pythonConstants(chapter.params, defaults as never);
    expect(constants).toContain('KIND = "sign"');
    expect(constants).toContain("STRICTNESS = 0.002");
  });

  it.skipIf(!hasPandas).each([...BREAKS])(
    "finds the very numbers of the page under “%s” (skipped where python3 has no pandas; set PYTHON to one that has)",
    async (kind) => {
      const found = await runCheck(chapter, paramsOf(kind) as never, tablesOf(kind));
      expectOwnNumbers(found, await ownNumbers(kind));
    },
    60_000,
  );
});

describe("the check in SQL", () => {
  it.each([...BREAKS])("finds the very numbers of the page under “%s”", async (kind) => {
    const found = await runSql(chapter, paramsOf(kind) as never, tablesOf(kind));
    const { ks_distance_amount, repeats_of_row_before, repeats_in_reference, ...own } =
      await ownNumbers(kind);
    expectOwnNumbers(found, own);
  });

  it("finds the bounds and the share caught that the page shows", async () => {
    const found = await runSql(chapter, defaults as never, tablesOf("sign"));
    const { numbers } = await experiment(defaults, chapter.seed, quietTask);
    expect(found.low).toBe(numbers.low);
    expect(found.high).toBe(numbers.high);
    expect(found.least_rows).toBeCloseTo(numbers.leastRows, 9);
    expect(found.set_aside_rows).toBeGreaterThanOrEqual(numbers.caught * numbers.hitRows);
  });
});
