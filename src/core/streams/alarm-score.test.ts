import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scoreAlarms, scoreBesideDummy } from "./alarm-score.ts";

const LENGTH = 1000;
const places = (maxLength: number) => fc.array(fc.integer({ min: 0, max: LENGTH - 1 }), { maxLength });
const ascending = fc
  .uniqueArray(fc.integer({ min: 0, max: LENGTH - 1 }), { minLength: 1, maxLength: 8 })
  .map((list) => list.sort((a, b) => a - b));
const windows = fc.integer({ min: 1, max: 400 });

describe("scoring alarms", () => {
  it("counts a worked case: one found, one repeat, two false, one missed", () => {
    const score = scoreAlarms([50, 130, 160, 700], [100, 400], 1000, 100);
    expect(score).toEqual({
      alarms: 4,
      changes: 2,
      found: 1,
      falseAlarms: 2,
      repeats: 1,
      precision: 0.25,
      recall: 0.5,
      f1: 1 / 3,
      delays: [30],
      meanDelay: 30,
      falseAlarmRate: 2 / 800,
      timeBetweenFalseAlarms: 400,
    });
  });

  it("takes the change itself in, and leaves the end of the window and the next change out", () => {
    expect(scoreAlarms([100], [100], 1000, 50).delays).toEqual([0]);
    expect(scoreAlarms([150], [100], 1000, 50).found).toBe(0);
    expect(scoreAlarms([120], [100, 120], 1000, 50).delays).toEqual([0]);
    expect(scoreAlarms([120], [100, 120], 1000, 50).recall).toBe(0.5);
  });

  it("has no precision without alarms, no recall without changes, and no false alarm is an infinite time apart", () => {
    expect(scoreAlarms([], [100], 1000, 50)).toMatchObject({
      precision: null,
      recall: 0,
      f1: 0,
      meanDelay: null,
    });
    expect(scoreAlarms([5], [], 1000, 50)).toMatchObject({
      precision: 0,
      recall: null,
      timeBetweenFalseAlarms: 1000,
    });
    expect(scoreAlarms([], [], 1000, 50)).toMatchObject({ f1: null, timeBetweenFalseAlarms: Infinity });
    expect(scoreAlarms([3], [0], 1000, 1000).falseAlarmRate).toBeNull();
  });

  it("is perfect for alarms at the changes themselves", () => {
    fc.assert(
      fc.property(ascending, windows, (changes, window) => {
        const score = scoreAlarms(changes, changes, LENGTH, window);
        expect(score).toMatchObject({
          precision: 1,
          recall: 1,
          f1: 1,
          meanDelay: 0,
          falseAlarms: 0,
          repeats: 0,
        });
      }),
    );
  });

  it("adds up, stays within its bounds, and does not mind the order of the alarms", () => {
    fc.assert(
      fc.property(places(30), ascending, windows, (alarms, changes, window) => {
        const score = scoreAlarms(alarms, changes, LENGTH, window);
        expect(score.found + score.repeats + score.falseAlarms).toBe(alarms.length);
        expect(score.found).toBeLessThanOrEqual(Math.min(alarms.length, changes.length));
        for (const delay of score.delays) expect(delay >= 0 && delay < window).toBe(true);
        const { precision, recall, f1 } = score;
        if (precision && recall) expect(f1).toBeCloseTo((2 * precision * recall) / (precision + recall), 12);
        expect(scoreAlarms([...alarms].reverse(), changes, LENGTH, window)).toEqual(score);
      }),
    );
  });

  it("never finds less with a longer window, nor is more precise with a false alarm more", () => {
    fc.assert(
      fc.property(places(20), ascending, windows, windows, (alarms, changes, window, more) => {
        const score = scoreAlarms(alarms, changes, LENGTH, window);
        expect(scoreAlarms(alarms, changes, LENGTH, window + more).found).toBeGreaterThanOrEqual(score.found);
        const noisier = scoreAlarms([...alarms, changes[0]! - 1], changes, LENGTH, window);
        expect(noisier.precision!).toBeLessThanOrEqual(score.precision ?? 1);
      }),
    );
  });

  it("refuses a stream of no length, no window, and changes out of place or order", () => {
    expect(() => scoreAlarms([], [], 0, 5)).toThrow("not 0");
    expect(() => scoreAlarms([], [], 10, 0)).toThrow("not 0");
    expect(() => scoreAlarms([], [12], 10, 5)).toThrow("12");
    expect(() => scoreAlarms([], [5, 3], 10, 5)).toThrow("5 before 3");
  });
});

describe("scoring beside the dummy", () => {
  it("is beaten by a detector that rings soon after the changes, whatever they are", () => {
    fc.assert(
      fc.property(ascending, (changes) => {
        const alone = changes.filter((at, i) => (changes[i + 1] ?? LENGTH) - at > 5);
        fc.pre(alone.length > 0);
        const alarms = alone.map((at) => at + 4);
        const { beatsDummy, dummy, own } = scoreBesideDummy(alarms, alone, LENGTH, 5);
        expect(own.f1).toBe(1);
        // With nearly as many changes as places a dummy could not miss.
        expect(dummy.f1).toBeLessThan(0.5);
        expect(beatsDummy).toBe(true);
      }),
    );
  });

  it("is not beaten by the dummy itself, more than by its phase, nor by silence", () => {
    const changes = [200, 500, 800];
    const dummy = (first: number) => Array.from({ length: 10 }, (_, i) => first + 100 * i);
    const scores = [0, 25, 50, 75].map((first) => scoreBesideDummy(dummy(first), changes, LENGTH, 60));
    const own = scores.reduce((sum, one) => sum + one.own.f1!, 0) / 4;
    expect(Math.abs(own - scores[0]!.dummy.f1!)).toBeLessThan(0.1);
    expect(scoreBesideDummy([], changes, LENGTH, 60).beatsDummy).toBe(false);
    expect(scoreBesideDummy([999], changes, LENGTH, 60).beatsDummy).toBe(false);
  });

  it("rings as often as the detector did, unless told otherwise", () => {
    expect(scoreBesideDummy([1, 2, 3, 4], [100], LENGTH, 60).dummy.interval).toBe(250);
    expect(scoreBesideDummy([1, 2, 3, 4], [100], LENGTH, 60, 40).dummy.interval).toBe(40);
    expect(() => scoreBesideDummy([], [100], LENGTH, 60, 0)).toThrow("not 0");
  });
});
