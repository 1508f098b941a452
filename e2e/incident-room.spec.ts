import type { Page } from "@playwright/test";
import { type Outcome, writeResults } from "../src/incident/results.ts";
import { expect, test } from "./pages/test.ts";

const CODE = "ZJT9-QPAB";

/** Presses Tab until something with this name has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const reached = () =>
    page.evaluate(() => {
      const element = document.activeElement as HTMLElement & { labels?: NodeListOf<HTMLElement> };
      return (
        element.labels?.[0]?.textContent ?? element.getAttribute("aria-label") ?? element.textContent ?? ""
      );
    });
  for (let i = 0; i < 120; i++) {
    await page.keyboard.press("Tab");
    if (name.test((await reached()).trim())) return;
  }
  throw new Error(`Tab never came to ${name}.`);
}

test("an incident is played from the alert to the debrief by keyboard alone", async ({ page }) => {
  await page.goto(`./#/incident-room?code=${CODE.toLowerCase().replace("-", "")}`);
  await expect(page.locator(".incident-alert")).toBeVisible({ timeout: 30_000 });
  await expect(page.locator(".incident-time")).toHaveText(/03:00/);
  // Before the commitment nothing on the page names the cause but the list to choose from.
  expect(await page.title()).toContain(CODE);

  await tabTo(page, /^Label maturity/);
  await page.keyboard.press("Enter");
  const entry = page.locator(".incident-log article");
  await expect(entry).toHaveCount(1, { timeout: 20_000 });
  await expect(entry.first(), "what was asked for has the focus").toBeFocused();
  await expect(page.locator(".incident-time")).toHaveText(/03:04/);
  await tabTo(page, /^Back to the checks$/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "What do you look at?" })).toBeFocused();
  await tabTo(page, /^Missing values/);
  await page.keyboard.press("Enter");
  await expect(entry).toHaveCount(2, { timeout: 20_000 });
  await expect(page.locator(".incident-clock")).toContainText("53 minutes left");

  await tabTo(page, /^Commit$/);
  await page.keyboard.press("Enter");
  await expect(page.locator(".incident-submit [role=alert]")).toContainText("Choose a cause and a repair");
  await page.keyboard.press("Shift+Tab");
  for (
    let i = 0;
    i < 4 && !(await page.getByLabel("What is wrong").evaluate((e) => e === document.activeElement));
    i++
  )
    await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByLabel("What is wrong")).toHaveValue("nothing-wrong");
  await tabTo(page, /^What you do$/);
  await page.keyboard.press("ArrowDown");
  await tabTo(page, /^Commit$/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "What it was" })).toBeFocused({ timeout: 30_000 });
  await expect(page.locator(".incident-score li")).toHaveCount(3);
  await expect(page.locator(".incident-all tbody tr")).toHaveCount(14);
  await expect(page.locator("main")).not.toContainText(/NaN|undefined|Infinity/);

  // What was answered stays answered.
  await page.reload();
  await expect(page.locator(".incident-clock")).toContainText("committed");
  await expect(page.getByRole("heading", { name: "What do you look at?" })).toHaveCount(0);
});

test("a code that is none is answered with a sentence", async ({ page }) => {
  await page.goto(`./#/incident-room?code=${CODE.slice(0, -1)}C`);
  await expect(page.locator(".incident-problem")).toContainText("does not fit the others");
  await page.getByLabel("Or take the code of a colleague").fill("<img src=x>");
  await page.getByRole("button", { name: "Open" }).click();
  await expect(page.locator("main")).toContainText("never stands in one");
  await expect(page.locator("main img")).toHaveCount(0);
});

test("a trainer makes a set as one link, and the class goes through it", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("./#/incident-room");
  await page.getByLabel("Incidents").fill("2");
  await page.getByLabel("Difficulty").selectOption("gentle");
  await page.getByRole("button", { name: "Make the set" }).click();
  await page.getByRole("button", { name: "Copy the link" }).click({ timeout: 40_000 });
  await expect(page.locator(".incident-made")).toContainText("Copied");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/#\/incident-room\?code=[2-9A-Z-]{9}&set=[2-9A-Z]{8}\.[2-9A-Z]{8}$/);
  await page.goto(link);
  const strip = page.getByRole("navigation", { name: "The incidents of this set" });
  await expect(strip.getByRole("link")).toHaveCount(2);
  await expect(strip).toContainText("0 done");
  await expect(page.locator(".incident-code")).toContainText("gentle", { timeout: 30_000 });
  await strip.getByRole("link").last().click();
  await expect(strip.locator("[aria-current=page]")).toContainText("2.");
});

const outcome = (part: Partial<Outcome>): Outcome => ({
  code: CODE,
  difficulty: "fair",
  named: [],
  cause: "right",
  repair: "nothing",
  repairRight: true,
  minutes: 12,
  checks: [{ id: "drift", name: "Drift of every feature", at: 5, verdict: "silent" }],
  lost: { yours: 500, right: 400, nothing: 2000 },
  score: 80,
  ...part,
});

test("results of several people are compared; a bad file costs a sentence, and hostile names are text", async ({
  page,
}) => {
  await page.goto("./#/incident-room");
  const file = (name: string, text: string) => ({
    name,
    mimeType: "application/json",
    buffer: Buffer.from(text),
  });
  const input = page.locator("input[type=file]");
  await input.setInputFiles([
    file("ada.json", writeResults("Ada", [outcome({})])),
    file("bob.json", writeResults("<b>Bob</b>", [outcome({ cause: "wrong", minutes: 40 })])),
  ]);
  const rows = page.locator(".incident-compare tbody tr");
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText("✓ right, 12 min, € 100".replace("€ ", "€\u202f"));
  await expect(rows.last()).toContainText("<b>Bob</b>");
  await input.setInputFiles([file("bad.json", "{")]);
  await expect(page.locator(".incident-problem")).toContainText("“bad.json” was left out");
  await expect(rows).toHaveCount(2);
});
