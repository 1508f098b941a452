import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { serve } from "../../src/cli/serve.mjs";
import { run } from "../../src/cli/shell.mjs";
import { watchMemory, workerSeconds } from "./memory.mjs";
import { writePayments } from "./payments.mjs";
import { onThePage } from "./workbench-page.mjs";

/** Times each way is run at a size; the least counts, since whatever else the machine does only adds. */
const RUNS = 3;
/** A power of the rows up to which time counts as growing linearly: the table of a key outgrows a core's caches on the way. */
const LINEAR = 1.1;

/**
 * A large file from its bytes to typed columns and to all findings, in a worker, beside Papa Parse alone in the same kind of worker;
 * the same on the real page; and the same file in pandas, SciPy and Evidently where PYTHON has them.
 */
export async function measure({ browser, site: page, rows, print }) {
  const folder = mkdtempSync(join(tmpdir(), "as-of-bench-"));
  const sizes = [rows / 100, rows / 10, rows, 3 * rows].map(Math.ceil);
  const fileOf = (size) => join(folder, `payments-${size}.csv`);
  let site;
  try {
    for (const size of [...sizes, rows / 2]) await writePayments(fileOf(size), size);
    await build({
      configFile: false,
      root: fileURLToPath(new URL("workbench", import.meta.url)),
      base: "./",
      logLevel: "error",
      worker: { format: "es" },
      build: { outDir: join(folder, "site"), target: "es2022" },
    });
    site = await serve(join(folder, "site"), { port: 4500 });
    const megabytes = statSync(fileOf(rows)).size / 1e6;
    print(`a file of ${rows.toLocaleString("en")} rows by 12 columns`, megabytes, "MB");
    const points = [];
    for (const size of sizes) points.push(await atSize({ browser, site, file: fileOf(size), size, rows }));
    const main = points[2];
    shown(main, print);
    for (const [what, how] of [
      ["to typed columns", "columns"],
      ["to all findings", "findings"],
    ]) {
      const line = points.map(
        (one) => `${one.rows.toLocaleString("en")} in ${one[how].seconds.toPrecision(3)} s`,
      );
      console.log(`${what}: ${line.join(", ")}`);
      print("  grows with the rows to the power of", exponentOf(points, how), "", LINEAR);
    }
    const beside = await secondWorker({
      browser,
      site,
      file: fileOf(rows),
      half: fileOf(rows / 2),
      main,
      print,
    });
    const onPage = await onThePage({ browser, site: page, file: fileOf(rows), print });
    const references = await inPython(fileOf(rows), main, print);
    return { rows, columns: 12, megabytes, points, beside, page: onPage, references };
  } finally {
    await site?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every way at one size, in turns. */
async function atSize({ browser, site, file, size, rows }) {
  const point = { rows: size };
  for (let turn = 0; turn < (size > rows ? 1 : RUNS); turn++)
    for (const how of ["papa", "columns", "findings"]) {
      const answer = await inWorker({ browser, site, file, how });
      point[how] = point[how] === undefined ? answer : leastOf(point[how], answer);
    }
  return point;
}

/** Of two runs the quicker one, with the least processor time and memory of both. */
function leastOf(one, other) {
  const least = (name) => (one[name] === null ? null : Math.min(one[name], other[name]));
  return {
    ...(one.seconds <= other.seconds ? one : other),
    processorSeconds: least("processorSeconds"),
    peakMegabytes: least("peakMegabytes"),
  };
}

/** What one size tells, with its budgets. */
function shown({ papa, columns, findings }, print) {
  print("Papa Parse alone, every row as text", papa.seconds, "s");
  print("to typed columns", columns.seconds, "s");
  print("  beside Papa Parse alone", columns.seconds / papa.seconds, "times", 1.2);
  print("to all findings", findings.seconds, "s");
  const checks = findings.seconds - findings.read;
  print("  the checks alone", checks, "s");
  print("  beside Papa Parse alone", checks / papa.seconds, "times");
  print("  beside the way to typed columns", checks / findings.read, "times", 3);
  if (papa.processorSeconds) {
    console.log(
      "The same in processor time of the worker's thread, which a busy machine cannot lengthen as much:",
    );
    print("  Papa Parse alone", papa.processorSeconds, "s");
    print("  to typed columns", columns.processorSeconds, "s");
    print("    beside Papa Parse alone", columns.processorSeconds / papa.processorSeconds, "times");
    const own = findings.processorSeconds - columns.processorSeconds;
    print("  the checks alone", own, "s");
    print("    beside the way to typed columns", own / columns.processorSeconds, "times");
  }
  const typed = columns.typedMegabytes + columns.textMegabytes;
  print("the typed columns: values, codes and bitmaps", columns.typedMegabytes, "MB");
  print("  with the texts behind the codes", typed, "MB");
  if (!findings.peakMegabytes) return;
  console.log(
    "Memory is the resident set of the page's process, garbage included, over that of the empty page:",
  );
  print("  at most, to typed columns", columns.peakMegabytes, "MB", 2.5 * typed);
  print("  at most, to all findings", findings.peakMegabytes, "MB", 2.5 * typed);
  print("  at most, Papa Parse alone, which keeps nothing", papa.peakMegabytes, "MB");
}

/**
 * Why one worker does it all: a second one for the checks would hold every column again, and two that read half of the file each hold
 * two heaps, before their parts are put together. Both are quicker where a second core is idle, and neither keeps the memory.
 */
async function secondWorker({ browser, site, file, half, main, print }) {
  const copied = await inWorker({ browser, site, file, how: "copied" });
  const halves = await inWorker({ browser, site, file: half, how: "columns", workers: 2 });
  console.log(
    "One worker reads and checks. A second one, which is not taken since it would not keep the memory:",
  );
  print("  for the checks: the columns copied to it", copied.copySeconds, "s");
  print("    memory at most, before any check runs", copied.peakMegabytes, "MB");
  print("  for the reading: two halves at once, not yet put together", halves.seconds, "s");
  print("    beside one worker", halves.seconds / main.columns.seconds, "times");
  print("    memory at most", halves.peakMegabytes, "MB");
  return { copied, halves };
}

async function inWorker({ browser, site, file, how, workers = 1 }) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(site.address);
  await page.setInputFiles("#file", file);
  const watch = await watchMemory(browser);
  const answers = await page.evaluate(
    ([how, workers]) => Promise.all(Array.from({ length: workers }, () => window.run(how))),
    [how, workers],
  );
  const answer = answers.reduce((last, one) => (one.seconds > last.seconds ? one : last));
  const peakMegabytes = watch();
  const processorSeconds = await workerSeconds(browser);
  await context.close();
  return { ...answer, processorSeconds, peakMegabytes };
}

/** The slope of log seconds over log rows. */
function exponentOf(points, how) {
  const logs = points.map((one) => [Math.log(one.rows), Math.log(one[how].seconds)]);
  const [x, y] = [0, 1].map((i) => logs.reduce((sum, one) => sum + one[i], 0) / logs.length);
  const cross = logs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0);
  return cross / logs.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
}

/** The same file in pandas, SciPy and Evidently; what is not installed is said. */
async function inPython(file, { columns, findings }, print) {
  const python = process.env.PYTHON ?? "python3";
  const script = fileURLToPath(new URL("workbench.py", import.meta.url));
  const { status, output } = await run(python, [script, file], { quiet: true });
  if (status !== 0) {
    console.log(
      `No reference times: ${python} ${status === 127 ? "is not there" : "failed"}. Set PYTHON to one.`,
    );
    return {};
  }
  const times = JSON.parse(output.trim().split("\n").at(-1));
  for (const { id, what, seconds, missing, by } of times) {
    if (missing) {
      console.log(`${what}: ${missing} is not installed`);
      continue;
    }
    print(`${what} (${by})`, seconds, "s");
    const own = id === "read" ? columns.seconds : findings.seconds - findings.read;
    if (id !== "ks")
      print(
        `  ours, ${id === "read" ? "to typed columns" : "every check"}, beside it`,
        own / seconds,
        "times",
      );
  }
  return times;
}
