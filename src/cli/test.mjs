// npm test: types, style, licences, units, and end to end on the built site, served from a sub-path as a static host would.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findFailure, report } from "./counts.mjs";
import { cache, root } from "./paths.mjs";
import { serve } from "./serve.mjs";
import { install, run, runTool } from "./shell.mjs";

const started = Date.now();
let passed = 0;
let failed = 0;

await install();
mkdirSync(cache, { recursive: true });

await single("types", () => run(process.execPath, ["src/cli/types.mjs"]));
await single("style", () => runTool("@biomejs/biome/bin/biome", ["check", "."]));
await single("licences", () => run(process.execPath, ["src/cli/licences.mjs"]));
await counted("units", join(cache, "units.json"), report.vitest, (file) =>
  // Without colours a test is one dot in a log, not twenty characters.
  runTool("vitest/vitest.mjs", ["run", "--reporter=dot", "--reporter=json", `--outputFile.json=${file}`], {
    // What computes comes as modules of Node's own: a whole run is shorter by more than the build of them takes.
    env: { AS_OF_NATIVE: "1", ...(process.stdout.isTTY ? {} : { NO_COLOR: "1" }) },
  }),
);
const built = await single("build", () => runTool("vite/bin/vite.js", ["build", "--logLevel", "warn"]));
if (built) await endToEnd();

console.log(`${Math.round((Date.now() - started) / 1000)} seconds`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

async function endToEnd() {
  const { findBrowser } = await import("./browser.mjs");
  const browser = await findBrowser();
  if (!browser) {
    console.error("No browser to test with. Set BROWSER_PATH to a Chromium or Chrome.");
    failed++;
    return;
  }
  const site = await serve(join(root, "dist"), { port: 4300, base: "/some/sub-path/" });
  await counted("end to end", join(cache, "e2e.json"), report.playwright, () =>
    runTool("@playwright/test/cli.js", ["test", "--config", "e2e/playwright.config.ts"], {
      env: { BASE_URL: site.address, BROWSER_PATH: browser },
    }),
  );
  await site.close();
}

/** A step that counts as one test. */
async function single(name, step) {
  console.log(`\n== ${name}`);
  const { status } = await step();
  if (status === 0) passed++;
  else {
    failed++;
    console.error(`${name}: failed`);
  }
  return status === 0;
}

/** A step that counts its own tests in a JSON file. */
async function counted(name, file, read, step) {
  console.log(`\n== ${name}`);
  rmSync(file, { force: true });
  const { status } = await step(file);
  const counts = findFailure(status, () => read(JSON.parse(readFileSync(file, "utf8"))));
  const again = counts.secondTry ? `, ${counts.secondTry} of the passed on a second try` : "";
  console.log(`${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped${again}`);
  passed += counts.passed;
  failed += counts.failed;
}
