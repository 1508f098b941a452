import type { Page } from "@playwright/test";
import { chapters, places } from "./pages/places.ts";
import { expect, test } from "./pages/test.ts";

/** How light the paper is, 0 to 255. */
function paper(page: Page): Promise<number> {
  return page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d")!;
    canvas.fillStyle = getComputedStyle(document.documentElement).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    return canvas.getImageData(0, 0, 1, 1).data[0]!;
  });
}

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

for (const { name, hash } of places)
  test(`with reduced motion nothing moves on ${name}`, async ({ page, chapterPage }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.goto(`./${hash}`);
    await expect(page.locator("main h1")).toBeVisible();
    await expect(page.locator(".waiting")).toHaveCount(0);
    await chapterPage.reveal();
    const moving = await page.evaluate(() => {
      const seconds = (list: string) =>
        Math.max(...list.split(",").map((one) => Number.parseFloat(one) * (one.includes("ms") ? 0.001 : 1)));
      return [...document.querySelectorAll("*")]
        .filter((element) =>
          [null, "::before", "::after"].some((pseudo) => {
            const { transitionDuration, animationDuration, animationName, scrollBehavior } = getComputedStyle(
              element,
              pseudo,
            );
            return (
              seconds(transitionDuration) > 0.01 ||
              (animationName !== "none" && seconds(animationDuration) > 0.01) ||
              scrollBehavior === "smooth"
            );
          }),
        )
        .map((element) => `${element.tagName} ${element.getAttribute("class")}`);
    });
    expect([...new Set(moving)]).toEqual([]);
  });

for (const chapter of chapters)
  test(`on paper ${chapter.id} is a handout: its text and every picture, no controls, nothing held back`, async ({
    page,
    chapterPage,
  }) => {
    await chapterPage.open(chapter.id);
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    for (const hidden of [".side", ".bar", ".foot", "details.controls", ".picture-tools", ".held-back"])
      for (const part of await page.locator(hidden).all()) await expect(part, hidden).toBeHidden();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const frames = await chapterPage.frames.count();
    expect(frames).toBeGreaterThan(0);
    for (let i = 0; i < frames; i++) await expect(chapterPage.frames.nth(i).locator("> svg")).toBeVisible();
    expect(await paper(page)).toBe(255);
  });
