import { createHash } from "node:crypto";
import { expect, type Locator, type Page } from "@playwright/test";
import type { Handle } from "./places.ts";

/** The box in which a picture is drawn: of a figure, and of the dashboard that plays days. */
export const FRAME = ":is(.picture-frame, .watch-frame)";

/** What a reader sees of a result. */
export type Shown = { pictures: string[]; says: string[]; values: string[] };

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
    this.frames = page.locator(FRAME);
  }

  /** Opens a chapter, with what its address may set. */
  async open(id: string, query = ""): Promise<void> {
    await this.page.goto(`./#/${id}${query ? `?v=1&${query}` : ""}`);
    await expect(this.prose).toBeVisible();
    // A part that is fetched by itself takes its place a moment later: until then another one is the first of its kind.
    await expect(this.page.locator(".watch-awaited, .draw-awaited")).toHaveCount(0);
  }

  /** Waits until the result on the page belongs to the settings on the page. */
  async settled(timeout = 30_000): Promise<void> {
    // Looked at often: what `expect` waits between two looks grows to a second.
    const isSettled = () =>
      document.querySelector(".prose[data-live=idle]") !== null &&
      document.querySelector('[data-stale="true"]') === null;
    await this.page.waitForFunction(isSettled, undefined, { polling: 40, timeout }).catch(() => {});
    await expect(this.prose).toHaveAttribute("data-live", "idle", { timeout: 500 });
    await expect(this.page.locator('[data-stale="true"]')).toHaveCount(0, { timeout: 500 });
  }

  /** Shows what questions hold back, without answering them. One may hold back the next. */
  async reveal(): Promise<void> {
    await this.page.evaluate(async () => {
      for (let left = 40; left > 0; left--) {
        const button = document.querySelector<HTMLElement>(".held-back button");
        if (!button) return;
        button.click();
        await new Promise(requestAnimationFrame);
      }
    });
    await expect(this.page.locator(".held-back button")).toHaveCount(0);
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
    await expect(figure.locator(`${FRAME} > svg`)).toBeVisible();
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

  /** Draws every figure, however far down: as one who reads to the end. */
  async drawAll(): Promise<void> {
    await this.page.evaluate(async (box) => {
      const frame = () => new Promise(requestAnimationFrame);
      const figures = () => [...document.querySelectorAll("figure.picture")];
      const isBare = (figure: Element) => !figure.querySelector(`${box} > svg`);
      const visit = async (figure: Element) => {
        figure.scrollIntoView({ block: "center", behavior: "instant" });
        // An observer, a render and a task later it is drawn, or drawn anew.
        for (let i = 0; i < 4; i++) await frame();
        for (let i = 0; i < 300 && isBare(figure); i++) await frame();
      };
      for (const figure of figures()) await visit(figure);
      // A part whose code came meanwhile has figures of its own.
      for (const figure of figures()) if (isBare(figure)) await visit(figure);
    }, FRAME);
    await expect(this.figures.locator(`${FRAME}:not(:has(> svg))`)).toHaveCount(0);
  }

  /** Every picture as its title and a name for what it shows, the sentences below them and the numbers in the text. */
  async shown(): Promise<Shown> {
    await this.drawAll();
    const pictures = await this.figures.evaluateAll(
      (all, box) =>
        all.map((figure) => [
          figure.querySelector(".picture-title")?.textContent ?? "",
          figure.querySelector(`${box} > svg`)?.innerHTML ?? "",
        ]),
      FRAME,
    );
    return {
      pictures: pictures.map(
        ([title, svg]) => `${title}: ${createHash("sha256").update(svg!).digest("hex").slice(0, 12)}`,
      ),
      says: await this.page.locator(".picture-says").allTextContents(),
      values: await this.values(),
    };
  }

  /** Waits until the page shows this and nothing else. */
  async shows(expected: Shown): Promise<void> {
    await expect
      .poll(() => this.shown(), { timeout: 15_000, intervals: [0, 50, 100, 200, 400] })
      .toEqual(expected);
  }

  /** What a control is set to, in words. */
  async held({ key, spec }: Handle): Promise<string> {
    const control = await this.control(key);
    // A choice is the radio button that is chosen, or a list.
    if (spec.kind === "choice") return control.inputValue();
    return (await control.getAttribute(spec.kind === "number" ? "aria-valuetext" : "aria-checked")) ?? "";
  }

  /** Sets a control to another value by key: a slider ten steps up, or down where it stands at its end. */
  async move(handle: Handle): Promise<void> {
    const { key, spec } = handle;
    const control = await this.control(key);
    const before = await this.held(handle);
    await control.press({ number: "PageUp", choice: "ArrowDown", flag: "Space" }[spec.kind]);
    const back = { number: "PageDown", choice: "ArrowUp", flag: "Space" }[spec.kind];
    if ((await this.held(handle)) === before) await control.press(back);
    expect(await this.held(handle)).not.toBe(before);
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

type Focused<K extends string> = {
  what: string;
  /** What its look is made of: elements of the same kind in the same surroundings share it. */
  look: string;
  /** Whether a ring shows, inside the window. */
  visible: boolean;
  /** Whether it, or the label around it, stands inside the window. */
  inside: boolean;
  /** Where it stands in the window, in words, for a message. */
  place: string;
  /** A name for the very element. */
  mark: string;
  /** The first of `kinds` whose selector it matches. */
  kind: K | null;
};

/** What has the focus. */
export function focused<K extends string>(
  page: Page,
  kinds: Readonly<Record<K, string>> = {} as Readonly<Record<K, string>>,
): Promise<Focused<K>> {
  const pairs = Object.entries(kinds) as [string, string][];
  return page.evaluate((kinds) => {
    type Looked = HTMLElement & { mark?: string; seen?: boolean };
    const element = document.activeElement as Looked;
    const counter = window as typeof window & { marks?: number };
    const around = (target: Element) => target.closest("label") ?? target;
    const stands = (target: Element, push: number) => {
      const { width, height, bottom, top } = target.getBoundingClientRect();
      return width > 0 && height > 0 && bottom > -push && top < innerHeight + push;
    };
    const look = (target: Looked) => {
      target.seen = stands(around(target), 0);
    };
    if (counter.marks === undefined) {
      counter.marks = 0;
      // The browser brings into sight what has the focus once the event is over.
      addEventListener("focusin", ({ target }) => setTimeout(() => look(target as Looked)));
    }
    element.mark ??= String(++counter.marks);
    if (!element.seen) look(element);
    const ringed = (target: Element | null) => {
      if (!target) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(target);
      return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1;
    };
    // What stood in the window may be pushed by a sentence above that grows by a line or three when its result arrives.
    const inWindow = (target: Element) => stands(target, element.seen ? 80 : 0);
    // A mark in a drawing wears its ring on a part of its own.
    const ring = ringed(element) || [...element.querySelectorAll("*")].some(ringed);
    const label = element.getAttribute("aria-label") ?? element.textContent ?? "";
    const found = kinds.find(([, selector]) => element.matches(selector));
    return {
      what: `${element.tagName.toLowerCase()} ${element.className} ${label.trim().slice(0, 40)}`,
      look: [element, around(element), around(element).parentElement]
        .map((one) => `${one?.tagName} ${one?.getAttribute("class")} ${one?.getAttribute("type")}`)
        .join(" < "),
      visible: ring && inWindow(element),
      inside: inWindow(around(element)),
      place: `at ${Math.round(around(element).getBoundingClientRect().top)} px of a window of ${innerHeight} px`,
      mark: element.mark,
      kind: (found?.[0] ?? null) as K | null,
    };
  }, pairs);
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
