import { describe, expect, it } from "vitest";
import { holdsItsClaims, once } from "../../cli/chapter-tests.ts";
import { quietTask } from "../../cli/run-default.ts";
import type { Task } from "../../core/contracts.ts";
import { defaultsOf } from "../registry.ts";
import { benchOf } from "./bench.ts";
import chapter from "./chapter.ts";
import { experiment, type Params, type Result } from "./experiment.ts";
import { finish, NOTHING, ON_PAPER, startLoop } from "./loop.ts";
import { teamOf } from "./measures.ts";
import { mustShow } from "./must-show.ts";
import type { Team } from "./result.ts";

const defaults = defaultsOf(chapter.params) as unknown as Params;
const quiet: Task<Result> = quietTask;
const run = (params: Partial<Params> = {}, seed = chapter.seed, task = quiet) =>
  experiment({ ...defaults, ...params }, seed, task);
const cached = once((params: Partial<Params>) => run(params));
const small = { size: 4000, rounds: 2 };

holdsItsClaims(mustShow, (params, seed) => run(params as Partial<Params>, seed));

describe("the loop of the payments", () => {
  const bench = () => benchOf(4000, 0.4, 3);
  const setting = { block: 0.02, window: "last" } as const;

  it("sees every outcome before it decides, and then all but those of the blocked", () => {
    const loop = finish(startLoop(bench(), setting, NOTHING), 2);
    const [first, second] = bench().periods;
    for (let row = first!.from; row < first!.to; row++) expect(loop.labelled[row]).toBe(1);
    const { outcome } = loop.retrainings[1]!.live!;
    outcome.forEach((what, i) => {
      if (loop.labelled[second!.from + i] !== (what === 2 ? 0 : 1)) expect.fail(`payment ${i}`);
    });
  });

  it("learns the same whatever the outcomes of blocked payments are: nothing that has no label reaches a model", () => {
    const [a, b] = [bench(), benchOf(4000, 0.4, 3)];
    const loop = finish(startLoop(a, setting, NOTHING), 3);
    const turned = a.labels.slice();
    for (const { period, live } of loop.retrainings.slice(1))
      live!.outcome.forEach((what, i) => {
        if (what === 2) turned[period.from + i] = 1 - turned[period.from + i]!;
      });
    const other = finish(startLoop({ ...b, labels: turned }, setting, NOTHING), 3);
    for (const [k, { held, seen }] of other.retrainings.entries()) {
      expect(held).toEqual(loop.retrainings[k]!.held);
      expect(seen).toEqual(loop.retrainings[k]!.seen);
    }
  });

  it("has measured what is true where the decisions are on paper", () => {
    const { retrainings } = finish(startLoop(bench(), setting, ON_PAPER), 2);
    for (const { seen, truth } of retrainings) {
      expect(seen.precision.value).toBe(truth.precision);
      expect(seen.recall.value).toBe(truth.recall);
    }
  });

  it("forgets with the last two weeks; with everything so far it keeps the model and not the gauge, over four seeds", () => {
    const mean = (window: "last" | "all", of: (team: Team) => number) => {
      const seeds = [1, 2, 3, 4];
      const values = seeds.map((seed) => {
        const loop = finish(startLoop(benchOf(6000, 0.4, seed), { block: 0.02, window }, NOTHING), 4);
        return of(teamOf(loop, 4, { id: "nothing", words: "" }));
      });
      return values.reduce((sum, value) => sum + value, 0) / seeds.length;
    };
    expect(mean("all", ({ truth }) => truth!) - mean("last", ({ truth }) => truth!)).toBeGreaterThan(0.06);
    expect(mean("all", ({ gap }) => gap!)).toBeGreaterThan(0.2);
  });

  it("goes on from where it stands, to the same models as at once", () => {
    const slow = startLoop(bench(), setting, { explore: 0.2, weighted: true, complete: false });
    for (const rounds of [0, 1, 3]) finish(slow, rounds);
    const fast = finish(startLoop(bench(), setting, slow.answer), 3);
    expect(slow.retrainings.map(({ held }) => held)).toEqual(fast.retrainings.map(({ held }) => held));
  });
});

