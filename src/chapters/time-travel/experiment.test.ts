import { describe, expect, it } from "vitest";
import { holdsItsClaims, once } from "../../cli/chapter-tests.ts";
import { quietTask } from "../../cli/run-default.ts";
import type { Task } from "../../core/contracts.ts";
import { defaultsOf } from "../registry.ts";
import chapter from "./chapter.ts";
import { experiment, type Params, type Result } from "./experiment.ts";
import { mustShow } from "./must-show.ts";

const defaults = defaultsOf(chapter.params) as unknown as Params;
const quiet: Task<Result> = quietTask;
const run = (params: Partial<Params> = {}, seed = chapter.seed, task = quiet) =>
  experiment({ ...defaults, ...params }, seed, task);
const cached = once((params: Partial<Params>) => run(params));

/** The result up to its areas and numbers, without the alarms, which take most of the time. */
async function withoutAlarms(params: Partial<Params>, seed: number): Promise<Result> {
  let parts: Partial<Result> = {};
  const enough = new Error("enough");
  const task: Task<Result> = {
    ...quiet,
    publish: (some) => {
      parts = { ...parts, ...some };
    },
    breathe: async () => {
      if (parts.numbers) throw enough;
    },
  };
  await run(params, seed, task).catch((error) => {
    if (error !== enough) throw error;
  });
  return parts as Result;
}

// The largest worlds take seconds each: here a few of them, in `npm run lessons` all twenty.
holdsItsClaims(
  mustShow,
  (params, seed) =>
    "size" in params || "delay" in params
      ? withoutAlarms(params as Partial<Params>, seed)
      : run(params as Partial<Params>, seed),
  (params) => ("size" in params ? 5 : 20),
);

describe("the worked case of U123", () => {
  it("joins by date the count of the night, and serves that of the night before", async () => {
    const { case: day } = await cached({ size: 10000 });
    expect(day.payments.map((payment) => payment.trained.value)).toEqual([1, 1, 1]);
    expect(day.payments.map((payment) => payment.served.value)).toEqual([0, 0, 0]);
    expect(day.payments.map((payment) => payment.amount)).toEqual([42, 180.5, 18.9]);
    for (const { eventAt, trained, served } of day.payments) {
      expect(trained.knownAt).toBe(day.batchAt);
      expect(trained.knownAt).toBeGreaterThan(eventAt);
      expect(served.knownAt).toBeLessThan(eventAt);
    }
    expect(day.reports).toEqual([
      { payment: day.payments[2]!.id, reportedAt: day.dayStart + (18 * 60 + 40) * 60000 },
    ]);
  });
});

describe("the experiment", () => {
  it("gives the same result for the same seed, whatever was asked in between", async () => {
    const first = JSON.stringify(await cached({ size: 10000 }));
    await run({ size: 10000, policy: "as-of-event" });
    expect(JSON.stringify(await run({ size: 10000 }, 8))).not.toBe(first);
    expect(JSON.stringify(await run({ size: 10000 }))).toBe(first);
  });

  it("shows the same user and the same three lines under every join policy", async () => {
    const byDate = await cached({ size: 10000 });
    const asOf = await cached({ size: 10000, policy: "as-of-event" });
    expect(asOf.auc).toEqual(byDate.auc);
    expect(asOf.timeline!.user).toBe(byDate.timeline!.user);
    expect(asOf.offline.rocAuc).toEqual(asOf.auc[2]!.offline);
    expect(byDate.production.rocAuc).toEqual(byDate.auc[0]!.production);
  });

  it("reads nothing ahead and changes no row where training joins what is served", async () => {
    for (const policy of ["last-finished-batch", "as-of-event"]) {
      const { numbers, lead, alarms } = await cached({ size: 10000, policy });
      expect(numbers.ahead).toBe(0);
      expect(numbers.changed).toBe(0);
      expect(Math.max(...lead.map((hour) => hour.ahead))).toBeLessThanOrEqual(0);
      for (const { broken, healthy } of alarms) expect(broken).toEqual(healthy);
    }
  });

  it("publishes every part, the worked case first and the timeline before any model, with true progress", async () => {
    const parts: string[] = [];
    const steps: [number, number][] = [];
    const result = await run({ size: 10000 }, 7, {
      ...quiet,
      progress: (done, total) => void steps.push([done, total]),
      publish: (some) => void parts.push(...Object.keys(some)),
    });
    expect(parts[0]).toBe("case");
    expect(parts.indexOf("timeline")).toBeLessThan(parts.indexOf("offline"));
    expect(new Set(parts)).toEqual(new Set(Object.keys(result)));
    expect(steps.map(([done]) => done)).toEqual(steps.map((_, i) => i + 1));
    expect(steps.at(-1)![0]).toBe(steps.at(-1)![1]);
  });

  it("stops wherever it is told to", async () => {
    let breaths = 0;
    await run({ size: 10000 }, 7, { ...quiet, breathe: async () => void breaths++ });
    expect(breaths).toBeGreaterThan(100);
    for (const last of [0, 3, 40, Math.floor(breaths / 2), breaths - 1]) {
      let left = last;
      const stop = {
        ...quiet,
        breathe: async () => {
          if (left-- === 0) throw new DOMException("cancelled", "AbortError");
        },
      };
      await expect(run({ size: 10000 }, 7, stop)).rejects.toThrow("cancelled");
    }
  });

  const corners: Partial<Params>[] = [
    {},
    { delay: 1 },
    { delay: 1080 },
    { bursts: 0 },
    { bursts: 1 },
    { batch: 0.5 },
    { delay: 1080, bursts: 0, batch: 0.5, policy: "as-of-event" },
    { delay: 1, bursts: 1, policy: "last-finished-batch" },
  ];
  it.each(corners)("holds small, finite parts at %o", async (corner) => {
    const result = await cached({ size: 10000, ...corner });
    expect(JSON.stringify(result).length).toBeLessThan(60000);
    const finite = (value: unknown, path: string): void => {
      if (typeof value === "number") expect(Number.isFinite(value), `${path} is ${value}`).toBe(true);
      else if (typeof value === "object" && value !== null)
        for (const [key, inner] of Object.entries(value)) finite(inner, `${path}.${key}`);
    };
    const { case: day, timeline, lead, rows, auc, reach, numbers } = result;
    finite({ day, timeline, lead, rows, auc, reach, numbers }, "result");
    expect(lead.length).toBeGreaterThan(20);
    expect(rows.length).toBeGreaterThan(0);
    expect(reach).toHaveLength(25);
  });
});
