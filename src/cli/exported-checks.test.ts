// Every check that a person can take away, as SQL and as Python, gives the numbers that the page gives.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { detectors } from "../core/detectors/registry.ts";
import { sqlChecks } from "../core/export/checks/index.ts";
import { notInSql } from "../core/export/checks/not-in-sql.ts";
import { pythonChecks, pythonName, pythonOnly } from "../core/export/checks/python-checks.ts";
import { writerOf } from "../core/export/checks/sql-check.ts";
import type { Table } from "../core/table/table.ts";
import { FILE_CHECKS } from "../workbench/checks.ts";
import { type Asked, asked, relativeDifference, sqlInputOf, tablesOf } from "./asked-pairs.ts";
import { hasPandas, python } from "./chapter-tests.ts";
import { duckdb, type Engine, plainCsv, postgres } from "./sql-engines.ts";

function expectOwn(found: Record<string, number>, { own, name }: Asked, where: string): void {
  expect(Object.keys(found).sort(), `${name}, ${where}`).toEqual(Object.keys(own).sort());
  for (const [figure, value] of Object.entries(own)) {
    const said = `${figure} of ${name} in ${where}: ${found[figure]} against ${value}`;
    expect(relativeDifference(found[figure]!, value), said).toBeLessThanOrEqual(1e-9);
  }
}

const ids = sqlChecks.map(({ id }) => id);
const idsInPython = [...ids, ...pythonOnly.map(({ id }) => id)];

test("what is in SQL and in Python is a check of the page, and what is in SQL is in Python", () => {
  const known = new Set([...detectors, ...FILE_CHECKS].map(({ id }) => id));
  for (const id of [...ids, ...pythonChecks.keys()]) expect(known.has(id), id).toBe(true);
  expect(ids.filter((id) => !pythonChecks.has(id))).toEqual([]);
  expect([...pythonChecks.keys()].sort()).toEqual([...idsInPython].sort());
});

test("every check of the page is in SQL and in Python, or it is said why not, and no check is both", () => {
  const standard = detectors.filter(({ onRequest }) => onRequest !== true);
  const onPage = [...FILE_CHECKS, ...standard].map(({ id }) => id);
  const reasons = Object.keys(notInSql);
  expect(onPage.filter((id) => !ids.includes(id) && !reasons.includes(id))).toEqual([]);
  expect(reasons.filter((id) => ids.includes(id) || !onPage.includes(id))).toEqual([]);
  // A reason that sends to Python is of a check that is there, and the others are not.
  for (const id of reasons) expect(notInSql[id]!.includes("In Python"), id).toBe(pythonChecks.has(id));
  // What runs on request alone is there too.
  expect(detectors.filter(({ id, onRequest }) => onRequest && !ids.includes(id))).toEqual([]);
});

describe("as SQL", () => {
  let engines: readonly Engine[] = [];
  const loaded = new Map<Engine, Table>();
  beforeAll(async () => {
    engines = await Promise.all([duckdb(), postgres()]);
  }, 60_000);
  afterAll(async () => {
    for (const engine of engines) await engine.close();
  });

  test.each(ids)(
    "%s gives our own numbers in DuckDB and in PostgreSQL, to 1e-9",
    async (id) => {
      const check = sqlChecks.find((one) => one.id === id)!;
      const all = asked(id);
      expect(all.length, "pairs on which it can tell").toBeGreaterThan(0);
      for (const one of all) {
        const { reference } = one.input;
        for (const engine of engines) {
          if (loaded.get(engine) !== reference) await engine.load(tablesOf(one));
          loaded.set(engine, reference);
          const sql = check.sql(sqlInputOf(one), writerOf(engine.dialect));
          expectOwn(await engine.figures(sql), one, engine.dialect);
        }
      }
    },
    60_000,
  );
});

/** Runs every function on every pair, in one process: a start of pandas takes a second. */
const HARNESS = `
import json, sys
import pandas as pd

def read(name, times):
    return None if name is None else pd.read_csv(name, parse_dates=times, keep_default_na=False, na_values=[""])

answers = []
for one in json.load(open(sys.argv[1])):
    scope = {}
    exec(open(one["source"]).read(), scope)
    older, newer = (read(one[side], one["times"]) for side in ("older", "newer"))
    beside = {"wholes": [read(one["whole"], one["times"])] * 2} if one["whole"] else {}
    found = scope[one["function"]](older, newer, one["columns"], one["roles"], **beside)
    answers.append({name: float(value) for name, value in found.items()})
json.dump(answers, sys.stdout)
`;

describe.skipIf(!hasPandas)("as Python", () => {
  test("every check gives our own numbers, to 1e-9", () => {
    const folder = mkdtempSync(join(tmpdir(), "checks-"));
    try {
      const files = new Map<Table, string>();
      const fileOf = (table: Table | null): string | null => {
        if (table === null) return null;
        const known = files.get(table);
        if (known) return known;
        const file = join(folder, `${files.size}.csv`);
        const header = [...table.columns.keys()].map((name) => `"${name.replaceAll('"', '""')}"`).join(",");
        writeFileSync(file, `${header}\n${plainCsv(table)}`);
        files.set(table, file);
        return file;
      };
      const all = idsInPython.flatMap((id) => asked(id).map((one) => ({ id, ...one })));
      const jobs = all.map(({ id, input, whole }) => {
        const source = join(folder, `${id}.py`);
        writeFileSync(source, pythonChecks.get(id)!);
        const times = [...input.reference.columns].filter(([, { kind }]) => kind === "time");
        return {
          source,
          function: pythonName(id),
          older: fileOf(input.reference),
          newer: fileOf(input.current),
          whole: fileOf(whole ?? null),
          times: times.map(([name]) => name),
          columns: input.columns,
          roles: input.roles,
        };
      });
      writeFileSync(join(folder, "jobs.json"), JSON.stringify(jobs));
      writeFileSync(join(folder, "harness.py"), HARNESS);
      const out = execFileSync(python, [join(folder, "harness.py"), join(folder, "jobs.json")], {
        encoding: "utf8",
        maxBuffer: 1 << 28,
      });
      const found = JSON.parse(out) as Record<string, number>[];
      for (const [i, one] of all.entries()) expectOwn(found[i]!, one, `Python, ${one.id}`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 120_000);
});
