import fc from "fast-check";
import { describe, expect, it } from "vitest";
import golden from "../golden/metrics.golden.json" with { type: "json" };
import { sequence } from "../golden/stats.sequence.ts";
import { random } from "../random.ts";
import { averagePrecision } from "./average-precision.ts";
import { calibrationError } from "./calibration-error.ts";
import { cost } from "./cost.ts";
import { evaluate } from "./evaluate.ts";
import { hanleyMcNeilError } from "./hanley-mcneil.ts";
import { precisionRecall } from "./precision-recall.ts";
import { rank } from "./ranked.ts";
import { rocAuc, rocAucInterval, rocAucVarianceOf } from "./roc-auc.ts";
import { thresholdForAlertRate } from "./threshold-for-alert-rate.ts";

type Rows = { scores: ArrayLike<number>; labels: ArrayLike<number> };

function rowsOf(entry: (typeof golden.cases)[number]): Rows {
  if (entry.scores && entry.labels) return { scores: entry.scores, labels: entry.labels };
  const [first, second, count] = entry.generated as [number, number, number];
  const scores = sequence(first, count).map((s) => Math.round(s * s * 500) / 500);
  const noise = sequence(second, count);
  return { scores, labels: scores.map((s, i) => (noise[i]! < s * 0.3 ? 1 : 0)) };
}

/** Null stands for NaN, which JSON cannot hold. */
function expectNear(actual: number, expected: number | null, digits: number): void {
  if (expected === null) expect(actual).toBeNaN();
  else expect(actual).toBeCloseTo(expected, digits);
}

describe.each(golden.cases)("the metrics of scikit-learn, $name", (entry) => {
  const { scores, labels } = rowsOf(entry);

  it("give the same ROC AUC to 1e-12", () => {
    const auc = rocAuc(scores, labels);
    if (entry.rocAuc === null) expect(auc).toBeNaN();
    else expect(Math.abs(auc - entry.rocAuc)).toBeLessThan(1e-12);
  });

  it("give DeLong's variance as its definition does", () => {
    expectNear(rocAucVarianceOf(rank(scores, labels)), entry.variance, 14);
  });

  it("give the same average precision, precision and recall", () => {
    expectNear(averagePrecision(scores, labels), entry.averagePrecision, 12);
    const at = precisionRecall(scores, labels, entry.threshold);
    expectNear(at.precision.value, entry.precision, 14);
    expectNear(at.recall.value, entry.recall, 14);
  });

  it("give the same calibration error over ten quantile bins", () => {
    if (entry.calibrationError === null)
      expect(() => calibrationError(scores, labels)).toThrow("from 0 to 1");
    else expect(calibrationError(scores, labels).value).toBeCloseTo(entry.calibrationError, 12);
  });
});

/** Seeded rows whose labels follow the scores, bent by `bias`. */
function world(seed: number, rows: number, bias = 0): { scores: Float64Array; labels: Uint8Array } {
  const chance = random(seed);
  const scores = new Float64Array(rows);
  const labels = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const score = chance.next() * chance.next() * 0.5;
    scores[row] = score;
    labels[row] = chance.chance(Math.min(1, score + bias)) ? 1 : 0;
  }
  return { scores, labels };
}

describe("ROC AUC", () => {
  it("does not depend on the order of the rows and turns round with the scores", () => {
    const row = fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: 0, max: 1 }));
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 60 }), (rows) => {
        const scores = rows.map((r) => r[0]);
        const labels = rows.map((r) => r[1]);
        fc.pre(labels.includes(0) && labels.includes(1));
        const auc = rocAuc(scores, labels);
        expect(rocAuc([...scores].reverse(), [...labels].reverse())).toBe(auc);
        expect(
          rocAuc(
            scores.map((s) => -s),
            labels,
          ),
        ).toBeCloseTo(1 - auc, 12);
      }),
    );
  });

  it("has an interval that holds the truth about 95 times of 100", () => {
    const truth = rocAuc(world(1, 400_000).scores, world(1, 400_000).labels);
    let held = 0;
    for (let seed = 100; seed < 500; seed++) {
      const { scores, labels } = world(seed, 400);
      const [low, high] = rocAucInterval(scores, labels).interval;
      if (low <= truth && truth <= high) held++;
    }
    expect(held / 400).toBeGreaterThan(0.92);
    expect(held / 400).toBeLessThan(0.98);
  });

  it("does not claim certainty after a complete separation of few rows", () => {
    const { value, interval } = rocAucInterval([1, 2, 3, 4, 5, 6], [0, 0, 0, 1, 1, 1]);
    expect(value).toBe(1);
    expect(interval[0]).toBeCloseTo(3 / (3 + 1.959963984540054 ** 2), 12);
    expect(interval[1]).toBe(1);
  });

  it("names the row of a score that is no number and of a label that is not known", () => {
    expect(() => rocAuc([1, Number.NaN], [0, 1])).toThrow("row 1 is not a number");
    expect(() => rocAuc([1, 2, 3], [0, 1, Number.NaN])).toThrow("row 2 is NaN");
    expect(() => rocAuc([1, 2, 3], [0, 1])).toThrow("3 scores but 2 labels");
  });
});

