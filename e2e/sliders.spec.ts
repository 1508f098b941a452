import type { Locator, Page } from "@playwright/test";
import { afterKey } from "../src/notebook/slide.ts";
import { ChapterPage, FRAME } from "./pages/chapter.ts";
import { chapters, firstHandle, longSlider, otherChoice, three } from "./pages/places.ts";
import { expect, test } from "./pages/test.ts";
import { muteWorkers } from "./pages/workers.ts";

/** Notes every height that a picture's box takes, and every time that a picture which was there is gone. */
async function watchForJumps(page: Page): Promise<void> {
  await page.evaluate((box) => {
    const seen = { heights: new Map<Element, Set<number>>(), blanks: 0 };
    const look = () => {
      for (const frame of document.querySelectorAll(box)) {
        const { height } = frame.getBoundingClientRect();
        const heights = seen.heights.get(frame) ?? new Set();
        seen.heights.set(frame, heights.add(Math.round(height)));
        if (frame.querySelector("svg") === null && frame.hasAttribute("data-drawn")) seen.blanks++;
        if (frame.querySelector("svg") !== null) frame.setAttribute("data-drawn", "");
      }
      requestAnimationFrame(look);
    };
    look();
    Object.assign(window, { seen });
  }, FRAME);
}

function jumps(page: Page): Promise<{ frames: number; blanks: number; heights: number }> {
  return page.evaluate(() => {
    const { seen } = window as unknown as { seen: { heights: Map<Element, Set<number>>; blanks: number } };
    return {
      frames: seen.heights.size,
      blanks: seen.blanks,
      heights: [...seen.heights.values()].filter((each) => each.size > 1).length,
    };
  });
}

/** Drags a slider to and fro as fast as the page takes it, and leaves it on the far side of where it stood. */
async function drag(page: Page, slider: Locator): Promise<void> {
  await slider.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await slider.boundingBox())!;
  const stands = await slider.evaluate((input: HTMLInputElement) => Number(input.value) / Number(input.max));
  const [far, near] = stands <= 0.5 ? [0.85, 0.02] : [0.15, 0.98];
  const to = (share: number, steps: number) => page.mouse.move(x + share * width, y + height / 2, { steps });
  await to(0.5, 1);
  await page.mouse.down();
  await to(near, 6);
  await to(1 - near, 12);
  await to(far, 4);
  await page.mouse.up();
}

