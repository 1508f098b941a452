// npm run bench: the budgets of the design, measured in one run of Chromium, and the heavy detectors in Node beside reference
// implementations. npm run bench -- load | sliders | workbench | detectors runs a part.
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findBrowser } from "./browser.mjs";
import { cache, root } from "./paths.mjs";
import { serve } from "./serve.mjs";
import { install, runTool } from "./shell.mjs";

const parts = ["load", "sliders", "workbench", "detectors"];
const help = `npm run bench [-- ${parts.join(" | ")}] [--chapter ID] [--moves 30] [--rows 1000000] [--dist FOLDER] [--json FILE]
  --dist takes a site that is built already. The figures are printed and written as JSON.
  The detectors are measured beside scipy, scikit-learn, pandas and river where python3 (or PYTHON) has them, the workbench beside pandas,
  SciPy and Evidently, at a hundredth, a tenth, once and three times --rows.`;

let options;
try {
  options = parseArgs({
    allowPositionals: true,
    options: {
      chapter: { type: "string" },
      moves: { type: "string", default: "30" },
      rows: { type: "string", default: "1000000" },
      dist: { type: "string" },
      json: { type: "string", default: join(cache, "bench.json") },
      help: { type: "boolean", default: false },
    },
  });
} catch (error) {
  console.error(`${error.message}\n${help}`);
  process.exit(2);
}
const { positionals, values } = options;
const unknown = positionals.find((part) => !parts.includes(part));
const moves = Number(values.moves);
const rows = Number(values.rows);
if (values.help || unknown !== undefined || !(moves >= 1) || !(rows >= 1)) {
  console.error(unknown === undefined ? help : `There is no part called “${unknown}”.\n${help}`);
  process.exit(values.help ? 0 : 2);
}

await install();
const chosen = positionals.length > 0 ? positionals : parts;
// The detectors need no page.
const page = chosen.some((part) => part !== "detectors") ? await openPage() : null;
const about = {
  ...(page ? { browser: `Chromium ${page.browser.version()}` } : {}),
  node: process.version,
  cores: cpus().length,
  cpu: cpus()[0]?.model ?? "unknown",
};
console.log(`${about.browser ?? `Node ${about.node}`}, ${about.cores} cores (${about.cpu})`);
const share = shareOfCore();
if (share < 0.9)
  console.log(
    `The machine is busy: a process gets ${Math.round(100 * share)} % of a core, and times are as much longer.`,
  );
const results = {};
try {
  for (const part of chosen) {
    const { measure } = await import(`../../e2e/bench/${part}.mjs`);
    console.log(`\n== ${part}`);
    results[part] = await measure({
      ...page,
      chapter: values.chapter ?? null,
      moves,
      rows,
      print,
    });
  }
} finally {
  await page?.browser.close();
  await page?.site.close();
}
mkdirSync(cache, { recursive: true });
writeFileSync(values.json, `${JSON.stringify({ ...about, shareOfCore: share, ...results }, null, 2)}\n`);
console.log(`\nWritten to ${values.json}`);

/** The site, built and served, and a browser to open it with. Ends the process where one is missing. */
async function openPage() {
  if (!values.dist) {
    console.error("Building …");
    const { status, output } = await runTool("vite/bin/vite.js", ["build", "--logLevel", "warn"], {
      quiet: true,
    });
    if (status !== 0) {
      console.error(output);
      process.exit(1);
    }
  }
  const dist = values.dist ?? join(root, "dist");
  const executablePath = await findBrowser();
  if (!executablePath) {
    console.error("No browser to measure with. Set BROWSER_PATH to a Chromium or Chrome.");
    process.exit(1);
  }
  const { chromium } = await import("@playwright/test");
  const browser = await chromium.launch({
    executablePath,
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  return { browser, dist, site: await serve(dist, { port: 4400, base: "/as-of/" }) };
}

/** How much of a core a process gets here and now: 1 on a machine that does nothing else. */
function shareOfCore() {
  const before = process.cpuUsage();
  const start = performance.now();
  while (performance.now() - start < 1000);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/**
 * One line of the table. Without a budget it is a figure to compare with.
 * @param {string} what
 * @param {number} value
 * @param {string} unit
 * @param {number | null} [budget]
 * @param {"most" | "least"} [keeps] whether the budget is the most or the least that is allowed
 */
function print(what, value, unit, budget = null, keeps = "most") {
  const shown = `${Number(value.toPrecision(3)).toLocaleString("en")} ${unit}`;
  const ratio = budget === null ? null : keeps === "most" ? value / budget : budget / value;
  const judged =
    ratio === null
      ? ""
      : `budget ${budget.toLocaleString("en")} ${unit}   ${ratio.toFixed(2)} of it${ratio > 1 ? "   MISSED" : ""}`;
  console.log(`${what.padEnd(62)} ${shown.padStart(12)}   ${judged}`.trimEnd());
}
