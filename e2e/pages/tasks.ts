import { expect, type Page } from "@playwright/test";

type TraceEvent = {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  tdur?: number;
  args?: { name?: string };
};

/**
 * The longest task of the pages' own threads while `what` is done, in milliseconds of the processor: on a busy machine the clock
 * would tell of its other programs.
 */
export async function longestTask(page: Page, what: () => Promise<void>): Promise<number> {
  const browser = page.context().browser()!;
  await browser.startTracing(page, { categories: ["toplevel"] });
  await what();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[];
  };
  const place = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const isMain = ({ name, args }: TraceEvent) => name === "thread_name" && args?.name === "CrRendererMain";
  const mains = new Set(traceEvents.filter(isMain).map(place));
  const tasks = traceEvents.filter(
    (one) => one.name.endsWith("RunTask") && one.ph === "X" && mains.has(place(one)),
  );
  expect(tasks.length, "tasks that were traced").toBeGreaterThan(10);
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur / 1000));
}
