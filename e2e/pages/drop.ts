import type { Page } from "@playwright/test";

/** Drops files on the page; a text of many copies of a piece is put together there. */
export async function drop(
  page: Page,
  place: string,
  ...files: { name: string; start: string; piece?: string; times?: number; end?: string }[]
) {
  const transfer = await page.evaluateHandle((files) => {
    const transfer = new DataTransfer();
    for (const { name, start, piece = "", times = 0, end = "" } of files)
      transfer.items.add(new File([start, piece.repeat(times), end], name));
    return transfer;
  }, files);
  await page.locator(place).dispatchEvent("drop", { dataTransfer: transfer });
}