describe("the error of an area without its scores", () => {
  it("is close to DeLong's where positives and negatives are exponential, as the formula takes them to be", () => {
    const source = random(3);
    const labels = Array.from({ length: 4000 }, (_, row) => (row % 4 === 0 ? 1 : 0));
    const scores = labels.map((label) => source.exponential(label === 1 ? 3 : 1));
    const ranked = rank(scores, labels);
    const ours = hanleyMcNeilError(rocAuc(scores, labels), ranked.positives, ranked.negatives);
    expect(ours / Math.sqrt(rocAucVarianceOf(ranked))).toBeCloseTo(1, 1);
  });

  it("is 0 for a perfect ranking", () => {
    expect(hanleyMcNeilError(1, 20, 30)).toBe(0);
  });
});

describe("calibration error", () => {
  it.each([0, 0.05])("has an interval that holds the truth, with a bias of %d", (bias) => {
    // The truth over the same bins: the labels' probabilities are known here.
    let held = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const { scores, labels } = world(seed, 1000, bias);
      const [low, high] = calibrationError(scores, labels).interval;
      if (low <= bias && bias <= high) held++;
    }
    expect(held / 200).toBeGreaterThanOrEqual(0.95);
  });

  it("has an interval above zero where the scores are plainly off", () => {
    const { scores, labels } = world(3, 4000, 0.2);
    expect(calibrationError(scores, labels).interval[0]).toBeGreaterThan(0.1);
  });

  it("is NaN without rows", () => {
    expect(calibrationError([], []).value).toBeNaN();
  });
});

describe("cost", () => {
  it("adds missed frauds, reviews and good payments that were stopped", () => {
    const { value, interval } = cost([100, 50, 10, 20], [1, 0, 1, 0], [0, 1, 1, 0]);
    // 100 missed; 4 + 5 % of 50; 4; nothing.
    expect(value).toBeCloseTo((1000 * (100 + 6.5 + 4)) / 4, 9);
    expect(interval[0]).toBe(0);
    expect(interval[1]).toBeGreaterThan(value);
  });

  it("follows its parameters and refuses an amount that is missing", () => {
    expect(cost([100], [1], [0], { missedShare: 0.5 }).value).toBe(50_000);
    expect(() => cost([1, Number.NaN], [0, 0], [0, 0])).toThrow("row 1 is NaN");
  });
});

describe("the threshold for a share of alerts", () => {
  it("never alerts on more than the share, and a lower one would", () => {
    const scores = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(scores, fc.double({ min: 0, max: 1, noNaN: true }), (list, share) => {
        const threshold = thresholdForAlertRate(list, share);
        const alerts = list.filter((s) => s >= threshold).length;
        expect(alerts).toBeLessThanOrEqual(Math.floor(share * list.length + 1e-9));
        const below = Math.max(...list.filter((s) => s < threshold), Number.NEGATIVE_INFINITY);
        if (Number.isFinite(below))
          expect(list.filter((s) => s >= below).length).toBeGreaterThan(share * list.length - 1e-9);
      }),
    );
  });
});

describe("evaluate", () => {
  it("gives every figure with its interval at the chosen threshold", () => {
    const { scores, labels } = world(5, 10_000);
    const amounts = scores.map((_, row) => 20 + (row % 50));
    const metrics = evaluate(scores, labels, amounts, { alertShare: 0.05 });
    expect(metrics.rows).toBe(10_000);
    expect(metrics.rocAuc.value).toBe(rocAuc(scores, labels));
    const threshold = thresholdForAlertRate(scores, 0.05);
    expect(metrics.recall).toEqual(precisionRecall(scores, labels, threshold).recall);
    for (const key of ["rocAuc", "precision", "recall", "calibrationError", "cost"] as const) {
      const { value, interval } = metrics[key];
      expect(interval[0]).toBeLessThanOrEqual(value);
      expect(interval[1]).toBeGreaterThanOrEqual(value);
    }
  });

  it("does not change its input", () => {
    const { scores, labels } = world(6, 500);
    const before = [scores.slice(), labels.slice()];
    evaluate(scores, labels, scores, { threshold: 0.2 });
    expect([scores, labels]).toEqual(before);
  });
});
