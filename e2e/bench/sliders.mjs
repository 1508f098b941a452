import { chapterIds, hasSize, pageOnly } from "./chapters.mjs";
import { quantile } from "./quantile.mjs";

const sizes = [30_000, 200_000];
const dragSeconds = 8;

/** From a slider to the pictures, for each chapter, at two sizes of the world; then a drag at the larger one. */
export async function measure({ browser, site, chapter, moves, print }) {
  const results = [];
  // A chapter whose world has one size is measured at that.
  for (const id of chapter ? [chapter] : chapterIds())
    for (const rows of hasSize(id) ? sizes : [null])
      results.push(await one({ browser, site, id, rows, moves, print }));
  return results;
}

async function one({ browser, site, id, rows, moves, print }) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(instruments);
  const size = rows === null ? "" : `&size=${rows}`;
  await page.goto(`${site.address}#/${id}?v=1${size}`);
  await page.locator(".prose[data-live]").waitFor();
  if (await page.locator(".notices").textContent()) throw new Error(`${id} has no parameter “size”.`);
  const skip = page.locator(".held-back button");
  while ((await skip.count()) > 0) await skip.first().click();
  // As for paper, every figure is drawn, wherever the reader stands.
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const key = await page.evaluate((others) => window.bench.widestSlider(others), ["size", ...pageOnly(id)]);
  await page.evaluate(() => window.bench.quiet());
  const tasks = await traceTasks(page);
  const measured = [];
  for (let i = 0; i < moves; i++) {
    // Golden steps over the slider: no value comes twice, so that none is remembered.
    const place = 20 + 960 * ((0.31 + i * 0.6180339887) % 1);
    measured.push(await page.evaluate(([key, place]) => window.bench.move(key, place), [key, place]));
  }
  const ownTime = await tasks();
  const of = (name, share) =>
    quantile(
      measured.map((move) => move[name]),
      share,
    );
  const result = {
    chapter: id,
    rows,
    slider: key,
    moves,
    figures: measured[0].figures,
    first: { median: of("first", 0.5), p95: of("first", 0.95) },
    all: { median: of("all", 0.5), p95: of("all", 0.95) },
    settled: { median: of("settled", 0.5), p95: of("settled", 0.95) },
    longestTask: { ownTime, wall: of("longest", 1) },
  };
  const name = rows === null ? id : `${id}, ${rows.toLocaleString("en")} rows`;
  const small = rows === null || rows === sizes[0];
  print(`${name}: first figure changed, median`, result.first.median, "ms", small ? 50 : null);
  print("  first figure changed, 95th percentile", result.first.p95, "ms");
  print(`  all ${result.figures} figures redrawn, median`, result.all.median, "ms", small ? 250 : null);
  print("  all figures redrawn, 95th percentile", result.all.p95, "ms", small ? 500 : null);
  print("  alarms and numbers too, median", result.settled.median, "ms");
  print("  longest task of the main thread, its own time", ownTime, "ms", 50);
  print("    by the clock, other processes included", result.longestTask.wall, "ms");
  if (!small) {
    // Another seed, and one way over the slider: nothing that comes was computed before.
    await page.evaluate((hash) => location.assign(hash), `#/${id}?v=1&size=${rows}&seed=4711`);
    const drag = await page.evaluate(([key, seconds]) => window.bench.drag(key, seconds), [key, dragSeconds]);
    result.drag = drag;
    print("  complete pictures a second while dragging", drag.complete / drag.seconds, "/s", 1, "least");
    print("  from the end of the drag to its last picture", drag.tail, "ms");
  }
  await context.close();
  return result;
}

/**
 * The longest task of the page's main thread from now until the answer is asked for, in milliseconds of its own time: what other
 * processes take meanwhile is not in it.
 */
async function traceTasks(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Tracing.start", {
    transferMode: "ReturnAsStream",
    categories: "disabled-by-default-devtools.timeline,devtools.timeline",
  });
  return async () => {
    const complete = new Promise((done) => session.once("Tracing.tracingComplete", done));
    await session.send("Tracing.end");
    const { stream } = await complete;
    let text = "";
    for (let eof = false; !eof; ) {
      const piece = await session.send("IO.read", { handle: stream, size: 1 << 22 });
      text += piece.data;
      eof = piece.eof;
    }
    const { traceEvents } = JSON.parse(text);
    const here = traceEvents.find(
      ({ name, args }) => name === "EventDispatch" && args?.data?.type === "input",
    );
    const own = traceEvents.filter(
      ({ name, pid, tid, tdur }) => name === "RunTask" && pid === here?.pid && tid === here?.tid && tdur,
    );
    return Math.max(0, ...own.map(({ tdur }) => tdur / 1000));
  };
}

