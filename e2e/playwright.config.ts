import { defineConfig } from "@playwright/test";

const { BASE_URL, BROWSER_PATH } = process.env;
if (!BASE_URL)
  throw new Error("BASE_URL is not set. npm test builds the site, serves it from a sub-path and sets it.");

/**
 * What Playwright switches off in Chromium (a list that is given replaces its own), and at the end what it leaves on: each window loads
 * two pages for the suggestions of an address bar that nobody sees here, which takes a sixth of the time of all tests.
 */
const OFF = [
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "TcpPortRandomizationWin",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
];

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  outputDir: "../test-results",
  // As many as the cores that are promised: what is asked within so many milliseconds is not asked of a crowd.
  workers: 2,
  // Tests of one file share nothing; the workers end together.
  fullyParallel: true,
  timeout: 60_000,
  // A real browser on a shared machine may stall for longer than a person waits. Whatever needs its second try is named at the end.
  retries: 1,
  reporter: [["list"], ["json", { outputFile: "../node_modules/.cache/as-of/e2e.json" }]],
  use: {
    baseURL: BASE_URL,
    launchOptions: {
      ...(BROWSER_PATH ? { executablePath: BROWSER_PATH } : {}),
      args: [
        `--disable-features=${OFF.join(",")}`,
        // Chromium's sandbox does not start for the root of a container.
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      ],
    },
  },
});
