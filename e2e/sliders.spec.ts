import { ChapterPage } from "./pages/chapter.ts";
import { chapters, firstSlider } from "./pages/places.ts";
import { expect, test } from "./pages/test.ts";
import { muteWorkers } from "./pages/workers.ts";

for (const chapter of chapters) {
  const { key } = firstSlider(chapter);

  test(`in ${chapter.id} figures, sentences, numbers and address follow a slider, and reset brings back every one`, async ({
    page,
    chapterPage,
  }) => {
    await chapterPage.open(chapter.id);
    await chapterPage.reveal();
    await chapterPage.settled();
    const says = () => page.locator(".picture-says").allTextContents();
    const before = {
      pictures: await chapterPage.pictures(),
      says: await says(),
      values: await chapterPage.values(),
    };
    const slider = await chapterPage.control(key);
    const text = await slider.getAttribute("aria-valuetext");
    await slider.press("End");
    if ((await slider.getAttribute("aria-valuetext")) === text) await slider.press("Home");
    await expect(slider).not.toHaveAttribute("aria-valuetext", text!);
    await chapterPage.settled();
    expect(await chapterPage.pictures(), "a figure is drawn anew").not.toEqual(before.pictures);
    expect(await says(), "a summary sentence says something else").not.toEqual(before.says);
    expect(await chapterPage.values(), "a number in the text has changed").not.toEqual(before.values);
    await expect(page).toHaveURL(new RegExp(`#/${chapter.id}\\?v=1&(.*&)?${key}=`));

    await page.locator("details.controls").first().getByRole("button", { name: "Reset" }).click();
    await chapterPage.settled();
    await expect(slider).toHaveAttribute("aria-valuetext", text!);
    await expect(page).toHaveURL(new RegExp(`#/${chapter.id}$`));
    await expect.poll(() => chapterPage.pictures()).toEqual(before.pictures);
    expect(await says()).toEqual(before.says);
    expect(await chapterPage.values()).toEqual(before.values);
  });

  test(`in ${chapter.id} a picture keeps its box, dims while it waits, and never goes blank`, async ({
    page,
    chapterPage,
  }) => {
    // Workers that never answer hold the page in the state between two pictures.
    await muteWorkers(page);
    await chapterPage.open(chapter.id);
    await chapterPage.reveal();
    const figure = page.locator(".lab figure.picture, figure.picture").first();
    await figure.scrollIntoViewIfNeeded();
    const frame = figure.locator(".picture-frame");
    await expect(frame.locator("> svg")).toBeVisible();
    const slider = await chapterPage.control(key);
    const box = await frame.boundingBox();
    const picture = await frame.innerHTML();
    await slider.press("PageUp");
    await slider.press("PageUp");
    await expect(page.locator(".picture-frame[data-stale=true]").first()).toBeVisible();
    await expect(frame).toHaveAttribute("data-stale", "true");
    await expect
      .poll(() => frame.evaluate((element) => Number(getComputedStyle(element).opacity)))
      .toBeLessThan(0.6);
    expect(await frame.innerHTML()).toBe(picture);
    const { width, height } = (await frame.boundingBox())!;
    expect({ width, height }).toEqual({ width: box!.width, height: box!.height });
    await expect(page.locator("details.controls progress").first()).toBeVisible();
  });

  test(`in ${chapter.id} nothing jumps while a slider is dragged hard, and its last value is the one that stays`, async ({
    page,
    chapterPage,
    context,
  }) => {
    await chapterPage.open(chapter.id);
    await chapterPage.reveal();
    await chapterPage.drawAll();
    const slider = await chapterPage.control(key);
    await slider.scrollIntoViewIfNeeded();
    await page.evaluate(() => {
      const seen = { heights: new Map<Element, Set<number>>(), blanks: 0 };
      const look = () => {
        for (const frame of document.querySelectorAll(".picture-frame")) {
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
    });
    const { x, y, width, height } = (await slider.boundingBox())!;
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + 1, y + height / 2, { steps: 15 });
    await page.mouse.move(x + width - 1, y + height / 2, { steps: 30 });
    await page.mouse.move(x + width * 0.3, y + height / 2, { steps: 15 });
    await page.mouse.up();
    await chapterPage.settled();
    const jumps = await page.evaluate(() => {
      const { seen } = window as unknown as { seen: { heights: Map<Element, Set<number>>; blanks: number } };
      return {
        blanks: seen.blanks,
        heights: [...seen.heights.values()].filter((each) => each.size > 1).length,
      };
    });
    expect(jumps).toEqual({ blanks: 0, heights: 0 });

    const link = await chapterPage.link();
    const shown = { pictures: await chapterPage.pictures(), values: await chapterPage.values() };
    const fresh = await context.newPage();
    const other = new ChapterPage(fresh);
    await fresh.goto(link);
    await expect(other.prose).toBeVisible();
    await other.reveal();
    await other.settled();
    await expect.poll(() => other.pictures(), { timeout: 15_000 }).toEqual(shown.pictures);
    expect(await other.values()).toEqual(shown.values);
    await fresh.close();
  });
}
