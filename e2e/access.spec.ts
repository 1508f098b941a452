import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import type { ChapterPage } from "./pages/chapter.ts";
import { tooWide } from "./pages/look.ts";
import { chapters, type Place, places, three } from "./pages/places.ts";
import { expect, test } from "./pages/test.ts";

const wide = { width: 1440, height: 900 };
const tablet = { width: 820, height: 844 };
const phone = { width: 390, height: 844 };

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

type Rules = (axe: AxeBuilder) => AxeBuilder;
const everyRule: Rules = (axe) => axe;
/** What is no colour is the same in the dark, and colours are the same on a phone: each rule is asked where it can differ. */
const ofColours: Rules = (axe) => axe.withRules(["color-contrast"]);
const allButColours: Rules = (axe) => axe.disableRules(["color-contrast"]);
/** What a narrow window alone can bring: a box that scrolls and no key reaches, a landmark that is folded away. */
const ofNarrowness: Rules = (axe) =>
  axe.withRules(["scrollable-region-focusable", "landmark-one-main", "page-has-heading-one", "bypass"]);

/** The rows of the table below a figure are drawn alike: three tell for all, and to ask them all takes as long as all the rest. */
const MORE_ROWS = ".picture-tools tbody tr:nth-child(n+4)";

async function violations(page: Page, rules = everyRule) {
  const { violations } = await rules(new AxeBuilder({ page }).exclude(MORE_ROWS)).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 200)} (${node.any[0]?.message ?? ""})`),
  );
}

type Look = { size: typeof wide; colorScheme: "light" | "dark"; rules: Rules };

/** Pages, and three chapters, are looked at in every way. */
const everyLook: readonly Look[] = [
  { size: wide, colorScheme: "light", rules: everyRule },
  { size: wide, colorScheme: "dark", rules: ofColours },
  { size: phone, colorScheme: "light", rules: allButColours },
];

/**
 * The other chapters are made of the same parts, in the same colours, and axe cannot tell the colours inside a drawing: every rule is
 * asked once, in the light and in the dark by turns, and on a phone those that narrowness can break.
 */
const looksOf = (name: string): readonly Look[] => {
  const turn = chapters.findIndex(({ id }) => id === name);
  if (turn < 0 || three.some(({ id }) => id === name)) return everyLook;
  return [
    { size: wide, colorScheme: turn % 2 === 0 ? "light" : "dark", rules: everyRule },
    { size: phone, colorScheme: "light", rules: ofNarrowness },
  ];
};

for (const place of places)
  test(`axe finds nothing on ${place.name}, wide and on a phone, and nothing overflows sideways`, async ({
    page,
    chapterPage,
  }) => {
    test.setTimeout(240_000);
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.setViewportSize(wide);
    await everythingOpen(page, chapterPage, place);
    for (const { size, colorScheme, rules } of looksOf(place.name)) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize(size);
      await chapterPage.drawAll();
      expect.soft(await violations(page, rules), `${size.width} pixels, ${colorScheme}`).toEqual([]);
      expect.soft(await tooWide(page), `${size.width} pixels`).toEqual([]);
    }
    await page.setViewportSize(tablet);
    await chapterPage.drawAll();
    expect.soft(await tooWide(page), `${tablet.width} pixels`).toEqual([]);
  });

test("axe finds nothing on a diagnosis, light and dark, and on a phone it does not overflow sideways", async ({
  page,
  workbench,
}) => {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await workbench.open();
  await page.getByRole("button", { name: "Try it on a sample" }).click();
  await workbench.done();
  await page.locator("main details").evaluateAll((all: HTMLDetailsElement[]) => {
    for (const details of all) details.open = true;
  });
  expect.soft(await violations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  expect.soft(await violations(page, ofColours), "dark").toEqual([]);
  await page.setViewportSize(phone);
  await expect
    .poll(() =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    )
    .toBeLessThanOrEqual(0);
});

test("axe finds nothing in the drawer", async ({ page }) => {
  await page.setViewportSize(phone);
  await page.goto("./");
  await page.getByRole("button", { name: "Contents" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(await violations(page)).toEqual([]);
});
