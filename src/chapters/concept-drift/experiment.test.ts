import { describe, expect, it } from "vitest";
import { holdsItsClaims, once } from "../../cli/chapter-tests.ts";
import { quietTask } from "../../cli/run-default.ts";
import type { Task } from "../../core/contracts.ts";
import { conceptDrift } from "../../core/faults/concept-drift.ts";
import { paymentFeatures } from "../../core/features/features.ts";
import { defaultsOf } from "../registry.ts";
import chapter from "./chapter.ts";
import { experiment, type Params, type Result } from "./experiment.ts";
import { mustShow } from "./must-show.ts";
import { DETECTORS, DUMMY } from "./streams.ts";
import { baseOf, brokenFrauds, faultOf, featuresOf } from "./world.ts";

const defaults = defaultsOf(chapter.params) as unknown as Params;
const quiet: Task<Result> = quietTask;
const run = (params: Partial<Params> = {}, seed = chapter.seed, task = quiet) =>
  experiment({ ...defaults, size: 10000, ...params }, seed, task);
const cached = once((params: Partial<Params>) => run(params));

/** The numbers alone: they are told before the alarms are computed, which take longer than all else. */
async function numbersOf(params: Partial<Params>, seed: number): Promise<Pick<Result, "numbers">> {
  const enough = new Error("enough");
  let numbers: Result["numbers"] | undefined;
  const publish = (parts: Partial<Result>) => {
    if (parts.numbers === undefined) return;
    numbers = parts.numbers;
    throw enough;
  };
  await expect(run(params, seed, { ...quiet, publish })).rejects.toBe(enough);
  return { numbers: numbers! };
}

holdsItsClaims(mustShow, (params, seed) => {
  const all = { size: defaults.size, ...(params as Partial<Params>) };
  // The one claim about other settings reads nothing but numbers.
  return "reads" in params ? (numbersOf(all, seed) as Promise<Result>) : run(all, seed);
});

describe("the two worlds", () => {
  it("are those of the fault: the same frauds, and features that differ in the count of reports alone", () => {
    const base = baseOf(10000, 3);
    const features = featuresOf(10000, 3);
    const healthy = { world: base.world, training: features, production: features };
    const broken = conceptDrift.apply(healthy, faultOf(defaults), 3);
    expect(broken.world.transactions.isFraud).toEqual(brokenFrauds(base, defaults));
    expect(broken.production.columns.amount).toEqual(features.columns.amount);
    expect(paymentFeatures(base.world, "as-of-event").columns.tenure_days).toEqual(
      features.columns.tenure_days,
    );
  });

  it("give every feature test the very same answer", async () => {
    const { alarms } = await cached();
    const tests = ["kolmogorov-smirnov", "population-stability", "chi-square", "domain-classifier"];
    for (const id of tests) {
      const line = alarms.find(({ detector }) => detector === id)!;
      expect(line.broken).toBe(line.healthy);
    }
  });
});

describe("the stream detectors", () => {
  it("ring in the picture exactly where the panel's own detectors ring", async () => {
    for (const params of [{}, { delay: 4 }, { reads: "stakes" }]) {
      const { alarms, strip } = await cached(params);
      for (const id of [...DETECTORS, DUMMY]) {
        const { at } = alarms.find(({ detector }) => detector === id)!.broken;
        const rung = strip.rungs.find((one) => one.id === id)!;
        const start = baseOf(10000, chapter.seed).world.periods.production.startAt;
        expect(rung.alarms.length, id).toBe(at.length);
        for (const [i, day] of rung.alarms.entries())
          expect(Math.abs(day * 86_400_000 + start - at[i]!), id).toBeLessThan(10_000);
      }
    }
  });

  it("take longer where labels take longer, by the wait and not by the search", async () => {
    const late = await run({ size: 30000, delay: 4 });
    const one = late.strip.rungs.find(({ id }) => id === "page-hinkley")!;
    expect(one.delay! - one.detection!).toBeGreaterThan(2);
    expect(late.strip.starts).toBeGreaterThan(-21);
  });

  it("count an alarm before the change as false, the first after it as found, later ones in the window as repeats", async () => {
    const { strip } = await cached();
    for (const { alarms, kinds } of strip.rungs) {
      expect(kinds.length).toBe(alarms.length);
      alarms.forEach((at, i) => {
        const inside = at >= 14 && at < 28;
        const isFirst = inside && alarms.findIndex((other) => other >= 14) === i;
        expect(kinds[i]).toBe(!inside ? "false" : isFirst ? "found" : "repeat");
      });
    }
  });
});

