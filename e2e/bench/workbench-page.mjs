import { open } from "node:fs/promises";
import { watchMemory } from "./memory.mjs";

/**
 * The file on the real page, from the choice of it to the last finding: how long it takes, what the process holds, and the longest task
 * of the main thread by its processor time (from a trace). By the clock ("longtask") a task is also long where other processes
 * have the core meanwhile.
 */
export async function onThePage({ browser, site, file, print }) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) window.longTasks.push({ startTime, duration });
    }).observe({ type: "longtask", buffered: true });
  });
  await page.goto(`${site.address}#/your-data`);
  const button = page.getByRole("button", { name: "Choose a file" });
  await button.waitFor();
  // What the page does of its own accord at its start is not what is measured.
  await page.waitForTimeout(1500);
  const watch = await watchMemory(browser);
  await browser.startTracing(page, { categories: ["toplevel"] });
  const chooser = page.waitForEvent("filechooser");
  await button.click();
  const began = await page.evaluate(() => performance.now());
  await (await chooser).setFiles(file);
  await page.waitForSelector('.bench-findings[aria-busy="false"][data-stale="false"]', { timeout: 900_000 });
  const { ended, tasks } = await page.evaluate(() => ({ ended: performance.now(), tasks: window.longTasks }));
  const peakMegabytes = watch();
  const longest = longestTask(JSON.parse((await browser.stopTracing()).toString()).traceEvents);
  const cancelled = await cancelledAfter(page, file);
  await context.close();
  const long = tasks.filter(({ startTime }) => startTime >= began).map(({ duration }) => duration);
  const result = {
    seconds: (ended - began) / 1000,
    longestTask: longest,
    longTasks: long,
    peakMegabytes,
    cancelMilliseconds: cancelled,
  };
  print("on the page, from the choice of the file to the last finding", result.seconds, "s");
  print("  the longest task of the main thread, processor time", longest, "ms", 50);
  print("  tasks of the main thread over 50 ms by the clock", long.length, "");
  if (peakMegabytes !== null) print("  memory at most, over that before the choice", peakMegabytes, "MB");
  print("  cancelled in the middle of a file: the page is ready after", cancelled, "ms", 200);
  return result;
}

/** Milliseconds of processor time of the longest task on a main thread of a page. */
function longestTask(events) {
  const thread = ({ pid, tid }) => `${pid} ${tid}`;
  const main = new Set(
    events.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain").map(thread),
  );
  return events
    .filter((event) => main.has(thread(event)) && /RunTask$/.test(event.name) && event.tdur > 0)
    .reduce((most, { tdur }) => Math.max(most, tdur / 1000), 0);
}

/** Milliseconds from a click on “cancel” in the middle of a file to the page that is at rest again. */
async function cancelledAfter(page, file) {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose another file" }).click();
  await (await chooser).setFiles({
    name: "again.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(await head(file)),
  });
  await page.waitForFunction(() => (document.querySelector(".bench-progress progress")?.value ?? 0) > 4e6);
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const began = performance.now();
        document.querySelector(".bench-progress button").click();
        const look = () => {
          if (document.querySelector('.bench-progress[data-busy="false"]'))
            resolve(performance.now() - began);
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
}

/** The first part of a file, under another name: a file that was read already is remembered. */
async function head(file) {
  const handle = await open(file);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(40_000_000), 0, 40_000_000, 0);
  await handle.close();
  return buffer.subarray(0, bytesRead);
}
