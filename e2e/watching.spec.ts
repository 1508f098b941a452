import type { Page } from "@playwright/test";
import { focused, showsFocus } from "./pages/chapter.ts";
import { expect, test } from "./pages/test.ts";

/** Goes on by Tab until something that matches has the focus. */
async function tabTo(page: Page, selector: string, most = 60): Promise<void> {
  for (let i = 0; i < most; i++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) {
      const seen = (await focused(page)).visible || (await showsFocus(page));
      expect(seen, `the focus on ${selector} can be seen`).toBe(true);
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`${selector} is not reached by Tab.`);
}

const valueText = (page: Page) => page.locator(":focus").getAttribute("aria-valuetext");

test("the dashboard is played, paused, stepped and scrubbed, its lines dragged and a failure put in, by keyboard alone", async ({
  page,
  chapterPage,
}) => {
  test.setTimeout(90_000);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await chapterPage.open("watching", "day=20");
  await chapterPage.reveal();
  await chapterPage.settled();
  const lab = page.locator(".lab figure.watching");
  await lab.scrollIntoViewIfNeeded();
  await expect(lab.locator("svg.watch")).toBeVisible();
  const says = lab.locator(".picture-says");
  const spoken = lab.locator("[role=status]").first();
  await expect(says).toHaveText(/^Day 20: /);

  // From the last control before it, Tab leads into the player.
  await page.locator(".lab details.controls .controls-foot button").last().focus();
  await tabTo(page, ".lab .transport-play");
  await page.keyboard.press("Space");
  await expect(page.locator(":focus")).toHaveText("Pause");
  await expect(says).toHaveText(/^Day 2[2-9]: /);
  await expect(spoken, "an alarm that begins to ring is told").toHaveText(/ringing: .*drift score/);
  await page.keyboard.press("Space");
  await expect(page.locator(":focus")).toHaveText("Play");
  const paused = await says.textContent();
  await expect(spoken, "the day on which it stands is told").toHaveText(paused!);
  expect(await says.textContent(), "it stands still").toBe(paused);

  // A step on, then the slider of days.
  const day = Number(/^Day (\d+)/.exec(paused!)![1]);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(says).toHaveText(new RegExp(`^Day ${day + 1}: `));
  await tabTo(page, ".lab .transport-scrub");
  await page.keyboard.press("End");
  await expect(says).toHaveText(/^Day 48: /);
  await page.keyboard.press("ArrowLeft");
  await expect(says).toHaveText(/^Day 47: /);
  await expect(page, "the day is in the address").toHaveURL(/[?&]day=47/);
  await tabTo(page, ".lab .transport-truth input");
  await page.keyboard.press("Space");
  await expect(says).toHaveText(/and was 0\.\d\d/);

  // A line: its value, the alarms for nothing and the missed days follow, and no worker is asked.
  await tabTo(page, ".lab .threshold[role=slider]");
  const row = lab.locator(".ledger tbody tr").first();
  const before = { text: await valueText(page), row: await row.textContent() };
  await page.keyboard.press("ArrowUp");
  expect(await valueText(page)).not.toBe(before.text);
  await page.keyboard.press("End");
  expect(await valueText(page)).toBe("rings below 0.80");
  await expect(row).not.toHaveText(before.row!);
  await expect(row.locator("td").nth(1), "a line that always rings").toHaveText("28");
  await expect(page.locator(".prose[data-live]")).toHaveAttribute("data-live", "idle");
  await expect(page.locator("[data-stale=true]")).toHaveCount(0);
  await expect(row.getByRole("textbox"), "the number beside it").toHaveValue("0.8");

  // Another failure, from the list; what is drawn and said follows.
  await page.locator(".lab [data-control=failure]").focus();
  await page.keyboard.press("End");
  for (let i = 0; i < 40 && (await page.locator(":focus").inputValue()) !== "slow-dependency"; i++)
    await page.keyboard.press("ArrowUp");
  await expect(page.locator(":focus")).toHaveValue("slow-dependency");
  await chapterPage.settled();
  await expect(lab.locator(".watch-row[data-signal=latency]")).toHaveAttribute("data-ringing", "true");
  await expect(page).toHaveURL(/failure=slow-dependency/);
  await expect(page).toHaveURL(/recallLine=0\.8/);
});
