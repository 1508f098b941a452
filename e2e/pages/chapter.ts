import { createHash } from "node:crypto";
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
    // A picture that was far off is drawn anew once it comes near: an observer, a render and a task later.
    await this.page.evaluate(
      () =>
        new Promise((done) => {
          const frame = (left: number) =>
            left === 0 ? done(null) : requestAnimationFrame(() => frame(left - 1));
          frame(4);
        }),
    );
    return figure;
  }

  /** Draws every figure, however far down: as paper does. */
  async drawAll(): Promise<void> {
    const count = await this.figures.count();
    for (let i = 0; i < count; i++) await this.drawn(i);
  }

  /** Each drawn picture as its title and a name for what it shows, so that two visits can be compared. */
  async pictures(): Promise<string[]> {
    await this.drawAll();
    const shown = await this.figures.evaluateAll((all) =>
      all.map((figure) => [
        figure.querySelector(".picture-title")?.textContent ?? "",
        figure.querySelector(".picture-frame > svg")?.innerHTML ?? "",
      ]),
    );
    return shown.map(
      ([title, svg]) => `${title}: ${createHash("sha256").update(svg!).digest("hex").slice(0, 12)}`,
    );
  }

  /** The full link to the present settings, as the reader copies it. */
  async link(): Promise<string> {
    await this.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const controls = this.page.locator("details.controls").first();
    await controls.getByRole("button", { name: "Copy link" }).click();
    await expect(controls.locator("[role=status]").first()).toHaveText("Copied");
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** The live numbers in the text. */
  values(): Promise<string[]> {
    return this.page.locator(".prose .value").allTextContents();
  }
}

type Focused = {
  what: string;
  /** Whether a ring shows, inside the window. */
  visible: boolean;
  /** A name for the very element. */
  mark: string;
};

/** What has the focus. */
export function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement & { mark?: string };
    const counter = window as typeof window & { marks?: number };
    counter.marks ??= 0;
    element.mark ??= String(++counter.marks);
    const ringed = (target: Element | null) => {
      if (!target) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(target);
      return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1;
    };
    const { width, height, bottom, top } = element.getBoundingClientRect();
    // A mark in a drawing wears its ring on a part of its own.
    const ring = ringed(element) || [...element.querySelectorAll("*")].some(ringed);
    const label = element.getAttribute("aria-label") ?? element.textContent ?? "";
    return {
      what: `${element.tagName.toLowerCase()} ${element.className} ${label.trim().slice(0, 40)}`,
      visible: ring && width > 0 && height > 0 && bottom > 0 && top < innerHeight,
      mark: element.mark,
    };
  });
}

/** Whether the picture of the focused element changes when the focus leaves it: for rings that no style tells of. */
export async function showsFocus(page: Page): Promise<boolean> {
  const element = await page.evaluateHandle(() => document.activeElement as HTMLElement);
  const box = await element.evaluate((element) => {
    const { x, y, width, height } = (element.closest("label") ?? element).getBoundingClientRect();
    return { x, y, width, height };
  });
  const clip = {
    x: Math.max(0, box.x - 8),
    y: Math.max(0, box.y - 8),
    width: box.width + 16,
    height: box.height + 16,
  };
  const held = await page.screenshot({ clip });
  await element.evaluate((element) => element.blur());
  const left = await page.screenshot({ clip });
  await element.evaluate((element) => element.focus({ preventScroll: true }));
  return !held.equals(left);
}
