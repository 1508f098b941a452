import { expect, test } from "vitest";
import { daysOf } from "./days.ts";
import { FAILURES } from "./registry.ts";
import { runService } from "./run.ts";

const settings = { seed: 8, rows: 12_000, productionDays: 28 };
const run = (...failures: { id: string; fromDay: number; strength: number }[]) =>
  runService({ ...settings, failures });
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

test("what is no failure is listed among none", () => {
  const events = ["holiday", "retrained", "threshold-anew", "threshold-by-group"];
  for (const { id } of FAILURES) expect(events).not.toContain(id);
  for (const id of events) expect(run({ id, fromDay: 14, strength: 0 }).score).toEqual(run().score);
});

test("on a holiday more is bought for larger amounts, and the model ranks as before", () => {
  const days = daysOf(run({ id: "holiday", fromDay: 14, strength: 0.8 }));
  const [before, during] = [days.slice(0, 14), days.slice(14, 20)];
  const of = (value: (day: (typeof days)[number]) => number) =>
    mean(during.map(value)) / mean(before.map(value));
  expect(of((day) => day.payments)).toBeGreaterThan(1.3);
  expect(of((day) => day.meanAmount)).toBeGreaterThan(1.2);
  expect(of((day) => day.rocAuc)).toBeGreaterThan(0.92);
});

test("a new version goes live on its day, and nothing before it changes", () => {
  const service = run({ id: "retrained", fromDay: 14, strength: 1 });
  const healthy = run();
  expect(service.versions.map(({ fromDay }) => fromDay)).toEqual([-1, 14]);
  const row = service.firstRow[14]!;
  expect(service.score.subarray(0, row)).toEqual(healthy.score.subarray(0, row));
  expect(service.score.subarray(row)).not.toEqual(healthy.score.subarray(row));
});

test("a threshold set anew under a wave of fraud stops more, and what goes through costs less", () => {
  const wave = { id: "fraud-wave", fromDay: 10, strength: 0.8 };
  const [plain, anew] = [run(wave), run(wave, { id: "threshold-anew", fromDay: 14, strength: 1 })].map(
    daysOf,
  );
  const cost = (days: ReturnType<typeof daysOf>) => mean(days.slice(14).map(({ money }) => money.cost));
  const stopped = (days: ReturnType<typeof daysOf>) => mean(days.slice(14).map(({ alerts }) => alerts));
  expect(stopped(anew!)).toBeGreaterThan(stopped(plain!));
  expect(cost(anew!)).toBeLessThan(cost(plain!));
  expect(anew!.slice(0, 14)).toEqual(plain!.slice(0, 14));
});
