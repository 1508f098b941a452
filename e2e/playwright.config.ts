import { defineConfig } from "@playwright/test";

const { BASE_URL, BROWSER_PATH } = process.env;
if (!BASE_URL)
  throw new Error("BASE_URL is not set. npm test builds the site, serves it from a sub-path and sets it.");

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  outputDir: "../test-results",
  workers: 2,
  // Tests of one file share nothing; the two workers end together.
  fullyParallel: true,
  timeout: 60_000,
  // A real browser on a shared machine may stall for longer than a person waits. Whatever needs its second try is named at the end.
  retries: 1,
  reporter: [["list"], ["json", { outputFile: "../node_modules/.cache/as-of/e2e.json" }]],
  use: {
    baseURL: BASE_URL,
    launchOptions: {
      ...(BROWSER_PATH ? { executablePath: BROWSER_PATH } : {}),
      // Chromium's sandbox does not start for the root of a container.
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    },
  },
});
