import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chapterIds } from "./chapters.mjs";

/** What a reader waits for: JavaScript (gzip) and time until the first chapter is readable with its first picture. */
export async function measure({ browser, site, dist, print }) {
  const [first] = chapterIds();
  const runs = [];
  for (let run = 0; run < 5; run++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.addInitScript(() => {
      const marks = {};
      const look = () => {
        const prose = document.querySelector(".prose[data-live]");
        if (prose && marks.readable === undefined) marks.readable = performance.now();
        if (prose?.querySelector("svg") && marks.picture === undefined) marks.picture = performance.now();
      };
      new MutationObserver(look).observe(document, { childList: true, subtree: true });
      Object.assign(window, { marks });
    });
    await page.goto(`${site.address}#/${first}`);
    await page.waitForFunction(() => window.marks.picture !== undefined);
    await page.waitForLoadState("networkidle");
    runs.push(
      await page.evaluate(() => ({
        ...window.marks,
        scripts: performance
          .getEntriesByType("resource")
          .filter(({ name }) => name.endsWith(".js"))
          .map(({ name, responseEnd }) => ({ name, at: responseEnd })),
      })),
    );
    await context.close();
  }
  const size = ({ name }) =>
    gzipSync(readFileSync(join(dist, name.slice(site.address.length)))).length / 1000;
  const before = runs.map(({ scripts, picture }) => scripts.filter(({ at }) => at <= picture));
  const kilobytes = Math.max(
    ...before.map((scripts) => scripts.reduce((sum, script) => sum + size(script), 0)),
  );
  const middle = (key) => runs.map((run) => run[key]).sort((a, b) => a - b)[2];
  print(`JavaScript before “${first}” shows its text and first picture`, kilobytes, "kB", 130);
  print("  time to its text (no throttling, median of 5)", middle("readable"), "ms");
  print("  time to its first picture", middle("picture"), "ms");
  const scripts = before
    .at(-1)
    .map((script) => ({ file: script.name.slice(site.address.length), kilobytes: size(script) }))
    .sort((a, b) => b.kilobytes - a.kilobytes);
  for (const { file, kilobytes } of scripts.slice(0, 4)) print(`  ${file}`, kilobytes, "kB");
  return { kilobytes, readable: middle("readable"), picture: middle("picture"), scripts };
}
