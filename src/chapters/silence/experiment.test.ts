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

holdsItsClaims(mustShow, (params, seed) => run(params as Partial<Params>, seed));

describe("the experiment", () => {
  it("gives the same result for the same seed, whatever was asked in between", async () => {
    const first = JSON.stringify(await cached({ size: 10000 }));
    await run({ size: 10000, treatment: "reason", outageFrom: 8 });
    expect(JSON.stringify(await run({ size: 10000 }, 8))).not.toBe(first);
    expect(JSON.stringify(await run({ size: 10000 }))).toBe(first);
  });

  it("compares all treatments alike, whichever is chosen", async () => {
    const zero = await cached({ size: 10000 });
    for (const treatment of ["mean", "median", "flag", "reason"]) {
      const other = await cached({ size: 10000, treatment });
      expect(other.outcomes).toEqual(zero.outcomes);
      expect(other.others).toEqual(zero.others);
      expect(other.chosen).toEqual(zero.outcomes.find((one) => one.id === treatment));
      expect(other.cells).toEqual(zero.cells);
    }
  });

  it("changes nothing outside the hours of the outage", async () => {
    const { hours } = await cached({ outageFrom: 9, outageHours: 4, intensity: 1 });
    const outside = hours.filter((block) => block.outageHours === 0);
    expect(outside).toHaveLength(10);
    for (const block of outside) expect(block.caught).toBe(block.caughtTwin);
    expect(
      hours.filter((block) => block.outageHours > 0).some((block) => block.caught < block.caughtTwin),
    ).toBe(true);
  });

  it("loses nothing where nothing is lost", async () => {
    for (const calm of [{ intensity: 0 }, { outageHours: 0 }]) {
      const { outcomes, others, numbers, hours } = await cached({ size: 10000, ...calm });
      expect(numbers.lostRows).toBe(0);
      for (const one of [...outcomes, ...others])
        expect(Number.isNaN(one.fall) ? 0 : one.fall, one.id).toBe(0);
      for (const block of hours) expect(block.caught).toBe(block.caughtTwin);
    }
  });

  it("rings about the default while new users differ, and not when they are like everybody else", async () => {
    const of = async (risk: number) =>
      (await run({ risk }, 3)).alarms.find(({ detector }) => detector === "point-mass")!.broken.verdict;
    expect(await of(0.2)).toBe("rings");
    expect(await of(1)).toBe("silent");
  });

  it("publishes every part, those of the data first, with true progress", async () => {
    const parts: string[] = [];
    const steps: [number, number][] = [];
    const result = await run({ size: 10000 }, 7, {
      ...quiet,
      progress: (done, total) => void steps.push([done, total]),
      publish: (some) => void parts.push(...Object.keys(some)),
    });
    expect(parts.slice(0, 2).sort()).toEqual(["cells", "rates"]);
    expect(new Set(parts)).toEqual(new Set(Object.keys(result)));
    expect(steps.map(([done]) => done)).toEqual(steps.map((_, i) => i + 1));
    expect(steps.at(-1)![0]).toBe(steps.at(-1)![1]);
  });

  it("stops wherever it is told to, and can be asked again", async () => {
    const whole = JSON.stringify(await run({ size: 10000 }, 5));
    let breaths = 0;
    await run({ size: 10000 }, 6, { ...quiet, breathe: async () => void breaths++ });
    expect(breaths).toBeGreaterThan(100);
    for (const last of [0, 3, 40, Math.floor(breaths / 2), breaths - 1]) {
      let left = last;
      const stop = {
        ...quiet,
        breathe: async () => {
          if (left-- === 0) throw new DOMException("cancelled", "AbortError");
        },
      };
      // A seed of its own each time, so that no model is there already.
      await expect(run({ size: 10000 }, 100 + last, stop)).rejects.toThrow("cancelled");
    }
    expect(JSON.stringify(await run({ size: 10000 }, 5))).toBe(whole);
  });

  const corners: Partial<Params>[] = [
    {},
    { newUsers: 0 },
    { newUsers: 0.6, risk: 0.1 },
    { risk: 3, intensity: 1, outageHours: 12 },
    { intensity: 0 },
    { outageHours: 0 },
    { outageFrom: 3, outageHours: 1, treatment: "flag" },
    { outageFrom: 23, outageHours: 7, treatment: "median" },
    { treatment: "reason", intensity: 1 },
  ];
  it.each(corners)("holds small, drawable parts at %o", async (corner) => {
    const result = await cached({ size: 10000, ...corner });
    expect(JSON.stringify(result).length).toBeLessThan(60000);
    const finite = (value: unknown, path: string): void => {
      if (typeof value === "number") expect(Number.isFinite(value), `${path} is ${value}`).toBe(true);
      else if (typeof value === "object" && value !== null)
        for (const [key, inner] of Object.entries(value)) finite(inner, `${path}.${key}`);
    };
    const { rates, scores, hours, cells } = result;
    finite({ rates, scores, hours, cells }, "result");
    expect(rates.bins.length).toBe(10);
    expect(hours).toHaveLength(12);
    expect(cells).toHaveLength(96);
  });
});
