import { describe, expect, it } from "vitest";
import { holdsItsClaims, once } from "../../cli/chapter-tests.ts";
import { quietTask } from "../../cli/run-default.ts";
import type { Task } from "../../core/contracts.ts";
import { ratioOfSums, ratioSumsOf } from "../../core/experiments/ratio-of-sums.ts";
import { defaultsOf } from "../registry.ts";
import { cellsOf, chargebacks, sumsAt, treatedByDay } from "./cells.ts";
import chapter from "./chapter.ts";
import { companyOf, fitting, RECIPES, serve, TEST_DAYS } from "./company.ts";
import { experiment, type Params, type Result } from "./experiment.ts";
import { mustShow } from "./must-show.ts";
import { NEVER_MADE, outcomesOf } from "./outcomes.ts";
import { firstCrossing, looksEvery, RULES, ruleOf } from "./rules.ts";

const defaults = defaultsOf(chapter.params) as unknown as Params;
const quiet: Task<Result> = quietTask;
const run = (params: Partial<Params> = {}, seed = chapter.seed, task = quiet) =>
  experiment({ ...defaults, ...params }, seed, task);
const cached = once((params: Partial<Params>) => run(params));
const small = { size: 400 };
const finish = <V>(work: Generator<void, V>): V => {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
};

holdsItsClaims(mustShow, (params, seed) => run(params as Partial<Params>, seed));

describe("the log by day", () => {
  const company = companyOf(400, 3);
  const champion = outcomesOf(company, [
    serve(company, "champion", finish(fitting(company, RECIPES.champion))),
  ]);

  it("adds up to the sums of the users, counted from the payments themselves", () => {
    const cells = cellsOf(company, chargebacks(company, champion));
    const byDay = treatedByDay(cells, new Uint8Array(company.users).fill(1));
    for (const day of [0, 9, TEST_DAYS - 1]) {
      const rows = Array.from(company.day.keys()).filter(
        (row) => company.day[row]! <= day && champion.what[row] !== NEVER_MADE,
      );
      const plain = ratioSumsOf(
        rows.map((row) => company.user[row]!),
        rows.map((row) => (champion.chargeback[row] === 1 && company.reported[row]! <= day ? 1 : 0)),
        company.users,
      );
      expect(sumsAt(byDay, day)).toEqual(plain);
    }
    expect(ratioOfSums(sumsAt(byDay, TEST_DAYS - 1)).design).toBeGreaterThan(1);
  });

  it("knows nothing of a chargeback before it came: what is reported later changes no earlier day", () => {
    const sums = (reported: Int16Array) => {
      const cells = cellsOf({ ...company, reported }, chargebacks({ ...company, reported }, champion));
      return treatedByDay(cells, new Uint8Array(company.users).fill(1));
    };
    const masked = company.reported.map((on) => (on > 10 ? -1 : on));
    const [known, all] = [sums(masked), sums(company.reported)];
    for (let day = 0; day <= 10; day++) expect(sumsAt(known, day)).toEqual(sumsAt(all, day));
    expect(sumsAt(known, 20).y).toBeLessThan(sumsAt(all, 20).y);
  });
});

describe("the rules", () => {
  it("look on the last day, whatever the distance", () => {
    expect(looksEvery(1)).toHaveLength(28);
    expect(looksEvery(5)).toEqual([5, 10, 15, 20, 25, 28]);
    expect(looksEvery(14)).toEqual([14, 28]);
  });

  it("all stop at an enormous difference and none at nothing; without a variance nobody stops", () => {
    for (const id of RULES) {
      const rule = ruleOf(id, 1, 0.05, 1e-5);
      const flat = (value: number) => new Float64Array(TEST_DAYS).fill(value);
      expect(firstCrossing(rule, flat(0.5), flat(1e-6))).toBeGreaterThanOrEqual(0);
      expect(firstCrossing(rule, flat(0), flat(1e-6))).toBe(-1);
      expect(firstCrossing(rule, flat(Number.NaN), flat(Number.NaN))).toBe(-1);
    }
  });
});

