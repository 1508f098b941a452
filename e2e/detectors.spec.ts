import { expect, test } from "./pages/test.ts";

test("every detector of the list has its page, with its formula, its report card and a live example", async ({
  page,
}) => {
  test.setTimeout(240_000);
  await page.goto("./#/detectors");
  const links = page.locator(".detector-list a");
  await expect(links.first()).toBeVisible();
  const all = await links.evaluateAll((found) =>
    found.map((link) => [link.textContent ?? "", link.getAttribute("href") ?? ""] as const),
  );
  expect(all.length).toBeGreaterThan(20);
  for (const [name, hash] of all) {
    await page.goto(`./${hash}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    await expect(page.locator(".detector-formula")).toHaveText(/\S.{20,}\.$/s);
    await expect(page.locator(".detector-says dd").first()).toHaveText(/\S.{10,}\.$/s);
    await page.locator(".picture-frame").scrollIntoViewIfNeeded();
    await expect(page.locator(".picture-says")).toContainText("With nothing wrong it rings in");
  }
});

test("a live example follows its sliders: nothing wrong is silent, a strong change rings", async ({
  page,
}) => {
  await page.goto("./#/detectors?id=kolmogorov-smirnov");
  const verdict = page.locator(".detector-says .verdict").first();
  const strength = page.getByRole("slider", { name: "Shift" });
  await strength.press("End");
  await expect(verdict).toContainText("rings");
  await strength.press("Home");
  await expect(verdict).toContainText("silent");
  await page.getByRole("radio", { name: "More is missing" }).check();
  await expect(page.getByRole("slider", { name: "Values lost" })).toBeVisible();
});

test("the address holds what the live example is set to: reload and the way back restore it", async ({
  page,
}) => {
  await page.goto("./#/detectors?id=kolmogorov-smirnov");
  await page.getByRole("radio", { name: "The spread grows" }).check();
  const strength = page.getByRole("slider", { name: "Spread" });
  await strength.press("End");
  await page.getByRole("button", { name: "Another sample" }).click();
  await expect(page).toHaveURL(/id=kolmogorov-smirnov&case=spread&strength=3&seed=2$/);
  const said = page.locator(".detector-says dd").first();
  await expect(page.locator(".detector-says")).toHaveAttribute("data-stale", "false");
  const before = await said.textContent();
  await page.reload();
  await expect(page.getByRole("radio", { name: "The spread grows" })).toBeChecked();
  await expect(strength).toHaveAttribute("aria-valuetext", /^3\D/);
  await expect(said).toHaveText(before!);
  await page.goto("./#/detectors?id=chi-square");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Chi-square test");
  await page.goBack();
  await expect(page.getByRole("radio", { name: "The spread grows" })).toBeChecked();
  await expect(strength).toHaveAttribute("aria-valuetext", /^3\D/);
});

test("a setting of the live example that cannot be is named, and the address says what is shown", async ({
  page,
}) => {
  await page.goto("./#/detectors?id=kolmogorov-smirnov&case=spread&strength=99");
  await expect(page.getByText("99", { exact: false }).first()).toBeVisible();
  await expect(page.getByRole("radio", { name: "The spread grows" })).toBeChecked();
  await expect(page).toHaveURL(/id=kolmogorov-smirnov&case=spread$/);
});

test("a detector that does not exist is named, and the list stands", async ({ page }) => {
  await page.goto("./#/detectors?id=nothing-of-the-kind");
  await expect(page.getByRole("alert").filter({ hasText: "nothing-of-the-kind" })).toBeVisible();
  await expect(page.locator(".detector-list a").first()).toBeVisible();
});

test("the alarm panel leads to the detector, and back leads to the chapter", async ({
  page,
  chapterPage,
}) => {
  await chapterPage.open("time-travel");
  await chapterPage.reveal();
  const name = page.locator(".alarm-name").first();
  const title = await name.textContent();
  await name.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title!);
  await page.goBack();
  await expect(page).toHaveURL(/#\/time-travel/);
});
