import { describe, expect, it } from "vitest";
import type { Finding } from "../../core/contracts.ts";
import { finding } from "../file-checks/file-check.ts";
import { addition, merged, settle, toldOnce } from "./settle.ts";

const rings = (pValue: number | null, effect = 0.5): { columns: string[]; finding: Finding } => ({
  columns: [`c${pValue}`],
  finding: finding({ verdict: "rings", reason: "shifted", pValue, effect }),
});

describe("settling the findings of one check", () => {
  it("corrects by Holm over the columns: 0.02 among three tests is chance, 0.001 is not", () => {
    const settled = settle("any", [rings(0.02), rings(0.001), rings(0.9)], 0.05);
    expect(settled.map(({ finding }) => finding.pValue)).toEqual([0.04, 0.003, 0.9]);
    const more = settle("any", [rings(0.02), rings(0.02), rings(0.02)], 0.05);
    expect(more.map(({ finding }) => [finding.verdict, finding.reason])).toEqual(
      Array(3).fill(["silent", "could-be-chance"]),
    );
    expect(addition(more[0]!.finding)).toMatch(/Holm’s correction over 3 columns/);
    expect(more[0]!.finding.facts).toMatchObject({ plainPValue: 0.02, tests: 3 });
  });

  it("leaves findings without a p-value as they are, and does not count them", () => {
    const [first, second] = settle("any", [rings(null), rings(0.04)], 0.05);
    expect(first!.finding).toEqual(rings(null).finding);
    expect(second!.finding.verdict).toBe("rings");
  });

  it("does not let many rows turn a trifle into drift", () => {
    const [ks] = settle("kolmogorov-smirnov", [rings(1e-30, 0.02)], 0.05);
    expect([ks!.finding.verdict, ks!.finding.reason]).toEqual(["silent", "too-small"]);
    expect(settle("kolmogorov-smirnov", [rings(1e-30, 0.06)], 0.05)[0]!.finding.verdict).toBe("rings");
  });

  it("takes an index of stability for drift only beyond what chance gives over its bins", () => {
    const index = (statistic: number) => ({
      columns: ["x"],
      finding: finding({ verdict: "rings", reason: "shifted", statistic, facts: { bins: 7, bias: 0.12 } }),
    });
    // 0.26 over 7 bins of 0.12 by chance: chi-square 13 with 6 degrees of freedom, p = 0.043.
    expect(settle("population-stability", [index(0.26)], 0.01)[0]!.finding.reason).toBe("could-be-chance");
    expect(settle("population-stability", [index(0.5)], 0.01)[0]!.finding.verdict).toBe("rings");
  });

  it("takes a Wasserstein distance for drift only where it is so many of its standard errors", () => {
    const moved = (statistic: number) => ({
      columns: ["x"],
      finding: finding({
        verdict: "rings",
        reason: "shifted",
        statistic,
        interval: [0, statistic + 0.1],
        facts: { noise: 0.05 },
      }),
    });
    expect(settle("wasserstein", [moved(0.16)], 0.01)[0]!.finding.reason).toBe("could-be-chance");
    expect(settle("wasserstein", [moved(0.3)], 0.01)[0]!.finding.verdict).toBe("rings");
  });

  it("a model a little below chance has found nothing, and one far below only where the rows were not given twice", () => {
    const below = (effect: number, high: number) => ({
      columns: ["x", "y"],
      finding: finding({ verdict: "rings", reason: "same-rows", effect, interval: [high - 0.1, high] }),
    });
    const verdict = (one: ReturnType<typeof below>, sameRows = false) =>
      settle("domain-classifier", [one], 0.05, sameRows)[0]!.finding.verdict;
    expect(verdict(below(-0.12, 0.48))).toBe("silent");
    expect(verdict(below(-0.4, 0.34))).toBe("rings");
    expect(verdict(below(-0.4, 0.34), true)).toBe("silent");
  });

  it("tells a change that is in all groups alike by one column, and keeps those that explain a part of it", () => {
    const change = (mix: number) => ({
      columns: [`by ${mix}`],
      finding: finding({
        verdict: "rings",
        reason: "changed",
        facts: { before: 0.1, now: 0.2, mix, rate: 0.1 - mix, interaction: 0 },
      }),
    });
    const verdicts = (...mixes: number[]) => toldOnce(mixes.map(change)).map(({ finding: f }) => f.verdict);
    expect(verdicts(0.001, 0.002, 0)).toEqual(["silent", "rings", "silent"]);
    expect(verdicts(0.001, 0.06, 0.04)).toEqual(["silent", "rings", "rings"]);
    expect(addition(toldOnce([change(0.002), change(0.001)])[1]!.finding)).toMatch(/another column tells/);
  });

  it("says once, not for every column, what a check lacks", () => {
    const lacking = (column: string, reason: string) => ({
      columns: [column],
      finding: finding({ verdict: "cannot-tell", reason }),
    });
    expect(merged([lacking("a", "no-entity"), lacking("b", "no-entity")])).toMatchObject([
      { columns: ["a", "b"] },
    ]);
    expect(merged([lacking("a", "no-entity"), lacking("b", "all-missing")])).toHaveLength(2);
  });
});
