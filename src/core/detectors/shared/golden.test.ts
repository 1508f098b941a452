import fc from "fast-check";
import { describe, expect, it } from "vitest";
import golden from "../../golden/detectors.golden.json" with { type: "json" };
import { numbers, table, times } from "../../table/table.ts";
import { historyOf } from "./history.ts";
import { kitagawa } from "./kitagawa.ts";
import { logisticLine } from "./logistic-line.ts";
import { computeRecipe, DAY, PATTERNS, type Recipe } from "./recipes.ts";
import { timelineOf } from "./timeline.ts";

describe("the logistic line", () => {
  it.each(golden.lines)(
    "equals scikit-learn's without penalty, and the errors of its information matrix",
    (one) => {
      const line = logisticLine(
        one.x,
        one.labels,
        one.labels.map(() => 1),
      );
      expect(line.converged).toBe(true);
      expect(line.intercept).toBeCloseTo(one.intercept, 8);
      expect(line.slope).toBeCloseTo(one.slope, 8);
      expect(line.interceptError).toBeCloseTo(one.interceptError, 8);
      expect(line.slopeError).toBeCloseTo(one.slopeError, 8);
      expect(line.covariance).toBeCloseTo(one.covariance, 8);
    },
  );

  it("says that it has no solution for one class, one x, or separated classes", () => {
    expect(logisticLine([1, 2, 3], [0, 0, 0], [1, 1, 1])).toMatchObject({
      slope: Number.NaN,
      converged: false,
    });
    expect(logisticLine([2, 2, 2], [0, 1, 0], [1, 1, 1])).toMatchObject({
      slope: Number.NaN,
      converged: false,
    });
    expect(logisticLine([1, 2, 3, 4], [0, 0, 1, 1], [1, 1, 1, 1]).converged).toBe(false);
  });
});

describe("recipes equal pandas", () => {
  const { user, at, label, amount, recipes } = golden.recipes;
  const source = table([
    ["user", numbers(user)],
    ["at", times(at)],
    ["label", numbers(label)],
    ["amount", numbers(amount)],
  ]);
  const history = historyOf(source.columns.get("user")!, source.columns.get("at")!);
  const labels = Uint8Array.from(label);
  const everyone = Uint32Array.from({ length: history.starts.length - 1 }, (_, e) => e);
  const roles = { entity: ["user"], "event-time": ["at"], label: ["label"] };
  const timeline = timelineOf(source, roles, history, labels, ["amount"], everyone);
  const of = (
    id: string,
    kind: "count" | "mean",
    source: number,
    window = Number.POSITIVE_INFINITY,
  ): Recipe => ({
    pattern: PATTERNS.find((pattern) => pattern.id === id)!,
    quantity: { kind, source },
    window,
    windowOf: "report",
    hour: 24,
  });
  const inFileOrder = (recipe: Recipe): (number | null)[] => {
    const values = computeRecipe(timeline, recipe, null);
    const result: (number | null)[] = new Array(at.length).fill(null);
    for (let i = 0; i < values.length; i++)
      result[timeline.rows[i]!] = Number.isNaN(values[i]!) ? null : values[i]!;
    return result;
  };

  it("a cumulative sum, with the row and without it", () => {
    expect(inFileOrder(of("own-row-included", "count", 0))).toEqual(recipes["own-row-included"]);
    expect(inFileOrder(of("earlier-by-event-time", "count", 0))).toEqual(recipes["earlier-by-event-time"]);
  });

  it("a rolling sum of seven days", () => {
    expect(inFileOrder(of("own-row-included", "count", 0, 7 * DAY))).toEqual(
      recipes["own-row-included-7-days"],
    );
  });

  it("a rolling sum of seven days without the row, where no rows before it are a 0", () => {
    const own = inFileOrder(of("earlier-by-event-time", "count", 0, 7 * DAY));
    expect(own).toEqual(recipes["earlier-by-event-time-7-days"]);
  });

  it("means with the row, of all history and of thirty days", () => {
    const close = (actual: (number | null)[], expected: (number | null)[]) => {
      for (const [i, value] of expected.entries()) expect(actual[i]).toBeCloseTo(value!, 9);
    };
    close(inFileOrder(of("own-row-included", "mean", 2)), recipes["own-row-included-mean-amount"]);
    const month = inFileOrder(of("own-row-included", "mean", 2, 30 * DAY));
    close(month, recipes["own-row-included-mean-amount-30-days"]);
  });

  it("an expanding mean of the rows before", () => {
    const mean = inFileOrder(of("earlier-by-event-time", "mean", 2));
    for (const [i, expected] of recipes["earlier-mean-amount"].entries()) {
      if (expected === null) expect(mean[i]).toBeNull();
      else expect(mean[i]).toBeCloseTo(expected, 9);
    }
  });
});

describe("the decomposition of a rate", () => {
  it.each(golden.kitagawa)("equals numpy's, with the standard errors of 200,000 simulated pairs", (one) => {
    const split = kitagawa(one.before, one.now);
    expect(split.mix).toBeCloseTo(one.mix, 12);
    expect(split.rate).toBeCloseTo(one.rate, 12);
    expect(split.interaction).toBeCloseTo(one.interaction, 12);
    expect(split.mixError / one.mixError).toBeCloseTo(1, 1);
    expect(split.rateError / one.rateError).toBeCloseTo(1, 1);
    expect(split.interactionError / one.interactionError).toBeCloseTo(1, 1);
  });

  const tally = fc.array(
    fc.record({ rows: fc.nat(500), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
    { minLength: 1, maxLength: 8 },
  );
  it("adds up to the whole change, whatever the segments", () => {
    fc.assert(
      fc.property(tally, tally, (a, b) => {
        const size = Math.max(a.length, b.length);
        const side = (one: typeof a) => {
          const rows = Array.from({ length: size }, (_, s) => one[s]?.rows ?? 0);
          return { rows, positives: rows.map((n, s) => Math.floor(n * (one[s]?.share ?? 0))) };
        };
        const [before, now] = [side(a), side(b)];
        fc.pre(before.rows.some((n) => n > 0) && now.rows.some((n) => n > 0));
        const split = kitagawa(before, now);
        expect(Math.abs(split.mix + split.rate + split.interaction - split.total)).toBeLessThan(1e-12);
        for (const part of ["mix", "rate", "interaction"] as const) {
          const sum = split.segments.reduce((total, segment) => total + segment[part], 0);
          expect(Math.abs(sum - split[part])).toBeLessThan(1e-12);
        }
      }),
    );
  });

  it("is all mix where only the shares move, all rate where only the rates do", () => {
    const before = { rows: [100, 100], positives: [10, 30] };
    expect(kitagawa(before, { rows: [50, 150], positives: [5, 45] })).toMatchObject({
      rate: 0,
      interaction: 0,
    });
    expect(kitagawa(before, { rows: [200, 200], positives: [40, 80] }).mix).toBeCloseTo(0, 15);
  });

  it("counts a segment that is new, or gone, as mix", () => {
    const split = kitagawa({ rows: [100, 0], positives: [10, 0] }, { rows: [50, 50], positives: [5, 20] });
    expect(split.mix).toBeCloseTo(0.15, 15);
    expect([split.rate, split.interaction]).toEqual([0, 0]);
  });
});
