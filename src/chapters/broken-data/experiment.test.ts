import { describe, expect, it } from "vitest";
import { holdsItsClaims, once } from "../../cli/chapter-tests.ts";
import { quietTask } from "../../cli/run-default.ts";
import type { Task } from "../../core/contracts.ts";
import { BREAKS } from "../../core/faults/broken-feed.ts";
import { defaultsOf } from "../registry.ts";
import chapter from "./chapter.ts";
import { benchOf, feedOf, fitFallbacks } from "./company.ts";
import { experiment, type Params, type Result } from "./experiment.ts";
import { judge, learnRules, NO_AMOUNT, NO_DEVICE, OUT_OF_RANGE, PASSES, UNSEEN } from "./gate.ts";
import { mustShow } from "./must-show.ts";
import { passThrough } from "./passage.ts";

const defaults = defaultsOf(chapter.params) as unknown as Params;
const quiet: Task<Result> = quietTask;
const run = (params: Partial<Params> = {}, seed = chapter.seed, task = quiet) =>
  experiment({ ...defaults, ...params }, seed, task);
const cached = once((params: Partial<Params>) => run(params));

holdsItsClaims(mustShow, (params, seed) => run(params as Partial<Params>, seed));

describe("the gate", () => {
  const all = { share: 1, from: 0, days: 21 };

  it("offers the breaks of the fault, and no other", () => {
    expect(chapter.params.kind.options).toEqual(BREAKS);
  });

  it("names the rule that a row broke, and lets healthy rows through but for the odd amounts it was told to", async () => {
    const bench = await benchOf({ size: 10000 }, 3, quiet);
    const { scene, split } = bench;
    const { from, to } = split.production;
    const reasons = (kind: (typeof BREAKS)[number], odd: number, share = 1) => {
      const feed = feedOf(scene, 3, kind, { ...all, share });
      const rules = learnRules(scene, odd);
      const found = new Set<number>();
      for (let row = from; row < to && feed.hit[row] === (share > 0 ? 1 : 0); row++)
        found.add(judge(feed, row, rules));
      return found;
    };
    expect(reasons("missing", 0)).toEqual(new Set([NO_AMOUNT]));
    expect(reasons("sign", 0)).toEqual(new Set([OUT_OF_RANGE]));
    expect(reasons("renamed", 0)).toEqual(new Set([NO_DEVICE]));
    expect(reasons("recoded", 0)).toEqual(new Set([UNSEEN]));
    expect(reasons("decimal", 0)).toContain(PASSES);
    expect(reasons("stuck", 0)).toEqual(reasons("missing", 0, 0));
    const strict = learnRules(scene, 0.05);
    const loose = learnRules(scene, 0);
    expect(strict.low).toBeGreaterThan(loose.low);
    expect(strict.high).toBeLessThan(loose.high);
  });

  it("learns its range so that it calls the share of the reference odd that it was told to", async () => {
    const { scene } = await benchOf({ size: 10000 }, 4, quiet);
    const { from, to } = scene.world.periods.training;
    for (const odd of [0, 0.01, 0.05]) {
      const { low, high } = learnRules(scene, odd);
      const own = scene.world.transactions.amount.subarray(from, to);
      const outside = own.filter((amount) => amount < low || amount > high).length;
      expect(Math.abs(outside / own.length - odd)).toBeLessThan(0.002);
    }
  });

  it("open or shut, it changes no score of a world in which nothing is odd and nothing breaks", async () => {
    const bench = await benchOf({ size: 10000 }, 5, quiet);
    await fitFallbacks(bench, quiet);
    const feed = feedOf(bench.scene, 5, "missing", { ...all, share: 0 });
    const rules = { ...learnRules(bench.scene, 0), low: 0, high: 1e9, leastRows: 0 };
    expect(passThrough(bench, feed, rules).scores).toEqual(passThrough(bench, feed, null).scores);
  });

  it("what is set aside leaves the scores of all other rows as the healthy twin has them, but for shorter averages", async () => {
    const bench = await benchOf({ size: 10000 }, 6, quiet);
    await fitFallbacks(bench, quiet);
    const rules = learnRules(bench.scene, 0.002);
    const healthy = passThrough(bench, feedOf(bench.scene, 6, "recoded", { ...all, share: 0 }), rules);
    const feed = feedOf(bench.scene, 6, "recoded", { ...all, share: 0.5 });
    const broken = passThrough(bench, feed, rules);
    const { from } = bench.split.production;
    for (let i = 0; i < broken.scores.length; i++)
      if (feed.hit[from + i] === 0) expect(broken.scores[i]).toBe(healthy.scores[i]);
  });
});

