import { describe, expect, it } from "vitest";
import { holdsItsClaims, once } from "../../cli/chapter-tests.ts";
import { quietTask } from "../../cli/run-default.ts";
import type { Task } from "../../core/contracts.ts";
import { FEATURES } from "../../core/features/features.ts";
import { defaultsOf } from "../registry.ts";
import chapter from "./chapter.ts";
import { experiment, type Params, type Result } from "./experiment.ts";
import { mustShow } from "./must-show.ts";
import { pairsOf, promisedRates } from "./pairs.ts";
import { drawSamples } from "./samples.ts";
import { trapOf } from "./trap.ts";
import { laterOf, stretchesOf, twinOf } from "./world.ts";

const defaults = defaultsOf(chapter.params) as unknown as Params;
const quiet: Task<Result> = quietTask;
const run = (params: Partial<Params> = {}, seed = chapter.seed, task = quiet) =>
  experiment({ ...defaults, ...params }, seed, task);
/** Of 10,000 payments. */
const small = once((params: Partial<Params>) => run({ size: 10000, ...params }));

holdsItsClaims(mustShow, (params, seed) => run(params as Partial<Params>, seed));

describe("the two samples", () => {
  it("have the mean and the standard deviation that are asked for, in every shape", () => {
    for (const shape of chapter.params.shape.options) {
      const { second } = drawSamples({ mean: 1.5, spread: 2, shape, n: 100000 }, 3);
      const mean = second.reduce((sum, value) => sum + value, 0) / second.length;
      const variance = second.reduce((sum, value) => sum + (value - mean) ** 2, 0) / second.length;
      expect(Math.abs(mean - 1.5), shape).toBeLessThan(0.03);
      // The tails of Student's t with 3 degrees of freedom have no fourth moment: its variance settles slowly.
      expect(Math.abs(Math.sqrt(variance) - 2), shape).toBeLessThan(shape === "heavy" ? 0.3 : 0.05);
    }
  });

  it("keep their first draws when more are asked for", () => {
    const few = drawSamples({ mean: 0, spread: 1, shape: "heavy", n: 50 }, 3);
    const many = drawSamples({ mean: 0, spread: 1, shape: "heavy", n: 500 }, 3);
    expect(many.second.subarray(0, 50)).toEqual(few.second);
    expect(() => drawSamples({ mean: 0, spread: 1, shape: "square", n: 5 }, 3)).toThrow("“square”");
  });
});

describe("the p-value trap", () => {
  it("uses the draws of the smaller sizes again, and without a shift is its own twin", async () => {
    const [short, long] = [
      await trapOf(0.1, 3, quiet, [100, 1000]),
      await trapOf(0.1, 3, quiet, [100, 1000, 60000]),
    ];
    expect(long.points.slice(0, 2)).toEqual(short.points);
    expect(long.last.pValue).toBeLessThan(1e-6);
    expect(long.from).toBeLessThanOrEqual(60000);
    const calm = await trapOf(0, 3, quiet, [100, 1000]);
    for (const point of calm.points) expect(point.pValue).toBe(point.twinPValue);
  });
});

describe("the healthy pairs", () => {
  it("are promised what SciPy's binom.ppf gives for 1,000 trials at 5 %", () => {
    expect(promisedRates(1000)).toEqual([0.037, 0.064]);
    expect(promisedRates(200)).toEqual([0.02, 0.08]);
  });

  it("ring as often at strength 0 as without any change, and never less often the stronger the shift", async () => {
    const { falseAlarms, mean } = await pairsOf(3, quiet, { healthy: 60, power: 60 });
    for (const { rule, rate } of falseAlarms.filter(({ rule }) => rule !== "chi-square")) {
      const curve = mean.filter((point) => point.rule === rule).map((point) => point.rate);
      expect(curve[0]).toBe(rate);
      expect(curve.at(-1)!).toBeGreaterThan(curve[0]!);
    }
  });
});

