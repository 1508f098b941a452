import { describe, expect, it } from "vitest";
import { rocAuc } from "../../core/metrics/roc-auc.ts";
import { random } from "../../core/random.ts";
import { customerDraws, DRAWS, drawn, rankRows, weightedArea } from "./draws.ts";
import { movedLabels } from "./measures.ts";
import { shopNumbers } from "./shops.ts";
import { benchOf } from "./world.ts";

describe("redrawn customers", () => {
  const source = random(7);
  const count = 400;
  const users = Int32Array.from({ length: count }, () => source.integer(60));
  const labels = Uint8Array.from({ length: count }, () => Number(source.chance(0.2)));
  // Few values, so that many scores are equal.
  const scores = Float64Array.from({ length: count }, (_, i) => source.integer(12) + labels[i]! * 3);
  const ranked = rankRows(scores, labels, users);

  it("give the plain ROC AUC where each customer counts once", () => {
    expect(weightedArea(ranked, new Uint8Array(60).fill(1))).toBeCloseTo(rocAuc(scores, labels), 12);
  });

  it("give that of the rows written out as often as their customer counts", () => {
    for (const times of customerDraws(60, 3).slice(0, 10)) {
      const rows = Array.from(users).flatMap((user, row) => Array(times[user]!).fill(row) as number[]);
      const expected = rocAuc(
        rows.map((row) => scores[row]!),
        rows.map((row) => labels[row]!),
      );
      expect(weightedArea(ranked, times)).toBeCloseTo(expected, 12);
    }
  });

  it("draw as many customers as there are, and another set each time", () => {
    const draws = customerDraws(60, 3);
    expect(draws).toHaveLength(DRAWS);
    for (const times of draws) expect(times.reduce((sum, n) => sum + n, 0)).toBe(60);
    expect(new Set(draws.map(String)).size).toBe(DRAWS);
  });

  it("say half where a class is absent, and put the interval around the middle", () => {
    expect(weightedArea(ranked, new Uint8Array(60))).toBe(0.5);
    const { low, high } = drawn(
      0.5,
      Array.from({ length: 101 }, (_, i) => i / 100),
    );
    expect([low, high]).toEqual([0.03, 0.98]);
  });
});

describe("the world", () => {
  const bench = benchOf({ size: 6000, known: "customer-and-shop", noise: 2 }, 3);

  it("keeps as many frauds when labels are moved, and moves nearly all of them", () => {
    const { from, to } = bench.world.periods.training;
    const moved = movedLabels(bench);
    const count = (labels: Uint8Array) => labels.subarray(from, to).reduce((sum, y) => sum + y, 0);
    expect(count(moved)).toBe(count(bench.labels));
    let same = 0;
    for (let row = from; row < to; row++) same += moved[row]! & bench.labels[row]!;
    expect(same / count(moved)).toBeLessThan(0.25);
    expect(moved.subarray(to)).toEqual(bench.labels.subarray(to));
  });

  it("gives an honest payment its shop, whatever else is fraud", () => {
    const { world } = bench;
    const { transactions } = world;
    const shops = shopNumbers(world);
    const isFraud = transactions.isFraud.map(() => 0);
    const calm = shopNumbers({ ...world, transactions: { ...transactions, isFraud } });
    let differing = 0;
    for (let row = 0; row < transactions.count; row++) {
      if (transactions.isFraud[row] === 0) expect(shops[row]).toBe(calm[row]);
      else if (shops[row] !== calm[row]) differing++;
    }
    expect(differing).toBeGreaterThan(50);
    expect(Math.min(...shops)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...shops)).toBeLessThanOrEqual(240);
  });

  it("has the features that are asked for, and the same payments whichever they are", () => {
    const bare = benchOf({ size: 6000, known: "nothing", noise: 0 }, 3);
    expect(bare.names).toHaveLength(9);
    expect(benchOf({ size: 6000, known: "customer", noise: 0 }, 3).names).toHaveLength(11);
    expect(bench.names).toHaveLength(14);
    expect(bare.labels).toEqual(bench.labels);
    for (const [i, name] of bare.names.entries()) expect(bench.columns[i], name).toEqual(bare.columns[i]);
  });
});
