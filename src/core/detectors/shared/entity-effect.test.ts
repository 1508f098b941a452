import { describe, expect, it } from "vitest";
import type { Detector, DetectorInput } from "../../contracts.ts";
import { type Random, random } from "../../random.ts";
import { type Column, categories, numbers, table } from "../../table/table.ts";
import andersonDarling from "../anderson-darling.ts";
import chiSquare from "../chi-square.ts";
import cramerVonMises from "../cramer-von-mises.ts";
import kolmogorovSmirnov from "../kolmogorov-smirnov.ts";
import mannWhitney from "../mann-whitney.ts";
import { runDetector } from "../run.ts";
import wasserstein from "../wasserstein.ts";
import { entityEffect, sizesOf } from "./entity-effect.ts";

type Window = { x: Column; who: Column };

function inputOf(before: Window, now: Window): DetectorInput {
  const of = ({ x, who }: Window) =>
    table([
      ["x", x],
      ["who", who],
    ]);
  return { reference: of(before), current: of(now), columns: ["x"], roles: { entity: ["who"] } };
}

/** `entities` people with `each` rows about a value of their own; `alike` is the share of the spread that is theirs. */
function people(chance: Random, entities: number, each: number, alike: number, moved = 0, from = 0): Window {
  const rows = entities * each;
  const x = new Float64Array(rows);
  const who = new Float64Array(rows);
  for (let e = 0; e < entities; e++) {
    const own = chance.normal() * Math.sqrt(alike);
    for (let k = 0; k < each; k++) {
      x[e * each + k] = moved + own + chance.normal() * Math.sqrt(1 - alike);
      who[e * each + k] = from + e;
    }
  }
  return { x: numbers(x), who: numbers(who) };
}

const healthy = (seed: number, moved = 0, alike = 0.8) => {
  const chance = random(seed);
  return inputOf(people(chance, 120, 8, alike), people(chance, 100, 8, alike, moved, 1000));
};

describe("the effect of entities", () => {
  it("is the number of equal rows of each", () => {
    const chance = random(3);
    const effect = entityEffect(inputOf(people(chance, 400, 6, 1), people(chance, 300, 6, 1, 0, 1000)));
    expect(effect).toBeGreaterThan(5);
    expect(effect).toBeLessThan(7);
  });

  it("is 1 without the role, with few entities, and nearly always where rows have nothing to do with one another", () => {
    const input = healthy(1);
    expect(entityEffect({ ...input, roles: {} })).toBe(1);
    expect(entityEffect({ ...input, columns: ["x"], roles: { entity: ["nobody"] } })).toBe(1);
    const chance = random(5);
    expect(entityEffect(inputOf(people(chance, 12, 50, 1), people(chance, 12, 50, 1, 0, 100)))).toBe(1);
    let above = 0;
    for (let seed = 0; seed < 100; seed++) if (entityEffect(healthy(seed, 0, 0)) > 1) above++;
    expect(above).toBeLessThan(10);
  });

  it("is 1 where everyone has the same rows in both windows, however the windows number them", () => {
    const one = people(random(7), 200, 5, 1);
    expect(entityEffect(inputOf(one, one))).toBe(1);
    const names = Array.from((one.who as { values: Float64Array }).values, (id) => `U${id}`);
    const x = (one.x as { values: Float64Array }).values;
    const turned: Window = { x: numbers(x.slice().reverse()), who: categories(names.slice().reverse()) };
    expect(entityEffect(inputOf({ x: one.x, who: categories(names) }, turned))).toBe(1);
    const strangers: Window = { x: turned.x, who: categories(names.map((name) => `${name} again`)) };
    expect(entityEffect(inputOf({ x: one.x, who: categories(names) }, strangers))).toBeGreaterThan(3);
  });

  it("leaves out missing values, and does not count their rows", () => {
    const input = healthy(2);
    const x = (input.current!.columns.get("x") as { values: Float64Array }).values;
    const holes = numbers(x.map((value, row) => (row % 2 === 0 ? Number.NaN : value)));
    const who = input.current!.columns.get("who")!;
    const older = { x: input.reference.columns.get("x")!, who: input.reference.columns.get("who")! };
    const effect = entityEffect(inputOf(older, { x: holes, who }));
    expect(effect).toBeGreaterThan(1);
    expect(effect).toBeLessThan(entityEffect(input));
  });

  it("is said in words", () => {
    expect(sizesOf({ m: 1000, n: 800, designEffect: 1 })).toBe("1,000 against 800 values");
    expect(sizesOf({ m: 1000, n: 800, designEffect: 8 })).toMatch(/count for 125 against 100/);
  });
});

const tests = [kolmogorovSmirnov, mannWhitney, andersonDarling, cramerVonMises] as unknown as Detector[];

describe.each(tests)("$id over rows of customers who are alike", (detector) => {
  const rings = (moved: number, entities: boolean) => {
    let count = 0;
    for (let seed = 0; seed < 200; seed++)
      if (runDetector(detector, healthy(seed, moved), { entities } as never, random(1)).verdict === "rings")
        count++;
    return count;
  };

  it("keeps its level with the allowance, and rings in every third pair without", () => {
    expect(rings(0, false)).toBeGreaterThan(60);
    // Of 200 pairs at a level of 0.05, 22 or more come in one of a thousand.
    expect(rings(0, true)).toBeLessThan(22);
  });

  it("finds a move of half a standard deviation all the same", () => {
    expect(rings(0.5, true)).toBeGreaterThan(130);
  });
});

it("the chi-square test keeps its level too", () => {
  let [plain, allowed] = [0, 0];
  for (let seed = 0; seed < 200; seed++) {
    const input = healthy(seed);
    const cut = (column: Column) =>
      categories(
        Array.from((column as { values: Float64Array }).values, (v) =>
          v < -0.7 ? "low" : v > 0.7 ? "high" : "mid",
        ),
      );
    const side = (t: DetectorInput["reference"]) => ({
      x: cut(t.columns.get("x")!),
      who: t.columns.get("who")!,
    });
    const cutInput = inputOf(side(input.reference), side(input.current!));
    if (
      runDetector(chiSquare as unknown as Detector, cutInput, { entities: false } as never, random(1))
        .verdict === "rings"
    )
      plain++;
    if (runDetector(chiSquare as unknown as Detector, cutInput, {}, random(1)).verdict === "rings") allowed++;
  }
  expect(plain).toBeGreaterThan(50);
  expect(allowed).toBeLessThan(22);
});

it("the Wasserstein distance says that it cannot tell where few customers make many rows", () => {
  const finding = runDetector(wasserstein as unknown as Detector, healthy(4), {}, random(1));
  expect(finding.facts.designEffect).toBeGreaterThan(3);
  expect(finding.verdict).toBe("cannot-tell");
});
