import { FRAME } from "./pages/chapter.ts";
import { moving, paper } from "./pages/look.ts";
import { chapters, firstHandle, pagePlaces, places } from "./pages/places.ts";
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

// The guard of every test sees each request. None of the requests below was for the root of the server, nor for another one.

for (const { name, hash } of pagePlaces)
  test(`${name} can be read under a sub-path of a plain static server, asks for nothing elsewhere, and with reduced motion nothing moves`, async ({
    page,
    guard,
    baseURL,
  }) => {
    expect(new URL(baseURL!).pathname, "the site is served from a sub-path").not.toBe("/");
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.goto(`./${hash}`);
    await expect(page.locator("main h1")).toBeVisible();
    await expect(page.locator("main")).toContainText(/\w+ \w+ \w+/);
    await expect(page.locator(".waiting")).toHaveCount(0);
    await page.waitForLoadState("networkidle");
    expect(guard.requests.length).toBeGreaterThan(3);
    expect(guard.foreign).toEqual([]);
    expect(await moving(page)).toEqual([]);
  });

for (const chapter of chapters)
  test(`${chapter.id} is readable before any worker has answered, on paper too; a wrong link is set right; with reduced motion nothing moves`, async ({
    page,
    chapterPage,
    guard,
    baseURL,
  }) => {
    const { id, title } = chapter;
    const own = new RegExp(`#/${id}$`);
    await muteWorkers(page);

    await test.step("wrong values in a link are named and replaced", async () => {
      const { key, spec } = firstHandle(chapter);
      expect(new URL(baseURL!).pathname, "the site is served from a sub-path").not.toBe("/");
      await page.goto(`./#/${id}?v=1&${key}=banana&seed=-4&nonsense=1`);
      await expect(chapterPage.prose).toBeVisible();
      const said = page.locator(".notices");
      await expect(said).toContainText(
        spec.kind === "number" ? `“banana” in the link is not a number for ${key}` : "“banana”",
      );
      await expect(said).toContainText("“-4” in the link is not a whole number for seed");
      await expect(said).toContainText("“nonsense”");
      await expect(page, "the address says what is shown").toHaveURL(own);
      if (spec.kind === "number") {
        await page.goto(`./#/${id}?v=1&${key}=${spec.max * 1000}`);
        await expect(said).toContainText("out of range");
        await expect(page).toHaveURL(own);
      }
      await said.getByRole("button", { name: "Dismiss" }).click();
      await expect(said).toBeEmpty();
    });

    await test.step("on paper it is a handout: text and every picture, no controls, nothing held back", async () => {
      await expect(page.locator(".held-back").first()).toBeVisible();
      await page.emulateMedia({ media: "print" });
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      for (const hidden of [".side", ".bar", ".foot", "details.controls", ".picture-tools", ".held-back"])
        expect(await page.locator(hidden).filter({ visible: true }).count(), hidden).toBe(0);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await chapterPage.frames.count()).toBeGreaterThan(0);
      await expect(page.locator(`${FRAME}:not(:has(> svg))`)).toHaveCount(0);
      await expect(chapterPage.frames.locator("> svg").filter({ visible: false })).toHaveCount(0);
      expect(await paper(page)).toBe(255);
      await page.evaluate(() => dispatchEvent(new Event("afterprint")));
      await page.emulateMedia({ media: "screen" });
    });

    await test.step("its first pictures, sentences and numbers are there", async () => {
      await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
      await expect(page.locator("main")).toContainText(/\w+ \w+ \w+/);
      expect(guard.requests.length).toBeGreaterThan(3);
      await chapterPage.reveal();
      expect(await chapterPage.figures.count()).toBeGreaterThan(0);
      const { values, says } = await chapterPage.shown();
      for (const text of values) expect(text.trim()).not.toMatch(/^$|NaN|undefined|Infinity/);
      for (const text of says) expect(text).toMatch(/\S+ \S+.*[.!?]/);
      await expect(chapterPage.prose).toHaveAttribute("data-live", "idle");
      await expect(page.locator('[data-stale="true"]')).toHaveCount(0);
    });

    await test.step("with reduced motion nothing moves", async () => {
      expect((await moving(page)).length, "else this could not fail").toBeGreaterThan(0);
      await page.emulateMedia({ reducedMotion: "reduce" });
      expect(await moving(page)).toEqual([]);
    });
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
  // Shown by hand, one after the other; elsewhere the tests take the short way.
  const skip = page.locator(".held-back button");
  while ((await skip.count()) > 0) await skip.first().click();
  await expect.poll(() => parts.count()).toBeGreaterThan(before);
  await parts.filter({ hasText: "Take it to work" }).click();
  const heading = page.getByRole("heading", { name: "Take it to work" });
  await expect(heading).toBeFocused();
  await expect(heading).toBeInViewport();
});
