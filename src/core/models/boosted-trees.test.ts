import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { random } from "../random.ts";
import { binFeatures, binLike, MISSING } from "./bins.ts";
import { featureGain, fitBoostedTrees, predictBoostedTrees } from "./boosted-trees.ts";
import { type FeatureMatrix, matrix, takeRows } from "./matrix.ts";

/** Two informative features, one of noise; the second is missing in a fifth of the rows, more often where the label is 1. */
function sample(rows: number, seed: number): { features: FeatureMatrix; labels: Uint8Array } {
  const r = random(seed);
  const a = new Float64Array(rows);
  const b = new Float64Array(rows);
  const noise = new Float64Array(rows);
  const labels = new Uint8Array(rows);
  for (let i = 0; i < rows; i++) {
    a[i] = r.normal();
    b[i] = r.normal();
    noise[i] = r.normal();
    labels[i] = r.chance(1 / (1 + Math.exp(2 - 2 * a[i]! * b[i]!))) ? 1 : 0;
    if (r.chance(labels[i] ? 0.4 : 0.1)) b[i] = Number.NaN;
  }
  return {
    features: matrix([
      ["a", a],
      ["b", b],
      ["noise", noise],
    ]),
    labels,
  };
}

function logLoss(p: Float64Array, labels: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum -= Math.log(labels[i] ? p[i]! : 1 - p[i]!);
  return sum / p.length;
}

describe("binFeatures", () => {
  it("gives each of few distinct values a bin of its own and NaN the slot for missing", () => {
    const binned = binFeatures(matrix([["x", Float64Array.of(5, -1, Number.NaN, 5, 99_999_999)]]));
    expect([...binned.slots]).toEqual([1, 0, MISSING, 1, 2]);
  });
  it("keeps infinities apart from the largest numbers", () => {
    const x = Float64Array.of(
      Number.NEGATIVE_INFINITY,
      -Number.MAX_VALUE,
      0,
      Number.MAX_VALUE,
      Number.POSITIVE_INFINITY,
    );
    expect([...binFeatures(matrix([["x", x]])).slots]).toEqual([0, 1, 2, 3, 4]);
  });
  it("never puts a smaller value into a later bin, whatever the values", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 2, max: 63 }),
        (values, maxBins) => {
          const x = Float64Array.from(values);
          const { slots, edges } = binFeatures(matrix([["x", x]]), maxBins);
          expect(edges[0]!.length).toBeLessThan(maxBins);
          for (let i = 0; i < x.length; i++)
            for (let j = 0; j < x.length; j += 7)
              if (x[i]! < x[j]!) expect(slots[i]!).toBeLessThanOrEqual(slots[j]!);
        },
      ),
    );
  });
  it("gives a heavy value its own bin and fills the rest about evenly", () => {
    const r = random(3);
    const x = Float64Array.from({ length: 8000 }, (_, i) => (i % 3 === 0 ? 0 : r.logNormal(30, 1)));
    const { slots } = binFeatures(matrix([["x", x]]));
    const counts = new Array(63).fill(0);
    for (const slot of slots) counts[slot]++;
    expect(counts[0]).toBe(2667);
    for (const count of counts.slice(1)) expect(Math.abs(count - 5333 / 62)).toBeLessThan(10);
  });
  it("names a number of bins that cannot be", () => {
    expect(() => binFeatures(matrix([["x", Float64Array.of(1)]]), 64)).toThrow("from 2 to 63; it is 64");
  });
});

