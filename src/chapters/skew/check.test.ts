import { describe, expect, it } from "vitest";
import { expectOwnNumbers, hasPandas, runCheck, runSql } from "../../cli/chapter-tests.ts";
import { quietTask } from "../../cli/run-default.ts";
import { detector } from "../../core/detectors/registry.ts";
import { runDetector } from "../../core/detectors/run.ts";
import { pythonConstants } from "../../core/export/python.ts";
import { FEATURES } from "../../core/features/features.ts";
import { random } from "../../core/random.ts";
import { type CategoryColumn, columnOf, type NumberColumn, type Table } from "../../core/table/table.ts";
import { defaultsOf } from "../registry.ts";
import chapter from "./chapter.ts";
import { experiment, type Params } from "./experiment.ts";
import { scenario } from "./scenario.ts";

const defaults = { ...defaultsOf(chapter.params), size: 10000 } as unknown as Params;
const paramsOf = (mismatch: string): Params => ({ ...defaults, mismatch });
const tablesOf = (mismatch: string) => scenario(paramsOf(mismatch) as never, chapter.seed);
const ROLES = { key: ["tx_id"], entity: ["user_id"], "event-time": ["event_at"] };

function findingOf(id: string, tables: Readonly<Record<string, Table>>, name: string) {
  const [reference, current] = [tables["recomputed.csv"]!, tables["served.csv"]!];
  return runDetector(detector(id), { reference, current, columns: [name], roles: ROLES }, {}, random(1));
}

/** What the page's own detectors say of the two files. */
function ownNumbers(mismatch: string): Record<string, number> {
  const tables = tablesOf(mismatch);
  const own: Record<string, number> = { pairs: tables["recomputed.csv"]!.rows };
  for (const name of FEATURES) {
    const { verdict, effect, facts } = findingOf("row-parity", tables, name);
    own[`different_${name}`] = effect;
    if (columnOf(tables["recomputed.csv"]!, name).kind === "number")
      own[`ks_distance_${name}`] = findingOf("kolmogorov-smirnov", tables, name).statistic;
    if (verdict !== "rings") continue;
    own[`explained_${name}`] = Number(facts.causeShare);
    if (typeof facts.causeValue === "number" && facts.cause !== "stale-by-one")
      own[`number_${name}`] = facts.causeValue;
  }
  return own;
}

describe("the scenario", () => {
  it("holds the same payments in both files, and another value only in the feature of the mismatch", () => {
    const tables = tablesOf("units");
    const [recomputed, served] = [tables["recomputed.csv"]!, tables["served.csv"]!];
    expect(columnOf(served, "tx_id")).toEqual(columnOf(recomputed, "tx_id"));
    for (const name of FEATURES.filter((one) => one !== "amount"))
      expect(columnOf(served, name), name).toEqual(columnOf(recomputed, name));
    expect(columnOf(served, "amount")).not.toEqual(columnOf(recomputed, "amount"));
    expect(served.columns.has("is_fraud")).toBe(false);
  });

  it("has two equal files once there is one transform", () => {
    for (const mismatch of ["units", "scaling"]) {
      const params = { ...paramsOf(mismatch), pipeline: "once" };
      const tables = scenario(params as never, chapter.seed);
      for (const name of FEATURES)
        expect(columnOf(tables["served.csv"]!, name)).toEqual(columnOf(tables["recomputed.csv"]!, name));
    }
  });
});

describe("the check in Python", () => {
  it("can stand behind the constants of the setting", () => {
    const constants = pythonConstants(chapter.params, defaults as never);
    expect(constants).toContain('MISMATCH = "units"');
    expect(constants).toContain("SHARE = 1");
  });

  it.skipIf(!hasPandas).each(["units", "scaling", "codes", "time-zone", "stale-cache", "missing-rule"])(
    "finds the very numbers of the page under “%s” (skipped where python3 has no pandas; set PYTHON to one that has)",
    async (mismatch) => {
      const found = await runCheck(chapter, paramsOf(mismatch) as never, tablesOf(mismatch));
      expectOwnNumbers(found, ownNumbers(mismatch));
      const { parity } = await experiment(paramsOf(mismatch), chapter.seed, quietTask);
      expect(found[`different_${parity.feature}`]).toBeCloseTo(parity.different / parity.pairs, 12);
      expect(found[`explained_${parity.feature}`]).toBeCloseTo(parity.causeShare, 12);
    },
    60_000,
  );
});

/** Counts that differ and equal the one of the same customer's payment before. */
function staleCounts(tables: Readonly<Record<string, Table>>): number {
  const recomputed = tables["recomputed.csv"]!;
  const values = (table: Table, name: string) => (columnOf(table, name) as NumberColumn).values;
  const trained = values(recomputed, "user_chargeback_count_last_30_days");
  const served = values(tables["served.csv"]!, "user_chargeback_count_last_30_days");
  const { codes } = columnOf(recomputed, "user_id") as CategoryColumn;
  const last = new Map<number, number>();
  let stale = 0;
  for (let row = 0; row < recomputed.rows; row++) {
    const before = last.get(codes[row]!);
    if (served[row] !== trained[row] && served[row] === before) stale++;
    last.set(codes[row]!, trained[row]!);
  }
  return stale;
}

describe("the check in SQL", () => {
  it.each(["units", "codes", "stale-cache", "missing-rule"])(
    "finds the very numbers of the page under “%s”",
    async (mismatch) => {
      const tables = tablesOf(mismatch);
      const found = await runSql(chapter, paramsOf(mismatch) as never, tables);
      const own = Object.fromEntries(
        Object.entries(ownNumbers(mismatch)).filter(([name]) => /^(pairs|different_)/.test(name)),
      );
      expectOwnNumbers(found, {
        ...own,
        median_ratio_amount: mismatch === "units" ? 100 : 1,
        stale_counts: staleCounts(tables),
      });
      if (mismatch === "stale-cache") expect(found.stale_counts).toBeGreaterThan(20);
    },
  );
});
