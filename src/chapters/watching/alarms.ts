import type { Alarm, Task } from "../../core/contracts.ts";
import type { Service } from "../../core/service/contracts.ts";
import { detectorInput } from "../../core/service/detector-input.ts";
import { WATCHED } from "../../core/service/drift.ts";
import { alarm } from "../shared/alarms.ts";
import { featureAlarms } from "../shared/feature-alarms.ts";

const CATEGORIES: readonly string[] = ["merchant_category", "payment_method"];
const NUMBERS: readonly string[] = WATCHED.filter((name) => !CATEGORIES.includes(name));
const WHOLE = ["performance-estimate", "page-hinkley", "adwin", "label-maturity"];

/** Days of production that the detectors are given, from the first one of the failure on. */
export const SEEN_DAYS = 14;

/** Steps that are told of. */
export const ALARM_STEPS = WHOLE.length + 3;

/**
 * What registered detectors say, at their defaults, of the two weeks after the failure began, with the labels that were known at their end;
 * and of the same days of the healthy twin.
 */
export async function alarmsOf(
  broken: Service,
  healthy: Service,
  fromDay: number,
  seed: number,
  task: Pick<Task<never>, "breathe">,
  step: () => Promise<void>,
): Promise<readonly Alarm[]> {
  const days = broken.firstRow.length - 1;
  const toDay = Math.min(days, fromDay + SEEN_DAYS);
  const window = { fromDay, toDay, asKnownOn: toDay - 1 };
  const here = detectorInput(broken, window);
  await task.breathe();
  const twin = detectorInput(healthy, window);
  await task.breathe();
  const alarms: Alarm[] = [];
  for (const [id, columns] of [
    ["kolmogorov-smirnov", NUMBERS],
    ["chi-square", CATEGORIES],
    ["missing-share", ["amount", "avg_transaction_amount_last_7_days"]],
  ] as const) {
    alarms.push(...(await featureAlarms(id, columns, here, twin, seed, task)));
    await step();
  }
  for (const id of WHOLE) {
    alarms.push(await alarm(id, [], here, twin, seed, task));
    await step();
  }
  return alarms;
}
