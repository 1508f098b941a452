import { describe, expect, it } from "vitest";
import { cutOf, overlapOf, SPLITS, splitsOf } from "./splits.ts";
import { benchOf } from "./world.ts";

const bench = benchOf({ size: 6000, known: "customer-and-shop", noise: 0 }, 3);
const { world, labels } = bench;
const { training } = world.periods;
const { user, eventAt } = world.transactions;
const splits = splitsOf(world, 1, 3);
const overlap = (id: (typeof SPLITS)[number]) => overlapOf(world, labels, id, splits[id]);

describe("the splits", () => {
  it("put every payment of training on one side at most, and none of another period on any", () => {
    for (const id of SPLITS) {
      const { fit, held } = splits[id];
      const all = [...fit, ...held];
      expect(new Set(all).size).toBe(all.length);
      expect(Math.min(...all)).toBeGreaterThanOrEqual(training.from);
      expect(Math.max(...all)).toBeLessThan(training.to);
      if (id !== "time-customer") expect(all.length).toBe(training.to - training.from);
    }
  });

  it("share customers at random, and none by customer or in time with new customers", () => {
    expect(overlap("random").knownShare).toBeGreaterThan(0.8);
    expect(overlap("customer").knownRows).toBe(0);
    expect(overlap("time").knownRows).toBeGreaterThan(0);
    expect(overlap("time-customer").knownRows).toBe(0);
  });

  it("judge on nothing older than what they learn from, where they cut in time", () => {
    for (const id of ["time", "time-customer"] as const) {
      expect(overlap(id).olderRows).toBe(0);
      for (const row of splits[id].held) expect(eventAt[row]).toBeGreaterThanOrEqual(cutOf(world));
      for (const row of splits[id].fit) expect(eventAt[row]).toBeLessThan(cutOf(world));
    }
    expect(overlap("random").olderShare).toBeGreaterThan(0.9);
    expect(overlap("customer").olderShare).toBeGreaterThan(0.9);
  });

  it("are one, at random and by customer, where nobody may be torn apart", () => {
    const calm = splitsOf(world, 0, 3);
    expect(calm.random).toEqual(calm.customer);
    expect(calm.customer).toEqual(splits.customer);
    expect(calm.time).toEqual(splits.time);
  });

  it("tear more customers apart the more may be", () => {
    const torn = (shared: number) =>
      overlapOf(world, labels, "random", splitsOf(world, shared, 3).random).knownRows;
    const counts = [0, 0.3, 0.6, 1].map(torn);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(counts[0]).toBe(0);
  });

  it("leave out, in time with new customers, exactly whoever was there before", () => {
    const before = new Set(Array.from(splits.time.fit, (row) => user[row]!));
    expect([...splits["time-customer"].held]).toEqual(
      [...splits.time.held].filter((row) => !before.has(user[row]!)),
    );
  });
});
