// What the tests of every chapter share: its claims over many seeds, and its check run by a real Python.
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it } from "vitest";
import type { Chapter, MustShow, ParamValues } from "../core/contracts.ts";
import { tableToCsv } from "../core/export/csv.ts";
import { pythonConstants } from "../core/export/python.ts";
import { filesOfSql, sqlSetting } from "../core/export/sql.ts";
import type { Table } from "../core/table/table.ts";
import { judge } from "./judge.ts";
// @ts-expect-error plain JavaScript, so that it runs where nothing is installed
import { root } from "./paths.mjs";

/**
 * One test for every claim of the chapter, over seeds 1 to `seeds(params)` (20 unless said otherwise). Claims under the same
 * parameters share their runs.
 */
export function holdsItsClaims<R>(
  claims: readonly MustShow<R>[],
  run: (params: ParamValues, seed: number) => Promise<R>,
  seeds: (params: ParamValues) => number = () => 20,
): void {
  const results = new Map<string, Promise<R[]>>();
  const under = (params: ParamValues) => {
    const all = async () => {
      const found: R[] = [];
      for (let seed = 1; seed <= seeds(params); seed++) found.push(await run(params, seed));
      return found;
    };
    const key = JSON.stringify(params);
    results.set(key, results.get(key) ?? all());
    return results.get(key)!;
  };
  describe("what the chapter must make a person see", () => {
    it.each(claims.map((one) => [`${one.claim}: at ${one.bound.at} ${one.bound.value}`, one] as const))(
      "%s",
      async (_, claim) => {
        const judged = judge(claim, (await under(claim.params ?? {})).map(claim.value));
        expect(judged.holds, `${judged.value} against ${judged.bound}`).toBe(true);
      },
      300_000,
    );
  });
}

/** The same run, computed once however often the tests of a file ask for it. What it gives must not be changed. */
export function once<P extends object, R>(run: (params: P) => Promise<R>): (params?: P) => Promise<R> {
  const known = new Map<string, Promise<R>>();
  return (params = {} as P) => {
    const key = JSON.stringify(params);
    const result = known.get(key) ?? run(params);
    known.set(key, result);
    return result;
  };
}

export const python = process.env.PYTHON ?? "python3";

/** Whether there is a Python that can run a chapter's check. PYTHON names another than `python3`. */
export const hasPandas = (() => {
  try {
    execFileSync(python, ["-c", "import pandas, scipy, numpy"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

/** Runs the chapter's `check.py` as a person would: behind its constants, beside its data. Gives the numbers it prints, by name. */
export async function runCheck(
  chapter: Chapter,
  params: ParamValues,
  tables: Readonly<Record<string, Table>>,
): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), `${chapter.id}-`));
  try {
    for (const [file, table] of Object.entries(tables)) writeFileSync(join(folder, file), tableToCsv(table));
    const body = readFileSync(join(root, "src/chapters", chapter.id, "check.py"), "utf8");
    const script = join(folder, "check.py");
    writeFileSync(
      script,
      `SEED = ${chapter.seed}\n${pythonConstants(chapter.params, params as never)}\n${body}`,
    );
    const { stdout } = await promisify(execFile)(python, [script, folder]);
    return Object.fromEntries(
      [...stdout.matchAll(/^([a-z_0-9]+) (\S+)$/gm)].map(([, name, value]) => [name!, Number(value)]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Runs the chapter's `check.sql` as a person would, in DuckDB: behind the lines that read its data and its parameters. Gives the
 * numbers of its rows (`figure`, `value`) by name.
 */
export async function runSql(
  chapter: Chapter,
  params: ParamValues,
  tables: Readonly<Record<string, Table>>,
): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), `${chapter.id}-`));
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    for (const [file, table] of Object.entries(tables)) writeFileSync(join(folder, file), tableToCsv(table));
    const body = readFileSync(join(root, "src/chapters", chapter.id, "check.sql"), "utf8");
    await connection.run(`set file_search_path = '${folder}'`);
    const setting = sqlSetting(chapter.params, params, chapter.seed, filesOfSql(body));
    const rows = (await connection.runAndReadAll(`${setting}\n${body}`)).getRowObjects();
    return Object.fromEntries(rows.map(({ figure, value }) => [String(figure), Number(value)]));
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(folder, { recursive: true });
  }
}

/** Holds what Python or SQL found to our own numbers, name by name, to 1e-9 relative. */
export function expectOwnNumbers(found: Record<string, number>, own: Record<string, number>): void {
  expect(Object.keys(found).sort()).toEqual(Object.keys(own).sort());
  for (const [name, value] of Object.entries(own))
    expect(Math.abs(found[name]! - value), name).toBeLessThanOrEqual(1e-9 * Math.abs(value));
}
