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

async function violations(page: Page, rules = (axe: AxeBuilder) => axe) {
  const { violations } = await rules(new AxeBuilder({ page })).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 200)} (${node.any[0]?.message ?? ""})`),
  );
}

/** What is no colour is the same in the dark, and colours are the same on a phone: each rule is asked where it can differ. */
const looks = [
  { size: sizes.wide, colorScheme: "light", rules: (axe: AxeBuilder) => axe },
  { size: sizes.wide, colorScheme: "dark", rules: (axe: AxeBuilder) => axe.withRules(["color-contrast"]) },
  {
    size: sizes.phone,
    colorScheme: "light",
    rules: (axe: AxeBuilder) => axe.disableRules(["color-contrast"]),
  },
] as const;

for (const place of places)
  test(`axe finds nothing on ${place.name}, wide and on a phone, light and dark`, async ({
    page,
    chapterPage,
  }) => {
    test.setTimeout(120_000);
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.setViewportSize(sizes.wide);
    await everythingOpen(page, chapterPage, place);
    for (const { size, colorScheme, rules } of looks) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize(size);
      await chapterPage.drawAll();
      expect.soft(await violations(page, rules), `${size.width} pixels, ${colorScheme}`).toEqual([]);
    }
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

/** What reaches beyond the window and stands in no box that scrolls. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll<HTMLElement>("main *")]
      .filter((element) => {
        const { right } = element.getBoundingClientRect();
        return right > clientWidth + 1 && !element.parentElement?.closest(".scroll, .code-body");
      })
      .map((element) => `${element.tagName} ${element.className} ${element.getBoundingClientRect().right}`)
      .slice(0, 5);
  });
}

test("axe finds nothing in the drawer", async ({ page }) => {
  await page.setViewportSize(sizes.phone);
  await page.goto("./");
  await page.getByRole("button", { name: "Contents" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

for (const place of places)
  test(`nothing on ${place.name} overflows sideways at 390 and 820 pixels`, async ({ page, chapterPage }) => {
    await page.setViewportSize({ width: 820, height: 844 });
    await everythingOpen(page, chapterPage, place);
    for (const width of [820, 390]) {
      await page.setViewportSize({ width, height: 844 });
      await chapterPage.drawAll();
      expect.soft(await tooWide(page), `${width} pixels`).toEqual([]);
    }
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
