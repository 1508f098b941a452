import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { serve } from "../../src/cli/serve.mjs";

/** A large file, from its bytes to typed columns and to all findings, beside Papa Parse alone in the same kind of worker. */
export async function measure({ browser, rows, print }) {
  const folder = mkdtempSync(join(tmpdir(), "as-of-bench-"));
  const file = join(folder, "payments.csv");
  let site;
  try {
    await write(file, rows);
    const megabytes = statSync(file).size / 1e6;
    await build({
      configFile: false,
      root: fileURLToPath(new URL("csv", import.meta.url)),
      base: "./",
      logLevel: "error",
      worker: { format: "es" },
      build: { outDir: join(folder, "site"), target: "es2022" },
    });
    site = await serve(join(folder, "site"), { port: 4500 });
    const result = { rows, columns: 12, megabytes };
    print(`a file of ${rows.toLocaleString("en")} rows by 12 columns`, megabytes, "MB");
    for (const how of ["papa", "columns", "findings"]) result[how] = await run({ browser, site, file, how });
    const { papa, columns, findings } = result;
    print("Papa Parse alone, every row as text", papa.seconds, "s");
    print("to typed columns", columns.seconds, "s");
    print("  beside Papa Parse alone", columns.seconds / papa.seconds, "times");
    print("to all findings", findings.seconds, "s");
    print("the typed columns", columns.typedMegabytes, "MB");
    if (findings.peakMegabytes !== null) {
      print(
        "peak memory over the empty page, to typed columns",
        columns.peakMegabytes,
        "MB",
        2.5 * columns.typedMegabytes,
      );
      print(
        "peak memory over the empty page, to all findings",
        findings.peakMegabytes,
        "MB",
        2.5 * columns.typedMegabytes,
      );
      print("  Papa Parse alone", papa.peakMegabytes, "MB");
    }
    return result;
  } finally {
    await site?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run({ browser, site, file, how }) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(site.address);
  await page.setInputFiles("#file", file);
  const watch = await watchMemory(browser);
  const answer = await page.evaluate((how) => window.run(how), how);
  const peakMegabytes = watch();
  await context.close();
  return { ...answer, peakMegabytes };
}

/** The most memory that the page's process held beyond what it began with; null where the system does not tell. */
async function watchMemory(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const ids = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
  const resident = () =>
    ids.map((id) => {
      const status = `/proc/${id}/status`;
      return existsSync(status)
        ? Number(/VmRSS:\s+(\d+)/.exec(readFileSync(status, "utf8"))?.[1] ?? 0) / 1000
        : 0;
    });
  const before = resident();
  const peaks = [...before];
  const timer = setInterval(() => {
    for (const [i, now] of resident().entries()) peaks[i] = Math.max(peaks[i], now);
  }, 25);
  return () => {
    clearInterval(timer);
    return process.platform === "linux" ? Math.max(...peaks.map((peak, i) => peak - before[i])) : null;
  };
}

/** Seeded payments, written as they are made: the file is never in memory. */
async function write(file, rows) {
  let state = 42;
  const chance = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const out = createWriteStream(file);
  out.write(
    "payment_id,created_at,user_id,amount,merchant_category,payment_method,device_is_new,payments_7d,avg_amount_30d,hour,score,is_fraud\n",
  );
  const start = Date.UTC(2024, 0, 1);
  const categories = ["grocer", "books", "travel", "fuel", "games", "clothes", "pharmacy"];
  for (let from = 0; from < rows; from += 10_000) {
    const lines = [];
    for (let i = from; i < Math.min(rows, from + 10_000); i++) {
      const at = new Date(start + Math.floor((i / rows) * 270 * 86_400_000));
      const fraud = chance() < 0.015;
      const amount = 3 + 180 * chance() ** 3 + (fraud ? 60 * chance() : 0);
      const average = chance() < 0.05 ? "" : (20 + 60 * chance()).toFixed(2);
      const score = Math.min(0.999, 0.3 * chance() ** 2 + (fraud ? 0.4 * chance() : 0));
      lines.push(
        `p${i},${at.toISOString().slice(0, 19)}Z,u${Math.floor(60_000 * chance())},${amount.toFixed(2)},${categories[Math.floor(7 * chance())]},${chance() < 0.7 ? "card" : "transfer"},${chance() < (fraud ? 0.3 : 0.08)},${Math.floor(9 * chance() ** 2)},${average},${at.getUTCHours()},${score.toFixed(4)},${fraud ? 1 : 0}`,
      );
    }
    if (!out.write(`${lines.join("\n")}\n`)) await new Promise((done) => out.once("drain", done));
  }
  out.end();
  await finished(out);
}