describe("the release", () => {
  it("an A/A twin and the test share every payment, and the champion’s arm is the same whatever the challenger", async () => {
    const [better, worse] = [
      await run({ ...small, challenger: "better" }),
      await run({ ...small, challenger: "worse" }),
    ];
    expect(better.paths).toEqual(worse.paths);
    expect(better.guards).toEqual(worse.guards);
    expect(better.shadow.lines).toEqual(worse.shadow.lines);
    expect(better.alarms.map(({ healthy }) => healthy)).toEqual(worse.alarms.map(({ healthy }) => healthy));
    expect(better.rules.lines.map(({ nothing }) => nothing)).toEqual(
      worse.rules.lines.map(({ nothing }) => nothing),
    );
  });

  it("a decision of one’s own is taken on its day; a guardrail comes before the rule", async () => {
    const promote = await cached({ ...small, challenger: "better", decision: "promote", decideOn: 1 });
    const back = await cached({ ...small, challenger: "better", decision: "roll-back", decideOn: 1 });
    expect(promote.money.yours.verdict).toEqual({ day: 1, outcome: "promote", why: "you" });
    expect(promote.money.yours.saved).toBeGreaterThan(back.money.yours.saved);
    const stopped = await cached({ ...small, challenger: "slow" });
    expect(stopped.money.yours.verdict!.outcome).toBe("roll-back");
    expect(stopped.money.yours.verdict!.day).toBe(stopped.trial.first!.day);
  });

  it("a ramp tests the main figure from its eighth day on", async () => {
    const { trial } = await cached({ ...small, ramp: true });
    expect(trial.from).toBe(8);
    for (const { day, difference } of trial.days) if (day < 8) expect(difference).toBeNull();
  });
});

describe("the experiment", () => {
  it("gives the same result for the same seed, whatever was asked in between", async () => {
    const first = JSON.stringify(await cached(small));
    await run({ ...small, rule: "always-valid", challenger: "better", base: 0.03 });
    await run(small, 8);
    expect(JSON.stringify(await run(small))).toBe(first);
  });

  it("publishes every part, the picture of the opening first, with true progress", async () => {
    const parts: string[] = [];
    const steps: [number, number][] = [];
    const result = await run(small, 7, {
      ...quiet,
      progress: (done, total) => void steps.push([done, total]),
      publish: (some) => void parts.push(...Object.keys(some)),
    });
    expect(parts[0]).toBe("paths");
    expect(new Set(parts)).toEqual(new Set(Object.keys(result)));
    expect(steps.map(([done]) => done)).toEqual(steps.map((_, i) => i + 1));
    expect(steps.at(-1)![0]).toBe(steps.at(-1)![1]);
  });

  it("stops wherever it is told to, and can be asked again", async () => {
    let breaths = 0;
    const whole = JSON.stringify(await run(small, 6, { ...quiet, breathe: async () => void breaths++ }));
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
      if (last !== 30) continue;
      left = last;
      await expect(run(small, 6, stop)).rejects.toThrow("cancelled");
      expect(JSON.stringify(await run(small, 6))).toBe(whole);
    }
  });

  const corners: Partial<Params>[] = [
    {},
    { alpha: 0.01, every: 14, rule: "group-sequential" },
    { alpha: 0.2, rule: "always-valid", ramp: true, challenger: "equal" },
    { base: 0.005, effect: 0.1, power: 0.95 },
    { base: 0.05, effect: 0.6, power: 0.5, rule: "once" },
    { decision: "roll-back", decideOn: 28, lost: 200, guardrails: false },
  ];
  it.each(corners)("holds small, drawable parts at %o", async (corner) => {
    const result = await cached({ ...small, ...corner });
    expect(JSON.stringify(result).length).toBeLessThan(60000);
    const finite = (value: unknown, path: string): void => {
      if (typeof value === "number") expect(Number.isFinite(value), `${path} is ${value}`).toBe(true);
      else if (typeof value === "object" && value !== null)
        for (const [key, inner] of Object.entries(value)) finite(inner, `${path}.${key}`);
    };
    const { alarms: _, ...drawn } = result;
    finite(drawn, "result");
  });
});
