import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run, runTool } from "./shell.mjs";

const names = [
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
  "chrome",
  "microsoft-edge",
];

/**
 * The path of a Chromium to test with: BROWSER_PATH, Playwright's own, one of the system, one that Playwright downloads, or
 * Debian's package (as root). Null where none can be had.
 * @returns {Promise<string | null>}
 */
export async function findBrowser() {
  const named = process.env.BROWSER_PATH;
  if (named && existsSync(named)) return named;
  const found = (await playwrightsOwn()) ?? ofTheSystem();
  if (found) return found;
  console.log("No browser found; Playwright downloads one …");
  await runTool("@playwright/test/cli.js", ["install", "chromium"], { quiet: true });
  const loaded = await playwrightsOwn();
  if (loaded || process.platform !== "linux" || process.getuid?.() !== 0) return loaded;
  console.log("It could not be had; trying Debian's chromium …");
  await run("apt-get", ["update"], { quiet: true });
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { quiet: true, env });
  return ofTheSystem();
}

async function playwrightsOwn() {
  const { chromium } = await import("@playwright/test");
  const path = chromium.executablePath();
  if (!path || !existsSync(path)) return null;
  // Downloaded, but its system libraries may be missing.
  const { status } =
    process.platform === "linux" ? await run(path, ["--version"], { quiet: true }) : { status: 0 };
  return status === 0 ? path : null;
}

function ofTheSystem() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  candidates.push(
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  );
  return candidates.find(runnable) ?? null;
}

function runnable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
