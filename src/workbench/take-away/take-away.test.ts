import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasPandas, python } from "../../cli/chapter-tests.ts";
import { type Figures, figuresKey, ownFigures } from "../../cli/own-figures.ts";
import { duckdb, type Engine, postgres } from "../../cli/sql-engines.ts";
import { sqlChecks } from "../../core/export/checks/index.ts";
import { pythonChecks } from "../../core/export/checks/python-checks.ts";
import { random } from "../../core/random.ts";
import { readCsv } from "../csv/read.ts";
import { textSource } from "../csv/source.ts";
import { type Setup, setUp } from "../diagnosis.ts";
import { sampleCsv } from "../files/sample.ts";
import { pythonScript } from "./python-script.ts";
import type { FileAs } from "./sql-files.ts";
import { sqlScript } from "./sql-script.ts";

const folder = mkdtempSync(join(tmpdir(), "take-away-"));
const inSql: ReadonlySet<string> = new Set(sqlChecks.map(({ id }) => id));
const inPython: ReadonlySet<string> = new Set(pythonChecks.keys());
type Given = { setup: Setup; files: readonly FileAs[]; own: ReadonlyMap<string, Figures> };
let plain: Given;
let odd: Given;
let pair: Given;
let engines: readonly Engine[] = [];

/** Writes the files, reads them as the page does, and sets them up. */
async function given(texts: Readonly<Record<string, string>>): Promise<Given> {
  const read = Object.entries(texts).map(async ([name, text]) => {
    writeFileSync(join(folder, name), text);
    return await readCsv(textSource(name, text));
  });
  const files = await Promise.all(read);
  const setup = setUp(files as unknown as Parameters<typeof setUp>[0], new Map());
  return { setup, files, own: ownFigures(setup, new Set([...inSql, ...inPython])) };
}

/** Some columns of the sample, so that the scripts stay short. */
const KEPT = [0, 1, 2, 3, 4, 7, 9, 13, 14];
const payments = (): string =>
  sampleCsv()
    .split("\n")
    .slice(0, 2500)
    .map((line) => KEPT.map((place) => line.split(",")[place]).join(","))
    .join("\n");

/**
 * Semicolons, decimal commas, dates with the day first, a title, a row that does not fit, names with quotes, moments that
 * many share.
 */
function oddPayments(): Record<string, string> {
  const source = random(5);
  const two = (value: number) => String(value).padStart(2, "0");
  const rows = Array.from({ length: 700 }, (_, row) => {
    const day = Math.floor(row / 10);
    const when = `${two(1 + (day % 28))}/${two(1 + Math.floor(day / 28))}/2025 ${two(row % 24)}:00:0${row % 2},5`;
    const amount = source.chance(0.1)
      ? ""
      : `1.${100 + Math.floor(800 * source.next())},${two(Math.floor(100 * source.next()))}`;
    const shop = source.chance(0.05)
      ? ""
      : ["a;b", "it's", 'say ""x""', "café"][Math.floor(4 * source.next() ** 2)];
    return `T${row};${when};P${Math.floor(60 * source.next() ** 2)};"${shop}";${amount}`;
  });
  rows.splice(300, 0, "T9999;too;many;cells;in;this;row");
  const frauds = Array.from(
    { length: 90 },
    (_, i) => `T${i * 7};2025-0${2 + (i % 4)}-1${i % 9}T10:00:00+02:00;lost`,
  );
  return {
    "odd payments.csv": `\ufeffPayments of the “bank”\n"id";"when";"who's ""x""";"the \\ shop";"amount (€)"\n${rows.join("\n")}\n`,
    "chargebacks.csv": `payment,reported_at,why\n${frauds.join("\n").replaceAll(";", ",")}\n`,
  };
}

/** The same columns in two files, the second written otherwise to the last cell. */
function twoWays(): Record<string, string> {
  const source = random(6);
  const two = (value: number) => String(value).padStart(2, "0");
  const rows = Array.from({ length: 500 }, (_, row) => ({
    day: two(1 + (row % 28)),
    month: two(1 + Math.floor(row / 250)),
    amount: (100 * source.next()).toFixed(2),
    shop: ["north", "south", "west"][Math.floor(3 * source.next())],
    isFraud: source.chance(0.2),
  }));
  const older = rows
    .slice(0, 250)
    .map((one) => `2025-${one.month}-${one.day},${one.amount},${one.shop},${one.isFraud ? "TRUE" : "FALSE"}`);
  const newer = rows
    .slice(250)
    .map(
      (one) =>
        `${one.shop};${one.day}.${one.month}.2025;${one.amount.replace(".", ",")};${one.isFraud ? "yes" : "no"}`,
    );
  return {
    "older.csv": `paid_on,amount,shop,fraud\n${older.join("\n")}\n`,
    "newer.csv": `shop;paid_on;amount;fraud\n${newer.join("\n")}\n`,
  };
}

