import { describe, expect, it } from "vitest";
import { holdsItsClaims, once } from "../../cli/chapter-tests.ts";
import { quietTask } from "../../cli/run-default.ts";
import type { Task } from "../../core/contracts.ts";
import { detector } from "../../core/detectors/registry.ts";
import { runDetector } from "../../core/detectors/run.ts";
import { MISMATCHES } from "../../core/faults/serving-skew.ts";
import { FEATURES } from "../../core/features/features.ts";
import { random } from "../../core/random.ts";
import { featuresTable } from "../../core/world/tables.ts";
import { defaultsOf } from "../registry.ts";
import chapter from "./chapter.ts";
import { benchOf, liveRange, servedUnder } from "./company.ts";
import { experiment, type Params, type Result } from "./experiment.ts";
import { mustShow } from "./must-show.ts";

const defaults = defaultsOf(chapter.params) as unknown as Params;
const quiet: Task<Result> = quietTask;
const run = (params: Partial<Params> = {}, seed = chapter.seed, task = quiet) =>
  experiment({ ...defaults, ...params }, seed, task);
const cached = once((params: Partial<Params>) => run(params));

holdsItsClaims(mustShow, (params, seed) => run(params as Partial<Params>, seed));

describe("the mismatches", () => {
  it("offers those of the fault, and no other", () => {
    expect(chapter.params.mismatch.options).toEqual(MISMATCHES);
  });

  it("a stale cache passes the domain classifier as well, which reads all features together", () => {
    const bench = benchOf(defaults, 2);
    const setting = { share: 1, from: 7 };
    const scene = servedUnder(bench, "stale-cache", setting);
    const { world } = bench.scene;
    const input = {
      reference: featuresTable(world, scene.training, world.periods.training),
      current: featuresTable(world, scene.production, liveRange(bench, 7)),
      columns: FEATURES,
      roles: {},
    };
    expect(runDetector(detector("domain-classifier"), input, {}, random(2)).verdict).toBe("silent");
  });

  it("two hundred rows show all of them but the stale cache", async () => {
    const { causes } = await run();
    for (const { mismatch, features } of causes) {
      const expected = 200 * Math.max(...features.map(({ different }) => different));
      if (mismatch === "stale-cache") expect(expected).toBeLessThan(5);
      else expect(expected, mismatch).toBeGreaterThan(20);
    }
  });
});

describe("the healthy twin", () => {
  it("is this very world where no payment is served by the new service: every line says the same of both", async () => {
    for (const mismatch of ["units", "scaling"]) {
      const { alarms, numbers, parity } = await cached({ mismatch, share: 0, size: 10000 });
      for (const { broken, healthy } of alarms) expect(broken).toEqual(healthy);
      expect(numbers.loss).toBe(0);
      expect(parity.different).toBe(0);
    }
  });

  it("is what one transform for both gives, under each mismatch", async () => {
    for (const mismatch of ["units", "scaling", "stale-cache"]) {
      const single = await cached({ mismatch, pipeline: "once", size: 10000 });
      expect(single.numbers.loss).toBe(0);
      expect(single.parity.cause).toBe("all-equal");
      expect(single.heat.features.every(({ all }) => all === 0)).toBe(true);
      const twice = await cached({ mismatch, size: 10000 });
      expect(single.numbers.twinRocAuc).toBe(twice.numbers.twinRocAuc);
      expect(single.outcomes).toEqual(twice.outcomes);
      expect(single.matrix).toEqual(twice.matrix);
    }
  });
});

