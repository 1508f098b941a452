import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FEATURES, NO_HISTORY, PRESENT } from "../features/features.ts";
import { paymentsWorld } from "../world/payments.ts";
import { healthyScene, type Scene } from "./fault.ts";
import { HOURS_BEHIND, MISMATCHES, servedOtherwise, servingSkew, TOUCHES } from "./serving-skew.ts";

const AVERAGE = "avg_transaction_amount_last_7_days";
const scene = (seed: number) => healthyScene(paymentsWorld({ payments: 1500, fraudRate: 0.05 }, seed));
const settings = fc.record({
  mismatch: fc.constantFrom(...MISMATCHES),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  fromDay: fc.integer({ min: 0, max: 20 }),
});
const seeds = fc.integer({ min: 0, max: 100000 });

/** What stands in the same row of both sides of a feature, gaps included. */
function isSame(a: Scene, b: Scene, side: "training" | "production", name: (typeof FEATURES)[number]) {
  const [x, y] = [a[side].columns[name], b[side].columns[name]];
  return (row: number) => Object.is(x.values[row], y.values[row]) && x.absence[row] === y.absence[row];
}

describe("training-serving skew", () => {
  test("touches no row that the other code does not serve, no other feature, and no training", () => {
    let differ = 0;
    fc.assert(
      fc.property(settings, seeds, (params, seed) => {
        const healthy = scene(seed);
        const twin = servingSkew.apply(healthy, { ...params, share: 0 }, seed);
        const broken = servingSkew.apply(healthy, params, seed);
        const hit = servedOtherwise(healthy.world, params, seed);
        expect(broken.world).toBe(healthy.world);
        for (const name of FEATURES) {
          const same = isSame(twin, broken, "production", name);
          const trained = isSame(twin, broken, "training", name);
          for (let row = 0; row < hit.length; row++) {
            if (!trained(row)) expect.fail(`training, ${name}, row ${row}`);
            if (same(row)) continue;
            differ++;
            if (hit[row] === 0 || !TOUCHES[params.mismatch].includes(name))
              expect.fail(`${name}, row ${row}`);
          }
        }
        if (params.mismatch !== "scaling") expect(broken.training).toBe(healthy.training);
      }),
      { numRuns: 40 },
    );
    expect(differ, "the mismatches strike something").toBeGreaterThan(0);
  });

  test("with a share of 0 training and serving agree in every row, under every mismatch", () => {
    const healthy = scene(3);
    for (const mismatch of MISMATCHES) {
      const { training, production } = servingSkew.apply(healthy, { mismatch, share: 0, fromDay: 0 }, 3);
      for (const name of FEATURES)
        expect(production.columns[name].values, mismatch).toEqual(training.columns[name].values);
    }
  });

  test("serves from its day on, about the share asked for, and a larger share only adds payments", () => {
    const { world } = scene(4);
    const { periods, transactions } = world;
    const of = (share: number) => servedOtherwise(world, { share, fromDay: 5 }, 4);
    const startAt = periods.production.startAt + 5 * 24 * 3600000;
    const possible = transactions.eventAt.filter((at) => at >= startAt).length;
    const [none, half, all] = [of(0), of(0.5), of(1)].map((hit) => hit.reduce((sum, one) => sum + one, 0));
    expect(none).toBe(0);
    expect(all).toBe(possible);
    expect(Math.abs(half! / possible - 0.5)).toBeLessThan(0.07);
    const more = of(0.7);
    for (const [row, hit] of of(0.5).entries()) if (hit === 1) expect(more[row]).toBe(1);
  });

  const all = { share: 1, fromDay: 0 };
  const rowsOf = ({ world }: Scene) => {
    const { from, to } = world.periods.production;
    return Array.from({ length: to - from }, (_, i) => from + i);
  };

  test("amounts become whole cents, hours another clock's, and gaps a number", () => {
    const healthy = scene(5);
    const served = (mismatch: string) =>
      servingSkew.apply(healthy, { mismatch, ...all }, 5).production.columns;
    const { amount, hour } = healthy.world.transactions;
    const average = healthy.training.columns[AVERAGE];
    const [cents, clock, filled] = [
      served("units").amount,
      served("time-zone").hour,
      served("missing-rule")[AVERAGE],
    ];
    for (const row of rowsOf(healthy)) {
      expect(cents.values[row]).toBe(Math.round(100 * amount[row]!));
      expect((clock.values[row]! + HOURS_BEHIND) % 24).toBe(hour[row]);
      if (average.absence[row] === NO_HISTORY) expect(filled.values[row]).toBe(0);
      else expect(filled.values[row]).toBe(average.values[row]);
      expect(filled.absence[row]).toBe(PRESENT);
    }
  });

  test("standardised in training, in EUR where served: mean 0 and deviation 1 over the training payments, and undone by a line", () => {
    const healthy = scene(6);
    const broken = servingSkew.apply(healthy, { mismatch: "scaling", ...all }, 6);
    const { from, to } = healthy.world.periods.training;
    const z = broken.training.columns[AVERAGE].values.subarray(from, to).filter((v) => !Number.isNaN(v));
    const mean = z.reduce((sum, v) => sum + v, 0) / z.length;
    expect(mean).toBeCloseTo(0, 10);
    expect(z.reduce((sum, v) => sum + v * v, 0) / z.length).toBeCloseTo(1, 10);
    for (const row of rowsOf(healthy))
      expect(broken.production.columns[AVERAGE].values[row]).toEqual(
        healthy.training.columns[AVERAGE].values[row],
      );
  });

  test("codes change places two by two, so that each still stands for one category, of a like frequency", () => {
    const healthy = scene(7);
    const before = healthy.training.columns.merchant_category.values;
    const after = servingSkew.apply(healthy, { mismatch: "codes", ...all }, 7).production.columns
      .merchant_category.values;
    const image = new Map<number, number>();
    for (const row of rowsOf(healthy)) {
      const known = image.get(before[row]!);
      if (known !== undefined) expect(after[row]).toBe(known);
      image.set(before[row]!, after[row]!);
    }
    expect(new Set(image.values()).size).toBe(image.size);
    expect([...image].filter(([a, b]) => a !== b)).toHaveLength(6);
    for (const [a, b] of image) expect(image.get(b)).toBe(a);
  });

  test("a stale cache serves what the user's payment before was served", () => {
    const healthy = scene(8);
    const { columns } = servingSkew.apply(healthy, { mismatch: "stale-cache", ...all }, 8).production;
    const { offsets, rows } = healthy.world.paymentsOf;
    const { from } = healthy.world.periods.production;
    for (const name of TOUCHES["stale-cache"])
      for (let user = 0; user + 1 < offsets.length; user++)
        for (let i = offsets[user]!; i < offsets[user + 1]!; i++) {
          const row = rows[i]!;
          const source = row < from || i === offsets[user] ? row : rows[i - 1]!;
          expect(columns[name].values[row]).toEqual(healthy.training.columns[name].values[source]);
        }
  });
});
