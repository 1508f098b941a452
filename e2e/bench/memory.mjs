import { existsSync, readdirSync, readFileSync } from "node:fs";

/** The processes that draw pages. */
async function pageProcesses(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  return processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
}

/**
 * Watches the memory that the page's process holds (the resident set that Linux tells: main thread, workers, heaps, code and the
 * garbage that waits for its collectors) beyond what it held when the watch began. The function that it returns ends the watch and
 * gives the most in MB; null where the system does not tell.
 */
export async function watchMemory(browser) {
  const ids = await pageProcesses(browser);
  const resident = () =>
    ids.map((id) => {
      const status = `/proc/${id}/status`;
      return existsSync(status)
        ? Number(/VmRSS:\s+(\d+)/.exec(readFileSync(status, "utf8"))?.[1] ?? 0) / 1000
        : 0;
    });
  const before = resident();
  const peaks = [...before];
  const timer = setInterval(() => {
    for (const [i, now] of resident().entries()) peaks[i] = Math.max(peaks[i], now);
  }, 25);
  return () => {
    clearInterval(timer);
    return process.platform === "linux" ? Math.max(...peaks.map((peak, i) => peak - before[i])) : null;
  };
}

/** Seconds of processor time that the threads of workers have had so far; null where the system does not tell. */
export async function workerSeconds(browser) {
  if (process.platform !== "linux") return null;
  let ticks = 0;
  for (const id of await pageProcesses(browser))
    for (const thread of existsSync(`/proc/${id}/task`) ? readdirSync(`/proc/${id}/task`) : []) {
      const stat = readFileSync(`/proc/${id}/task/${thread}/stat`, "utf8");
      if (!stat.includes("(DedicatedWorker")) continue;
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      ticks += Number(fields[11]) + Number(fields[12]);
    }
  return ticks / 100;
}
