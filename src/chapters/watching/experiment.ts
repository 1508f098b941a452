import type { ParamsOf, Task } from "../../core/contracts.ts";
import { evaluate } from "../../core/metrics/evaluate.ts";
import type { Service } from "../../core/service/contracts.ts";
import { failureOf } from "../../core/service/registry.ts";
import { scoresOf } from "../../core/service/release.ts";
import { runService } from "../../core/service/run.ts";
import { rememberLast } from "../shared/remember.ts";
import { ALARM_STEPS, alarmsOf } from "./alarms.ts";
import type chapter from "./chapter.ts";
import { logOf, type Settled } from "./log.ts";
import { numbersOf, weeksOf } from "./numbers.ts";
import type { Failed, Result } from "./result.ts";

export type { Result } from "./result.ts";
export type Params = ParamsOf<typeof chapter.params>;

/** Payments of training and production, and the days of production. */
export const ROWS = 48_000;
export const DAYS = 49;

/** A service that fails on a day, and its healthy twin. */
export function servicesOf(
  { failure, fromDay, strength }: Params,
  seed: number,
): { healthy: Service; broken: Service } {
  const settings = { seed, rows: ROWS, productionDays: DAYS };
  return {
    healthy: runService(settings),
    broken: runService({ ...settings, failures: [{ id: failure, fromDay, strength }] }),
  };
}

/** Seven weeks of a service in which something fails, as its dashboard could know them day by day, and as they were. */
export async function experiment(params: Params, seed: number, task: Task<Result>): Promise<Result> {
  const steps = 4 + ALARM_STEPS;
  let done = 0;
  const step = async (parts?: Partial<Result>) => {
    if (parts) task.publish(parts);
    task.progress(++done, steps);
    await task.breathe();
  };
  const settled = params.settled as Settled;
  const { fromDay } = params;
  const { service: healthy, offline, wait } = twinOf(seed);
  await step();
  const twinLog = twinLogOf(seed, settled);
  await step();
  const { broken } = servicesOf(params, seed);
  await task.breathe();
  const log = logOf(broken, settled);
  const own = failureOf(params.failure);
  const failed: Failed = {
    id: own.id,
    name: own.name,
    summary: own.summary,
    cause: own.cause,
    chapter: own.chapter,
    strength: own.strengthWords(params.strength),
  };
  const logs = { broken: log, healthy: twinLog, wait, fromDay, fails: params.strength > 0 };
  await step({ logs, failed, offline });
  const weeks = weeksOf(log);
  const numbers = numbersOf(logs, healthy);
  const production = productionOf(broken, fromDay);
  await step({ weeks, numbers, production });
  const alarms = await alarmsOf(broken, healthy, fromDay, seed, task, () => step());
  task.publish({ alarms });
  return { logs, failed, offline, weeks, numbers, production, alarms };
}

/** What the failure does not touch: the healthy twin, what its model promised, and how late its labels are. */
const twinOf = rememberLast((seed: number) => {
  const service = runService({ seed, rows: ROWS, productionDays: DAYS });
  return { service, offline: offlineOf(service), wait: waitOf(service) };
});
const twinLogOf = rememberLast((seed: number, settled: Settled) => logOf(twinOf(seed).service, settled));

/** Whole days within which nine of ten of the bank's reports had come, before production. */
function waitOf({ world }: Service): number {
  const { eventAt, reportedAt } = world.chargebacks;
  const { startAt } = world.periods.production;
  const delays = reportedAt.map((at, i) => at - eventAt[i]!).filter((_, i) => reportedAt[i]! < startAt);
  delays.sort();
  return Math.max(1, Math.ceil((delays[Math.floor(0.9 * delays.length)] ?? 0) / 86_400_000));
}

function offlineOf({ world, versions }: Service) {
  const first = versions[0]!;
  const { isFraud, amount } = world.transactions;
  const scores = scoresOf(first, first.training, first.held);
  const labels = Uint8Array.from(first.held, (row) => isFraud[row]!);
  return evaluate(
    scores,
    labels,
    Float64Array.from(first.held, (row) => amount[row]!),
    { threshold: first.threshold },
  );
}

function productionOf({ world, score, threshold, firstRow }: Service, fromDay: number) {
  const from = firstRow[fromDay]!;
  const { isFraud, amount } = world.transactions;
  return evaluate(score.subarray(from), isFraud.subarray(from), amount.subarray(from), {
    threshold: threshold[from]!,
  });
}
