import { describe, expect, it } from "vitest";
import golden from "../golden/maturity.golden.json" with { type: "json" };
import { sequence } from "../golden/stats.sequence.ts";
import { kaplanMeier } from "./kaplan-meier.ts";

function expectRelative(actual: number, expected: number): void {
  if (expected === 0) expect(Math.abs(actual)).toBeLessThan(1e-14);
  else expect(Math.abs(actual / expected - 1), `${actual} against ${expected}`).toBeLessThan(1e-9);
}

describe.each(golden.cases)("delays, $name", (entry) => {
  it("have lifelines's survival curve, its band, and its numbers at risk", () => {
    let { durations, observed } = entry as { durations?: number[]; observed?: number[] };
    if ("drawn" in entry) {
      const [first, second, count, delay, window] = entry.drawn as number[];
      const bounds = sequence(second!, count!);
      const delays = sequence(first!, count!);
      durations = Array.from(delays, (value, i) => Math.min(value * delay!, bounds[i]! * window!));
      observed = Array.from(delays, (value, i) => (value * delay! <= bounds[i]! * window! ? 1 : 0));
    }
    const entries = "entries" in entry ? (entry.entries as number[] | null) : null;
    const curve = kaplanMeier(durations!, observed!, entries);
    expect(curve.times.length).toBe(entry.count);
    for (const [time, survival, low, high, atRisk, events] of entry.curve) {
      const i = curve.times.indexOf(time!);
      expect(i).toBeGreaterThanOrEqual(0);
      expectRelative(curve.survival[i]!, survival!);
      // lifelines gives no band at 0, where every row has had its event.
      if (low !== null) expectRelative(curve.low[i]!, low!);
      if (high !== null) expectRelative(curve.high[i]!, high!);
      expect([curve.atRisk[i], curve.events[i]]).toEqual([atRisk, events]);
    }
  });
});

it("a survival curve refuses marks of another length", () => {
  expect(() => kaplanMeier([1, 2], [1])).toThrow("2 durations");
});
