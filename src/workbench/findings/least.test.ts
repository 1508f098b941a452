import { describe, expect, test } from "vitest";
import type { Finding } from "../../core/contracts.ts";
import { detector as detectorOf } from "../../core/detectors/registry.ts";
import { runDetector } from "../../core/detectors/run.ts";
import { type Random, random } from "../../core/random.ts";
import { type Column, categories, numbers, setValid, table, validity } from "../../core/table/table.ts";
import { leastSeen } from "./least.ts";

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
  return runDetector(
    detectorOf(check),
    { reference: reference!, current: current!, columns: ["x"], roles: {} },
    {},
    random(1),
  );
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
