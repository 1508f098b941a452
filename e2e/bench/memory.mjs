import { existsSync, readFileSync } from "node:fs";

/**
 * Watches the memory that the page's process holds (the resident set that Linux tells: main thread, workers, heaps, code and the
 * garbage that waits for its collectors) beyond what it held when the watch began. The function that it returns ends the watch and
 * gives the most in MB; null where the system does not tell.
 */
export async function watchMemory(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const ids = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
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
