import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cost } from "../metrics/cost.ts";
import { precisionRecall } from "../metrics/precision-recall.ts";
import { rocAuc } from "../metrics/roc-auc.ts";
import { expectedPerformance } from "../models/expected-performance.ts";
import type { Service } from "./contracts.ts";
import { allDaysAsKnown, daysAsKnown, daysOf, endOf } from "./days.ts";
import { prepare } from "./prepared.ts";
import { FAILURES } from "./registry.ts";
import { runService } from "./run.ts";

const SMALL = { rows: 1800, trainingDays: 24, productionDays: 12 };

describe("the days of a service", () => {
  test("are what the metrics of the core say of their payments", () => {
    const service = runService({
      ...SMALL,
      seed: 2,
      failures: [{ id: "fraud-wave", fromDay: 3, strength: 0.5 }],
    });
    const days = daysOf(service);
    const { amount, isFraud } = service.world.transactions;
    for (const day of [0, 5, 11]) {
      const [from, to] = [service.firstRow[day]!, service.firstRow[day + 1]!];
      const [score, label] = [service.score.subarray(from, to), isFraud.subarray(from, to)];
      const own = days[day]!;
      const { precision, recall } = precisionRecall(score, label, service.threshold[from]!);
      expect(own.payments).toBe(to - from);
      expect(own.precision).toBe(precision.value);
      expect(own.recall).toBe(recall.value);
      expect(own.rocAuc).toBeCloseTo(rocAuc(score, label), 12);
      const perThousand = cost(amount.subarray(from, to), label, service.action.subarray(from, to)).value;
      expect(own.money.cost).toBeCloseTo((perThousand * (to - from)) / 1000, 8);
      const chance = prepare(service).chance.subarray(from, to);
      const expected = expectedPerformance(score, chance, service.threshold[from]!);
      expect(own.expected.recall).toBeCloseTo(expected.recall, 12);
      expect(own.expected.rocAuc).toBeCloseTo(expected.rocAuc, 12);
    }
  });

  test("are quiet where nothing is wrong, and drift where prices go into cents", () => {
    const healthy = daysOf(runService({ seed: 3 }));
    const broken = daysOf(
      runService({ seed: 3, failures: [{ id: "amounts-in-cents", fromDay: 14, strength: 0.6 }] }),
    );
    expect(Math.max(...healthy.map(({ scoreDrift }) => scoreDrift))).toBeLessThan(0.15);
    expect(broken.slice(0, 14)).toEqual(healthy.slice(0, 14));
    expect(broken[24]!.scoreDrift).toBeGreaterThan(0.25);
    expect(broken[24]!.driftedFeature).toBe("amount");
  });
});

describe("a day as known", () => {
  test.each(FAILURES.map(({ id, strength }) => [id, strength] as const))(
    "does not change by %s that begins the day after",
    (id, strength) => {
      const twin = runService({ ...SMALL, seed: 4 });
      const broken = runService({ ...SMALL, seed: 4, failures: [{ id, fromDay: 7, strength }] });
      expect(daysAsKnown(broken, 6)).toEqual(daysAsKnown(twin, 6));
    },
  );

  test("does not change by anything that is known after it", () => {
    const failures = [{ id: "late-rows", fromDay: 2, strength: 0.8 }];
    const service = runService({ ...SMALL, seed: 5, failures });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 11 }), fc.integer({ min: 0, max: 999 }), (day, salt) => {
        expect(daysAsKnown(changedAfter(service, day, salt), day)).toEqual(daysAsKnown(service, day));
      }),
      { numRuns: 20 },
    );
  });

  test("is the same when all days are asked for at once", () => {
    const failures = [
      { id: "late-rows", fromDay: 2, strength: 0.8 },
      { id: "late-reports", fromDay: 4, strength: 0.8 },
      { id: "same-day-batch-join", fromDay: 6, strength: 1 },
    ];
    const service = runService({ ...SMALL, seed: 6, failures });
    const all = allDaysAsKnown(runService({ ...SMALL, seed: 6, failures }));
    expect(all.length).toBe(12);
    for (const [day, known] of all.entries()) expect(known).toEqual(daysAsKnown(service, day));
  });

  test("shows fewer frauds than there were, and all of them once every report is in", () => {
    const service = runService({ seed: 7 });
    const truth = daysOf(service);
    const [seen, later] = [daysAsKnown(service, 20)[20]!, daysAsKnown(service, 34)[20]!];
    expect(seen.frauds).toBeLessThan(later.frauds);
    expect(later.frauds).toBeLessThanOrEqual(truth[20]!.frauds);
    expect(seen.matured).toBeLessThan(later.matured);
    expect(later.matured).toBeGreaterThan(0.9);
    expect(seen.latency).toEqual(truth[20]!.latency);
  });
});

/** The service with everything changed that nobody can know by the end of a day: later reports, later rows, the truth itself. */
function changedAfter(service: Service, day: number, salt: number): Service {
  const at = endOf(service, day);
  const { world } = service;
  const later = (row: number) => service.arrivedAt[row]! >= at;
  const other = (values: Float64Array) =>
    values.map((value, row) => (later(row) ? (value * (row + salt)) % 7 : value));
  const { chargebacks, transactions } = world;
  const reportedAt = chargebacks.reportedAt.map((reported, i) =>
    reported < at ? reported : (i + salt) % 3 === 0 ? Number.NaN : at + ((i * salt) % 1e9),
  );
  return {
    ...service,
    score: other(service.score),
    latencyMs: other(service.latencyMs),
    world: {
      ...world,
      chargebacks: { ...chargebacks, reportedAt },
      transactions: {
        ...transactions,
        amount: other(transactions.amount),
        isFraud: transactions.isFraud.map((own, row) => ((row + salt) % 5 === 0 ? 1 - own : own)),
      },
    },
  };
}
