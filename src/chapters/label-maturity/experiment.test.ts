import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holdsItsClaims, once } from "../../cli/chapter-tests.ts";
import { quietTask } from "../../cli/run-default.ts";
import type { Task } from "../../core/contracts.ts";
import { DAY } from "../../core/world/settings.ts";
import { defaultsOf } from "../registry.ts";
import { arrivalOf } from "./arrival.ts";
import chapter from "./chapter.ts";
import { experiment, type Params, type Result } from "./experiment.ts";
import { knownWeeks, triangleOf } from "./measures.ts";
import { mustShow } from "./must-show.ts";
import { readingAt } from "./reading.ts";
import { inverseChances, retrain } from "./retrained.ts";
import { type Labelled, labelledWorld, liveWorldAtOnce } from "./world.ts";

const defaults = defaultsOf(chapter.params) as unknown as Params;
const quiet: Task<Result> = quietTask;
const run = (params: Partial<Params> = {}, seed = chapter.seed, task = quiet) =>
  experiment({ ...defaults, ...params }, seed, task);
const cached = once((params: Partial<Params>) => run(params));
const small = { size: 20000 };

holdsItsClaims(mustShow, (params, seed) => run(params as Partial<Params>, seed));

describe("what is drawn as of a day", () => {
  const live = liveWorldAtOnce(small.size, 5);
  const { production } = live.world.periods;
  const labelled = labelledWorld(live, live.threshold, { delay: 120, never: 0.2 });

  /** Everything that is drawn or learned as of a day. */
  const asOf = async (of: Labelled, at: number) => {
    const reading = readingAt(of, at);
    const arrival = arrivalOf(reading);
    const weeks = knownWeeks(reading, arrival, production.startAt, 21);
    const made = [];
    for (const id of ["as-they-stand", "mature", "weighted"] as const)
      made.push((await retrain(live, reading, arrival, id, 21, quiet)).scores);
    const weights = inverseChances(reading, arrival, { from: 0, to: reading.rows });
    return { arrival, weeks, triangle: triangleOf(reading, weeks, production.startAt), weights, made };
  };

  it("does not change whatever is reported or happens after it", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 14, max: 63 }),
        fc.integer({ min: 0, max: 1000 }),
        async (day, shift) => {
          const at = production.startAt + day * DAY;
          const { chargebacks, transactions } = labelled.world;
          // A report of that day or later comes still later, or never; a never-reported fraud may be reported after it.
          const reportedAt = chargebacks.reportedAt.map((reported, i) =>
            reported < at
              ? reported
              : (i + shift) % 3 === 0
                ? Number.NaN
                : at + ((i * 7919 + shift) % 90) * DAY,
          );
          const stopped = labelled.stopped.map((own, row) =>
            transactions.eventAt[row]! < at ? own : (row + shift) % 2,
          );
          const changed = {
            world: { ...labelled.world, chargebacks: { ...chargebacks, reportedAt } },
            stopped: Uint8Array.from(stopped),
          };
          expect(changed.world.chargebacks.reportedAt).not.toEqual(chargebacks.reportedAt);
          expect(await asOf(changed, at)).toEqual(await asOf(labelled, at));
        },
      ),
      { numRuns: 6 },
    );
  });

  it("is read later with more labels, never with fewer", () => {
    let before = 0;
    for (let day = 14; day <= 63; day += 7) {
      const { fraud } = readingAt(labelled, production.startAt + day * DAY);
      const known = fraud.reduce((sum, own) => sum + own, 0);
      expect(known).toBeGreaterThan(before);
      before = known;
    }
  });

  it("knows what was stopped on the next morning, and what was let through when it is reported", () => {
    const { chargebacks, transactions } = labelled.world;
    let reviewed = 0;
    for (let i = 0; i < chargebacks.count; i++) {
      const row = chargebacks.transaction[i]!;
      if (labelled.stopped[row] === 0) continue;
      const wait = chargebacks.reportedAt[i]! - transactions.eventAt[row]!;
      expect(wait).toBeLessThanOrEqual(1.375 * DAY);
      reviewed++;
    }
    expect(reviewed).toBeGreaterThan(20);
  });
});