describe("fitBoostedTrees", () => {
  const { features, labels } = sample(4000, 1);

  it("predicts rows it has not seen better than the base rate, and finds the two features that matter", () => {
    const fresh = sample(4000, 2);
    const model = fitBoostedTrees(features, labels);
    const p = predictBoostedTrees(model, fresh.features);
    const share = labels.reduce((sum, y) => sum + y, 0) / labels.length;
    const plain = logLoss(new Float64Array(4000).fill(share), fresh.labels);
    expect(logLoss(p, fresh.labels)).toBeLessThan(plain - 0.08);
    const [a, b, noise] = featureGain(model);
    expect(a! + b! + noise!).toBeCloseTo(1, 12);
    expect(noise!).toBeLessThan(0.15);
  });
  it("lowers the training loss with every tree", () => {
    let last = Number.POSITIVE_INFINITY;
    for (const trees of [1, 2, 5, 10, 20]) {
      const loss = logLoss(
        predictBoostedTrees(fitBoostedTrees(features, labels, { trees }), features),
        labels,
      );
      expect(loss).toBeLessThan(last);
      last = loss;
    }
  });
  it("predicts the same from raw values, from bins, and for chosen rows", () => {
    const binned = binFeatures(features);
    const model = fitBoostedTrees(binned, labels, { maxDepth: 5 });
    const raw = predictBoostedTrees(model, features);
    expect(predictBoostedTrees(model, binned)).toEqual(raw);
    expect(predictBoostedTrees(model, binned, [7, 3, 7])).toEqual(Float64Array.of(raw[7]!, raw[3]!, raw[7]!));
    const fresh = sample(500, 9).features;
    expect(predictBoostedTrees(model, binLike(fresh, model.edges))).toEqual(
      predictBoostedTrees(model, fresh),
    );
  });
  it("gives the same model twice, and the same whether rows are chosen or copied", () => {
    const rows = Int32Array.from({ length: 1000 }, (_, i) => 3 * i);
    const binned = binFeatures(features);
    const copy = { ...binFeatures(takeRows(features, rows)) };
    copy.edges = binned.edges;
    copy.slots = binLike(takeRows(features, rows), binned.edges).slots;
    const chosen = fitBoostedTrees(binned, labels, { rows });
    expect(fitBoostedTrees(binned, labels, { rows })).toEqual(chosen);
    expect(
      fitBoostedTrees(
        copy,
        Uint8Array.from(rows, (row) => labels[row]!),
      ),
    ).toEqual(chosen);
  });
  it("counts a row of weight 2 as two rows and a row of weight 0 as none", () => {
    const weights = Float64Array.from(labels, (_, i) => i % 3);
    const rows: number[] = [];
    for (let i = 0; i < labels.length; i++) for (let k = 0; k < i % 3; k++) rows.push(i);
    const binned = binFeatures(features);
    const weighted = predictBoostedTrees(fitBoostedTrees(binned, labels, { weights, trees: 10 }), binned);
    const copied = binLike(takeRows(features, rows), binned.edges);
    const repeated = fitBoostedTrees(
      copied,
      Uint8Array.from(rows, (row) => labels[row]!),
      { trees: 10 },
    );
    const p = predictBoostedTrees(repeated, binned);
    for (let i = 0; i < p.length; i++) expect(p[i]).toBeCloseTo(weighted[i]!, 9);
  });
  it("splits on missing against present where that is all there is to learn", () => {
    const x = Float64Array.from({ length: 400 }, (_, i) => (i % 2 ? Number.NaN : 7));
    const y = Uint8Array.from(x, (v) => (Number.isNaN(v) ? 1 : 0));
    const p = predictBoostedTrees(
      fitBoostedTrees(matrix([["x", x]]), y),
      matrix([["x", Float64Array.of(7, Number.NaN)]]),
    );
    expect(p[0]!).toBeLessThan(0.1);
    expect(p[1]!).toBeGreaterThan(0.9);
  });
  it("keeps to the number of leaves and to the depth", () => {
    const leaves = (options: object) =>
      fitBoostedTrees(features, labels, { ...options, minChildHessian: 0 }).trees.map(
        (tree) => tree.feature.filter((f) => f < 0).length,
      );
    expect(Math.max(...leaves({ maxDepth: 8, maxLeaves: 5 }))).toBe(5);
    expect(Math.max(...leaves({ maxDepth: 2 }))).toBe(4);
  });
  it("is constant, and says so, where the labels are of one class or nothing can be split", () => {
    const ones = fitBoostedTrees(features, new Uint8Array(4000).fill(1));
    expect(ones.constant).toBe(true);
    expect([...predictBoostedTrees(ones, features, [0, 1])]).toEqual([1, 1]);
    expect([...predictBoostedTrees(fitBoostedTrees(features, new Uint8Array(4000)), features, [0])]).toEqual([
      0,
    ]);
    const flat = fitBoostedTrees(matrix([["x", new Float64Array(4)]]), Uint8Array.of(0, 1, 1, 1));
    expect(flat.constant).toBe(true);
    expect(predictBoostedTrees(flat, matrix([["x", Float64Array.of(1)]]))[0]).toBeCloseTo(0.75, 12);
    expect([...featureGain(flat)]).toEqual([0]);
  });
  it("says what is wrong with impossible options, labels and features", () => {
    expect(() => fitBoostedTrees(features, labels, { trees: 0 })).toThrow(
      "trees must be a whole number from 1 to 2000; it is 0",
    );
    expect(() => fitBoostedTrees(features, labels, { learningRate: Number.NaN })).toThrow("it is NaN");
    expect(() => fitBoostedTrees(features, labels, { l2: -1 })).toThrow(
      "l2 must be finite and at least 0; it is -1",
    );
    expect(() => fitBoostedTrees(features, labels, { rows: [4000] })).toThrow("There is no row 4000");
    expect(() => fitBoostedTrees(features, labels, { rows: [] })).toThrow("no row to fit on");
    expect(() => fitBoostedTrees(features, labels.slice(1))).toThrow("3999 labels for 4000 rows");
    expect(() => fitBoostedTrees(features, new Uint8Array(4000).fill(2))).toThrow("row 0 has 2");
    const model = fitBoostedTrees(features, labels, { trees: 1 });
    expect(() => predictBoostedTrees(model, matrix([["a", new Float64Array(1)]]))).toThrow(
      "fitted on 3 features",
    );
    expect(() => predictBoostedTrees(model, binFeatures(sample(50, 5).features))).toThrow("other edges");
  });
});