describe("the pictures' numbers", () => {
  it("the chosen mismatch has in the overview what it has by itself", async () => {
    for (const mismatch of ["codes", "scaling"] as const) {
      const { outcomes, production, numbers, rollout, causes, parity } = await cached({
        mismatch,
        size: 10000,
      });
      const own = outcomes.find(({ id }) => id === mismatch)!;
      expect(own.rocAuc).toBe(production.rocAuc.value);
      expect(own.stopped).toBe(numbers.stopped);
      expect(rollout.at(-1)!.rocAuc).toBe(own.rocAuc);
      expect(rollout[0]!.rocAuc).toBe(numbers.twinRocAuc);
      expect(causes.find((one) => one.mismatch === mismatch)!.features[0]!.different).toBeCloseTo(
        parity.different / parity.pairs,
        12,
      );
    }
  });

  it("nothing differs before the day on which the new service goes live, and a share of the rows afterwards", async () => {
    const { heat, days } = await cached({ share: 0.4, from: 9, size: 10000 });
    const amount = heat.features.find(({ feature }) => feature === "amount")!;
    for (const [day, share] of amount.different.entries())
      if (day < 9) expect(share).toBe(0);
      else expect(Math.abs(share - 0.4)).toBeLessThan(0.2);
    for (const { day, stopped, stoppedTwin } of days) if (day < 9) expect(stopped).toBe(stoppedTwin);
  });
});

describe("the experiment", () => {
  it("gives the same result for the same seed, whatever was asked in between", async () => {
    const first = JSON.stringify(await cached({ size: 10000 }));
    await run({ size: 10000, mismatch: "scaling", share: 0.3, from: 2 });
    expect(JSON.stringify(await run({ size: 10000 }, 9))).not.toBe(first);
    expect(JSON.stringify(await run({ size: 10000 }))).toBe(first);
  });

  it("publishes every part, the pairs first, with true progress", async () => {
    const parts: string[] = [];
    const steps: [number, number][] = [];
    const result = await run({ size: 10000 }, 7, {
      ...quiet,
      progress: (done, total) => void steps.push([done, total]),
      publish: (some) => void parts.push(...Object.keys(some)),
    });
    expect(parts.slice(0, 2).sort()).toEqual(["heat", "parity"]);
    expect(parts.indexOf("days")).toBeLessThan(parts.indexOf("matrix"));
    expect(new Set(parts)).toEqual(new Set(Object.keys(result)));
    expect(steps.map(([done]) => done)).toEqual(steps.map((_, i) => i + 1));
    expect(steps.at(-1)![0]).toBe(steps.at(-1)![1]);
  });

  it("stops wherever it is told to, and is whole again when asked anew", async () => {
    let breaths = 0;
    const whole = await run({ size: 10000 }, 11, { ...quiet, breathe: async () => void breaths++ });
    expect(breaths).toBeGreaterThan(80);
    for (const last of [3, Math.floor(breaths / 2), breaths - 1]) {
      await run({ size: 10000 }, 12);
      let left = last;
      const stop = {
        ...quiet,
        breathe: async () => {
          if (left-- === 0) throw new DOMException("cancelled", "AbortError");
        },
      };
      await expect(run({ size: 10000 }, 11, stop)).rejects.toThrow("cancelled");
    }
    expect(await run({ size: 10000 }, 11)).toEqual(whole);
  });

  const corners: Partial<Params>[] = [
    ...MISMATCHES.map((mismatch) => ({ mismatch })),
    { share: 0 },
    { share: 0.05, from: 14, mismatch: "stale-cache" },
    { share: 0.05, from: 14, mismatch: "codes" },
    { from: 0, mismatch: "scaling", pipeline: "once" },
  ];
  it.each(corners)("holds small, finite parts at %o", async (corner) => {
    const result = await cached({ size: 10000, ...corner });
    expect(JSON.stringify(result).length).toBeLessThan(60000);
    const finite = (value: unknown, path: string): void => {
      if (typeof value === "number") expect(Number.isFinite(value), `${path} is ${value}`).toBe(true);
      else if (typeof value === "object" && value !== null)
        for (const [key, inner] of Object.entries(value)) finite(inner, `${path}.${key}`);
    };
    const { alarms, offline, production, ...parts } = result;
    finite(parts, "result");
    expect(alarms.length).toBeGreaterThanOrEqual(7);
    expect(offline.rows + production.rows).toBeGreaterThan(0);
  });
});
