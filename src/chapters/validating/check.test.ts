import { describe, expect, it } from "vitest";
import { expectOwnNumbers, hasPandas, runCheck, runSql } from "../../cli/chapter-tests.ts";
import { quietTask } from "../../cli/run-default.ts";
import { defaultsOf } from "../registry.ts";
import chapter from "./chapter.ts";
import { BROKEN_DAYS, FROM } from "./company.ts";
import { KINDS, type Kind } from "./delivery.ts";
import { type Params, settingOf } from "./experiment.ts";
import { judge } from "./gate.ts";
import { scenario } from "./scenario.ts";

const defaults = { ...defaultsOf(chapter.params), size: 10000 } as unknown as Params;
const paramsOf = (kind: Kind): Params => ({
  ...defaults,
  kind,
  rules: kind === "sign" ? "learned" : "reviewed",
  stopAbove: kind === "late" ? 1 : 0.7,
});
const tablesOf = (kind: Kind) => scenario(paramsOf(kind) as never, chapter.seed);

/** What the page's own gate says of the same files. */
async function ownNumbers(kind: Kind): Promise<Record<string, number>> {
  const params = paramsOf(kind);
  const { bench, one, learned, review } = await settingOf(params, chapter.seed, quietTask);
  const days = one.batches.filter(({ day }) => day >= FROM && day < FROM + BROKEN_DAYS);
  const judged = judge(bench, days, params.rules === "reviewed" ? review : learned);
  const own: Record<string, number> = {
    rows: 0,
    broken_rows: 0,
    stopped_days: 0,
    held_rows: 0,
    rows_days: 0,
    share_days: 0,
  };
  for (const name of ["present", "range", "known", "unique", "compare", "arrival", "order"])
    own[`${name}_rows`] = 0;
  for (const check of judged.checks) {
    own.rows! += check.rows;
    own.broken_rows! += check.held;
    if (check.stopped) own.stopped_days!++;
    own.held_rows! += check.stopped ? check.rows : check.held;
    for (const { rule, level, verdict, rows } of check.results)
      if (level === "row") own[`${rule.rule}_rows`]! += rows.length;
      else if (verdict === "breaks" && rule.rule !== "kind") own[`${rule.rule}_days`]!++;
  }
  return own;
}

/** One failure each of those that are held row by row, that stop a day, that are late, that are gone under another name, and that pass. */
const CHECKED: readonly Kind[] = ["decimal", "sign", "renamed", "late", "duplicates"];

describe("the scenario", () => {
  it("holds the same reference whatever breaks, the rules, and no label", () => {
    const first = tablesOf("sign")["reference.csv"]!;
    for (const kind of KINDS) {
      const tables = tablesOf(kind);
      expect(tables["reference.csv"], kind).toEqual(first);
      expect(tables["rules.csv"]!.rows).toBeGreaterThan(30);
      for (const table of Object.values(tables))
        expect([...table.columns.keys()].some((name) => name.includes("fraud"))).toBe(false);
    }
  });
});

describe("the check in Python", () => {
  it.skipIf(!hasPandas).each([...CHECKED])(
    "finds the very numbers of the page under “%s” (skipped where python3 has no pandas; set PYTHON to one that has)",
    async (kind) => {
      const found = await runCheck(chapter, paramsOf(kind) as never, tablesOf(kind));
      expectOwnNumbers(found, await ownNumbers(kind));
    },
    60_000,
  );
});

describe("the check in SQL", () => {
  it.each([...CHECKED])("finds the very numbers of the page under “%s”", async (kind) => {
    const found = await runSql(chapter, paramsOf(kind) as never, tablesOf(kind));
    expectOwnNumbers(found, await ownNumbers(kind));
  });
});
