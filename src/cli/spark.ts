// npm run spark [-- --check ID]: the checks as Spark SQL, run by a real Spark in local mode and held to our own numbers.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { sqlChecks } from "../core/export/checks/index.ts";
import { KeptQueries, keptTablesIn, letGo, onceInSpark } from "../core/export/checks/spark-once.ts";
import { writerOf } from "../core/export/checks/sql-check.ts";
import type { Table } from "../core/table/table.ts";
import { type Asked, asked, kindsOf, relativeDifference, sqlInputOf, tablesOf } from "./asked-pairs.ts";
import { plainCsv } from "./sql-engines.ts";

const [driver] = Object.values(
  import.meta.glob<string>("./spark.py", { eager: true, query: "?raw", import: "default" }),
);
const python = process.env.PYTHON ?? "python3";
const CLOSE = 1e-9;

type Answer = { figures?: Record<string, number | null>; error?: string; seconds: number };
type Tally = { pairs: number; figures: number; worst: number; seconds: number; wrong: string[] };

function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

/** Whether a program runs and succeeds. */
function succeeds(program: string, args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** What is missing here to run Spark, as a sentence; null where nothing is. */
function missing(): string | null {
  if (!succeeds(python, ["--version"]))
    return `There is no Python called “${python}”: install Python 3.10 or later, or name one that is there with PYTHON=….`;
  if (!succeeds(python, ["-c", "import pyspark"]))
    return `“${python}” has no pyspark: install it with “${python} -m pip install pyspark”, or name a Python that has it with PYTHON=….`;
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin/java") : "java";
  if (!succeeds(java, ["-version"]))
    return `Spark needs Java, and “${java}” does not run: install Java 17 or later (in Debian “apt install openjdk-17-jre-headless”), or set JAVA_HOME.`;
  return null;
}

/** Writes the tables and the statements of the pairs; the driver reads one job a line. */
function writeJobs(folder: string, all: readonly { id: string; one: Asked }[]): string {
  const files = new Map<Table, string>();
  const fileOf = (table: Table): string => {
    const known = files.get(table);
    if (known) return known;
    const file = join(folder, `${files.size}.csv`);
    writeFileSync(file, plainCsv(table));
    files.set(table, file);
    return file;
  };
  const lines = all.map(({ id, one }) => {
    const check = sqlChecks.find((known) => known.id === id)!;
    const tables = Object.entries(tablesOf(one)).map(
      ([name, table]) => [name, [fileOf(table), [...kindsOf(table)]]] as const,
    );
    const { before, sql } = onceInSpark(check.sql(sqlInputOf(one), writerOf("spark")), new KeptQueries());
    const after = keptTablesIn(before.join("\n")).map(letGo);
    return JSON.stringify({ tables: Object.fromEntries(tables), before, sql, after });
  });
  const jobs = join(folder, "jobs.jsonl");
  writeFileSync(jobs, `${lines.join("\n")}\n`);
  return jobs;
}

function judge(tally: Tally, { name, own }: Asked, { figures, error, seconds }: Answer): void {
  tally.pairs++;
  tally.seconds += seconds;
  if (error !== undefined) {
    tally.wrong.push(`${name}: ${error}`);
    return;
  }
  for (const figure of new Set([...Object.keys(own), ...Object.keys(figures!)])) {
    tally.figures++;
    const ours = own[figure];
    const found = figures![figure] ?? null;
    const difference =
      ours === undefined || found === null ? Number.POSITIVE_INFINITY : relativeDifference(found, ours);
    tally.worst = Math.max(tally.worst, difference);
    if (!(difference <= CLOSE)) tally.wrong.push(`${name}: ${figure} is ${found}, ours is ${ours}`);
  }
}

const WIDTHS = [26, 6, 8, 20, 8];
const line = (cells: readonly (string | number)[]): string =>
  cells
    .map((cell, i) => (i === 0 ? String(cell).padEnd(WIDTHS[i]!) : String(cell).padStart(WIDTHS[i]!)))
    .join(" ");

function tell(id: string, { pairs, figures, worst, seconds, wrong }: Tally): void {
  const difference = Number.isFinite(worst) ? worst.toExponential(1) : "not there";
  console.log(line([id, pairs, figures, difference, seconds.toFixed(1)]));
  for (const sentence of wrong) console.log(`  ${sentence}`);
}

async function run(ids: readonly string[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "spark-"));
  try {
    const all = ids.flatMap((id) => asked(id).map((one) => ({ id, one })));
    const script = join(folder, "spark.py");
    writeFileSync(script, driver!);
    const child = spawn(python, [script, writeJobs(folder, all)], {
      stdio: ["ignore", "pipe", "pipe"],
      cwd: folder,
    });
    let said = "";
    child.stderr.on("data", (data) => {
      said = `${said}${data}`.slice(-4000);
    });
    const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
    const tallies = new Map(
      ids.map((id) => [id, { pairs: 0, figures: 0, worst: 0, seconds: 0, wrong: [] as string[] }]),
    );
    let at = 0;
    for await (const text of createInterface({ input: child.stdout })) {
      // Java may say something of its own.
      if (!text.startsWith("{")) continue;
      const answer = JSON.parse(text) as Answer | { spark: string };
      if ("spark" in answer) {
        console.log(`Spark ${answer.spark}`);
        console.log(line(["check", "pairs", "figures", "largest difference", "seconds"]));
        continue;
      }
      const { id, one } = all[at++]!;
      judge(tallies.get(id)!, one, answer);
      if (all[at]?.id !== id) tell(id, tallies.get(id)!);
    }
    const status = await ended;
    if (status !== 0 || at < all.length) {
      console.error(`Spark ended after ${at} of ${all.length} pairs (status ${status}):\n${said}`);
      return 1;
    }
    const failed = [...tallies.values()].filter(({ pairs, wrong }) => pairs === 0 || wrong.length > 0).length;
    console.log(`${ids.length - failed} passed, ${failed} failed`);
    return failed === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const known = sqlChecks.map(({ id }) => id);
let wanted: string[] | undefined;
try {
  wanted = parseArgs({ options: { check: { type: "string", multiple: true } } }).values.check;
} catch (error) {
  refuse(`${(error as Error).message} Known: --check ID (again for more).`);
}
for (const id of wanted ?? [])
  if (!known.includes(id)) refuse(`There is no check “${id}” in SQL. There are: ${known.join(", ")}.`);
const sentence = missing();
if (sentence !== null) refuse(sentence);
process.exitCode = await run(wanted ?? known);
