import { describe, expect, it } from "vitest";
import { holdsItsClaims, once } from "../../cli/chapter-tests.ts";
import { quietTask } from "../../cli/run-default.ts";
import type { Task } from "../../core/contracts.ts";
import { detector } from "../../core/detectors/registry.ts";
import { runDetector } from "../../core/detectors/run.ts";
import { random } from "../../core/random.ts";
import { lendingTable } from "../../core/world/lending/lending-tables.ts";
import { defaultsOf } from "../registry.ts";
import chapter from "./chapter.ts";
import { fallbackOf, monthlyCells, tell, WATCHED } from "./drift.ts";
import { experiment, type Params, type Result } from "./experiment.ts";
import { mustShow } from "./must-show.ts";
import type { Cell } from "./result.ts";
import { healthyWorld, rowsIn, stretchesOf, TRAINING, worldIn } from "./world.ts";

const defaults = defaultsOf(chapter.params) as unknown as Params;
const quiet: Task<Result> = quietTask;
const small = { size: 20000 };
const run = (params: Partial<Params> = {}, seed = chapter.seed, task = quiet) =>
  experiment({ ...defaults, ...params }, seed, task);
const cached = once((params: Partial<Params>) => run(params));

// A change that stays is so clear that a few seeds show it.
holdsItsClaims(
  mustShow,
  (params, seed) => run(params as Partial<Params>, seed),
  (params) => ("recovers" in params ? 6 : 20),
);

describe("the healthy twin", () => {
  it("differs in no application before the crisis, and in no loan that ends before it", () => {
    const healthy = healthyWorld(20000, 3);
    const broken = worldIn(20000, defaults, 3);
    const { month } = healthy.applications;
    let other = 0;
    for (let row = 0; row < month.length; row++) {
      const fate = Object.is(healthy.repayment.defaultKnownAt[row], broken.repayment.defaultKnownAt[row]);
      const looks = healthy.applications.income[row] === broken.applications.income[row];
      if (month[row]! < 2) expect(fate, `loan ${row}`).toBe(true);
      if (month[row]! < 6) expect(looks, `application ${row}`).toBe(true);
      if (!fate || !looks) other++;
    }
    expect(other).toBeGreaterThan(500);
  });

  it("is this very world where no job is lost: every line says the same of both", async () => {
    const { alarms, distances, answers } = await cached({ ...small, depth: 0 });
    for (const { broken, healthy } of alarms) expect(broken).toEqual(healthy);
    for (const { shock, twin } of distances) expect(shock).toBe(twin);
    expect(answers[0]!.totalGain).toBe(0);
  });
});

describe("the distance", () => {
  it("is that of the registered detector, month by month, and rings where it rings", () => {
    const world = worldIn(20000, defaults, 5);
    const cells = monthlyCells(world);
    const reference = lendingTable(world, rowsIn(world, [-TRAINING, 0]));
    for (const month of [0, 8, 20]) {
      const current = lendingTable(world, rowsIn(world, [month, month + 1]));
      for (const feature of WATCHED) {
        const found = runDetector(
          detector("wasserstein"),
          { reference, current, columns: [feature], roles: {} },
          {},
          random(1),
        );
        const cell = cells.find((one) => one.month === month && one.feature === feature)!;
        expect(cell.distance).toBeCloseTo(found.effect, 10);
        if (found.verdict !== "cannot-tell") expect(cell.rings).toBe(found.verdict === "rings");
      }
    }
  });
});

describe("the rule that tells a shock from drift", () => {
  const line = (distances: readonly number[]): Cell[] =>
    distances.flatMap((distance, month) =>
      WATCHED.map((feature) => ({ feature, month, distance, rings: distance >= 0.1 })),
    );
  const months = (count: number, value: number) => Array.from({ length: count }, () => value);

  it("says shock once three months lie under half of the peak", () => {
    const told = tell(line([...months(5, 0), ...months(6, 0.3), ...months(10, 0.1)]));
    expect(told).toMatchObject({ verdict: "shock", alarm: 5, since: 13 });
    expect(fallbackOf(told)).toEqual({ from: 6, to: 14 });
  });

  it("says lasting after twelve months, and takes it back when the change goes after all", () => {
    expect(tell(line([...months(5, 0), ...months(30, 0.3)]))).toMatchObject({
      verdict: "lasting",
      since: 17,
    });
    const late = tell(line([...months(5, 0), ...months(20, 0.3), ...months(10, 0)]));
    expect(late).toMatchObject({ verdict: "shock", since: 26 });
  });

  it("says nothing where nothing rings, or before it can know", () => {
    expect(tell(line(months(30, 0.02)))).toMatchObject({ verdict: "nothing", alarm: null, since: null });
    expect(tell(line([...months(5, 0), ...months(8, 0.3)]))).toMatchObject({ verdict: "nothing", alarm: 5 });
  });
});

