import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawsOf, streamOf } from "../golden/streams.data.ts";
import golden from "../golden/streams.golden.json" with { type: "json" };
import { random } from "../random.ts";
import { createAdwin } from "./adwin.ts";
import { createCusum } from "./cusum.ts";
import { createDdm } from "./ddm.ts";
import { createEddm } from "./eddm.ts";
import { createHddmAverage } from "./hddm-average.ts";
import { createHddmWeighted } from "./hddm-weighted.ts";
import { STREAMS } from "./index.ts";
import { createKswin } from "./kswin.ts";
import { createPageHinkley } from "./page-hinkley.ts";
import { createPeriodic } from "./periodic.ts";
import { replays } from "./replay.ts";
import { runStream } from "./stream.ts";

const bits = (count: number, chance: number, seed: number) => {
  const source = random(seed);
  return Float64Array.from({ length: count }, () => (source.chance(chance) ? 1 : 0));
};

describe("ADWIN", () => {
  it("keeps total and spread of exactly the values in its window, in buckets that grow with the logarithm", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 1, maxLength: 300 }),
        (values) => {
          // A search that never comes: the window holds everything.
          const adwin = createAdwin({ clock: 1000 });
          for (const value of values) adwin.update(value);
          const total = values.reduce((a, b) => a + b, 0);
          const mean = total / values.length;
          expect(adwin.width).toBe(values.length);
          expect(adwin.total).toBeCloseTo(total, 8);
          expect(adwin.sumOfSquares).toBeCloseTo(
            values.reduce((sum, value) => sum + (value - mean) ** 2, 0),
            6,
          );
          expect(adwin.variance).toBeCloseTo(adwin.sumOfSquares / values.length, 12);
          expect(adwin.buckets).toBeLessThanOrEqual(6 * (Math.log2(values.length) + 1));
        },
      ),
    );
  });

  it("drops the whole window at the value after a drift, as river does and the paper does not", () => {
    const values = streamOf("sudden", 3000, 1002);
    const adwin = createAdwin();
    for (const value of values.subarray(0, 1600)) adwin.update(value);
    expect(adwin.width).toBeGreaterThan(50);
    adwin.update(1);
    expect(adwin).toMatchObject({ width: 1, total: 1, sumOfSquares: 0 });
  });

  it("counts past a million values", () => {
    const adwin = createAdwin({ clock: 1000 });
    for (let i = 0; i < 1_500_000; i++) adwin.update(i & 1);
    expect(adwin.width).toBe(1_500_000);
    expect(adwin.mean).toBe(0.5);
    expect(adwin.buckets).toBeLessThan(130);
  });
});

describe("DDM", () => {
  it("asks for strictly more: all right or all wrong, where nothing varies, never rings", () => {
    for (const value of [0, 1]) {
      const { drifts, warnings } = runStream(createDdm(), new Float64Array(500).fill(value));
      expect([drifts, warnings]).toEqual([[], []]);
    }
    // With “at least” it would ring here, since both sides are equal.
    const ddm = createDdm();
    for (let i = 0; i < 100; i++) ddm.update(1);
    expect(ddm.rate + ddm.deviation).toBe(ddm.best.rate + 3 * ddm.best.deviation);
  });

  it("does not see improvement", () => {
    expect(runStream(createDdm(), streamOf("improving", 3000, 4)).drifts).toEqual([]);
  });
});

describe("EDDM", () => {
  it("speaks at errors alone, and lets a warning stand between them", () => {
    const values = streamOf("steady", 3000, 1);
    const eddm = createEddm();
    let before = "stable";
    let stood = 0;
    for (const value of values) {
      const signal = eddm.update(value);
      if (value === 0 && before !== "drift") {
        expect(signal).toBe(before);
        if (signal === "warning") stood++;
      }
      before = signal;
    }
    expect(stood).toBeGreaterThan(0);
  });
});

describe("Page-Hinkley", () => {
  const fall = [...new Array(500).fill(100), ...new Array(500).fill(0)];

  it("in mode “up” sees no fall of any size, in “down” no rise; in “both” it sees both", () => {
    const rise = [...fall].reverse();
    const rings = (mode: "up" | "down" | "both", values: number[]) =>
      runStream(createPageHinkley({ mode }), values).drifts.length > 0;
    expect([rings("up", fall), rings("down", fall), rings("both", fall)]).toEqual([false, true, true]);
    expect([rings("up", rise), rings("down", rise), rings("both", rise)]).toEqual([true, false, true]);
  });

  it("takes its threshold in the unit of the values", () => {
    const small = fall.map((value) => value / 10000);
    expect(runStream(createPageHinkley(), small).drifts).toEqual([]);
  });
});

describe("HDDM-W", () => {
  it("starts its bound at 1 and takes a step with the first value", () => {
    const hddm = createHddmWeighted({ lambda: 0.05 });
    hddm.update(1);
    expect(hddm.mean).toBe(1);
    expect(hddm.bound).toBeCloseTo(0.05 ** 2 + 0.95 ** 2, 15);
  });
});

describe("HDDM-A", () => {
  it("sees a fall only where it is told to look on both sides", () => {
    const values = streamOf("improving", 3000, 4);
    expect(runStream(createHddmAverage(), values).drifts).toEqual([]);
    expect(runStream(createHddmAverage({ twoSided: true }), values).drifts.length).toBeGreaterThan(0);
    expect(runStream(createHddmWeighted({ twoSided: true }), values).drifts.length).toBeGreaterThan(0);
  });
});