for (const chapter of chapters) {
  const handle = firstHandle(chapter);

  test(`in ${chapter.id} all follows a slider that is dragged hard, nothing jumps; a copied link shows it to a visitor; reset takes it back`, async ({
    page,
    chapterPage,
    context,
  }) => {
    test.setTimeout(120_000);
    const own = new RegExp(`#/${chapter.id}$`);
    await chapterPage.open(chapter.id);
    await chapterPage.reveal();
    await chapterPage.settled();
    const before = await chapterPage.shown();
    const said = await chapterPage.held(handle);
    const control = await chapterPage.control(handle.key);

    await test.step("figures, sentences, numbers and address follow, and the last value stays", async () => {
      await watchForJumps(page);
      if (handle.spec.kind === "number") await drag(page, control);
      else await chapterPage.move(handle);
      const dragged = await chapterPage.held(handle);
      expect(dragged).not.toBe(said);
      await chapterPage.settled();
      expect(await jumps(page)).toEqual({ frames: before.pictures.length, blanks: 0, heights: 0 });
      expect(await chapterPage.held(handle)).toBe(dragged);
      const after = await chapterPage.shown();
      expect(after.pictures, "a figure is drawn anew").not.toEqual(before.pictures);
      expect(after.says, "a summary sentence says something else").not.toEqual(before.says);
      expect(after.values, "a number in the text has changed").not.toEqual(before.values);
      await expect(page).toHaveURL(new RegExp(`#/${chapter.id}\\?v=1&(.*&)?${handle.key}=`));
    });

    await test.step("a copied link restores every setting", async () => {
      const settings = [handle];
      // Seed and choices are written and read by the same lines in every chapter: three are enough, and each costs a computation.
      const isFull = three.includes(chapter);
      if (isFull) {
        const choice = otherChoice(chapter);
        // A choice may stand in the repair alone, without a control of its own.
        if (choice && (await page.locator(`[data-control="${choice.key}"]`).count()) > 0) {
          await chapterPage.move(choice);
          settings.push(choice);
        }
        const seed = page.locator(".seed input").first();
        await seed.fill("11");
        await seed.press("Enter");
        await chapterPage.settled();
      }
      const link = await chapterPage.link();
      if (isFull) expect(link).toContain("seed=11");
      const shown = await chapterPage.shown();

      const visitor = await context.newPage();
      await visitor.goto(link);
      const theirs = new ChapterPage(visitor);
      await expect(theirs.prose).toBeVisible();
      await theirs.reveal();
      await theirs.settled();
      await expect(visitor.locator(".notices")).toBeEmpty();
      for (const setting of settings)
        expect(await theirs.held(setting), setting.key).toBe(await chapterPage.held(setting));
      if (isFull) await expect(visitor.locator(".seed input").first()).toHaveValue("11");
      await theirs.shows(shown);
      await visitor.close();
    });

    await test.step("reset brings back every one", async () => {
      await page.bringToFront();
      await page.locator("details.controls").first().getByRole("button", { name: "Reset" }).click();
      await chapterPage.settled();
      expect(await chapterPage.held(handle)).toBe(said);
      await expect(page).toHaveURL(own);
      await chapterPage.shows(before);
    });
  });

  test(`in ${chapter.id} a picture keeps its box and dims while it waits; meanwhile a slider obeys its keys and its number box`, async ({
    page,
    chapterPage,
  }) => {
    // Workers that never answer hold the page in the state between two pictures.
    await muteWorkers(page);
    await chapterPage.open(chapter.id);
    await chapterPage.reveal();

    await test.step("the picture waits", async () => {
      const figure = page.locator(".lab figure.picture, figure.picture").first();
      await figure.scrollIntoViewIfNeeded();
      const frame = figure.locator(FRAME);
      await expect(frame.locator("> svg")).toBeVisible();
      const box = await frame.boundingBox();
      const picture = await frame.innerHTML();
      await chapterPage.move(handle);
      await expect(page.locator(`${FRAME}[data-stale=true]`).first()).toBeVisible();
      await expect(frame).toHaveAttribute("data-stale", "true");
      await expect
        .poll(() => frame.evaluate((element) => Number(getComputedStyle(element).opacity)))
        .toBeLessThan(0.6);
      expect(await frame.innerHTML()).toBe(picture);
      const { width, height } = (await frame.boundingBox())!;
      expect({ width, height }).toEqual({ width: box!.width, height: box!.height });
      await expect(page.locator("details.controls progress").first()).toBeVisible();
    });

    const long = longSlider(chapter);
    if (long === null) return;
    await test.step("keys move by a step, by ten, and to the ends", async () => {
      const { key, spec } = long;
      const slider = await chapterPage.control(key);
      const said: (string | null)[] = [];
      const expected: number[] = [];
      let value = spec.min;
      for (const pressed of ["Home", "ArrowRight", "PageUp", "End"]) {
        await slider.press(pressed);
        said.push(await slider.getAttribute("aria-valuetext"));
        value = afterKey(spec, value, pressed)!;
        expected.push(value);
      }
      // A slider of few steps is at its end sooner: as many sentences as there are values.
      expect(new Set(said).size).toBe(new Set(expected).size);
      const [low, , , high] = said;
      await slider.press("ArrowRight");
      await expect(slider).toHaveAttribute("aria-valuetext", high!);
      await slider.press("ArrowLeft");
      await expect(slider).not.toHaveAttribute("aria-valuetext", high!);
      await slider.press("Home");
      await expect(slider).toHaveAttribute("aria-valuetext", low!);
      // The number box beside it holds the same value. A control may stand in two places: the first is the slider's.
      const typed = page.locator("details.controls .control", { has: slider }).getByRole("textbox").first();
      await typed.fill(spec.unit === "%" ? String(spec.max * 100) : String(spec.max));
      await typed.press("Enter");
      await expect(slider).toHaveAttribute("aria-valuetext", high!);
      await typed.fill("lots");
      await typed.press("Enter");
      await expect(page.getByText("“lots” is not a number.").first()).toBeVisible();
      await expect(slider).toHaveAttribute("aria-valuetext", high!);
    });
  });
}