beforeAll(async () => {
  [plain, odd, pair] = await Promise.all([
    given({ "payments.csv": payments() }),
    given(oddPayments()),
    given(twoWays()),
  ]);
  engines = await Promise.all([duckdb(), postgres()]);
}, 60_000);
afterAll(async () => {
  for (const engine of engines) await engine.close();
  rmSync(folder, { recursive: true });
});

function expectEqual(
  own: Given["own"],
  known: ReadonlySet<string>,
  found: ReadonlyMap<string, Figures>,
): void {
  const expected = [...own].filter(([key]) => known.has((JSON.parse(key) as string[])[0]!));
  expect(expected.length).toBeGreaterThan(10);
  for (const [key, figures] of expected)
    for (const [figure, value] of Object.entries(figures)) {
      const other = found.get(key)?.[figure];
      const close = other !== undefined && Math.abs(other - value) <= 1e-9 * Math.max(Math.abs(value), 1e-3);
      expect(close, `${key}, ${figure}: ${other} against ${value}`).toBe(true);
    }
}

/** The file without the rows that the page set aside, as the script for PostgreSQL asks for it. */
function cleaned({ file, bad }: FileAs): string {
  const out = new Set(bad!.kept.map(({ row }) => row));
  const lines = readFileSync(join(folder, file), "utf8").split("\n");
  writeFileSync(join(folder, `clean ${file}`), lines.filter((_, i) => !out.has(i + 1)).join("\n"));
  return join(folder, `clean ${file}`);
}

/** Runs a script as a client does, statement by statement; a file of PostgreSQL's is loaded where the script tells to. */
async function ran({ setup, files }: Given, dialect: "duckdb" | "postgres"): Promise<Map<string, Figures>> {
  const engine = engines.find((one) => one.dialect === dialect)!;
  const placed = files.map((file) => ({
    ...file,
    file: dialect === "postgres" ? cleaned(file) : join(folder, file.file),
  }));
  const found = new Map<string, Figures>();
  for (const statement of sqlScript(setup, placed, dialect).split(/;\n/)) {
    const bare = statement.replace(/^(\s*(--.*)?\n)+/, "").trim();
    if (bare === "" || bare.startsWith("--")) continue;
    const load = /\\copy (\w+) from '(.+)' with \((.+)\)/.exec(statement);
    if (load) await engine.copy?.(load[1]!, load[2]!, load[3]!);
    for (const row of await engine.rows(bare)) {
      const key = JSON.stringify([row.check_id, String(row.columns_read)]);
      found.set(key, { ...found.get(key), [String(row.figure)]: Number(row.value) });
    }
  }
  return found;
}

describe("the checks that a person takes away give the numbers of the page", () => {
  test("as a script for DuckDB, run on the file as it is", async () => {
    expectEqual(plain.own, inSql, await ran(plain, "duckdb"));
  }, 120_000);

  test("as scripts for DuckDB and PostgreSQL, on files that are written oddly and joined by a key", async () => {
    expect(odd.setup.joined).not.toBeNull();
    expectEqual(odd.own, inSql, await ran(odd, "duckdb"));
    expectEqual(odd.own, inSql, await ran(odd, "postgres"));
  }, 120_000);

  test("as a script for DuckDB, on an older and a newer file that is written otherwise", async () => {
    expect(pair.setup.second?.positive).toBe("yes");
    expectEqual(pair.own, inSql, await ran(pair, "duckdb"));
  }, 120_000);

  test.skipIf(!hasPandas)(
    "as scripts for Python, run beside the files",
    () => {
      for (const { setup, files, own } of [plain, odd, pair]) {
        const script = join(folder, "checks.py");
        writeFileSync(script, pythonScript(setup, files));
        const out = execFileSync(python, [script], { cwd: folder, encoding: "utf8", maxBuffer: 1 << 26 });
        const found = new Map<string, Figures>();
        for (const line of out.trim().split("\n")) {
          const [id, columns, figure, value] = line.split("\t");
          const key = figuresKey(id!, JSON.parse(columns!) as string[]);
          found.set(key, { ...found.get(key), [figure!]: Number(value) });
        }
        expectEqual(own, inPython, found);
      }
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
  const sampled = [{ ...csv, sampled: { share: 0.1, seed: 1, of: 2000 } }];
  for (const script of [pythonScript(odd, sampled), sqlScript(odd, sampled, "duckdb")])
    expect(script).toContain("The page read a sample of the rows; this reads all of them");
});