describe("the answers", () => {
  it("change nothing before they begin, and learn from nothing that was not in the books", async () => {
    const { answers, numbers } = await cached(small);
    const live: Record<string, number> = {
      "retrain-in": numbers.retrainLive,
      fallback: numbers.fallbackFrom!,
      "retrain-with": numbers.afterLive,
      "retrain-without": numbers.afterLive,
    };
    for (const { id, gained } of answers.slice(1)) {
      expect(
        gained.slice(0, live[id]).every((eur) => eur === 0),
        id,
      ).toBe(true);
      expect(gained.at(-1), id).not.toBe(0);
    }
    for (const length of [3, 10, 15]) {
      const { learned, retrainLive, learnedAfter, afterLive, recovered } = stretchesOf({ length });
      expect(retrainLive - learned[1]).toBeGreaterThanOrEqual(7);
      expect(afterLive - learnedAfter[1]).toBeGreaterThanOrEqual(7);
      expect(learnedAfter[0]).toBe(recovered);
      expect(afterLive).toBeLessThan(42);
    }
  });

  it("are chosen without computing anything anew", async () => {
    const kept = await cached(small);
    const other = await cached({ ...small, answer: "fallback" });
    expect(other.chosen.id).toBe("fallback");
    expect(other.chosen.months).not.toEqual(kept.chosen.months);
    expect({ ...other, chosen: null }).toEqual({ ...kept, chosen: null });
  });
});

describe("the experiment", () => {
  it("gives the same result for the same seed, whatever was asked in between", async () => {
    const first = JSON.stringify(await cached(small));
    await run({ ...small, recovers: 0 });
    await run(small, 8);
    expect(JSON.stringify(await run(small))).toBe(first);
  });

  it("publishes every part, the first pictures before any other, with true progress", async () => {
    const parts: string[] = [];
    const steps: [number, number][] = [];
    const result = await run(small, 9, {
      ...quiet,
      progress: (done, total) => void steps.push([done, total]),
      publish: (some) => void parts.push(...Object.keys(some)),
    });
    expect(parts.slice(0, 3)).toEqual(["when", "months", "books"]);
    expect(parts.indexOf("answers")).toBeLessThan(parts.indexOf("alarms"));
    expect(new Set(parts)).toEqual(new Set(Object.keys(result)));
    expect(steps.map(([done]) => done)).toEqual(steps.map((_, i) => i + 1));
    expect(steps.at(-1)![0]).toBe(steps.at(-1)![1]);
  });

  it("stops wherever it is told to, and is whole again when asked anew", async () => {
    let breaths = 0;
    const whole = await run(small, 11, { ...quiet, breathe: async () => void breaths++ });
    for (const last of [3, Math.floor(breaths / 2), breaths - 1]) {
      await run({ ...small, recovers: 0.5 }, 12);
      let left = last;
      const stop = {
        ...quiet,
        breathe: async () => {
          if (left-- === 0) throw new DOMException("cancelled", "AbortError");
        },
      };
      await expect(run(small, 11, stop)).rejects.toThrow("cancelled");
    }
    expect(await run(small, 11)).toEqual(whole);
  });

  const corners: Partial<Params>[] = [
    {},
    { depth: 0 },
    { depth: 0.01 },
    { depth: 0.3, length: 15, recovers: 0 },
    { length: 3, rule: "income-floor" },
    { recovers: 1, rule: "none", answer: "retrain-in" },
  ];
  it.each(corners)("holds small, finite parts at %o", async (corner) => {
    const result = await cached({ ...small, ...corner });
    expect(JSON.stringify(result).length).toBeLessThan(60000);
    const finite = (value: unknown, path: string): void => {
      if (typeof value === "number") expect(Number.isFinite(value), `${path} is ${value}`).toBe(true);
      else if (typeof value === "object" && value !== null)
        for (const [key, inner] of Object.entries(value)) finite(inner, `${path}.${key}`);
    };
    const { alarms, offline, production, ...parts } = result;
    finite(parts, "result");
    expect(alarms.length).toBeGreaterThanOrEqual(10);
    expect(offline.rows + production.rows).toBeGreaterThan(0);
  });
});
