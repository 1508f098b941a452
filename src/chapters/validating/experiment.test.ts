import { describe, expect, it } from "vitest";
import { holdsItsClaims, once } from "../../cli/chapter-tests.ts";
import { quietTask } from "../../cli/run-default.ts";
import type { Task } from "../../core/contracts.ts";
import { rulesFromJson, rulesToJson } from "../../core/rules/json.ts";
import { defaultsOf } from "../registry.ts";
import chapter from "./chapter.ts";
import { deliveryOf, KINDS } from "./delivery.ts";
import { experiment, type Params, type Result, settingOf } from "./experiment.ts";
import { judge } from "./gate.ts";
import { mustShow } from "./must-show.ts";
import { passThrough } from "./passage.ts";
import { job } from "./validating-gate.job.ts";

const defaults = defaultsOf(chapter.params) as unknown as Params;
const small = { size: 10000 };
const run = (params: Partial<Params> = {}, seed = chapter.seed, task: Task<Result> = quietTask) =>
  experiment({ ...defaults, ...params }, seed, task);
const cached = once((params: Partial<Params>) => run(params));

holdsItsClaims(mustShow, (params, seed) => run(params as Partial<Params>, seed));

describe("the gate", () => {
  it("offers the failures that there are, and no other", () => {
    expect([...chapter.params.kind.options].sort()).toEqual([...KINDS].sort());
  });

  it("open or shut, changes no score of a world in which nothing breaks; every row of the twins that no failure touches is the same", async () => {
    const { bench, one } = await settingOf({ ...defaults, ...small, share: 0 }, 3, quietTask);
    const open = passThrough(bench, one.healthy, judge(bench, one.healthyBatches, "open"));
    expect(open.scores).toEqual(bench.usual);
    for (const kind of KINDS) {
      const broken = deliveryOf(bench, kind, 0.5);
      for (let row = 0; row < broken.hit.length; row++) {
        if (broken.hit[row] === 1) continue;
        for (const field of ["amount", "category", "device", "hour", "arrivedAt", "copies"] as const)
          if (!Object.is(broken[field][row], one.healthy[field][row]))
            expect.fail(`${kind}: ${field} of row ${row}`);
      }
    }
  });

  it("a larger share only hits more rows", async () => {
    const { bench } = await settingOf({ ...defaults, ...small }, 4, quietTask);
    for (const kind of ["decimal", "zone"] as const) {
      const [few, many] = [deliveryOf(bench, kind, 0.2), deliveryOf(bench, kind, 0.6)];
      expect(few.hit.every((hit, row) => hit <= many.hit[row]!)).toBe(true);
      expect(many.hit.includes(1)).toBe(true);
    }
  });

  it("a shut gate lets no decision come out otherwise, whatever breaks: what is held comes right", async () => {
    const result = await cached({ ...small, kind: "sign", share: 1 });
    const shut = result.gates.find(({ id }) => id === "shut")!;
    expect(shut.silent).toBe(0);
    expect(Math.abs(shut.wrong)).toBeLessThan(0.2 * result.gates.find(({ id }) => id === "open")!.wrong);
  });

  it("every row of a file has one fate, and every file is accounted for", async () => {
    for (const kind of ["decimal", "duplicates", "late"] as const) {
      const { gates, strip, days } = await cached({ ...small, kind });
      for (const { rows, passed, heldRightly, heldWrongly, silent } of gates)
        expect(passed + heldRightly + heldWrongly + silent).toBe(rows);
      const { passed, right, wrong, silent } = strip.counts;
      expect(passed + right + wrong + silent).toBe(strip.rows);
      expect(days.find(({ day }) => day === strip.day)).toMatchObject({
        ...strip.counts,
        absent: strip.absent,
      });
    }
  });
});

describe("a person’s own rules", () => {
  it("that are the learned ones do what these do", async () => {
    const params = { ...defaults, ...small };
    const whole = await cached(small);
    const own = await job({ params, seed: chapter.seed, rules: whole.rules.json }, quietTask as never);
    const { id: _, ...yours } = own.gates.find(({ id }) => id === "yours")!;
    const { id: __, ...learned } = whole.gates.find(({ id }) => id === "learned")!;
    expect(yours).toEqual(learned);
    expect(own.strip).toEqual(whole.strip);
    expect(own.lines).toEqual(whole.lines);
  });

  it("hold what they say, and nothing once they are switched off", async () => {
    const { rules } = await cached(small);
    const set = rulesFromJson(rules.json);
    const off = rulesToJson({ ...set, rules: set.rules.map((rule) => ({ ...rule, on: false })) });
    const own = await job(
      { params: { ...defaults, ...small }, seed: chapter.seed, rules: off },
      quietTask as never,
    );
    const yours = own.gates.find(({ id }) => id === "yours")!;
    expect(yours.heldRightly + yours.heldWrongly + yours.stopped).toBe(0);
    expect(yours.total).toBe(own.gates.find(({ id }) => id === "open")!.total);
  });
});

describe("the experiment", () => {
  it("gives the same result for the same seed, whatever was asked in between", async () => {
    const first = JSON.stringify(await cached(small));
    await run({ ...small, kind: "late", rules: "reviewed", reference: 500 });
    expect(JSON.stringify(await run(small, 8))).not.toBe(first);
    expect(JSON.stringify(await run(small))).toBe(first);
  });

  it("publishes every part, the file and the days first, with true progress, and stops where it is told to", async () => {
    const parts: string[] = [];
    const steps: [number, number][] = [];
    let breaths = 0;
    const task: Task<Result> = {
      progress: (done, total) => void steps.push([done, total]),
      publish: (some) => void parts.push(...Object.keys(some)),
      breathe: async () => void breaths++,
    };
    const result = await run(small, 7, task);
    expect(parts.slice(0, 2).sort()).toEqual(["days", "strip"]);
    expect(new Set(parts)).toEqual(new Set(Object.keys(result)));
    expect(steps.map(([done]) => done)).toEqual(steps.map((_, i) => i + 1));
    expect(steps.at(-1)![0]).toBe(steps.at(-1)![1]);
    expect(breaths).toBeGreaterThan(60);
    let left = 30;
    const stop = {
      ...quietTask,
      breathe: async () => {
        if (left-- === 0) throw new DOMException("cancelled", "AbortError");
      },
    };
    await expect(run(small, 9, stop)).rejects.toThrow("cancelled");
    expect(JSON.stringify(await run(small, 7))).toBe(JSON.stringify(result));
  });

  const corners: Partial<Params>[] = [
    { share: 0 },
    { share: 1, kind: "renamed", rules: "reviewed" },
    { share: 1, kind: "late", deviations: 2, hold: 0 },
    { reference: 200, slack: 0, stopAbove: 0.01, kind: "cohort" },
    { kind: "concept", reference: 3000, slack: 1, hold: 1 },
    { kind: "zone", share: 0.05, rules: "reviewed", reference: 200 },
  ];
  it.each(corners)("holds small, finite parts at %o", async (corner) => {
    const result = await cached({ ...small, ...corner });
    expect(JSON.stringify(result).length).toBeLessThan(62000);
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
