import { readFileSync } from "node:fs";
import type { Download, Locator, Page } from "@playwright/test";
import { FRAME } from "./pages/chapter.ts";
import { chapters } from "./pages/places.ts";
import { expect, test } from "./pages/test.ts";

async function saved(page: Page, button: Locator): Promise<{ name: string; content: Buffer }> {
  const waiting = page.waitForEvent("download");
  await button.click();
  const file: Download = await waiting;
  return { name: file.suggestedFilename(), content: readFileSync(await file.path()) };
}

/** How many colours a bitmap holds. */
function coloursOf(page: Page, png: Buffer): Promise<number> {
  return page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width;
    canvas.height = image.height;
    const drawing = canvas.getContext("2d")!;
    drawing.drawImage(image, 0, 0);
    const pixels = new Uint32Array(drawing.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
    return new Set(pixels).size;
  }, png.toString("base64"));
}

for (const chapter of chapters)
  test(`every figure of ${chapter.id} has its numbers in a table and can be saved with its colours and its sentence; its data too`, async ({
    page,
    chapterPage,
    guard,
  }) => {
    await chapterPage.open(chapter.id);
    await chapterPage.reveal();
    await chapterPage.drawAll();
    const count = await chapterPage.figures.count();
    expect(count).toBeGreaterThan(0);
    for (let i = 0; i < count; i++) {
      const figure = await chapterPage.drawn(i);
      const title = (await figure.locator(".picture-title").textContent())!;

      await test.step(`the table of “${title}”`, async () => {
        await figure.locator(".picture-tools summary").click();
        const table = figure.locator(".picture-tools table");
        await expect(table).toBeVisible();
        expect(await table.locator("thead th").count(), title).toBeGreaterThan(1);
        const cells = await table.locator("tbody td").allTextContents();
        expect(cells.length, title).toBeGreaterThan(1);
        for (const cell of cells) expect(cell, title).not.toMatch(/NaN|undefined|\[object/);
        const held = numbersIn(cells.join(" "));
        // A picture of words has a table of words.
        const texts = await figure.locator(`${FRAME} > svg text`).allTextContents();
        if (numbersIn(texts.join(" ")).length > 0) expect(held.length, title).toBeGreaterThan(0);
        // Direct labels on the picture are numbers of the table, rounded. Ticks of the axes are not, and come in their own groups.
        const drawn = numbersIn((await labels(figure)).join(" ")).filter((value) => !Number.isInteger(value));
        for (const value of drawn)
          expect(
            held.some((other) => close(value, other)),
            `${title}: ${value} is drawn and not in the table (${held.slice(0, 40).join(", ")})`,
          ).toBe(true);
      });

      await test.step(`“${title}” as SVG`, async () => {
        const svg = await saved(page, figure.getByRole("button", { name: `Save as SVG: ${title}` }));
        expect(svg.name).toMatch(new RegExp(`^${chapter.id}-.*\\.svg$`));
        const text = svg.content.toString();
        expect(text).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
        expect(text, "colours are written out").toMatch(/(fill|stroke)="rgb\(\d+, \d+, \d+\)"/);
        expect(text, "no colour depends on the page").not.toContain("var(--");
        expect(text).toContain(
          (await figure.locator(".picture-says").textContent())!.slice(0, 12).replace(/&/g, "&amp;"),
        );
      });

      // The bitmap is painted by the browser from that very SVG, so that a few tell for all: the first, and the last, which differs.
      if (i > 0 && i < count - 1) continue;
      await test.step(`“${title}” as PNG`, async () => {
        const png = await saved(page, figure.getByRole("button", { name: `Save as PNG: ${title}` }));
        expect(png.name).toMatch(/\.png$/);
        expect([...png.content.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
        const { width } = (await figure.locator(`${FRAME} > svg`).boundingBox())!;
        expect(png.content.readUInt32BE(16), "twice as fine as on the screen").toBeCloseTo(2 * width, -1);
        expect(await coloursOf(page, png.content), "the bitmap holds a picture").toBeGreaterThan(8);
      });
    }

    await test.step("its data and notes, and no request elsewhere", async () => {
      const data = page.locator(".files").getByRole("button", { name: "Download CSV" });
      // What stands at the foot is fetched once a reader comes near.
      await page.locator(".speaker-notes summary").click();
      if ((await data.count()) > 0) {
        await saved(page, data);
        await expect(page.locator(".files [role=status]")).toContainText("Saved");
      }
      await page.waitForLoadState("networkidle");
      expect(guard.foreign).toEqual([]);
    });
  });

/** Words that a figure wrote on its marks: strong ones, which name a value. */
function labels(figure: Locator): Promise<string[]> {
  return figure
    .locator(`${FRAME} > svg g[font-weight="650"] text`)
    .evaluateAll((all) => all.map((text) => text.textContent ?? ""));
}

/** The numbers with decimals or per cent in a text; a minus sign is a minus. */
function numbersIn(text: string): number[] {
  return [...text.replaceAll("−", "-").matchAll(/-?\d[\d,]*(?:\.\d+)?/g)].map(([number]) =>
    Number(number.replaceAll(",", "")),
  );
}

/** Equal as far as the label is written; a share may stand in the table as 0 to 1 or in per cent. */
function close(shown: number, held: number): boolean {
  const places = String(shown).split(".")[1]?.length ?? 0;
  const half = 0.51 * 10 ** -places;
  return [held, 100 * held, -held].some((value) => Math.abs(value - shown) <= half);
}
