import { paper } from "./pages/look.ts";
import { chapters } from "./pages/places.ts";
import { expect, test } from "./pages/test.ts";

test("the page follows the system's theme until a person chooses, and remembers the choice", async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("./");
  expect(await paper(page)).toBeGreaterThan(200);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await paper(page)).toBeLessThan(60);

  const tools = page.locator(".side");
  await tools.getByText("light", { exact: true }).click();
  expect(await paper(page)).toBeGreaterThan(200);
  await page.reload();
  await expect(tools.getByRole("radio", { name: "light" })).toBeChecked();
  expect(await paper(page), "the choice outlasts a visit").toBeGreaterThan(200);

  await tools.getByText("dark", { exact: true }).click();
  await page.emulateMedia({ colorScheme: "light" });
  await page.reload();
  expect(await paper(page)).toBeLessThan(60);

  await tools.getByText("system", { exact: true }).click();
  expect(await paper(page)).toBeGreaterThan(200);
});

test("the chosen theme stands before the first paint", async ({ page, guard }) => {
  guard.expectError(/ERR_FAILED/);
  await page.emulateMedia({ colorScheme: "light" });
  await page.addInitScript(() => localStorage.setItem("as-of", '{"theme":"dark"}'));
  // The page's own code never comes: what stands then was there before it.
  await page.route(/assets\/index-[^/]*\.js/, (route) => route.abort());
  await page.goto("./");
  expect(await paper(page)).toBeLessThan(60);
});

test("progress and answers are remembered on this device, and forgotten on demand", async ({
  page,
  chapterPage,
}) => {
  const chapter = chapters[0]!;
  await chapterPage.open(chapter.id);
  await chapterPage.reveal();
  await page.reload();
  await expect(chapterPage.prose).toBeVisible();
  await expect(page.locator(".held-back")).toHaveCount(0);
  await page.goto("./#/about");
  await page.getByRole("button", { name: "Forget what is stored here" }).click();
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  await page.goto(`./#/${chapter.id}`);
  await expect(page.locator(".held-back").first()).toBeVisible();
});
