import { describe, expect, test } from "vitest";
import { judge, studentQuantile } from "./judge.ts";

const least = (value: number) => ({ id: "x", judge: "mean", bound: { at: "least", value } }) as const;

describe("a claim judged over seeds", () => {
  test("the t of the interval is that of the tables", () => {
    // scipy.stats.t.ppf(0.975, [1, 4, 19]), SciPy 1.16
    expect(studentQuantile(1)).toBeCloseTo(12.706204736432095, 9);
    expect(studentQuantile(4)).toBeCloseTo(2.7764451051977987, 10);
    expect(studentQuantile(19)).toBeCloseTo(2.093024054408263, 10);
  });

  test("a mean has Student's interval", () => {
    const { value, interval } = judge(least(0), [1, 2, 3, 4, 5]);
    expect(value).toBe(3);
    // scipy.stats.t.interval(0.95, 4, loc=3, scale=scipy.stats.sem([1, 2, 3, 4, 5]))
    expect(interval![0]).toBeCloseTo(1.036756838522439, 9);
    expect(interval![1]).toBeCloseTo(4.9632431614775605, 9);
  });

  test("the bound itself holds, on either side, and a hair beyond does not", () => {
    expect(judge(least(3), [3, 3])).toMatchObject({ holds: true, bound: ">= 3" });
    expect(judge(least(3.0001), [3, 3]).holds).toBe(false);
    const most = { id: "x", judge: "mean", bound: { at: "most", value: 3 } } as const;
    expect(judge(most, [3, 3])).toMatchObject({ holds: true, bound: "<= 3" });
    expect(judge(most, [3, 3.1]).holds).toBe(false);
  });

  test("a share is judged at its bound, with Wilson's interval", () => {
    const share = { id: "x", judge: "share", bound: { at: "least", value: 0.9 } } as const;
    const values = [...Array(18).fill(1), 0, 0];
    const judged = judge(share, values);
    expect(judged).toMatchObject({ value: 0.9, holds: true });
    // statsmodels proportion_confint(18, 20, method="wilson")
    expect(judged.interval![0]).toBeCloseTo(0.699, 3);
    expect(judged.interval![1]).toBeCloseTo(0.9721, 3);
    expect(judge(share, [...values, 0]).holds).toBe(false);
  });

  test("a value that is no number holds nothing", () => {
    expect(judge(least(0), [1, Number.NaN])).toMatchObject({ holds: false, interval: null });
    expect(judge(least(0), [1, Number.POSITIVE_INFINITY]).holds).toBe(false);
  });

  test("a share of something that is neither 0 nor 1 is a mistake, and is named", () => {
    const share = { id: "rings", judge: "share", bound: { at: "least", value: 0.9 } } as const;
    expect(() => judge(share, [1, 0.5])).toThrow("“rings”");
  });
});
