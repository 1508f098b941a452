import { chapters, places } from "./pages/places.ts";
import { expect, test } from "./pages/test.ts";
import { muteWorkers } from "./pages/workers.ts";

test("the contents list every chapter, and each link leads to its page", async ({ page }) => {
  await page.goto("./");
  const addresses = await page
    .locator(".side .contents a")
    .evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  expect(addresses).toEqual(expect.arrayContaining(chapters.map(({ id }) => `#/${id}`)));
  expect(places.map(({ hash }) => hash)).toEqual(expect.arrayContaining(addresses));
  for (const { title } of chapters) {
    await page.goto("./");
    await page.locator(".side").getByRole("link", { name: title }).click();
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expect(page).toHaveTitle(new RegExp(title));
  }
});

for (const { name, hash } of places)
  test(`${name} can be read under a sub-path of a plain static server`, async ({ page, guard, baseURL }) => {
    expect(new URL(baseURL!).pathname, "the site is served from a sub-path").not.toBe("/");
    await page.goto(`./${hash}`);
    await expect(page.locator("main h1")).toBeVisible();
    await expect(page.locator("main")).toContainText(/\w+ \w+ \w+/);
    // The guard has seen every request; none was for the root of the server.
    expect(guard.requests.length).toBeGreaterThan(3);
  });

for (const { id, title } of chapters)
  test(`${id} is readable, with its first pictures and numbers, before any worker has answered`, async ({
    page,
    chapterPage,
  }) => {
    await muteWorkers(page);
    await chapterPage.open(id);
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await chapterPage.reveal();
    const figures = await chapterPage.figures.count();
    expect(figures).toBeGreaterThan(0);
    // What stands in the repair waits for its switch; all else is drawn.
    const own = page.locator("figure.picture .picture-frame");
    for (let i = 0; i < figures; i++) {
      await own.nth(i).scrollIntoViewIfNeeded();
      await expect(own.nth(i).locator("> svg")).toBeVisible();
    }
    for (const text of await chapterPage.values())
      expect(text.trim()).not.toMatch(/^$|NaN|undefined|Infinity/);
    for (const text of await page.locator(".picture-says").allTextContents())
      expect(text).toMatch(/\S+ \S+.*[.!?]/);
    await expect(chapterPage.prose).toHaveAttribute("data-live", "idle");
    await expect(page.locator('[data-stale="true"]')).toHaveCount(0);
  });

test("without JavaScript the page says what it needs", async ({ request }) => {
  for (const file of ["./", "./e2e/self-check.html"])
    expect(await (await request.get(file)).text()).toMatch(
      /<noscript>[^<]*needs JavaScript[^<]*<\/noscript>/,
    );
});

test("the contents lead to each part of the open chapter that is shown, and to the others once they are", async ({
  page,
  chapterPage,
}) => {
  await chapterPage.open(chapters[0]!.id);
  const parts = page.locator(".side .sections button");
  await expect(parts.last()).toHaveText("Sources");
  const before = await parts.count();
  await chapterPage.reveal();
  await expect.poll(() => parts.count()).toBeGreaterThan(before);
  await parts.filter({ hasText: "Take it to work" }).click();
  const heading = page.getByRole("heading", { name: "Take it to work" });
  await expect(heading).toBeFocused();
  await expect(heading).toBeInViewport();
});