describe("the healthy twin", () => {
  it("has the same training, the same people, times and frauds, and the same values in every feature that does not drift", () => {
    const twin = twinOf(10000, 3);
    const later = laterOf({ inflation: 0.2, newMethod: 0.2, habits: 0.3 }, 10000, 3);
    expect(later.training).toBe(twin.training);
    expect(later.world.users).toBe(twin.world.users);
    expect(later.world.transactions.isFraud).toBe(twin.world.transactions.isFraud);
    const { production } = stretchesOf(twin.world);
    const moved = FEATURES.filter((name) => {
      const [a, b] = [later, twin].map((scene) => scene.production.columns[name].values);
      for (let row = production.from; row < production.to; row++)
        if (!Object.is(a![row], b![row])) return true;
      return false;
    });
    expect(moved).toEqual([
      "avg_transaction_amount_last_7_days",
      "amount",
      "merchant_category",
      "payment_method",
      "device_is_new",
    ]);
  });

  it("is this very world where nothing drifts: every line says the same of both, and no move harms", async () => {
    const result = await small({ inflation: 0, newMethod: 0, habits: 0, tiny: 0 });
    for (const { broken, healthy } of result.alarms) expect(broken).toEqual(healthy);
    for (const one of result.damage) expect(one.stopped).toBe(0);
    expect(result.harmful).toBe("none");
    expect(result.numbers.laterAuc).toBe(result.numbers.twinAuc);
  });
});

describe("the answers", () => {
  it("deflating undoes inflation where it is all that happened", async () => {
    const { answers, numbers } = await run({ size: 10000, inflation: 1, newMethod: 0, habits: 0 });
    const of = (id: string) => answers.find((one) => one.id === id)!;
    expect(Math.abs(of("deflated").rocAuc - numbers.twinAuc)).toBeLessThan(0.005);
    expect(Math.abs(of("deflated").genuine - numbers.genuineTwin)).toBeLessThan(1);
  });

  it("choosing another one changes the chosen one alone", async () => {
    const { chosen: first, ...before } = await small();
    const { chosen, ...after } = await run({ size: 10000, answer: "retrained" });
    expect(after).toEqual(before);
    expect([first.id, chosen.id]).toEqual(["as-trained", "retrained"]);
  });
});

describe("the experiment", () => {
  it("gives the same result for the same seed, whatever was asked in between", async () => {
    const first = JSON.stringify(await small());
    await run({ size: 10000, habits: 0.5, mean: 0 });
    expect(JSON.stringify(await run({ size: 10000 }, 8))).not.toBe(first);
    expect(JSON.stringify(await run({ size: 10000 }))).toBe(first);
  });

  it("publishes every part, the two samples first and the long counts last, with true progress", async () => {
    const parts: string[] = [];
    const steps: [number, number][] = [];
    const result = await run({ size: 10000 }, 9, {
      ...quiet,
      progress: (done, total) => void steps.push([done, total]),
      publish: (some) => void parts.push(...Object.keys(some)),
    });
    expect(parts[0]).toBe("samples");
    expect(parts.indexOf("offline")).toBeLessThan(parts.indexOf("alarms"));
    expect(parts.at(-1)).toBe("pairs");
    expect(new Set(parts)).toEqual(new Set(Object.keys(result)));
    expect(steps.map(([done]) => done)).toEqual(steps.map((_, i) => i + 1));
    expect(steps.at(-1)![0]).toBe(steps.at(-1)![1]);
  });

  it("stops wherever it is told to, and is whole again when asked anew", async () => {
    let breaths = 0;
    const whole = await run({ size: 10000 }, 11, { ...quiet, breathe: async () => void breaths++ });
    expect(breaths).toBeGreaterThan(100);
    for (const last of [3, Math.floor(breaths / 2), breaths - 1]) {
      let left = last;
      const stop = {
        ...quiet,
        breathe: async () => {
          if (left-- === 0) throw new DOMException("cancelled", "AbortError");
        },
      };
      await expect(run({ size: 10000, tiny: 0.02 }, 11 + last, stop)).rejects.toThrow("cancelled");
    }
    expect(await run({ size: 10000 }, 11)).toEqual(whole);
  });

  const corners: Partial<Params>[] = [
    {},
    { inflation: 0, newMethod: 0, habits: 0, tiny: 0 },
    { inflation: 1, newMethod: 0.6, habits: 0.8, answer: "reweighted" },
    { mean: 3, spread: 0.25, n: 20 },
    { mean: -3, spread: 4, shape: "heavy", n: 100000 },
    { mean: 0, shape: "peaks", n: 20, tiny: 0.1 },
  ];
  it.each(corners)("holds small, finite parts at %o", async (corner) => {
    const result = await small(corner);
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
