import type { Beginning, ServiceSettings } from "./contracts.ts";
import { FAILURES, failureOf } from "./registry.ts";
import { HELD_DAYS } from "./release.ts";

export const DEFAULT_ROWS = 12_000;
export const DEFAULT_TRAINING_DAYS = 42;
export const DEFAULT_PRODUCTION_DAYS = 35;

/** The settings with the defaults filled in. Throws, naming the value and its range, where one is impossible. */
export function completeService(settings: ServiceSettings): Required<ServiceSettings> {
  const {
    seed,
    rows = DEFAULT_ROWS,
    trainingDays = DEFAULT_TRAINING_DAYS,
    productionDays = DEFAULT_PRODUCTION_DAYS,
    failures = [],
  } = settings;
  const within = (name: string, value: number, low: number, high: number) => {
    if (!(Number.isInteger(value) && value >= low && value <= high))
      throw new Error(`The service's ${name} is ${value}; it is a whole number from ${low} to ${high}.`);
  };
  if (!Number.isFinite(seed)) throw new Error(`The service's seed is ${seed}, not a number.`);
  within("number of payments", rows, 1000, 400_000);
  within("training days", trainingDays, HELD_DAYS + 3, 365);
  within("production days", productionDays, 1, 365);
  for (const { id, fromDay, strength } of failures) {
    failureOf(id);
    within(`first day of “${id}”`, fromDay, 0, productionDays - 1);
    if (!(strength >= 0 && strength <= 1))
      throw new Error(`The strength of “${id}” is ${strength}; it lies from 0 to 1.`);
  }
  return { seed, rows, trainingDays, productionDays, failures };
}

/**
 * The failures that do something, in the order in which they work; of equal ones the earlier first. What is no failure comes last:
 * a repair works on what the failures left.
 */
export function workingOrder(failures: readonly Beginning[]): readonly Beginning[] {
  const place = ({ id }: Beginning) => {
    const at = FAILURES.findIndex((one) => one.id === id);
    return at < 0 ? FAILURES.length : at;
  };
  return failures
    .filter(({ strength }) => strength > 0)
    .sort((a, b) => place(a) - place(b) || a.fromDay - b.fromDay || a.strength - b.strength);
}
