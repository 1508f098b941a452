import { describe, expect, it } from "vitest";
import { holdsItsClaims, once } from "../../cli/chapter-tests.ts";
import { quietTask } from "../../cli/run-default.ts";
import type { Task } from "../../core/contracts.ts";
import { defaultsOf } from "../registry.ts";
import chapter from "./chapter.ts";
import { experiment, type Params, type Result } from "./experiment.ts";
import { mustShow } from "./must-show.ts";
import { labelledWorld, memberRows, sceneOf, settingsOf, stretchesOf } from "./world.ts";

const defaults = defaultsOf(chapter.params) as unknown as Params;
const quiet: Task<Result> = quietTask;
const run = (params: Partial<Params> = {}, seed = chapter.seed, task = quiet) =>
  experiment({ ...defaults, ...params }, seed, task);
const cached = once((params: Partial<Params>) => run(params));

holdsItsClaims(mustShow, (params, seed) => run(params as Partial<Params>, seed));

describe("the healthy twin", () => {
  it("has the same payments in training, and differs in no row that no new customer made", () => {
    const [broken, healthy] = [4, 1].map((risk) => labelledWorld(settingsOf(defaults, risk), 3));
    const { from, to } = stretchesOf(broken!.world, defaults.from).training;
    const member = memberRows(broken!.world);
    expect(memberRows(healthy!.world)).toEqual(member);
    let other = 0;
    for (let row = 0; row < member.length; row++) {
      const same =
        broken!.labels[row] === healthy!.labels[row] &&
        broken!.world.transactions.amount[row] === healthy!.world.transactions.amount[row];
      if (same) continue;
      other++;
      expect(member[row], `row ${row}`).toBe(1);
      expect(row < from || row >= to).toBe(true);
    }
    expect(other).toBeGreaterThan(50);
  });

  it("is this very world where the risk is 1: every line says the same of both", async () => {
    const { alarms } = await cached({ risk: 1, size: 10000 });
    for (const { broken, healthy } of alarms) expect(broken).toEqual(healthy);
  });
});

describe("the repair", () => {
  it("changes no score before it is live, and leaves the known customers alone where it recalibrates", async () => {
    const asIs = await cached({ size: 10000 });
    const repaired = await cached({ size: 10000, model: "recalibrated" });
    const live = asIs.numbers.liveDay / 7;
    expect(repaired.weeks.filter(({ week }) => week < live)).toEqual(
      asIs.weeks.filter(({ week }) => week < live),
    );
    expect(repaired.weeks.map((week) => week.mature)).toEqual(asIs.weeks.map((week) => week.mature));
    expect(repaired.weeks).not.toEqual(asIs.weeks);
    expect(repaired.chosen.id).toBe("recalibrated");
    expect(repaired.models).toEqual(asIs.models);
  });

  it("learns only from labels that were in on the day it goes live", () => {
    const { world } = sceneOf(settingsOf(defaults, 4), 3);
    const { collected, liveAt } = stretchesOf(world, defaults.from);
    const last = world.transactions.eventAt[collected.to - 1]!;
    expect((liveAt - last) / 86400000).toBeGreaterThanOrEqual(35);
  });

  it("is nothing where nobody new has come", async () => {
    const { models, rates, mix, numbers } = await cached({ size: 10000, share: 0 });
    expect(rates.new).toBeNull();
    expect(mix).toBeNull();
    expect(numbers.learnedFrauds).toBe(0);
    expect(models[2]!.all).toEqual(models[0]!.all);
  });
});

describe("the experiment", () => {
  it("gives the same result for the same seed, whatever was asked in between", async () => {
    const first = JSON.stringify(await cached({ size: 10000 }));
    await run({ size: 10000, model: "retrained" });
    expect(JSON.stringify(await run({ size: 10000 }, 8))).not.toBe(first);
    expect(JSON.stringify(await run({ size: 10000 }))).toBe(first);
  });

  it("publishes every part, the first pictures before any model, with true progress", async () => {
    const parts: string[] = [];
    const steps: [number, number][] = [];
    const result = await run({ size: 10000 }, 9, {
      ...quiet,
      progress: (done, total) => void steps.push([done, total]),
      publish: (some) => void parts.push(...Object.keys(some)),
    });
    expect(parts.indexOf("rates")).toBeLessThan(parts.indexOf("offline"));
    expect(parts.indexOf("models")).toBeLessThan(parts.indexOf("monitored"));
    expect(new Set(parts)).toEqual(new Set(Object.keys(result)));
    expect(steps.map(([done]) => done)).toEqual(steps.map((_, i) => i + 1));
    expect(steps.at(-1)![0]).toBe(steps.at(-1)![1]);
  });

  it("stops wherever it is told to, and is whole again when asked anew", async () => {
    let breaths = 0;
    const whole = await run({ size: 10000 }, 11, { ...quiet, breathe: async () => void breaths++ });
    expect(breaths).toBeGreaterThan(100);
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
    {},
    { share: 0 },
    { share: 0.05, from: 14 },
    { share: 0.8, risk: 8, from: 0 },
    { risk: 1 },
    { share: 0.8, risk: 8, model: "with-cohort" },
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
    expect(alarms.length).toBeGreaterThanOrEqual(11);
    expect(offline.rows + production.rows).toBeGreaterThan(0);
    const tally = result.weeks.reduce((sum, week) => sum + week.all.payments, 0);
    expect(tally).toBe(result.weeks.reduce((sum, week) => sum + week.mature.payments + week.new.payments, 0));
  });
});