/** Runs in the page: stop-watches on its pictures. */
function instruments() {
  const frames = () =>
    [...document.querySelectorAll(".picture-frame, .watch-frame")].filter((frame) =>
      frame.querySelector("svg"),
    );
  const last = new WeakMap();
  const counts = new WeakMap();
  const tasks = [];
  let lastChange = 0;
  const live = () => document.querySelector(".prose[data-live]").dataset.live;
  const start = () => {
    new MutationObserver((records) => {
      const now = performance.now();
      for (const { target } of records)
        if (target.matches?.(".picture-frame, .watch-frame")) {
          last.set(target, now);
          counts.set(target, (counts.get(target) ?? 0) + 1);
        }
      lastChange = now;
    }).observe(document.documentElement, { childList: true, subtree: true });
  };
  document.readyState === "loading" ? addEventListener("DOMContentLoaded", start) : start();
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) tasks.push({ startTime, duration });
  }).observe({ type: "longtask", buffered: true });
  const frame = () => new Promise((done) => requestAnimationFrame(() => done()));

  /** Resolves once nothing is computed or drawn any more. */
  async function quiet() {
    for (;;) {
      await frame();
      if (live() === "idle" && performance.now() - lastChange > 150) return;
    }
  }

  function set(key, place) {
    const slider = document.querySelector(`input[type=range][data-control="${key}"]`);
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(slider, String(place));
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  }

  window.bench = {
    quiet,
    widestSlider(others) {
      // The slider with the most values, but for those that ask for another world or for nothing: each move asks for something new.
      const keys = [...document.querySelectorAll("input[type=range][data-control]")].map(
        (slider) => slider.dataset.control,
      );
      const values = (key) => {
        const seen = new Set();
        const slider = document.querySelector(`input[type=range][data-control="${key}"]`);
        const before = slider.value;
        for (let place = 0; place <= 1000; place += 20) {
          set(key, place);
          seen.add(slider.getAttribute("aria-valuetext"));
        }
        set(key, before);
        return seen.size;
      };
      const best = keys.filter((key) => !others.includes(key)).map((key) => ({ key, values: values(key) }));
      return best.sort((a, b) => b.values - a.values)[0].key;
    },
    async move(key, place) {
      await quiet();
      const watched = frames();
      const started = performance.now();
      let idleAt = 0;
      const observer = new MutationObserver(() => {
        if (live() === "idle") idleAt = performance.now();
      });
      observer.observe(document.querySelector(".prose[data-live]"), { attributes: true });
      set(key, place);
      await quiet();
      await new Promise((done) => setTimeout(done, 50));
      observer.disconnect();
      const drawn = watched.map((one) => (last.get(one) ?? 0) - started).filter((time) => time > 0);
      const own = tasks.filter(({ startTime }) => startTime >= started - 1).map(({ duration }) => duration);
      return {
        figures: drawn.length,
        first: Math.min(...drawn),
        all: Math.max(...drawn),
        settled: Math.max(idleAt - started, ...drawn),
        longest: Math.max(0, ...own),
      };
    },
    async drag(key, seconds) {
      await quiet();
      const watched = frames();
      const before = watched.map((one) => counts.get(one) ?? 0);
      const started = performance.now();
      let moves = 0;
      while (performance.now() - started < seconds * 1000) {
        // From end to end, a move a frame, as a hand drags.
        set(key, 20 + (960 * (performance.now() - started)) / (seconds * 1000));
        moves++;
        await frame();
      }
      const ended = performance.now();
      const complete = Math.min(...watched.map((one, i) => (counts.get(one) ?? 0) - before[i]));
      await quiet();
      const tail = Math.max(0, ...watched.map((one) => (last.get(one) ?? 0) - ended));
      return { seconds: (ended - started) / 1000, moves, complete, tail };
    },
  };
}
