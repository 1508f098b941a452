import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import type { ChapterPage } from "./pages/chapter.ts";
import { type Place, places } from "./pages/places.ts";
import { expect, test } from "./pages/test.ts";

const schemes = ["light", "dark"] as const;
const sizes = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;

/** A page with nothing held back and nothing folded. */
async function everythingOpen(page: Page, chapterPage: ChapterPage, { hash }: Place) {
  await page.goto(`./${hash}`);
  await expect(page.locator("main h1")).toBeVisible();
  await expect(page.locator(".waiting")).toHaveCount(0);
  await chapterPage.reveal();
  await chapterPage.drawAll();
  await page.locator("main details").evaluateAll((all: HTMLDetailsElement[]) => {
    for (const details of all) details.open = true;
  });
}

async function violations(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 200)} (${node.any[0]?.message ?? ""})`),
  );
}

for (const place of places)
  for (const scheme of schemes)
    for (const [size, viewport] of Object.entries(sizes))
      test(`axe finds nothing on ${place.name}, ${scheme}, ${size}`, async ({ page, chapterPage }) => {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
        await everythingOpen(page, chapterPage, place);
        expect(await violations(page)).toEqual([]);
      });

for (const scheme of schemes)
  test(`axe finds nothing on a diagnosis, ${scheme}`, async ({ page, workbench }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await workbench.open();
    await page.getByRole("button", { name: "Try it on a sample" }).click();
    await workbench.done();
    await page.locator("main details").evaluateAll((all: HTMLDetailsElement[]) => {
      for (const details of all) details.open = true;
    });
    expect(await violations(page)).toEqual([]);
  });

test("axe finds nothing in the drawer", async ({ page }) => {
  await page.setViewportSize(sizes.phone);
  await page.goto("./");
  await page.getByRole("button", { name: "Contents" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

for (const place of places)
  for (const width of [390, 820])
    test(`nothing on ${place.name} overflows sideways at ${width} pixels`, async ({ page, chapterPage }) => {
      await page.setViewportSize({ width, height: 844 });
      await everythingOpen(page, chapterPage, place);
      const wide = await page.evaluate(() => {
        const { clientWidth, scrollWidth } = document.documentElement;
        if (scrollWidth <= clientWidth) return [];
        return [...document.querySelectorAll<HTMLElement>("main *")]
          .filter((element) => {
            const { right } = element.getBoundingClientRect();
            const scroller = element.parentElement?.closest(".scroll, .code-body");
            return right > clientWidth + 1 && !scroller;
          })
          .map(
            (element) => `${element.tagName} ${element.className} ${element.getBoundingClientRect().right}`,
          )
          .slice(0, 5);
      });
      expect(wide).toEqual([]);
    });

test("a diagnosis does not overflow sideways on a phone", async ({ page, workbench }) => {
  await page.setViewportSize(sizes.phone);
  await workbench.open();
  await page.getByRole("button", { name: "Try it on a sample" }).click();
  await workbench.done();
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
});