describe("the experiment", () => {
  it("gives the same result for the same seed, whatever was asked in between", async () => {
    const first = JSON.stringify(await cached(small));
    await run({ ...small, day: 30, delay: 240 });
    expect(JSON.stringify(await run(small, 8))).not.toBe(first);
    expect(JSON.stringify(await run(small))).toBe(first);
  });

  it("changes only how labels are read when another reading is chosen", async () => {
    const { chosen, shownRate, ...stands } = await cached(small);
    for (const reading of ["mature", "weighted"]) {
      const { chosen: other, shownRate: shown, ...rest } = await cached({ ...small, reading });
      expect(rest).toEqual(stands);
      expect(other.id).toBe(reading);
      expect(shown).not.toBe(shownRate);
    }
    expect(chosen.id).toBe("as-they-stand");
  });

  it("counts the same frauds on every day, and knows more of them later", async () => {
    const [early, late] = [await cached({ ...small, day: 28 }), await cached({ ...small, day: 63 })];
    for (const week of early.weeks) {
      const later = late.weeks[week.week]!;
      expect([later.payments, later.final, later.truth]).toEqual([week.payments, week.final, week.truth]);
      expect(later.known).toBeGreaterThanOrEqual(week.known);
      expect(week.known).toBeLessThanOrEqual(week.final);
      expect(week.final).toBeLessThanOrEqual(week.truth);
    }
  });

  it("has nothing to mend where labels come at once", async () => {
    const { numbers, weeks } = await cached({ ...small, delay: 24, maturityWindow: 14 });
    expect(numbers.understated).toBeLessThan(0.3);
    for (const week of weeks.filter(({ mature }) => mature)) expect(week.known).toBe(week.final);
  });

  it("does not hear of a wave that is none", async () => {
    const { alarms } = await run({ ...small, wave: 1 }, 3);
    for (const { detector, broken, healthy } of alarms.filter(({ columns }) => columns[0] === "errors"))
      expect(broken, detector).toEqual(healthy);
  });

  it("publishes every part, those of the first picture first, with true progress", async () => {
    const parts: string[] = [];
    const steps: [number, number][] = [];
    const result = await run(small, 7, {
      ...quiet,
      progress: (done, total) => void steps.push([done, total]),
      publish: (some) => void parts.push(...Object.keys(some)),
    });
    expect(parts.slice(0, 2).sort()).toEqual(["triangle", "weeks"]);
    expect(new Set(parts)).toEqual(new Set(Object.keys(result)));
    expect(steps.map(([done]) => done)).toEqual(steps.map((_, i) => i + 1));
    expect(steps.at(-1)![0]).toBe(steps.at(-1)![1]);
  });

  it("stops wherever it is told to, and can be asked again", async () => {
    const whole = JSON.stringify(await run(small, 5));
    let breaths = 0;
    await run(small, 6, { ...quiet, breathe: async () => void breaths++ });
    expect(breaths).toBeGreaterThan(100);
    for (const last of [0, 3, 60, breaths - 1]) {
      let left = last;
      const stop = {
        ...quiet,
        breathe: async () => {
          if (left-- === 0) throw new DOMException("cancelled", "AbortError");
        },
      };
      // A seed of its own each time, so that no model is there already.
      await expect(run(small, 100 + last, stop)).rejects.toThrow("cancelled");
    }
    expect(JSON.stringify(await run(small, 5))).toBe(whole);
  });

  const corners: Partial<Params>[] = [
    {},
    { day: 14, delay: 720, maturityWindow: 42 },
    { day: 15, delay: 24 },
    { day: 63, never: 0.5, reading: "mature" },
    { delay: 720, never: 0.5, reading: "weighted" },
    { maturityWindow: 0, wave: 5 },
    { wave: 1, day: 22 },
  ];
  it.each(corners)("holds small, drawable parts at %o", async (corner) => {
    const result = await cached({ ...small, ...corner });
    expect(JSON.stringify(result).length).toBeLessThan(60000);
    const finite = (value: unknown, path: string): void => {
      if (typeof value === "number") expect(Number.isFinite(value), `${path} is ${value}`).toBe(true);
      else if (typeof value === "object" && value !== null)
        for (const [key, inner] of Object.entries(value)) finite(inner, `${path}.${key}`);
    };
    const { weeks, triangle, maturity, numbers, models, delays } = result;
    finite({ weeks, triangle, maturity, numbers, models, delays }, "result");
    expect(weeks).toHaveLength(Math.ceil((corner.day ?? 49) / 7));
    expect(triangle).toHaveLength(45);
    expect(models.map(({ id }) => id)).toEqual(["as-they-stand", "mature", "weighted", "live"]);
  });
});
