import { describe, expect, it } from "vitest";
import { holdsItsClaims } from "../../cli/chapter-tests.ts";
import { quietTask } from "../../cli/run-default.ts";
import type { Task } from "../../core/contracts.ts";
import { DETECTORS } from "../../core/matrix/measure.ts";
import { unpack } from "../../core/matrix/pack.ts";
import { stored } from "../../core/matrix/stored.ts";
import { FAILURES } from "../../core/service/index.ts";
import { defaultsOf } from "../registry.ts";
import chapter from "./chapter.ts";
import { experiment, type Params, type Result } from "./experiment.ts";
import { mustShow } from "./must-show.ts";

const defaults = defaultsOf(chapter.params) as unknown as Params;
const quiet: Task<Result> = quietTask;
const run = (params: Partial<Params> = {}, seed = chapter.seed, task = quiet) =>
  experiment({ ...defaults, ...params }, seed, task);

// All claims but one are about the stored matrix, which no seed changes; `npm run lessons` takes twenty.
holdsItsClaims(
  mustShow,
  (params, seed) => run(params as Partial<Params>, seed),
  (params) => ("strength" in params ? 1 : 3),
);

describe("the manifest", () => {
  it("offers every failure that there is", () => {
    const options = FAILURES.map(({ id }) => id);
    expect(chapter.params.failure.options).toEqual(options);
  });

  it("offers the strengths that are stored", () => {
    const { min, max, step } = chapter.params.strength;
    expect(stored.strengths).toEqual([min, Number((min + step).toFixed(6)), max]);
  });
});

describe("the result", () => {
  it("holds the stored matrix at the chosen strength, cut to the chosen seeds", async () => {
    const { stored: own, numbers } = await run({ strength: 1, seeds: 5 });
    const whole = unpack(stored, 1);
    const part = unpack(own, 1);
    expect(part.seeds).toBe(Math.min(5, whole.seeds));
    part.rows.forEach(({ letters }, at) => {
      expect(letters).toEqual(whole.rows[at]!.letters.map((text) => text.slice(0, 5)));
    });
    expect(numbers.verdicts).toBe((FAILURES.length + 1) * DETECTORS.length * part.seeds);
  });

  it("has a line for every detector, with more lines for those that ring on several columns", async () => {
    const { alarms } = await run();
    expect(new Set(alarms.map(({ detector }) => detector)).size).toBe(DETECTORS.length);
  });

  it("is the same for the same seed, whatever was asked in between", async () => {
    const first = JSON.stringify(await run());
    await run({ watch: "cover", failure: "fraud-wave", strength: 1 });
    expect(JSON.stringify(await run())).toBe(first);
  });

  it("changes with the set that is watched in that part alone", async () => {
    const [usual, cover] = [await run(), await run({ watch: "cover" })];
    expect(cover.watched.seen).toBeGreaterThan(usual.watched.seen);
    expect({ ...cover, watched: null }).toEqual({ ...usual, watched: null });
  });

  it("publishes every part, the matrix before any service is run, with true progress", async () => {
    const parts: string[] = [];
    const steps: [number, number][] = [];
    // Of a seed that is not stored there is nothing to compare with.
    const result = await run({}, 1033, {
      ...quiet,
      progress: (done, total) => void steps.push([done, total]),
      publish: (some) => void parts.push(...Object.keys(some)),
    });
    expect(parts[0]).toBe("stored");
    expect(new Set(parts)).toEqual(new Set(Object.keys(result)));
    expect(steps.map(([done]) => done)).toEqual(steps.map((_, i) => i + 1));
    expect(steps.at(-1)![0]).toBe(steps.at(-1)![1]);
    expect(result.worked).toMatchObject({ stored: 0, unlikeStored: 0 });
  });

  it("stops wherever it is told to, and is whole when asked anew", async () => {
    const whole = await run({ failure: "fraud-wave" });
    for (const last of [0, 40, 120]) {
      await run();
      let left = last;
      const stop = {
        ...quiet,
        breathe: async () => {
          if (left-- === 0) throw new DOMException("cancelled", "AbortError");
        },
      };
      await expect(run({ failure: "fraud-wave" }, chapter.seed, stop)).rejects.toThrow("cancelled");
    }
    expect(await run({ failure: "fraud-wave" })).toEqual(whole);
  });

  const corners: Partial<Params>[] = [
    {},
    { strength: 0.2, seeds: 5 },
    { strength: 1, seeds: 100, watch: "cover" },
  ];
  it.each(corners)("is small and finite at %o", async (corner) => {
    const result = await run(corner);
    expect(JSON.stringify(result).length).toBeLessThan(90_000);
    const finite = (value: unknown, path: string): void => {
      if (typeof value === "number") expect(Number.isFinite(value), `${path} is ${value}`).toBe(true);
      else if (typeof value === "object" && value !== null)
        for (const [key, inner] of Object.entries(value)) finite(inner, `${path}.${key}`);
    };
    const { alarms, offline, production, ...parts } = result;
    finite(parts, "result");
    expect(offline.rows + production.rows).toBeGreaterThan(1000);
  });
});
