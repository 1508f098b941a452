import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasPandas, python } from "../../cli/chapter-tests.ts";
import { duckdb, type Engine } from "../../cli/sql-engines.ts";
import { detector } from "../../core/detectors/registry.ts";
import { runDetector } from "../../core/detectors/run.ts";
import { sqlChecks } from "../../core/export/checks/index.ts";
import { pythonChecks } from "../../core/export/checks/python-checks.ts";
import { random } from "../../core/random.ts";
import { readCsv } from "../csv/read.ts";
import { textSource } from "../csv/source.ts";
import { type Setup, setUp } from "../diagnosis.ts";
import { sampleCsv } from "../sample.ts";
import { planned } from "./plan.ts";
import { pythonScript } from "./python-script.ts";
import { sqlScript } from "./sql-script.ts";

const folder = mkdtempSync(join(tmpdir(), "take-away-"));
const file = join(folder, "payments.csv");
/** Some columns of the sample, so that the scripts stay short. */
const KEPT = [0, 1, 2, 3, 4, 7, 9, 13, 14];
const text = sampleCsv()
  .split("\n")
  .slice(0, 2500)
  .map((line) => KEPT.map((place) => line.split(",")[place]).join(","))
  .join("\n");
let setup: Setup;
let engine: Engine;

beforeAll(async () => {
  writeFileSync(file, text);
  const csv = await readCsv(textSource("payments.csv", text));
  setup = setUp([csv], new Map());
  engine = await duckdb();
}, 60_000);
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

/** The figures of our own findings, by check and columns. */
function own(ids: ReadonlySet<string>): Map<string, Readonly<Record<string, number>>> {
  const { prepared, windows } = setup;
  const found = new Map<string, Readonly<Record<string, number>>>();
  for (const { id, columns } of planned(setup)) {
    const check = sqlChecks.find((one) => one.id === id);
    if (!check || !ids.has(id)) continue;
    const used = detector(id);
    const input = {
      reference: used.windows === 2 ? windows.reference : prepared.table,
      current: used.windows === 2 ? windows.current : null,
      columns,
      roles: prepared.roles,
    };
    const finding = runDetector(used, input, {}, random(1));
    if (finding.verdict === "cannot-tell") continue;
    const figures = check.figures(finding, columns);
    if (Object.values(figures).every(Number.isFinite))
      found.set(JSON.stringify([id, columns.slice(0, 12)]), figures);
  }
  return found;
}

function expectEqual(
  expected: ReadonlyMap<string, Readonly<Record<string, number>>>,
  found: ReadonlyMap<string, Record<string, number>>,
): void {
  expect(expected.size).toBeGreaterThan(20);
  for (const [key, figures] of expected)
    for (const [figure, value] of Object.entries(figures)) {
      const other = found.get(key)?.[figure];
      const close = other !== undefined && Math.abs(other - value) <= 1e-9 * Math.max(Math.abs(value), 1e-3);
      expect(close, `${key}, ${figure}: ${other} against ${value}`).toBe(true);
    }
}

describe("the checks that a person takes away give the numbers of the page", () => {
  test("as a script for DuckDB, run on the file as it is", async () => {
    const script = sqlScript(setup, [file], "duckdb");
    const found = new Map<string, Record<string, number>>();
    for (const statement of script.split(/;\n/)) {
      const bare = statement.replace(/^(\s*--.*\n)+/, "").trim();
      if (bare === "" || bare.startsWith("--")) continue;
      for (const row of await engine.rows(bare)) {
        const key = JSON.stringify([
          row.check_id,
          String(row.columns_read) === "" ? [] : String(row.columns_read).split(", "),
        ]);
        found.set(key, { ...found.get(key), [String(row.figure)]: Number(row.value) });
      }
    }
    expectEqual(own(new Set(sqlChecks.map(({ id }) => id))), found);
  }, 120_000);

  test.skipIf(!hasPandas)(
    "as a script for Python, run beside the file",
    () => {
      const script = join(folder, "checks.py");
      writeFileSync(script, pythonScript(setup, ["payments.csv"]));
      const out = execFileSync(python, [script], { cwd: folder, encoding: "utf8", maxBuffer: 1 << 26 });
      const found = new Map<string, Record<string, number>>();
      for (const line of out.trim().split("\n")) {
        const [id, columns, figure, value] = line.split("\t");
        const key = JSON.stringify([id, (JSON.parse(columns!) as string[]).slice(0, 12)]);
        found.set(key, { ...found.get(key), [figure!]: Number(value) });
      }
      expectEqual(own(new Set(pythonChecks.keys())), found);
    },
    120_000,
  );
});

test("hostile names of columns and files stay names in every script", async () => {
  const name = `a"; drop table x; -- 'é\nb`;
  const rows = Array.from(
    { length: 200 },
    (_, i) => `"${i % 17}",${i % 2},2025-01-${String(1 + (i % 28)).padStart(2, "0")}`,
  );
  const csv = await readCsv(
    textSource("o'h.csv", `"${name.replaceAll('"', '""')}",y,at\n${rows.join("\n")}\n`),
  );
  const odd = setUp([csv], new Map());
  for (const dialect of ["duckdb", "postgres", "spark"] as const) {
    const script = sqlScript(odd, ["o'h.csv"], dialect);
    for (const line of script.split("\n")) if (line.startsWith("--")) expect(line).not.toContain("\r");
    expect(script).toContain(dialect === "spark" ? `\`a"; drop table x; -- 'é` : `"a""; drop table x; -- 'é`);
  }
  expect(pythonScript(odd, ["o'h.csv"])).toContain("SETTING = json.loads(");
});
