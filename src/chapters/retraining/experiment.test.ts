import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holdsItsClaims, once } from "../../cli/chapter-tests.ts";
import { quietTask } from "../../cli/run-default.ts";
import type { Task } from "../../core/contracts.ts";
import { DAY } from "../../core/world/settings.ts";
import { defaultsOf } from "../registry.ts";
import { type Bench, benchAtOnce, cheapestLine } from "./bench.ts";
import chapter from "./chapter.ts";
import { experiment, type Params, type Result } from "./experiment.ts";
import { joinedByDate, servedCounts, trainAtOnce, windowOf } from "./learn.ts";
import { mustShow } from "./must-show.ts";
import { checked, type Policy, SHADOW_DAYS, serve } from "./service.ts";
import { momentOf, PRODUCTION_DAYS, rowAt } from "./world.ts";

const defaults = defaultsOf(chapter.params) as unknown as Params;
const quiet: Task<Result> = quietTask;
const run = (params: Partial<Params> = {}, seed = chapter.seed, task = quiet) =>
  experiment({ ...defaults, size: 10000, ...params }, seed, task);
const cached = once((params: Partial<Params>) => run(params));

// The claims about other settings are far from their bounds: a few seeds are enough.
holdsItsClaims(
  mustShow,
  (params, seed) => run({ size: defaults.size, ...(params as Partial<Params>) }, seed),
  (params) => (Object.keys(params).length === 0 ? 20 : 2),
);

const setting = { size: 10000, shape: "sudden", delay: 6 };
const recipes = { window: 21, wait: 14 };
const policy: Policy = {
  policy: "scheduled",
  every: 14,
  trigger: "adwin",
  pause: 14,
  recipe: "mature",
  gate: false,
  roll: null,
};
const bench = benchAtOnce(setting, 5);
/** The same stream as nobody has looked at it: no version is there yet. */
const fresh = (): Bench => ({
  ...bench,
  versions: new Map(),
  first: { ...bench.first, scored: new Uint8Array(bench.frauds.length) },
});

describe("the two worlds", () => {
  it("share every payment, and every fraud before the change", () => {
    const healthy = benchAtOnce({ ...setting, shape: "none" }, 5);
    expect(healthy.base.world.transactions).toEqual(bench.base.world.transactions);
    expect(healthy.line).toBe(bench.line);
    const change = rowAt(bench.base, 35);
    expect(bench.frauds.subarray(0, change)).toEqual(healthy.frauds.subarray(0, change));
    expect(bench.frauds.subarray(change)).not.toEqual(healthy.frauds.subarray(change));
    for (let day = 35; day < PRODUCTION_DAYS; day++) {
      const count = (of: Bench) =>
        of.frauds.subarray(rowAt(of.base, day), rowAt(of.base, day + 1)).reduce((a, b) => a + b, 0);
      expect(count(bench)).toBe(count(healthy));
    }
  });
});

