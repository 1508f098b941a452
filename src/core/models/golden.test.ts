import { describe, expect, it } from "vitest";
import { draw, sequence } from "../golden/models.data.ts";
import golden from "../golden/models.golden.json" with { type: "json" };
import { rocAuc } from "../metrics/roc-auc.ts";
import { type BoostedTreesOptions, fitBoostedTrees, predictBoostedTrees } from "./boosted-trees.ts";
import { fitIsotonic, predictIsotonic } from "./isotonic.ts";
import { fitLogistic } from "./logistic.ts";
import { matrix } from "./matrix.ts";

const settings: Record<string, BoostedTreesOptions> = golden.settings;

describe("boosted trees beside scikit-learn's", () => {
  for (const { kind, seed, positives, checksum, rocAuc: expected } of golden.boostedTrees)
    for (const [setting, auc] of Object.entries(expected))
      it(`reach its ROC AUC on rows not seen, to 0.01: data “${kind}”, ${setting} trees`, () => {
        const train = draw(kind, 6000, seed);
        const test = draw(kind, 6000, seed + 1);
        expect(train.labels.reduce((sum, y) => sum + y, 0)).toBe(positives);
        let sum = 0;
        for (const column of train.features.columns) for (const v of column) if (!Number.isNaN(v)) sum += v;
        expect(sum / checksum).toBeCloseTo(1, 9);
        const model = fitBoostedTrees(train.features, train.labels, settings[setting]);
        const own = rocAuc(predictBoostedTrees(model, test.features), test.labels);
        expect(Math.abs(own - auc)).toBeLessThan(0.01);
      });
});

describe("logistic regression beside scikit-learn's", () => {
  for (const c of golden.logistic)
    it(`has its coefficients to 1e-6: data “${c.kind}”, C = ${c.C}${c.weighted ? ", weighted" : ""}`, () => {
      const { features, labels } = draw(c.kind, c.rows, c.seed);
      const scaled = features.columns.map((values, j) => values.map((v) => v * c.scale ** j));
      const model = fitLogistic(
        matrix(features.names.map((name, j) => [name, scaled[j]!] as const)),
        labels,
        c.weighted ? { C: c.C, weights: Float64Array.from(labels, (_, i) => 1 + (i % 3)) } : { C: c.C },
      );
      expect(model.converged).toBe(true);
      expect(model.gradientNorm).toBeLessThan(1e-10);
      expect(Math.abs(model.intercept - c.intercept)).toBeLessThan(1e-6);
      for (const [j, coefficient] of c.coefficients.entries())
        expect(Math.abs(model.coefficients[j]! - coefficient)).toBeLessThan(1e-6);
    });
});

describe("isotonic regression beside scikit-learn's", () => {
  for (const c of golden.isotonic)
    it(`has its knots and predictions: ${c.rows} rows, ${c.steps} values${c.weighted ? ", weighted" : ""}`, () => {
      const next = sequence(c.seed);
      const x: number[] = [];
      const y: number[] = [];
      const weights: number[] = [];
      for (let i = 0; i < c.rows; i++) {
        const at = next();
        x.push(Math.floor(at * c.steps) / c.steps);
        y.push(next() < at * at ? 1 : 0);
        weights.push(c.weighted ? 1 + Math.floor(4 * next()) : 1);
      }
      const model = fitIsotonic(x, y, weights);
      expect([...model.x]).toEqual(c.x);
      for (const [i, value] of c.y.entries()) expect(model.y[i]).toBeCloseTo(value, 12);
      const fitted = predictIsotonic(model, c.at);
      for (const [i, value] of c.fitted.entries()) expect(fitted[i]).toBeCloseTo(value, 12);
    });
});