describe("KSWIN", () => {
  it("asks for D > 0.1 besides its p-value", () => {
    // With alpha 1 every p-value would do.
    const kswin = createKswin(drawsOf(3), { alpha: 1, window: 600, size: 300 });
    let silent = 0;
    for (const value of streamOf("calm", 3000, 8)) {
      const signal = kswin.update(value);
      if (kswin.held < 600) continue;
      expect(signal).toBe(kswin.distance > 0.1 ? "drift" : "stable");
      if (signal === "stable" && kswin.pValue < 1) silent++;
    }
    expect(silent).toBeGreaterThan(100);
  });

  it("is empty at the value after a drift", () => {
    const kswin = createKswin(random(1));
    for (let i = 0; i < 200; i++) if (kswin.update(i < 150 ? i % 7 : 50) === "drift") break;
    expect(kswin.held).toBe(100);
    kswin.update(50);
    expect(kswin.held).toBe(1);
  });

  it("draws every earlier value of its window equally often, from its own seeded source", () => {
    const source = random(5);
    const asked: number[] = [];
    const draw = {
      integer(bound: number) {
        asked.push(bound);
        return source.integer(bound);
      },
    };
    runStream(createKswin(draw), streamOf("calm", 150, 8));
    expect(asked.slice(0, 30)).toEqual(Array.from({ length: 30 }, (_, k) => 70 - k));
    const once = runStream(createKswin(random(9)), streamOf("step", 3000, 8));
    expect(runStream(createKswin(random(9)), streamOf("step", 3000, 8))).toEqual(once);
    expect(once.drifts.some((at) => at >= 1500 && at < 1560)).toBe(true);
  });
});

describe("CUSUM", () => {
  it("runs as long on normal values as its chart's average run lengths say", () => {
    const source = random(2);
    for (const { slack, threshold, shift, length } of golden.runLengths) {
      const runs = Math.round(Math.min(4000, 200_000 / length));
      let total = 0;
      for (let run = 0; run < runs; run++) {
        const cusum = createCusum({ mean: 0, deviation: 1, slack, threshold, mode: "up" });
        do total++;
        while (cusum.update(source.normal(shift)) !== "drift");
      }
      // Runs in control are about exponential: four standard errors.
      expect(Math.abs(total / runs / length - 1), `${threshold} ${shift}`).toBeLessThan(4 / Math.sqrt(runs));
    }
  });

  it("does not mind the unit of the values, having learnt it", () => {
    const values = streamOf("step", 3000, 3);
    const plain = runStream(createCusum(), values).drifts;
    expect(plain.length).toBeGreaterThan(0);
    expect(
      runStream(
        createCusum(),
        values.map((value) => 4 * value - 8),
      ).drifts,
    ).toEqual(plain);
  });

  it("of no spread rings at the first value that differs", () => {
    expect(runStream(createCusum(), [...new Array(300).fill(2), 2.001]).drifts).toEqual([300]);
  });
});

describe("every stream", () => {
  it("refuses what is no number, and errors that are neither 0 nor 1", () => {
    for (const [id, make] of Object.entries(STREAMS)) {
      if (id === "periodic-dummy") continue;
      for (const value of [Number.NaN, Number.POSITIVE_INFINITY])
        expect(() => make(random(1)).update(value), id).toThrow(String(value));
    }
    for (const make of [createDdm, createEddm]) expect(() => make().update(0.5)).toThrow("0.5");
    for (const make of [createHddmAverage, createHddmWeighted])
      expect(() => make().update(1.5)).toThrow("1.5");
  });

  it("refuses impossible parameters with their values", () => {
    const wrong: [() => unknown, string][] = [
      [() => createAdwin({ delta: 0 }), "not 0"],
      [() => createAdwin({ clock: 1.5 }), "1.5"],
      [() => createAdwin({ maxBuckets: 1 }), "not 1"],
      [() => createDdm({ drift: 1 }), "not 1"],
      [() => createEddm({ warning: 1.2 }), "1.2"],
      [() => createEddm({ drift: 0.99 }), "0.99"],
      [() => createHddmAverage({ driftConfidence: 2 }), "not 2"],
      [() => createHddmWeighted({ lambda: 0 }), "not 0"],
      [() => createPageHinkley({ threshold: -3 }), "-3"],
      [() => createPageHinkley({ mode: "sideways" as "up" }), "sideways"],
      [() => createKswin(random(1), { window: 40 }), "40"],
      [() => createCusum({ mean: 3 }), "one alone"],
      [() => createCusum({ threshold: 0 }), "not 0"],
      [() => createPeriodic({ interval: 0 }), "not 0"],
    ];
    for (const [make, value] of wrong) expect(make).toThrow(value);
  });

  it("gives the same answers to the same values, one at a time or after others were watched", () => {
    for (const make of Object.values(STREAMS)) {
      const values = bits(2000, 0.3, 7);
      const once = runStream(make(random(1)), values);
      make(random(2)).update(1);
      expect(runStream(make(random(1)), values)).toEqual(once);
    }
  });
});

describe("replays", () => {
  const drain = (alarms: number, values: Float64Array, seed = 1) => {
    const steps = replays(() => createEddm(), values, 1000, alarms, random(seed));
    let step = steps.next();
    while (!step.done) step = steps.next();
    return step.value;
  };

  it("give 1 without an alarm, and never ring as often as no stream could", () => {
    const values = bits(2000, 0.3, 1);
    expect(drain(0, values)).toEqual({ count: 0, alarms: 0, pValue: 1 });
    expect(drain(1000, values)).toMatchObject({ count: 200, pValue: 1 / 201 });
    expect(drain(1, values).pValue).toBeGreaterThan(0.05);
  });

  it("read the earlier part alone", () => {
    const values = bits(2000, 0.3, 1);
    const other = values.slice().fill(1, 1000);
    expect(drain(2, other)).toEqual(drain(2, values));
  });
});