describe("what a team does on a day", () => {
  it("does not change whatever is reported or happens after it", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 30, max: 100 }),
        fc.constantFrom("mature", "stand", "leaked"),
        fc.constantFrom("scheduled", "triggered"),
        fc.boolean(),
        async (day, recipe, kind, gate) => {
          const at = momentOf(bench.base, day);
          const { eventAt } = bench.base.world.transactions;
          // What is reported later comes later still, and what has not happened yet may be a fraud or none.
          const frauds = bench.frauds.map((fraud, row) => (eventAt[row]! < at ? fraud : (row % 7) % 2));
          const reportedAt = bench.reportedAt.map((reported, row) =>
            eventAt[row]! >= at
              ? frauds[row] === 1
                ? eventAt[row]! + DAY
                : Number.NaN
              : reported < at
                ? reported
                : Number.isNaN(reported)
                  ? reported
                  : reported + 40 * DAY,
          );
          const { news } = bench;
          // Nothing of the day's news is touched; the later ones are turned round.
          const turned = {
            ...news,
            fraud: news.fraud.map((fraud, i) => (news.at[i]! < at ? fraud : 1 - fraud)),
          };
          const other: Bench = { ...fresh(), frauds, reportedAt, news: turned };
          const asked: Policy = { ...policy, policy: kind, recipe: recipe as Policy["recipe"], gate };
          const [a, b] = [
            await serve(fresh(), asked, recipes, quiet),
            await serve(other, asked, recipes, quiet),
          ];
          const until = rowAt(bench.base, day);
          expect(b.stopped.subarray(0, until)).toEqual(a.stopped.subarray(0, until));
          const days = (of: typeof a) =>
            of.lives
              .filter(({ version }) => version.day <= day)
              .map(({ version, alarm }) => [version.day, version.frauds, version.exam, alarm]);
          expect(days(b)).toEqual(days(a));
        },
      ),
      { numRuns: 6 },
    );
  });

  it("learns from a window that ends before the wait, and from labels of that morning", () => {
    const version = trainAtOnce(fresh(), "mature", 56, recipes)!;
    expect([version.from, version.to]).toEqual([21, 42]);
    expect(version.frauds).toBeLessThanOrEqual(version.fraudsInTheEnd);
    const hasty = trainAtOnce(fresh(), "stand", 56, recipes)!;
    expect([hasty.from, hasty.to]).toEqual([35, 56]);
    expect(hasty.frauds / hasty.fraudsInTheEnd).toBeLessThan(0.85);
    expect(windowOf("mature", 0, { window: 84, wait: 0 }).from).toBe(-42);
  });

  it("cannot learn where nothing is known yet", () => {
    const none = { ...fresh(), reportedAt: bench.reportedAt.map(() => Number.NaN) };
    expect(trainAtOnce(none, "mature", 56, recipes)).toBeNull();
  });
});

describe("the leak", () => {
  it("counts a fraud's own chargeback where it is joined by date, and for most frauds nothing where it is served", () => {
    const range = { from: rowAt(bench.base, 14), to: rowAt(bench.base, 35) };
    const joined = joinedByDate(bench, range, Number.POSITIVE_INFINITY);
    const given = servedCounts(bench);
    let [own, less] = [0, 0];
    for (let row = range.from; row < range.to; row++) {
      if (bench.frauds[row] === 0) continue;
      own++;
      expect(joined[row - range.from]).toBeGreaterThanOrEqual(1);
      if (given[row] === 0) less++;
    }
    expect(own).toBeGreaterThan(50);
    expect(less / own).toBeGreaterThan(0.5);
  });
});

describe("the line", () => {
  it("is the score from which on stopping is cheapest", () => {
    // A review costs 4 EUR and an honest payment that is stopped 5 % of its amount.
    const amount = Float64Array.of(100, 100, 10, 100);
    const line = cheapestLine(Float64Array.of(0.9, 0.5, 0.3, 0.1), Uint8Array.of(1, 0, 1, 0), amount, 0);
    expect(line).toBe(0.9);
    const more = cheapestLine(
      Float64Array.of(0.9, 0.5, 0.3, 0.1),
      Uint8Array.of(1, 0, 1, 0),
      Float64Array.of(100, 10, 50, 100),
      0,
    );
    expect(more).toBe(0.3);
  });
});

describe("the gate", () => {
  it("compares on days after the training, and refuses what is not better", () => {
    const challenger = trainAtOnce(fresh(), "leaked", 28, recipes)!;
    const check = checked(bench, challenger, bench.first, 49);
    expect(check.rows).toBe(rowAt(bench.base, 28 + SHADOW_DAYS) - rowAt(bench.base, 28));
    expect(check.released).toBe(false);
    expect(check.keepsPromise).toBe(false);
    expect(check.saved).toBeCloseTo(check.champion - check.challenger, 9);
    expect(checked(bench, bench.first, bench.first, 49).released).toBe(false);
  });

  it("holds a version back until the labels of its days in shadow are in", async () => {
    const service = await serve(fresh(), { ...policy, gate: true }, recipes, quiet);
    const wait = SHADOW_DAYS + Math.ceil(bench.settled);
    for (const { version, check, served } of service.lives.slice(1)) {
      if (check !== null) expect(check.day).toBe(version.day + wait);
      for (const { from } of served) expect(from).toBeGreaterThanOrEqual(version.day + wait);
    }
    expect(service.lives.some(({ check }) => check !== null)).toBe(true);
  });
});

