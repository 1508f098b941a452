import { readFileSync } from "node:fs";
import { expect, test } from "./pages/test.ts";

test("rules are changed by keyboard, a bad one is named, the days follow; saved, undone and loaded again", async ({
  page,
  chapterPage,
}) => {
  test.setTimeout(90_000);
  await chapterPage.open("validating");
  await chapterPage.reveal();
  await chapterPage.settled();
  const bench = page.locator(".rule-bench");
  await bench.scrollIntoViewIfNeeded();
  const whose = bench.locator(".rule-whose");
  const status = bench.locator(".rules-head [role=status]");
  await expect(whose).toContainText("the rules of the gate");

  await bench.locator("summary", { hasText: /^amount/ }).focus();
  await page.keyboard.press("Enter");
  await bench.getByRole("button", { name: /^Change: “amount” lies/ }).focus();
  await page.keyboard.press("Enter");
  const most = bench.getByRole("textbox", { name: "at most" });
  await most.fill("abc");
  await page.keyboard.press("Enter");
  await expect(bench.getByRole("alert")).toHaveText('It is "abc"; it must be a number or null.');
  await most.fill("120");
  await page.keyboard.press("Enter");
  await expect(status).toHaveText("Changed: “amount” lies between 0 and 120.");
  await expect(page.locator(":focus")).toHaveText("Change");
  await expect(whose).toContainText("your rules");
  const figure = bench.locator("figure.picture").first();
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.locator(".picture-says")).toContainText("good row", { timeout: 15_000 });
  await expect(bench.locator(".rule-note").first()).toContainText("with nothing wrong");

  const saving = page.waitForEvent("download");
  await bench.getByRole("button", { name: "Save rules.json" }).click();
  const saved = await (await saving).path();
  expect(JSON.parse(readFileSync(saved, "utf8"))).toMatchObject({ format: "as-of-rules", version: 1 });
  await bench.getByRole("button", { name: "Undo" }).click();
  await expect(whose).toContainText("the rules of the gate");

  const file = bench.locator("input[type=file]");
  const bad = '{"format": "as-of-rules", "version": 1, "rules": [{"id": "a", "rule": "rang"}]}';
  await file.setInputFiles({ name: "bad.json", mimeType: "application/json", buffer: Buffer.from(bad) });
  await expect(bench.getByRole("alert")).toContainText('Rule 1 (“a”), “rule”: it is "rang"');
  await file.setInputFiles(saved);
  await expect(status).toContainText("Loaded");
  await expect(whose).toContainText("your rules");

  // Reset means all of the chapter, and what it took back can be had again.
  const reset = page.locator("details.controls").first().getByRole("button", { name: "Reset" });
  await reset.focus();
  await page.keyboard.press("Enter");
  await expect(status).toContainText("Reset took your changes of the rules back too");
  await expect(whose).toContainText("the rules of the gate");
  await expect(reset).toBeFocused();
  await bench.getByRole("button", { name: "Undo" }).click();
  await expect(whose).toContainText("your rules");
});
