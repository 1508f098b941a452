import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { paymentsWorld } from "./payments.ts";
import { DAY, HOUR, type PaymentsSettings, WORLD_START } from "./settings.ts";
import type { PaymentsWorld } from "./types.ts";
import { worldHash } from "./world-hash.ts";

const small = (settings: Partial<PaymentsSettings>, seed: number) =>
  paymentsWorld({ payments: 1500, ...settings }, seed);

const mean = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

/** Everything about each payment but the rows it stands in, by its id. */
function byId(world: PaymentsWorld): Map<number, string> {
  const { transactions: t, users, chargebacks } = world;
  const reported = new Map(Array.from(chargebacks.transaction, (row, i) => [row, chargebacks.reportedAt[i]]));
  return new Map(
    Array.from(t.id, (id, row) => {
      const user = t.user[row]!;
      const facts = [t.eventAt, t.amount, t.merchantCategory, t.paymentMethod, t.deviceIsNew, t.isFraud];
      const owner = [users.id, users.signupAt, users.region, users.cohort].map((column) => column[user]);
      return [id, [...facts.map((column) => column[row]), ...owner, reported.get(row)].join()];
    }),
  );
}

describe("the payments world", () => {
  test("has about the payments asked for, sorted by time, two thirds of them in training", () => {
    const { transactions: t, periods } = paymentsWorld({}, 11);
    const { training, production } = periods;
    expect(Math.abs(production.to - training.from - 30000)).toBeLessThan(1500);
    expect(Math.abs((training.to - training.from) / (production.to - training.from) - 2 / 3)).toBeLessThan(
      0.02,
    );
    expect(t.eventAt.slice().sort()).toEqual(t.eventAt);
    expect(t.eventAt[training.from]).toBeGreaterThanOrEqual(training.startAt);
    expect(t.eventAt[training.from - 1]).toBeLessThan(training.startAt);
    expect(production.to).toBe(t.count);
    expect(new Set(t.id).size).toBe(t.count);
  });

  test("starts on a Monday, and the hour is that of the payment", () => {
    const { transactions: t } = small({}, 1);
    expect(new Date(WORLD_START).toISOString()).toBe("2025-01-06T00:00:00.000Z");
    for (let row = 0; row < t.count; row++) expect(new Date(t.eventAt[row]!).getUTCHours()).toBe(t.hour[row]);
  });

  test("has 1.3 to 2 % fraud by default, most of it close to another fraud of the same user", () => {
    const worlds = Array.from({ length: 10 }, (_, seed) => paymentsWorld({ payments: 10000 }, seed));
    const rate = mean(worlds.map((world) => mean(world.transactions.isFraud)));
    expect(rate).toBeGreaterThan(0.013);
    expect(rate).toBeLessThan(0.02);
    let close = 0;
    let frauds = 0;
    for (const { chargebacks: c, transactions: t } of worlds)
      for (let i = 0; i < c.count; i++) {
        const user = t.user[c.transaction[i]!];
        frauds++;
        for (let j = 0; j < c.count; j++)
          if (
            j !== i &&
            t.user[c.transaction[j]!] === user &&
            Math.abs(c.eventAt[j]! - c.eventAt[i]!) < DAY
          ) {
            close++;
            break;
          }
      }
    expect(close / frauds).toBeGreaterThan(0.7);
  });

  test("gives a share of bursts of zero frauds that stand alone", () => {
    const frauds = (burstShare: number) => {
      const { transactions: t } = paymentsWorld({ burstShare, payments: 20000 }, 3);
      const victims = new Set<number>();
      let count = 0;
      for (let row = 0; row < t.count; row++)
        if (t.isFraud[row]) {
          victims.add(t.user[row]!);
          count++;
        }
      return count / victims.size;
    };
    expect(frauds(0)).toBeLessThan(1.6);
    expect(frauds(1)).toBeGreaterThan(2.2);
  });

  test("reports frauds after a median delay near the setting, and leaves out the share that is never reported", () => {
    const delays: number[] = [];
    let never = 0;
    for (let seed = 0; seed < 8; seed++) {
      const { chargebacks: c } = paymentsWorld({ payments: 10000, reportingDelayHours: 30 }, seed);
      for (let i = 0; i < c.count; i++)
        if (Number.isNaN(c.reportedAt[i]!)) never++;
        else delays.push(c.reportedAt[i]! - c.eventAt[i]!);
    }
    delays.sort((a, b) => a - b);
    expect(delays[0]).toBeGreaterThan(0);
    expect(Math.abs(delays[delays.length >> 1]! / HOUR - 30)).toBeLessThan(4);
    expect(Math.abs(never / (never + delays.length) - 0.1)).toBeLessThan(0.03);
  });

  test("gives new users a fifth of the fraud rate and the share of payments asked for", () => {
    let news = 0;
    let all = 0;
    const fraud = [0, 0];
    const count = [0, 0];
    for (let seed = 0; seed < 10; seed++) {
      const { transactions: t, users } = paymentsWorld({ payments: 10000, newUserShare: 0.3 }, seed);
      for (let row = 0; row < t.count; row++) {
        const cohort = users.cohort[t.user[row]!]!;
        fraud[cohort]! += t.isFraud[row]!;
        count[cohort]!++;
        news += cohort;
        all++;
      }
    }
    expect(Math.abs(news / all - 0.3)).toBeLessThan(0.02);
    expect(Math.abs(fraud[1]! / count[1]! / (fraud[0]! / count[0]!) - 0.2)).toBeLessThan(0.08);
  });

  test("onboards the cohort from its day on, with the share and the risk asked for", () => {
    const settings = { newUserShare: 0, cohortShare: 0.25, cohortRisk: 4, cohortFromDay: 3, payments: 20000 };
    const rates: number[] = [];
    for (let seed = 0; seed < 6; seed++) {
      const { transactions: t, users, periods } = paymentsWorld(settings, seed);
      const fraud = [0, 0];
      const count = [0, 0];
      for (let row = 0; row < t.count; row++) {
        const cohort = users.cohort[t.user[row]!]!;
        if (cohort) expect(t.eventAt[row]).toBeGreaterThanOrEqual(periods.production.startAt + 3 * DAY);
        if (row < periods.production.from) continue;
        fraud[cohort]! += t.isFraud[row]!;
        count[cohort]!++;
      }
      expect(Math.abs(count[1]! / (count[0]! + count[1]!) - 0.25)).toBeLessThan(0.01);
      rates.push(fraud[1]! / count[1]! / (fraud[0]! / count[0]!));
    }
    expect(mean(rates)).toBeGreaterThan(3);
    expect(mean(rates)).toBeLessThan(5.5);
  });

  test("names an impossible setting with its value and its range", () => {
    expect(() => small({ fraudRate: 2 }, 1)).toThrow("“fraudRate” is 2; it must lie between 0 and 0.5");
    expect(() => small({ trainingDays: 1.5 }, 1)).toThrow("“trainingDays” is 1.5; it must be a whole number");
    expect(() => small({ neverReported: Number.NaN }, 1)).toThrow("“neverReported” is NaN");
  });
});

