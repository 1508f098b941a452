import type { Page } from "@playwright/test";
import { focused, showsFocus } from "./pages/chapter.ts";
import { chapters } from "./pages/places.ts";
import { expect, test } from "./pages/test.ts";

/** What a chapter holds that a reader can do, by what stands under the focus. */
const kinds = {
  predict: ".question:not([data-done=true]) :is(input, [role=slider])",
  lock: ".question-foot .button.strong:enabled",
  now: ".face [role=slider]",
  slider: "input[type=range][data-control]",
  choice: ".control.choice input",
  list: "select[data-control]",
  table: ".picture-tools summary",
  repair: ".repair-switch input",
  python: ".code-head button",
} as const;

type Kind = keyof typeof kinds;

const valueText = (page: Page) => page.locator(":focus").getAttribute("aria-valuetext");

/** Answers the question under the focus with keys alone. */
async function answer(page: Page): Promise<void> {
  const input = page.locator(":focus");
  if ((await input.getAttribute("role")) === "slider") {
    // A line: a value for each of its points, from the first one to the last.
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press("ArrowUp");
      const before = await page.locator(":focus").getAttribute("data-point");
      await page.keyboard.press("ArrowRight");
      if ((await page.locator(":focus").getAttribute("data-point")) === before) return;
    }
  } else if ((await input.getAttribute("type")) === "radio") await page.keyboard.press("Space");
  else {
    await page.keyboard.press("ArrowRight");
    expect(await valueText(page)).not.toBe("no answer yet");
  }
}

for (const chapter of chapters)
  test(`${chapter.id} can be done by keyboard alone, with the focus in sight and never trapped`, async ({
    page,
    context,
    chapterPage,
  }) => {
    test.setTimeout(180_000);
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await chapterPage.open(chapter.id);
    await chapterPage.settled();
    // What stands at the foot is fetched once a reader comes near, so that no hand reaches it sooner.
    await page.locator("nav.foot").scrollIntoViewIfNeeded();
    await expect(page.locator(".code-head")).toBeAttached({ timeout: 20_000 });
    await page.evaluate(() => scrollTo(0, 0));
    const done = new Map<Kind, number>();
    const unseen: string[] = [];
    const looked = new Map<string, boolean>();
    let last = "";
    let latest = "";
    let still = 0;
    for (let i = 0; i < 400; i++) {
      await page.keyboard.press("Tab");
      let at = await focused(page, kinds);
      // A page that draws may need more than a frame to bring what has the focus into sight.
      const patience = Date.now() + 5000;
      while (!at.inside && !at.what.startsWith("body") && Date.now() < patience) {
        await page.evaluate(() => new Promise(requestAnimationFrame));
        at = await focused(page, kinds);
      }
      const { what, look, visible, inside, mark, kind } = at;
      // At the end of the page the focus leaves for the browser's own bar.
      if (what.startsWith("body")) break;
      latest = what;
      if (!visible) {
        // Its ring is drawn by what stands around it. What looks alike shows its focus alike: one picture tells for all.
        if (inside && !looked.has(look)) looked.set(look, await showsFocus(page));
        if (!inside || !looked.get(look)) unseen.push(`${what}${inside ? "" : `, which stands ${at.place}`}`);
      }
      still = mark === last ? still + 1 : 0;
      expect(still, `the focus is caught in “${what}”`).toBe(0);
      last = mark;
      if (kind === null) continue;
      const times = done.get(kind) ?? 0;
      done.set(kind, times + 1);
      if (kind === "predict") await answer(page);
      else if (kind === "lock") {
        await page.keyboard.press("Enter");
        await expect(page.locator(":focus"), "the explanation has the focus").toHaveClass(
          /explanation|plain/,
        );
        last = "";
      } else if (kind === "now" || (kind === "slider" && times === 0)) {
        const before = await valueText(page);
        await page.keyboard.press("ArrowRight");
        if ((await valueText(page)) === before) await page.keyboard.press("ArrowLeft");
        expect(await valueText(page)).not.toBe(before);
      } else if (kind === "choice" && times === 0) {
        await page.keyboard.press("ArrowDown");
        await expect(page.locator(":focus")).toBeChecked();
      } else if (kind === "list" && times === 0) {
        const before = await page.locator(":focus").inputValue();
        await page.keyboard.press("ArrowDown");
        if ((await page.locator(":focus").inputValue()) === before) await page.keyboard.press("ArrowUp");
        await expect(page.locator(":focus")).not.toHaveValue(before);
      } else if (kind === "table" && times === 0) {
        await page.keyboard.press("Enter");
        await expect(page.locator(".picture-tools details[open] table").first()).toBeVisible();
      } else if (kind === "repair") {
        const on = await page.locator(":focus").isChecked();
        await page.keyboard.press("Space");
        await expect(page.locator(":focus")).toBeChecked({ checked: !on });
      } else if (kind === "python" && times === 0) {
        await page.keyboard.press("Enter");
        await expect(page.locator(".code-head [role=status]")).toHaveText("Copied");
        expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^SEED = \d+/);
      }
    }
    expect(unseen, "the focus can be seen").toEqual([]);
    const expected: Kind[] = ["predict", "lock", "table", "repair", "python"];
    for (const kind of ["slider", "choice", "list"] as const)
      if ((await page.locator(kinds[kind]).count()) > 0) expected.push(kind);
    expect([...done.keys()], `all that can be done, up to “${latest}”`).toEqual(
      expect.arrayContaining(expected),
    );
    await expect(page.locator(".question[data-done=false]"), "every question is answered").toHaveCount(0);
    await expect(page.locator(".question .explanation").first()).toBeVisible();
    await chapterPage.settled(60_000);
  });

