import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test } from "./pages/test.ts";

const grid = (page: Page) => page.getByRole("grid", { name: "Failures in rows, alarms in columns" });
const panel = (page: Page) => page.locator(".spots-detail");

/** Where the focus is: failure and detector by their places. */
const at = (page: Page) => page.evaluate(() => (document.activeElement as HTMLElement).dataset.at ?? "");

test.describe("the blind-spot matrix", () => {
  test.use({ viewport: { width: 1440, height: 900 } });

  test("is there at once, and is walked through and opened by keys alone", async ({ page }) => {
    await page.goto("./#/which-alarm");
    await expect(grid(page)).toBeVisible();
    expect(await grid(page).locator("td.spot").count()).toBeGreaterThan(600);
    await grid(page).locator('td.spot[tabindex="0"]').focus();
    const start = await at(page);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    expect(await at(page)).not.toBe(start);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowUp");
    expect(await at(page)).toBe(start);
    await page.keyboard.press("Control+End");
    const last = await at(page);
    await page.keyboard.press("Enter");
    await expect(panel(page)).toBeFocused();
    await expect(panel(page)).toContainText("On the healthy twin");
    await page.keyboard.press("Escape");
    await expect(panel(page)).toHaveCount(0);
    expect(await at(page)).toBe(last);
  });

  test("opens the scenario of a cell, its detector and its chapter", async ({ page }) => {
    await page.goto("./#/which-alarm");
    await grid(page).locator('td.spot[data-standing="sees"]').first().click();
    await expect(panel(page).getByRole("link", { name: /^How .* works$/ })).toHaveAttribute(
      "href",
      /^#\/detectors\?id=[a-z-]+$/,
    );
    await expect(panel(page).getByRole("link", { name: /^The chapter: / })).toBeVisible();
    await panel(page).getByRole("link", { name: "Watch it happen" }).click();
    await expect(page).toHaveURL(/#\/watching\?.*failure=/);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    // Nothing in the address was refused.
    await expect(page.locator(".notices")).toBeEmpty();
  });

  test("saves what it shows, as a table that runs no formula", async ({ page }) => {
    await page.goto("./#/which-alarm");
    await expect(grid(page)).toBeVisible();
    await page.getByLabel("only what no detector sees").check();
    const rows = await grid(page).locator("tbody tr:has(td):not(.spots-twin)").count();
    const columns = await grid(page).locator(".spots-twin td").count();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save the numbers as CSV" }).click(),
    ]);
    const lines = readFileSync(await file.path(), "utf8")
      .trim()
      .split("\r\n");
    expect(lines.length).toBe(1 + rows * columns);
    expect(lines.slice(1).every((line) => /^[a-z]/.test(line) && !/,"?[=+@]/.test(line))).toBe(true);
  });

  test("is computed anew in the workers, sharpens as seeds come in, and stops at once", async ({ page }) => {
    await page.goto("./#/which-alarm");
    await expect(grid(page)).toBeVisible();
    await page.getByRole("button", { name: "Compute it here" }).click();
    const state = page.locator("[data-live-status]");
    await expect(state).toHaveAttribute("data-live-status", "running");
    // Some verdicts are in, and every one is the stored one.
    await expect(state).toContainText(/every one is the same/, { timeout: 30_000 });
    await expect(state).not.toContainText("differ");
    const stopped = await page.evaluate(async () => {
      const button = [...document.querySelectorAll("button")].find((one) => one.textContent === "Stop")!;
      const from = performance.now();
      button.click();
      while (!document.querySelector('[data-live-status="stopped"]'))
        await new Promise((resolve) => requestAnimationFrame(resolve));
      return performance.now() - from;
    });
    expect(stopped).toBeLessThan(200);
    const words = await state.textContent();
    await page.waitForTimeout(400);
    expect(await state.textContent()).toBe(words);
    await page.getByRole("button", { name: "Show the stored matrix" }).click();
    await expect(state).toHaveCount(0);
  });
});

test("on a phone the matrix is one failure at a time, chosen by the thumb", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("./#/which-alarm");
  const list = page.locator(".spots-one");
  const name = list.locator(".spots-summary strong");
  await expect(name).toBeVisible();
  const first = await name.textContent();
  await list.getByRole("button", { name: "The next failure" }).click();
  await expect(name).not.toHaveText(first!);
  await list.locator(".spots-entry:visible").first().click();
  await expect(panel(page)).toContainText("With the failure");
});
