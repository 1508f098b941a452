import { chapters } from "./pages/places.ts";
import { expect, test } from "./pages/test.ts";

const [first] = chapters;

test("resting on a term tells its meaning; Escape puts it away; a click leads to its entry", async ({
  page,
  chapterPage,
}) => {
  await chapterPage.open(first!.id);
  const term = page.locator(".term").first();
  const note = page.locator(".term-note").first();
  await expect(note).toBeAttached();
  await expect(note).toBeHidden();
  await term.hover();
  await expect(note).toBeVisible();
  await expect(note).toContainText(/First explained in.*Glossary/);
  await expect(term).toHaveAccessibleDescription(/\w+ \w+ \w+/);
  const box = (await note.boundingBox())!;
  expect(box.x).toBeGreaterThanOrEqual(0);
  // On its way to the note the pointer may leave the word.
  await note.hover();
  await page.waitForTimeout(400);
  await expect(note).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(note).toBeHidden();

  const name = await note.locator("b").textContent();
  await term.click();
  await expect(page).toHaveURL(/#\/glossary\?term=/);
  await expect(page.locator("dt:focus")).toHaveText(name!);
  await expect(page.locator("dt:focus")).toBeInViewport();
});

test("by keys a term opens its note, and the next stop is in it", async ({ page, chapterPage }) => {
  await chapterPage.open(first!.id);
  const note = page.locator(".term-note").first();
  await expect(note).toBeAttached();
  for (let stop = 0; stop < 60; stop++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement?.classList.contains("term"))) break;
  }
  await expect(note).toBeVisible();
  await page.keyboard.press("Tab");
  expect(await note.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  await page.keyboard.press("Escape");
  await expect(note).toBeHidden();
});

test.describe("with a finger", () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 780 } });

  test("a tap opens the note inside the screen, and a second tap closes it", async ({
    page,
    chapterPage,
  }) => {
    await chapterPage.open(first!.id);
    const term = page.locator(".term").first();
    const note = page.locator(".term-note").first();
    await expect(note).toBeAttached();
    await term.tap();
    await expect(note).toBeVisible();
    await expect(page).toHaveURL(new RegExp(first!.id));
    const { x, width } = (await note.boundingBox())!;
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(390);
    await page.touchscreen.tap(200, 60);
    await expect(note).toBeHidden();
  });
});

test("the glossary lists its terms by the alphabet, each with the chapter that explains it", async ({
  page,
}) => {
  await page.goto("./#/glossary");
  await expect(page.locator(".glossary dt").first()).toBeVisible();
  const terms = await page.locator(".glossary dt").allTextContents();
  expect(terms.length).toBeGreaterThan(20);
  expect(terms).toEqual([...terms].sort((a, b) => a.localeCompare(b, "en")));
  for (const said of await page.locator(".glossary dd").allTextContents())
    expect(said).toMatch(/First explained in \d+\. /);
});

test("an address that names no term of the glossary says so", async ({ page }) => {
  await page.goto("./#/glossary?term=nonsense");
  await expect(page.getByRole("alert")).toContainText("nonsense");
});

test("going back from a term's entry leads to where one was in the chapter", async ({
  page,
  chapterPage,
}) => {
  await chapterPage.open(first!.id);
  const term = page.locator(".term").last();
  await term.scrollIntoViewIfNeeded();
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(200);
  const before = await page.evaluate(() => scrollY);
  await term.click();
  await expect(page.locator("dt:focus")).toBeVisible();
  await page.goBack();
  await expect(chapterPage.prose).toBeVisible();
  await expect.poll(() => page.evaluate(() => scrollY)).toBeCloseTo(before, -1.5);
});