test("an alarm that falls silent under the focus keeps it", async ({ page, chapterPage }) => {
  await chapterPage.open("time-travel");
  await chapterPage.reveal();
  await chapterPage.settled();
  const brief = page.locator(".alarms summary[aria-label$=': Recipe match']").first();
  await expect(brief).toBeVisible();
  await brief.focus();
  // A link to another setting, as a result that arrives while somebody reads.
  await page.evaluate(() => {
    location.hash = "#/time-travel?v=1&policy=as-of-event";
  });
  await expect(brief).toBeHidden();
  await expect(page.locator(".alarms-folded > summary").first()).toBeFocused();
});

test("an explanation that a result replaces hands the focus on to the one that comes", async ({
  page,
  chapterPage,
}) => {
  await chapterPage.open("data-drift");
  await chapterPage.settled();
  const question = page.locator(".question", { has: page.locator("input[value=rings]") });
  const explanation = question.locator(".explanation");
  await question.locator("input[value=rings]").check();
  await question.locator(".button.strong").press("Enter");
  await expect(explanation).toHaveText(/^Yes\./);
  await expect(explanation).toBeFocused();
  await page.evaluate(() => {
    location.hash = "#/data-drift?v=1&tiny=0";
  });
  await chapterPage.settled();
  await expect(explanation).toHaveText(/^Not with this shift/);
  await expect(explanation).toBeFocused();
});

test("the first Tab reaches the way past the contents, and it leads to the text", async ({ page }) => {
  await page.goto("./");
  const skip = page.getByRole("button", { name: "Skip to the text" });
  await expect(skip).toBeAttached();
  await page.keyboard.press("Tab");
  await expect(skip).toBeFocused();
  expect((await focused(page)).visible).toBe(true);
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
  // The text is fetched a moment after its frame.
  await expect(page.locator("main").getByRole("link").first()).toBeVisible();
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.querySelector("main")?.contains(document.activeElement))).toBe(
    true,
  );
});

test("on a phone the drawer opens by key, keeps the focus, and Escape gives it back", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("./");
  const button = page.getByRole("button", { name: "Contents" });
  await button.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press("Tab");
    const outside = await page.evaluate(() => {
      const { activeElement } = document;
      return activeElement !== document.body && !document.querySelector("dialog")?.contains(activeElement);
    });
    expect(outside, "the focus stays in the dialog").toBe(false);
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
});

test("a link of the drawer leads to its chapter and closes it", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("./");
  await page.getByRole("button", { name: "Contents" }).click();
  const { title } = chapters[0]!;
  await page.getByRole("dialog").getByRole("link", { name: title }).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.locator("main")).toBeFocused();
});
