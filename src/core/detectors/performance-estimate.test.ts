import { describe, expect, it } from "vitest";
import { rocAuc } from "../metrics/roc-auc.ts";
import { expectedPerformance } from "../models/expected-performance.ts";
import { type Random, random } from "../random.ts";
import { numbers, type Table, table } from "../table/table.ts";
import performanceEstimate from "./performance-estimate.ts";
import { alarmRate, run } from "./shared/testing.ts";

const ROLES = { score: ["score"], label: ["fraud"] };
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/**
 * Scored rows: the true log-odds are normal with the given mean and spread, the score is their probability; `skew` distorts
 * the score, `drift` adds to the log-odds what the model does not know of.
 */
function scored(
  rows: number,
  chance: Random,
  { mean = -2, spread = 1.2, skew = 1, drift = (_: number): number => 0 } = {},
): Table {
  const z = Float64Array.from({ length: rows }, () => chance.normal(mean, spread));
  return table([
    ["score", numbers(z.map((v) => sigmoid(v) ** skew))],
    ["fraud", numbers(z.map((v) => (chance.chance(sigmoid(v + drift(v))) ? 1 : 0)))],
  ]);
}
const judge = (reference: Table, current: Table, params = {}) =>
  run(performanceEstimate, reference, [], ROLES, { current, params });
const truth = (one: Table) => {
  const read = (name: string) => {
    const column = one.columns.get(name)!;
    return column.kind === "number" ? column.values : new Float64Array(0);
  };
  return rocAuc(read("score"), read("fraud"));
};

describe("expectedPerformance", () => {
  it("is what the labels give on average when they are drawn from the probabilities", () => {
    const chance = random(4);
    const scores = Float64Array.from({ length: 400 }, () => Math.round(20 * chance.next()) / 20);
    const p = scores.map((v) => 0.1 + 0.6 * v * v);
    const expected = expectedPerformance(scores, p, 0.7);
    let [auc, caught, positives] = [0, 0, 0];
    const draws = 2000;
    for (let k = 0; k < draws; k++) {
      const labels = Uint8Array.from(p, (v) => (chance.chance(v) ? 1 : 0));
      auc += rocAuc(scores, labels) / draws;
      for (let i = 0; i < 400; i++) {
        positives += labels[i]!;
        if (scores[i]! >= 0.7) caught += labels[i]!;
      }
    }
    const alerts = scores.filter((v) => v >= 0.7).length;
    expect(Math.abs(expected.rocAuc - auc)).toBeLessThan(0.003);
    expect(Math.abs(expected.precision - caught / draws / alerts)).toBeLessThan(0.005);
    expect(Math.abs(expected.recall - caught / positives)).toBeLessThan(0.005);
  });
});

describe("performance estimated without labels", () => {
  it("is silent on healthy twins in at least 19 of 20 seeds, and near the truth", () => {
    const { count } = alarmRate(20, (chance) => {
      const current = scored(5000, chance.fork("current"));
      const finding = judge(scored(10_000, chance.fork("reference")), current);
      expect(Math.abs(finding.statistic - truth(current))).toBeLessThan(0.04);
      return finding.verdict === "rings";
    });
    expect(count).toBeLessThanOrEqual(1);
  });

  it("sees performance fall where rows become harder to tell apart, and by how much", () => {
    const current = scored(5000, random(2), { spread: 0.4 });
    const finding = judge(scored(10_000, random(1)), current);
    expect(finding).toMatchObject({ verdict: "rings", reason: "falls" });
    expect(Math.abs(finding.statistic - truth(current))).toBeLessThan(0.04);
    expect(finding.at[0]).toBe(0);
    expect(performanceEstimate.say(finding, [])).toMatch(
      /^Without labels, ROC AUC is estimated at 0\.6\d*; 5 of 5 stretches lie outside the reference’s .* cannot see concept drift\.$/,
    );
  });

  it("calibrates a distorted score, and leaves a calibrated one alone or no worse", () => {
    const reference = scored(20_000, random(1), { skew: 0.4 });
    const finding = judge(reference, scored(10_000, random(2), { skew: 0.4 }), { metric: "precision" });
    expect(finding.facts.calibrated).toBe("yes");
    expect(finding.verdict).toBe("silent");
    expect(Math.abs(finding.statistic - Number(finding.facts.reference))).toBeLessThan(0.05);
  });

  it("is wrong, and says that it may be, where the same scores have come to mean something else", () => {
    const current = scored(5000, random(2), { drift: (v) => -1.2 * (v + 2) });
    const finding = judge(scored(10_000, random(1)), current);
    expect(finding.verdict).toBe("silent");
    expect(finding.statistic - truth(current)).toBeGreaterThan(0.2);
    expect(performanceEstimate.say(finding, [])).toContain("it cannot see concept drift");
  });

  it("never reads a label of the newer rows", () => {
    const reference = scored(5000, random(1));
    const current = scored(2000, random(2));
    const without = {
      rows: current.rows,
      columns: new Map([...current.columns].filter(([name]) => name === "score")),
    };
    expect(judge(reference, without)).toEqual(judge(reference, current));
  });

  it("places its alarms in time where there is an event time", () => {
    const withTime = (one: Table, from: number) =>
      table([...one.columns, ["at", numbers(Float64Array.from({ length: one.rows }, (_, i) => from - i))]]);
    const finding = run(
      performanceEstimate,
      withTime(scored(5000, random(1)), 5000),
      [],
      { ...ROLES, "event-time": ["at"] },
      {
        current: withTime(scored(1000, random(2), { spread: 0.3 }), 9000),
      },
    );
    expect(finding.verdict).toBe("rings");
    expect(finding.at[0]).toBe(8001);
  });

  it("cannot tell without labels in the reference, with one class, or with few positive rows", () => {
    const reference = scored(5000, random(1));
    const unlabelled = table([["score", reference.columns.get("score")!]]);
    expect(judge(unlabelled, reference).reason).toBe("no-label");
    const quiet = scored(2000, random(1), { mean: -9 });
    expect(judge(quiet, reference).verdict).toBe("cannot-tell");
    expect(judge(reference, scored(20, random(2)))).toMatchObject({
      reason: "too-few-rows",
      facts: { rows: 20, needed: 250 },
    });
    expect(run(performanceEstimate, reference, [], { label: ["fraud"] }, { current: reference }).reason).toBe(
      "no-score",
    );
  });
});
