import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deliveredHistory } from "../features/delivered-history.ts";
import { FEATURES, type FeatureName } from "../features/features.ts";
import { paymentsWorld } from "../world/payments.ts";
import { DAY, HOUR } from "../world/settings.ts";
import { BREAKS, batchOf, brokenFeed, deliver, loadOpenly, RECODED } from "./broken-feed.ts";
import { healthyScene } from "./fault.ts";

const AVERAGE = "avg_transaction_amount_last_7_days";
const COUNT = "tx_count_last_24_hours";
const scene = (seed: number) => healthyScene(paymentsWorld({ payments: 1500, fraudRate: 0.05 }, seed));
const settings = fc.record({
  kind: fc.constantFrom(...BREAKS),
  share: fc.integer({ min: 0, max: 20 }).map((twentieths) => twentieths / 20),
  fromDay: fc.integer({ min: 0, max: 20 }),
  days: fc.integer({ min: 1, max: 21 }),
});
const seeds = fc.integer({ min: 0, max: 100000 });

describe("a broken feed", () => {
  test("touches no field of a row that it does not hit, no history but of customers who were hit in the week before, and no training", () => {
    let differ = 0;
    fc.assert(
      fc.property(settings, seeds, (params, seed) => {
        const healthy = scene(seed);
        const broken = brokenFeed.apply(healthy, params, seed);
        const { hit } = deliver(healthy.world, params, seed);
        const { transactions: t, paymentsOf, periods } = healthy.world;
        expect(broken.training).toBe(healthy.training);
        expect(broken.world).toBe(healthy.world);
        const after = new Uint8Array(t.count);
        for (let user = 0; user < healthy.world.users.count; user++) {
          const own = paymentsOf.rows.subarray(paymentsOf.offsets[user]!, paymentsOf.offsets[user + 1]!);
          for (const row of own)
            for (const before of own)
              if (
                hit[before] === 1 &&
                t.eventAt[before]! < t.eventAt[row]! &&
                t.eventAt[before]! >= t.eventAt[row]! - 7 * DAY
              )
                after[row] = 1;
        }
        for (const name of FEATURES) {
          const [x, y] = [healthy.production.columns[name], broken.production.columns[name]];
          const isHistory = name === AVERAGE || name === COUNT;
          for (let row = 0; row < t.count; row++) {
            if (Object.is(x.values[row], y.values[row]) && x.absence[row] === y.absence[row]) continue;
            differ++;
            if (row < periods.production.from || (isHistory ? after : hit)[row] === 0)
              expect.fail(`${params.kind}, ${name}, row ${row}`);
          }
        }
      }),
      { numRuns: 60 },
    );
    expect(differ).toBeGreaterThan(200);
  });

  test("each kind touches its own columns, and these only", () => {
    const touched = (kind: string): FeatureName[] => {
      const healthy = scene(5);
      const params = { kind, share: 0.5, fromDay: 0, days: 21 };
      const { production } = brokenFeed.apply(healthy, params, 5);
      return FEATURES.filter((name) => {
        const [x, y] = [healthy.production.columns[name].values, production.columns[name].values];
        return x.some((value, row) => !Object.is(value, y[row]));
      });
    };
    for (const kind of ["missing", "sign", "decimal", "stuck"])
      expect(touched(kind)).toEqual([AVERAGE, "amount"]);
    expect(touched("renamed")).toEqual(["device_is_new"]);
    expect(touched("recoded")).toEqual(["merchant_category"]);
    for (const kind of ["late", "duplicates"]) expect(touched(kind)).toEqual([AVERAGE, COUNT]);
  });

  test("a larger share only hits more rows, within its days, about as many as asked for", () => {
    const { world } = scene(4);
    const hit = (share: number) => deliver(world, { kind: "late", share, fromDay: 3, days: 10 }, 4).hit;
    const [none, half, all] = [hit(0), hit(0.5), hit(1)];
    const startAt = world.periods.production.startAt + 3 * DAY;
    expect(none.includes(1)).toBe(false);
    let [halves, alls] = [0, 0];
    for (let row = 0; row < all.length; row++) {
      const at = world.transactions.eventAt[row]!;
      expect(all[row]).toBe(at >= startAt && at < startAt + 10 * DAY ? 1 : 0);
      expect(half[row]! <= all[row]!).toBe(true);
      halves += half[row]!;
      alls += all[row]!;
    }
    expect(Math.abs(halves / alls - 0.5)).toBeLessThan(0.1);
  });

  test("a healthy row arrives before its batch, a late one hours to days after the payment", () => {
    const { world } = scene(6);
    const { hit, arrivedAt } = deliver(world, { kind: "late", share: 0.5, fromDay: 0, days: 21 }, 6);
    const { eventAt } = world.transactions;
    let late = 0;
    for (let row = 0; row < hit.length; row++) {
      expect(arrivedAt[row]!).toBeGreaterThanOrEqual(eventAt[row]!);
      if (hit[row] === 0) expect(arrivedAt[row]!).toBeLessThan(batchOf(eventAt[row]!));
      else {
        expect(arrivedAt[row]! - eventAt[row]!).toBeGreaterThanOrEqual(16 * HOUR);
        if (arrivedAt[row]! > batchOf(eventAt[row]!)) late++;
      }
    }
    expect(late / hit.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(0.7);
  });

  test("a stuck amount is that of the last row that was read", () => {
    const { world } = scene(7);
    const { hit, amount } = deliver(world, { kind: "stuck", share: 0.6, fromDay: 0, days: 21 }, 7);
    for (let row = world.periods.production.from; row < hit.length; row++)
      expect(amount[row]).toBe(hit[row] === 1 ? amount[row - 1] : world.transactions.amount[row]);
  });

  test("an open loader turns gaps into zeros and unknown names into nothing", () => {
    const { world } = scene(8);
    const all = { share: 1, fromDay: 0, days: 21 };
    const { from } = world.periods.production;
    const missing = loadOpenly(deliver(world, { kind: "missing", ...all }, 8));
    expect(new Set(missing.amount.subarray(from))).toEqual(new Set([0]));
    const renamed = loadOpenly(deliver(world, { kind: "renamed", ...all }, 8));
    expect(new Set(renamed.device.subarray(from))).toEqual(new Set([0]));
    const recoded = deliver(world, { kind: "recoded", ...all }, 8);
    expect(Math.min(...recoded.category.subarray(from))).toBeGreaterThanOrEqual(RECODED);
    expect(loadOpenly(recoded).category.subarray(from).every(Number.isNaN)).toBe(true);
  });
});

describe("the history as delivered", () => {
  test("equals the features as of the event where all has arrived, bit by bit", () => {
    const { world, production } = scene(9);
    const log = deliver(world, { kind: "missing", share: 0, fromDay: 0, days: 1 }, 9);
    const all = { from: 0, to: world.transactions.count };
    const { average, count } = deliveredHistory(
      world,
      log,
      (row) => batchOf(world.transactions.eventAt[row]!),
      all,
    );
    expect(average.values).toEqual(production.columns[AVERAGE].values);
    expect(average.absence).toEqual(production.columns[AVERAGE].absence);
    expect(count.values).toEqual(production.columns[COUNT].values);
  });
});