describe("the experiment", () => {
  it("gives the same result for the same seed, whatever was asked in between", async () => {
    const first = JSON.stringify(await cached({ size: 10000 }));
    await run({ size: 10000, kind: "late", gate: "shut" });
    expect(JSON.stringify(await run({ size: 10000 }, 8))).not.toBe(first);
    expect(JSON.stringify(await run({ size: 10000 }))).toBe(first);
  });

  it("compares all kinds alike, whichever is chosen and wherever the gate stands", async () => {
    const one = await cached({ size: 10000 });
    const other = await cached({ size: 10000, kind: "stuck", gate: "shut" });
    expect(other.outcomes).toEqual(one.outcomes);
    expect(other.matrix).toEqual(one.matrix);
    expect(one.numbers.extraOpen).toBeCloseTo(one.outcomes.find(({ id }) => id === "sign")!.open, 9);
    expect(other.numbers.extraShut).toBeCloseTo(one.outcomes.find(({ id }) => id === "stuck")!.shut, 9);
  });

  it("costs nothing where nothing breaks and the gate is open, and all rows go through", async () => {
    const { numbers, days, money, matrix, batch } = await cached({ size: 10000, share: 0 });
    expect(numbers.extraOpen).toBe(0);
    expect(numbers.hitRows).toBe(0);
    for (const day of days) expect(day.through).toBe(day.rows);
    for (const day of money) expect(day.open).toBe(0);
    for (const { marks } of matrix) expect(Object.values(marks)).not.toContain("rings");
    for (const row of batch.rows) expect(row.fate).toBe("through");
  });

  it("every payment of a day has one fate", async () => {
    for (const kind of BREAKS)
      for (const gate of ["open", "shut"]) {
        const { days } = await cached({ size: 10000, kind, gate });
        for (const day of days)
          expect(day.through + day.silent + day.caught + day.falseAlarms + day.notThere).toBe(day.rows);
      }
  });

  it("loses nothing before the break, with the gate open", async () => {
    const { money } = await cached({ size: 10000, kind: "decimal", from: 9 });
    for (const day of money.slice(0, 9)) expect(day.open).toBe(0);
    expect(money.slice(9).some((day) => day.open !== 0)).toBe(true);
  });

  it("publishes every part, the file and the days first, with true progress", async () => {
    const parts: string[] = [];
    const steps: [number, number][] = [];
    const result = await run({ size: 10000 }, 7, {
      ...quiet,
      progress: (done, total) => void steps.push([done, total]),
      publish: (some) => void parts.push(...Object.keys(some)),
    });
    expect(parts.slice(0, 2).sort()).toEqual(["batch", "days"]);
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
      await expect(run({ size: 10000 }, 100 + last, stop)).rejects.toThrow("cancelled");
    }
    expect(JSON.stringify(await run({ size: 10000 }, 5))).toBe(whole);
  });

  const corners: Partial<Params>[] = [
    {},
    { share: 0, gate: "shut" },
    { share: 1, from: 0, days: 21, kind: "missing" },
    { share: 1, kind: "renamed", gate: "shut" },
    { share: 1, kind: "stuck", days: 21, from: 14 },
    { share: 1, kind: "late" },
    { days: 3, from: 14, kind: "recoded", strictness: 0.05, gate: "shut" },
    { kind: "duplicates", share: 0.05, days: 3, strictness: 0 },
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
    expect(alarms.length).toBeGreaterThanOrEqual(8);
    expect(offline.rows + production.rows).toBeGreaterThan(0);
  });
});
