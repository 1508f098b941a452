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
const small = { size: 6000, trees: 8 };

holdsItsClaims(mustShow, (params, seed) => run(params as Partial<Params>, seed));

describe("the experiment", () => {
  it("gives the same result for the same seed, whatever was asked in between", async () => {
    const first = JSON.stringify(await cached(small));
    await run({ ...small, depth: 5, split: "time" });
    expect(JSON.stringify(await run(small, 8))).not.toBe(first);
    expect(JSON.stringify(await run(small))).toBe(first);
  });

  it("judges the same models whichever split is set: the split is a way to look", async () => {
    const random = await cached(small);
    const honest = await cached({ ...small, split: "time-customer" });
    expect(honest.depths).toEqual(random.depths);
    expect(honest.choices).toEqual(random.choices);
    expect(honest.byTrees).toEqual(random.byTrees);
    expect(honest.chosen).toEqual(honest.choices[3]);
    expect(honest.offline.rocAuc.value).toBeCloseTo(honest.numbers.timeCustomer, 9);
    expect(random.offline.rocAuc.value).toBeCloseTo(random.numbers.random, 9);
  });

  it("ends its curves where the large picture stands", async () => {
    const { depths, byTrees, byRows, numbers } = await cached({ ...small, depth: 4 });
    const set = depths.find(({ depth }) => depth === 4)!;
    const ends = [byTrees[byTrees.length - 1]!, byRows[byRows.length - 1]!];
    for (const end of ends) {
      expect(end.production).toBe(set.production.value);
      expect(end.training).toBe(set.training);
      expect(end.random).toBe(set.promise.random.value);
      expect(end["time-customer"]).toBe(set.promise["time-customer"].value);
    }
    expect(byTrees[byTrees.length - 1]!.at).toBe(numbers.trees);
  });

  it("promises the same at random and by customer where nobody is torn apart", async () => {
    const { depths, overlaps, meaningless } = await cached({ ...small, shared: 0 });
    for (const { promise } of depths) expect(promise.random).toEqual(promise.customer);
    expect(overlaps[0]!.knownRows).toBe(0);
    expect(meaningless[0]!.auc).toEqual(meaningless[1]!.auc);
  });

  it("changes the labels of nobody in production, and reads none of them to fit or to choose", async () => {
    const { choices, depths } = await cached(small);
    for (const { split, promise, depth } of choices) {
      const most = Math.max(...depths.map((one) => one.promise[split].value));
      expect(promise).toBeGreaterThanOrEqual(most);
      expect(depths.map((one) => one.depth)).toContain(depth);
    }
  });

  it("publishes every part, the picture of the splits first, with true progress", async () => {
    const parts: string[] = [];
    const steps: [number, number][] = [];
    const result = await run(small, 7, {
      ...quiet,
      progress: (done, total) => void steps.push([done, total]),
      publish: (some) => void parts.push(...Object.keys(some)),
    });
    expect(parts.slice(0, 2).sort()).toEqual(["overlaps", "picture"]);
    expect(new Set(parts)).toEqual(new Set(Object.keys(result)));
    expect(steps.map(([done]) => done)).toEqual(steps.map((_, i) => i + 1));
    expect(steps.at(-1)![0]).toBe(steps.at(-1)![1]);
  });

  it("stops wherever it is told to, and can be asked again", async () => {
    const whole = JSON.stringify(await run(small, 5));
    let breaths = 0;
    await run(small, 6, { ...quiet, breathe: async () => void breaths++ });
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
      await expect(run(small, 100 + last, stop)).rejects.toThrow("cancelled");
    }
    expect(JSON.stringify(await run(small, 5))).toBe(whole);
  });

  const corners: Partial<Params>[] = [
    {},
    { depth: 1, known: "nothing" },
    { depth: 10, noise: 20, trees: 8 },
    { trees: 64, depth: 3 },
    { shared: 0, split: "customer" },
    { shared: 0.5, split: "time", known: "customer" },
    { split: "time-customer", depth: 6 },
  ];
  it.each(corners)("holds small, drawable parts at %o", async (corner) => {
    const result = await cached({ ...small, ...corner });
    expect(JSON.stringify(result).length).toBeLessThan(60000);
    const finite = (value: unknown, path: string): void => {
      if (typeof value === "number") expect(Number.isFinite(value), `${path} is ${value}`).toBe(true);
      else if (typeof value === "object" && value !== null)
        for (const [key, inner] of Object.entries(value)) finite(inner, `${path}.${key}`);
    };
    const { alarms: _, offline: __, production: ___, ...drawable } = result;
    finite(drawable, "result");
    expect(result.picture.points.length).toBeGreaterThan(60);
    expect(result.alarms).toHaveLength(8);
    // The text reads this one by its place.
    expect(result.alarms[3]!.detector).toBe("performance-estimate");
  });
});
