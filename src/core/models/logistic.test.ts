import { describe, expect, it } from "vitest";
import { random } from "../random.ts";
import { fitLogistic, predictLogistic } from "./logistic.ts";
import { type FeatureMatrix, matrix } from "./matrix.ts";

function sample(rows: number, seed: number): { features: FeatureMatrix; labels: Uint8Array } {
  const r = random(seed);
  const a = Float64Array.from({ length: rows }, () => r.normal());
  const b = Float64Array.from({ length: rows }, () => r.normal(1000, 50));
  const labels = Uint8Array.from(a, (v, i) =>
    r.chance(1 / (1 + Math.exp(1 - 2 * v - (b[i]! - 1000) / 50))) ? 1 : 0,
  );
  return {
    features: matrix([
      ["a", a],
      ["b", b],
    ]),
    labels,
  };
}

describe("fitLogistic", () => {
  const { features, labels } = sample(3000, 1);

  it("finds the coefficients that the labels were drawn from", () => {
    const model = fitLogistic(features, labels, { C: Number.POSITIVE_INFINITY });
    expect(model.reason).toBe("converged");
    expect(Math.abs(model.coefficients[0]! - 2)).toBeLessThan(0.25);
    expect(Math.abs(model.coefficients[1]! - 1 / 50)).toBeLessThan(0.004);
  });
  it("predicts, unpenalised, the base rate on average", () => {
    const p = predictLogistic(fitLogistic(features, labels), features);
    const rate = labels.reduce((sum, y) => sum + y, 0) / labels.length;
    expect(p.reduce((sum, v) => sum + v, 0) / p.length).toBeCloseTo(rate, 9);
  });
  it("lies where no small move of a coefficient lowers scikit-learn's objective", () => {
    const C = 0.01;
    const model = fitLogistic(features, labels, { C });
    const objective = (w: number[]) => {
      let sum = (w[0]! ** 2 + w[1]! ** 2) / 2;
      for (let i = 0; i < labels.length; i++) {
        const z = w[2]! + w[0]! * features.columns[0]![i]! + w[1]! * features.columns[1]![i]!;
        sum += C * Math.log(1 + Math.exp(labels[i] ? -z : z));
      }
      return sum;
    };
    const best = [...model.coefficients, model.intercept];
    for (let k = 0; k < 3; k++)
      for (const move of [1e-3, -1e-3])
        expect(objective(best.map((v, j) => (j === k ? v + move : v)))).toBeGreaterThan(objective(best));
  });
  it("counts a row of weight 2 as two rows", () => {
    const twice = (v: Float64Array) => Float64Array.from([...v, ...v.slice(0, 500)]);
    const doubled = matrix(features.names.map((name, f) => [name, twice(features.columns[f]!)] as const));
    const weights = Float64Array.from(labels, (_, i) => (i < 500 ? 2 : 1));
    const weighted = fitLogistic(features, labels, { weights });
    const repeated = fitLogistic(doubled, Uint8Array.from([...labels, ...labels.slice(0, 500)]));
    for (const f of [0, 1]) expect(weighted.coefficients[f]).toBeCloseTo(repeated.coefficients[f]!, 9);
  });
  it("gives a column that never changes no coefficient, and names it", () => {
    const wider = matrix([
      ...features.names.map((n, f) => [n, features.columns[f]!] as const),
      ["flat", new Float64Array(3000).fill(0.1)],
    ]);
    const model = fitLogistic(wider, labels);
    const plain = fitLogistic(features, labels);
    expect(model.constantFeatures).toEqual(["flat"]);
    expect(model.converged).toBe(true);
    expect(model.coefficients[2]).toBe(0);
    expect(model.coefficients[0]).toBeCloseTo(plain.coefficients[0]!, 9);
  });
  it("says that one class has no finite intercept, and predicts that class", () => {
    const model = fitLogistic(features, new Uint8Array(3000).fill(1));
    expect(model).toMatchObject({ converged: false, reason: "one-class" });
    expect(predictLogistic(model, features)[5]).toBe(1);
  });
  it("says that separated classes have no finite optimum without a penalty, and have one with it", () => {
    const x = Float64Array.from({ length: 40 }, (_, i) => i - 19.5);
    const y = Uint8Array.from(x, (v) => (v > 0 ? 1 : 0));
    for (const C of [Number.POSITIVE_INFINITY, 1e30])
      expect(fitLogistic(matrix([["x", x]]), y, { C })).toMatchObject({
        converged: false,
        reason: "separated",
      });
    expect(fitLogistic(matrix([["x", x]]), y, { C: 1 })).toMatchObject({ converged: true });
  });
  it("says that a feature given twice is singular without a penalty, and shares it out with one", () => {
    const a = features.columns[0]!;
    const twice = matrix([
      ["a", a],
      ["again", a],
    ]);
    expect(fitLogistic(twice, labels, { C: Number.POSITIVE_INFINITY }).reason).toBe("singular");
    const model = fitLogistic(twice, labels);
    expect(model.converged).toBe(true);
    expect(model.coefficients[0]).toBeCloseTo(model.coefficients[1]!, 9);
  });
  it("says when the steps ran out", () => {
    expect(fitLogistic(features, labels, { maxIterations: 1 })).toMatchObject({
      converged: false,
      reason: "too-few-iterations",
      iterations: 1,
    });
  });
  it("names the missing value it cannot read, and the option that cannot be", () => {
    const holes = matrix([["tenure", Float64Array.of(1, Number.NaN)]]);
    expect(() => fitLogistic(holes, Uint8Array.of(0, 1))).toThrow("“tenure” is missing in row 1");
    expect(() => fitLogistic(features, labels, { C: 0 })).toThrow("C must be above 0; it is 0");
    expect(() => fitLogistic(features, labels, { maxIterations: 0.5 })).toThrow("it is 0.5");
    expect(() => fitLogistic(matrix([["a", new Float64Array(0)]]), new Uint8Array(0))).toThrow(
      "no row to fit on",
    );
  });
});