describe("a service", () => {
  it("is decided by exactly one version on each day", async () => {
    for (const kind of ["never", "scheduled", "triggered"]) {
      const { lives } = await serve(fresh(), { ...policy, policy: kind }, recipes, quiet);
      const days = lives.flatMap(({ served }) => served).sort((a, b) => a.from - b.from);
      expect(days[0]!.from).toBe(-14);
      expect(days.at(-1)!.to).toBe(PRODUCTION_DAYS);
      for (const [i, { from }] of days.slice(1).entries()) expect(from).toBe(days[i]!.to);
    }
  });

  it("goes back to an older version from a day on, and changes nothing before it", async () => {
    const [plain, back] = [
      await serve(fresh(), policy, recipes, quiet),
      await serve(fresh(), { ...policy, roll: { to: 1, from: 60 } }, recipes, quiet),
    ];
    const cut = rowAt(bench.base, 60);
    expect(back.scores.subarray(0, cut)).toEqual(plain.scores.subarray(0, cut));
    expect(back.scores.subarray(cut)).toEqual(bench.first.scores.subarray(cut));
    expect(back.lives[0]!.served.at(-1)).toEqual({ from: 60, to: PRODUCTION_DAYS });
    const far = await serve(fresh(), { ...policy, roll: { to: 12, from: 60 } }, recipes, quiet);
    expect(far.rolledTo).toBeNull();
    expect(far.scores).toEqual(plain.scores);
  });
});

describe("a false alarm", () => {
  it("spends the true one: the detector of the version that it brings takes the changed world for normal", async () => {
    const stream = benchAtOnce({ size: defaults.size, shape: "sudden", delay: defaults.delay }, 10);
    const asked: Policy = { ...policy, policy: "triggered", trigger: "page-hinkley", pause: defaults.pause };
    const { lives, alarms } = await serve(stream, asked, recipes, quiet);
    expect(lives.length).toBe(2);
    expect(lives[1]!.alarm).toBeLessThan(35);
    expect(lives[1]!.version.to).toBeLessThanOrEqual(42);
    expect(lives[1]!.served[0]!.from).toBeGreaterThan(35);
    expect(alarms.every((at) => at < lives[1]!.served[0]!.from)).toBe(true);
  });
});

describe("the experiment", () => {
  it("gives the same result for the same seed, whatever was asked in between", async () => {
    const first = JSON.stringify(await run());
    await run({ labels: "leaked", gate: true, window: 35 });
    await run({}, 8);
    expect(JSON.stringify(await run())).toBe(first);
    expect(first).not.toContain("null,null,null,null,null,null,null,null");
    expect(first.length).toBeLessThan(60_000);
  });

  it("moves nothing but the time line when one goes back", async () => {
    const { timeLine, chosen, numbers, production, ...rest } = await cached();
    const { timeLine: a, chosen: b, numbers: c, production: d, ...same } = await cached({ rollTo: 1 });
    expect(same).toEqual(rest);
    expect(a.roll).toEqual({ to: 1, from: 63, reached: true });
    expect(b.total).not.toBe(chosen.total);
    expect(c.rollWithout).toBe(numbers.rollWithout);
    expect(d.rows).toBe(production.rows);
    expect(timeLine.roll).toBeNull();
  });

  it("publishes every part, that of the first picture first, with true progress", async () => {
    const parts: string[] = [];
    const steps: [number, number][] = [];
    const result = await run({}, 31, {
      ...quiet,
      progress: (done, total) => void steps.push([done, total]),
      publish: (some) => void parts.push(...Object.keys(some)),
    });
    expect(parts[0]).toBe("thefts");
    expect(new Set(parts)).toEqual(new Set(Object.keys(result)));
    expect(steps.map(([done]) => done)).toEqual(steps.map((_, i) => i + 1));
    expect(steps.at(-1)![0]).toBe(steps.at(-1)![1]);
  });

  it("stops wherever it is told to, and can be asked again", async () => {
    const whole = JSON.stringify(await cached());
    for (const last of [0, 3, 40, 300]) {
      let left = last;
      const stop = {
        ...quiet,
        breathe: async () => {
          if (left-- === 0) throw new DOMException("cancelled", "AbortError");
        },
      };
      // A seed of its own each time, so that nothing is there already.
      await expect(run({}, 100 + last, stop)).rejects.toThrow("cancelled");
    }
    expect(JSON.stringify(await run())).toBe(whole);
  });
});
