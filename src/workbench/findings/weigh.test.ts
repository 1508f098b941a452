import { describe, expect, test } from "vitest";
import type { Finding } from "../../core/contracts.ts";
import { finding } from "../file-checks/file-check.ts";
import type { Concern } from "./concerns.ts";
import { grouped } from "./grouped.ts";
import { repairOf } from "./rank.ts";
import { weigh } from "./weigh.ts";

const rings = (over: Partial<Finding>) => finding({ verdict: "rings", reason: "any", ...over });

describe("what comes first", () => {
  const first = (...found: readonly [check: string, over: Partial<Finding>][]) =>
    [...found]
      .sort((a, b) => weigh(b[0], rings(b[1]), 1000) - weigh(a[0], rings(a[1]), 1000))
      .map(([check]) => check);

  test("a feature that tells the label comes before a gap, one that ranks it well after a gap", () => {
    const gap = ["point-mass", { effect: 3, facts: { kind: "missing" } }] as const;
    const near = ["golden-feature", { statistic: 0.99, effect: 0.98 }] as const;
    const good = ["golden-feature", { statistic: 0.83, effect: 0.66 }] as const;
    expect(first(gap as never, near as never)).toEqual(["golden-feature", "point-mass"]);
    expect(first(gap as never, good as never)).toEqual(["point-mass", "golden-feature"]);
  });

  test("a stand-in comes before a zero, which may be real, and a zero before a common value", () => {
    const weights = ["sentinel", "zero", "value"].map((kind) =>
      weigh("point-mass", rings({ effect: 2, facts: { kind, mass: 5 } }), 1000),
    );
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
    expect(new Set(weights).size).toBe(3);
    expect(repairOf("point-mass", rings({ facts: { kind: "zero" } }))).toMatch(/is measured or stands in/);
    expect(repairOf("point-mass", rings({ facts: { kind: "missing" } }))).toMatch(
      /find out why the value is absent/,
    );
  });

  test("an outcome that keeps to the same names before a rate that changed, and that before its parts", () => {
    expect(
      first(
        ["mix-and-rate", { effect: 0.08 }],
        ["label-shift", { effect: 0.08 }],
        ["repeated-entity", { effect: 0.84, rows: { table: "reference", indices: [], count: 80 } }],
      ),
    ).toEqual(["repeated-entity", "label-shift", "mix-and-rate"]);
  });

  test("a stopped feed is loud, a gap that shrank a little is drift", () => {
    expect(weigh("missing-share", rings({ effect: 0.5 }), 1000)).toBeGreaterThan(300);
    expect(weigh("missing-share", rings({ effect: -0.05 }), 1000)).toBeLessThan(200);
  });

  test("rows computed twice and differently before everything but proof of a leak", () => {
    expect(first(["kolmogorov-smirnov", { effect: 1 }], ["row-parity", { effect: 1 }])[0]).toBe("row-parity");
  });
});

test("of many columns that moved three stand on their own, the others together", () => {
  const found = ["a", "b", "c", "d", "e"].flatMap((column) => [
    { check: "kolmogorov-smirnov", concern: "drift" as Concern, columns: [column] },
    { check: "population-stability", concern: "drift" as Concern, columns: [column] },
  ]);
  expect(grouped(found).map((group) => group.length)).toEqual([2, 2, 2, 4]);
});