describe("the repair", () => {
  it("changes no week before it is live, and only the chosen line after it", async () => {
    const none = await run();
    for (const repair of ["all", "window"]) {
      const other = await run({ repair });
      expect(other.weeks.map(({ repaired, ...week }) => week)).toEqual(
        none.weeks.map(({ repaired, ...week }) => week),
      );
      for (const { week, repaired } of other.weeks)
        expect(repaired !== null).toBe(week >= other.numbers.liveDay / 7);
      expect(other.answers).toEqual(none.answers);
      expect(other.chosen.id).toBe(repair);
      expect(other.alarms).toBe(none.alarms);
    }
  });

  it("learns only from payments that are old enough where labels come late", async () => {
    const [soon, late] = [await cached(), await cached({ delay: 4 })];
    const rows = ({ answers }: Result) => answers.find(({ id }) => id === "window")!.learnedRows;
    expect(late.numbers.wait).toBeGreaterThan(6);
    expect(rows(late)).toBeLessThan(0.8 * rows(soon));
  });
});

describe("the experiment", () => {
  it("gives the same result for the same seed, whatever was asked in between", async () => {
    const first = JSON.stringify(await cached());
    await run({ shape: "recurring", delay: 2 }, 8);
    expect(JSON.stringify(await run())).toBe(first);
  });

  it("publishes every part, the first picture before any model, with true progress", async () => {
    const parts: string[] = [];
    const steps: [number, number][] = [];
    const result = await run({ from: 15 }, 19, {
      ...quiet,
      progress: (done, total) => void steps.push([done, total]),
      publish: (some) => void parts.push(...Object.keys(some)),
    });
    expect(parts.indexOf("before")).toBeLessThan(parts.indexOf("offline"));
    expect(parts.indexOf("weeks")).toBeLessThan(parts.indexOf("drawn"));
    expect(new Set(parts)).toEqual(new Set(Object.keys(result)));
    expect(steps.map(([done]) => done)).toEqual(steps.map((_, i) => i + 1));
    expect(steps.at(-1)![0]).toBe(steps.at(-1)![1]);
  });

  it("stops wherever it is told to, and is whole again when asked anew", async () => {
    let breaths = 0;
    const whole = await run({}, 11, { ...quiet, breathe: async () => void breaths++ });
    expect(breaths).toBeGreaterThan(100);
    for (const last of [Math.floor(breaths / 2), breaths - 1]) {
      // Another world in between, so that nothing is kept.
      await run({ shape: "gradual" }, 12);
      let left = last;
      const stop = {
        ...quiet,
        breathe: async () => {
          if (left-- === 0) throw new DOMException("cancelled", "AbortError");
        },
      };
      await expect(run({}, 11, stop)).rejects.toThrow("cancelled");
    }
    expect(await run({}, 11)).toEqual(whole);
  });

  const corners: Partial<Params>[] = [
    { shape: "gradual", days: 21, from: 21 },
    { shape: "incremental", days: 7 },
    { shape: "recurring", days: 7, from: 7, repair: "all" },
    { delay: 8, repair: "window" },
    { delay: 8, reads: "stakes", from: 21 },
    { reads: "stakes" },
  ];
  it.each(corners)("holds small, finite parts at %o", async (corner) => {
    const result = await cached(corner);
    expect(JSON.stringify(result).length).toBeLessThan(75000);
    const finite = (value: unknown, path: string): void => {
      if (typeof value === "number") expect(Number.isFinite(value), `${path} is ${value}`).toBe(true);
      else if (typeof value === "object" && value !== null)
        for (const [key, inner] of Object.entries(value)) finite(inner, `${path}.${key}`);
    };
    const { alarms, offline, production, ...parts } = result;
    finite(parts, "result");
    expect(alarms.length).toBeGreaterThanOrEqual(15);
    expect(offline.rows + production.rows).toBeGreaterThan(0);
  });
});
