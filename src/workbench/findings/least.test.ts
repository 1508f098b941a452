import { describe, expect, test } from "vitest";
import type { Finding } from "../../core/contracts.ts";
import { detector as detectorOf } from "../../core/detectors/registry.ts";
import { runDetector } from "../../core/detectors/run.ts";
import { type Random, random } from "../../core/random.ts";
import { type Column, categories, numbers, setValid, table, validity } from "../../core/table/table.ts";
import { finding } from "../file-checks/file-check.ts";
import { leastSeen } from "./least.ts";
import { levelOf, settle } from "./settle.ts";

const ROWS = 1200;
const DRAWS = 60;

/** A column that is another by `effect` in the newer rows: on the scale of the check's own measure. */
type Draw = (source: Random, effect: number, isNewer: boolean) => Column;

const values = (of: (source: Random, effect: number, isNewer: boolean) => number): Draw => {
  return (source, effect, isNewer) =>
    numbers(Array.from({ length: ROWS }, () => of(source, effect, isNewer)));
};

const CASES: Readonly<Record<string, { draw: Draw; unit: RegExp; scale: number }>> = {
  // So many values more lie above the middle: the gap between the two distributions is widest there.
  "kolmogorov-smirnov": {
    unit: /seen ([\d.]+) % or more/,
    scale: 100,
    draw: values((source, gap, isNewer) =>
      source.chance(0.5 + (isNewer ? gap : 0)) ? 1 + source.next() : source.next(),
    ),
  },
  wasserstein: {
    unit: /a move of ([\d.]+) standard deviations/,
    scale: 1,
    draw: values((source, move, isNewer) => source.normal() + (isNewer ? move : 0)),
  },
  "population-stability": {
    unit: /an index of ([\d.]+)/,
    scale: 1,
    // The index of two categories, one half each before: a * log((1 + 2 a) / (1 - 2 a)), about 4 a².
    draw: (source, index, isNewer) => {
      const higher = 0.5 + (isNewer ? Math.sqrt(index) / 2 : 0);
      return categories(Array.from({ length: ROWS }, () => (source.chance(higher) ? "a" : "b")));
    },
  },
  "missing-share": {
    unit: /seen ([\d.]+) points or more/,
    scale: 100,
    draw: (source, gap, isNewer) => {
      const valid = validity(ROWS);
      for (let row = 0; row < ROWS; row++)
        if (!source.chance(0.1 + (isNewer ? gap : 0))) setValid(valid, row);
      return numbers(new Float64Array(ROWS), valid);
    },
  },
  "chi-square": {
    unit: /a Cramér’s V of ([\d.]+)/,
    scale: 1,
    // Two categories of one half each: V is the difference of their shares.
    draw: (source, v, isNewer) =>
      categories(
        Array.from({ length: ROWS }, () => (source.chance(0.5 + ((isNewer ? 1 : -1) * v) / 2) ? "a" : "b")),
      ),
  },
};

function run(check: string, seed: number, effect: number): Finding {
  const source = random(seed);
  const { draw } = CASES[check]!;
  const [reference, current] = [false, true].map((isNewer) =>
    table([["x", draw(source.fork(String(isNewer)), effect, isNewer)]]),
  );
  const finding = runDetector(
    detectorOf(check),
    { reference: reference!, current: current!, columns: ["x"], roles: {} },
    {},
    random(1),
  );
  // As the page settles it: at the level that the checks of windows share.
  return settle(check, [{ columns: ["x"], finding }], levelOf(check))[0]!.finding;
}

describe("the smallest effect that silence names is seen nine times in ten", () => {
  test.each(Object.keys(CASES))("%s", (check) => {
    const { unit, scale } = CASES[check]!;
    const silent = [1, 2, 3, 4, 5]
      .map((seed) => run(check, seed, 0))
      .find(({ verdict }) => verdict === "silent")!;
    const named = Number(unit.exec(leastSeen(check, silent)!)![1]) / scale;
    let seen = 0;
    for (let seed = 0; seed < DRAWS; seed++) if (run(check, 100 + seed, named).verdict === "rings") seen++;
    expect(seen / DRAWS).toBeGreaterThan(0.78);
    // And it is not much too large: half of it is missed more often.
    let half = 0;
    for (let seed = 0; seed < DRAWS; seed++)
      if (run(check, 500 + seed, named / 2).verdict === "rings") half++;
    expect(half / DRAWS).toBeLessThan(0.7);
  });
});

describe("what silence is worth where no effect could be seen", () => {
  const silent = (parts: Partial<Finding>) =>
    finding({ verdict: "silent", reason: "no-difference", ...parts });

  test("an outcome so rare that neighbours nearly always agree could not have been seen to repeat", () => {
    const of = (expected: number, pairs: number) =>
      leastSeen("label-persistence", silent({ facts: { expected, pairs } }))!;
    expect(of(0.98, 10_000)).toMatch(/no repetition could have rung/);
    // Ten points are enough among many rows, and not among few.
    expect(of(0.5, 100_000)).toMatch(/in 60\.\d* % of the rows or more/);
    expect(Number(/in ([\d.]+) %/.exec(of(0.5, 60))![1])).toBeGreaterThan(70);
  });

  test("a column that varies little is not said to have been looked through for runs", () => {
    const of = (reason: string) => leastSeen("constant-stretch", silent({ reason, threshold: 99.2 }));
    expect(of("moves")).toBe("A run of 100 equal rows would have rung.");
    expect(of("varies-little")).not.toMatch(/would have rung/);
  });

  test("with many rows the floor of a check is named, not what its p-value alone would see", () => {
    const facts = { m: 1e6, n: 1e6, designEffect: 1, tests: 4 };
    expect(leastSeen("kolmogorov-smirnov", silent({ facts }))).toMatch(/seen 5\.\d+ % or more/);
    expect(leastSeen("chi-square", silent({ facts: { ...facts, dof: 3 } }))).toMatch(/V of 0\.05/);
  });
});