describe("the experiment", () => {
  it("gives the same result for the same seed, whatever was asked in between", async () => {
    const first = JSON.stringify(await cached(small));
    await run({ ...small, learn: "weigh", block: 0.05 });
    expect(JSON.stringify(await run(small, 8))).not.toBe(first);
    expect(JSON.stringify(await run(small))).toBe(first);
  });

  it("compares all three ways alike, whichever is chosen", async () => {
    const nothing = await cached(small);
    for (const learn of ["explore", "weigh"]) {
      const other = await cached({ ...small, learn });
      expect(other.teams).toEqual(nothing.teams);
      expect(other.shops).toEqual(nothing.shops);
      expect(other.cost).toEqual(nothing.cost);
      expect(other.shop).toEqual(nothing.shops.find(({ id }) => id === learn));
      expect(other.rounds.map(({ precision }) => precision.ideal)).toEqual(
        nothing.rounds.map(({ precision }) => precision.ideal),
      );
    }
  });

  it("more retrainings leave the earlier ones as they were", async () => {
    const [few, many] = [await cached({ ...small, rounds: 2 }), await cached({ ...small, rounds: 4 })];
    expect(many.rounds.slice(0, 3)).toEqual(few.rounds);
  });

  it("the first model is measured rightly under every way: nothing was blocked before it", async () => {
    for (const learn of chapter.params.learn.options) {
      const { precision, recall } = (await cached({ ...small, learn })).rounds[0]!;
      expect(precision.seen.value).toBe(precision.truth);
      expect(recall.seen.value).toBe(recall.ideal);
    }
  });

  it("publishes every part, the picture of the opening first, with true progress", async () => {
    const parts: string[] = [];
    const steps: [number, number][] = [];
    const result = await run(small, 7, {
      ...quiet,
      progress: (done, total) => void steps.push([done, total]),
      publish: (some) => void parts.push(...Object.keys(some)),
    });
    expect(parts[0]).toBe("unseen");
    expect(new Set(parts)).toEqual(new Set(Object.keys(result)));
    expect(steps.map(([done]) => done)).toEqual(steps.map((_, i) => i + 1));
    expect(steps.at(-1)![0]).toBe(steps.at(-1)![1]);
  });

  it("stops wherever it is told to, and can be asked again", async () => {
    const whole = JSON.stringify(await run(small, 5));
    let breaths = 0;
    await run(small, 6, { ...quiet, breathe: async () => void breaths++ });
    expect(breaths).toBeGreaterThan(100);
    for (const last of [0, 30, Math.floor(breaths / 2), breaths - 1]) {
      let left = last;
      const stop = {
        ...quiet,
        breathe: async () => {
          if (left-- === 0) throw new DOMException("cancelled", "AbortError");
        },
      };
      await expect(run(small, 100 + last, stop)).rejects.toThrow("cancelled");
      if (last === 30)
        expect(JSON.stringify(await run(small, 100 + last))).toBe(
          JSON.stringify(await run(small, 100 + last)),
        );
    }
    expect(JSON.stringify(await run(small, 5))).toBe(whole);
  });

  const corners: Partial<Params>[] = [
    {},
    { bold: 0 },
    { bold: 0.8, block: 0.1 },
    { block: 0.005, rounds: 8 },
    { learn: "explore", explore: 0.02 },
    { learn: "weigh", explore: 0.5, slots: 0.8 },
    { learn: "weigh", explore: 0.02, slots: 0.02, block: 0.005 },
    { window: "all" },
  ];
  it.each(corners)("holds small, drawable parts at %o", async (corner) => {
    const result = await cached({ ...small, ...corner });
    expect(JSON.stringify(result).length).toBeLessThan(60000);
    const finite = (value: unknown, path: string): void => {
      if (typeof value === "number") expect(Number.isFinite(value), `${path} is ${value}`).toBe(true);
      else if (typeof value === "object" && value !== null)
        for (const [key, inner] of Object.entries(value)) finite(inner, `${path}.${key}`);
    };
    const { unseen, rounds, teams, cost, shops, ribbons, truth } = result;
    finite({ unseen, rounds, teams, cost, shops, ribbons, truth }, "result");
    expect(ribbons).toHaveLength(40);
    for (let k = 0; k < 10; k++)
      expect(ribbons.reduce((sum, one) => sum + one.shares[k]!, 0)).toBeCloseTo(1, 2);
  });
});