describe("one source of chance a kind of fact", () => {
  const seeds = fc.integer({ min: 0, max: 100000 });
  const runs = { numRuns: 12 };

  test("the same settings and seed give the same bytes, another seed gives others", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(worldHash(small({}, seed))).toBe(worldHash(small({}, seed)));
        expect(worldHash(small({}, seed))).not.toBe(worldHash(small({}, seed + 1)));
      }),
      runs,
    );
  });

  test("another reporting delay leaves users, payments and frauds byte-identical and scales the delays", () => {
    fc.assert(
      fc.property(seeds, fc.double({ min: 1, max: 1080, noNaN: true }), (seed, reportingDelayHours) => {
        const a = small({ reportingDelayHours: 4 }, seed);
        const b = small({ reportingDelayHours }, seed);
        expect(b.users).toEqual(a.users);
        expect(b.transactions).toEqual(a.transactions);
        expect(b.chargebacks.eventAt).toEqual(a.chargebacks.eventAt);
        for (let i = 0; i < a.chargebacks.count; i++) {
          const x = a.chargebacks.reportedAt[i]! - a.chargebacks.eventAt[i]!;
          const y = b.chargebacks.reportedAt[i]! - b.chargebacks.eventAt[i]!;
          if (Number.isNaN(x)) expect(y).toBeNaN();
          else if (Math.min(x, y) > 60000)
            expect(Math.abs(y - (x * reportingDelayHours) / 4)).toBeLessThan(500 * 300);
        }
      }),
      runs,
    );
  });

  test("a higher risk at night moves single frauds into the night, leaves their number about as it was, and moves no payment", () => {
    const even = small({ payments: 20000, fraudRate: 0.1, burstShare: 0 }, 5).transactions;
    const night = small({ payments: 20000, fraudRate: 0.1, burstShare: 0, nightRisk: 8 }, 5).transactions;
    expect(night.eventAt).toEqual(even.eventAt);
    expect(night.user).toEqual(even.user);
    expect(mean(night.isFraud) / mean(even.isFraud)).toBeCloseTo(1, 1);
    const rateAt = (t: typeof even, wanted: boolean) =>
      mean(t.isFraud.filter((_, row) => (t.hour[row]! >= 22 || t.hour[row]! < 6) === wanted));
    expect(rateAt(even, true) / rateAt(even, false)).toBeCloseTo(1, 0);
    expect(Math.abs(rateAt(night, true) / rateAt(night, false) - 8)).toBeLessThan(1.5);
  });

  test("a larger share never reported only silences reports", () => {
    const a = small({ neverReported: 0.1, fraudRate: 0.1 }, 5).chargebacks;
    const b = small({ neverReported: 0.4, fraudRate: 0.1 }, 5).chargebacks;
    expect(b.eventAt).toEqual(a.eventAt);
    for (let i = 0; i < a.count; i++)
      if (!Number.isNaN(b.reportedAt[i]!)) expect(b.reportedAt[i]).toBe(a.reportedAt[i]);
  });

  test("another share of new users adds and takes away users, and leaves every common payment as it was", () => {
    const share = fc.double({ min: 0, max: 0.6, noNaN: true });
    fc.assert(
      fc.property(seeds, share, share, (seed, one, other) => {
        const a = byId(small({ newUserShare: one }, seed));
        const b = byId(small({ newUserShare: other }, seed));
        const common = Array.from(a.keys()).filter((id) => b.has(id));
        expect(common.length).toBeGreaterThan(300);
        expect(common.filter((id) => b.get(id) !== a.get(id))).toEqual([]);
      }),
      runs,
    );
  });

  test("a higher fraud rate only adds frauds, and changes no time, user or method", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const a = small({ fraudRate: 0.01 }, seed).transactions;
        const b = small({ fraudRate: 0.05 }, seed).transactions;
        expect(b.eventAt).toEqual(a.eventAt);
        expect(b.user).toEqual(a.user);
        expect(b.paymentMethod).toEqual(a.paymentMethod);
        const rows = Array.from(a.id.keys());
        expect(rows.filter((row) => b.isFraud[row]! < a.isFraud[row]!)).toEqual([]);
        const turned = (row: number) => b.isFraud[row] !== a.isFraud[row];
        expect(rows.filter((row) => !turned(row) && b.amount[row] !== a.amount[row])).toEqual([]);
      }),
      runs,
    );
  });

  test("failing batches and another hour of the batch touch the batch runs alone", () => {
    const a = small({}, 9);
    const b = small({ batchFailures: 0.5, batchHour: 3 }, 9);
    expect(b.transactions).toEqual(a.transactions);
    expect(b.chargebacks).toEqual(a.chargebacks);
    expect(mean(b.batchRuns.finished)).toBeLessThan(0.65);
  });
});
