import { expect, type Locator, type Page } from "@playwright/test";

/** A chapter as a reader meets it. */
export class ChapterPage {
  readonly page: Page;
  readonly prose: Locator;
  readonly figures: Locator;
  readonly frames: Locator;

  constructor(page: Page) {
    this.page = page;
    this.prose = page.locator(".prose[data-live]");
    this.figures = page.locator("figure.picture");
    this.frames = page.locator(".picture-frame");
  }

  /** Opens a chapter, with what its address may set. */
  async open(id: string, query = ""): Promise<void> {
    await this.page.goto(`./#/${id}${query ? `?v=1&${query}` : ""}`);
    await expect(this.prose).toBeVisible();
  }

  /** Waits until the result on the page belongs to the settings on the page. */
  async settled(timeout = 30_000): Promise<void> {
    await expect(this.prose).toHaveAttribute("data-live", "idle", { timeout });
    await expect(this.page.locator('[data-stale="true"]')).toHaveCount(0);
  }

  /** Shows what questions hold back, without answering them. */
  async reveal(): Promise<void> {
    const skip = this.page.locator(".held-back button");
    while ((await skip.count()) > 0) await skip.first().click();
  }

  /** The first control of a parameter, with the bar on a phone opened. */
  async control(key: string): Promise<Locator> {
    const control = this.page.locator(`[data-control="${key}"]`).first();
    const bar = this.page.locator("details.controls", { has: control }).first();
    if (!(await bar.evaluate((element: HTMLDetailsElement) => element.open)))
      await bar.locator("summary").first().click();
    return control;
  }

  /** A figure that is on the page, scrolled to and drawn. */
  async drawn(index = 0): Promise<Locator> {
    const figure = this.figures.nth(index);
    await figure.scrollIntoViewIfNeeded();
    await expect(figure.locator(".picture-frame > svg")).toBeVisible();
    return figure;
  }

  /** Draws every figure, however far down: as paper does. */
  async drawAll(): Promise<void> {
    const count = await this.figures.count();
    for (let i = 0; i < count; i++) await this.drawn(i);
  }

  /** What the pictures show, as text that two visits can be compared by. */
  async pictures(): Promise<string[]> {
    await this.drawAll();
    return this.page.locator(".picture-frame > svg").evaluateAll((all) => all.map((svg) => svg.innerHTML));
  }

  /** The live numbers in the text. */
  values(): Promise<string[]> {
    return this.page.locator(".prose .value").allTextContents();
  }
}

/** What has the focus, as `tag name`, and whether it shows. */
export function focused(page: Page): Promise<{ what: string; visible: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const style = getComputedStyle(element);
    const { width, height, bottom, top } = element.getBoundingClientRect();
    const ring = style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 1;
    // A control may wear its ring on a part of it or on the label around it.
    const wrapped = element.closest("label, .face, .guess-row, svg");
    const around = wrapped !== null && getComputedStyle(wrapped).outlineStyle !== "none";
    const box = width > 0 && height > 0 && bottom > 0 && top < innerHeight;
    return {
      what: `${element.tagName.toLowerCase()} ${(element.getAttribute("aria-label") ?? element.textContent ?? "").trim().slice(0, 40)}`,
      visible: (ring || around) && box,
    };
  });
}
