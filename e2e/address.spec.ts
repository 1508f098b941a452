import { chapters, firstHandle } from "./pages/places.ts";
import { expect, test } from "./pages/test.ts";
import { withoutStorage } from "./pages/workers.ts";

const first = chapters[0]!;
const notices = ".notices";

// That a copied link restores every setting is tried on every chapter in sliders.spec.ts, and wrong values in reading.spec.ts.

test("a link to a chapter that does not exist leads to the contents and says so", async ({ page }) => {
  await page.goto("./#/no-such-chapter");
  await expect(page.locator(notices)).toContainText("There is no chapter or page called “no-such-chapter”.");
  await expect(page.getByRole("heading", { level: 1, name: "As Of" })).toBeVisible();
});

test("a hostile link is shown as text and becomes no element", async ({ page }) => {
  await page.goto(`./#/${encodeURIComponent("<img src=x onerror=alert(1)>")}`);
  await expect(page.locator(notices)).toContainText("<img src=x onerror=alert(1)>");
  expect(await page.locator(`${notices} img`).count()).toBe(0);
  const { key } = firstHandle(first);
  await page.goto(`./#/${first.id}?v=1&${key}=${encodeURIComponent("<b onclick=1>x</b>")}`);
  await expect(page.locator(notices)).toContainText("<b onclick=1>x</b>");
  expect(await page.locator(`${notices} b`).count()).toBe(0);
});

test("a link of a newer version says so and opens the chapter as its author left it", async ({
  page,
  chapterPage,
}) => {
  await page.goto(`./#/${first.id}?v=99&seed=3`);
  await expect(page.locator(notices)).toContainText("made by a newer version of this notebook");
  await expect(chapterPage.prose).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`#/${first.id}$`));
});

test("back and forward lead through the places that were visited, each as it was left", async ({
  page,
  chapterPage,
}) => {
  const { key } = firstHandle(first);
  await page.goto("./");
  await page.locator(".side").getByRole("link", { name: first.title }).click();
  await expect(chapterPage.prose).toBeVisible();
  await chapterPage.reveal();
  const slider = await chapterPage.control(key);
  await slider.press("PageUp");
  const text = await slider.getAttribute("aria-valuetext");
  await expect(page).toHaveURL(new RegExp(`${key}=`));
  await page.locator(".side").getByRole("link", { name: "Your data" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Your data" })).toBeVisible();
  await page.goBack();
  await expect(await chapterPage.control(key)).toHaveAttribute("aria-valuetext", text!);
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "As Of" })).toBeVisible();
  await page.goForward();
  await expect(await chapterPage.control(key)).toHaveAttribute("aria-valuetext", text!);
  await page.goForward();
  await expect(page.getByRole("heading", { level: 1, name: "Your data" })).toBeVisible();
});

for (const [what, stored] of [
  ["is no JSON", "{broken"],
  ["is something else", "[1,2,3]"],
  ["holds a theme that does not exist", '{"theme":"neon","progress":{}}'],
])
  test(`stored choices where what is stored ${what} are replaced, and a notice says so`, async ({ page }) => {
    await page.addInitScript((text) => localStorage.setItem("as-of", text!), stored);
    await page.goto("./");
    await expect(page.locator(notices)).toContainText("could not be read");
    await expect(page.getByRole("heading", { level: 1, name: "As Of" })).toBeVisible();
    await expect(page.locator(".side").getByRole("radio", { name: "system" })).toBeChecked();
  });

test("where nothing may be stored the page says so, and everything else works", async ({
  page,
  chapterPage,
}) => {
  await withoutStorage(page);
  await chapterPage.open(first.id);
  await expect(page.locator(notices)).toContainText("does not let the page store anything");
  await chapterPage.reveal();
  await chapterPage.drawn();
  await page.locator(".side").getByText("dark").click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});
