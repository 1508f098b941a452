import { random } from "../random.ts";
import { categories, numbers, type Table, table, times } from "../table/table.ts";

export const DAY = 86400000;
export const ROLES = { key: ["id"], "event-time": ["at"], "feature-known-time": ["came"] };

/** Healthy payments: `days` days of about `perDay` rows, in order of time. */
export function payments(seed: number, days = 20, perDay = 100): Table {
  const source = random(seed);
  const at: number[] = [];
  for (let day = 0; day < days; day++) {
    const rows = source.poisson(perDay);
    const moments = Array.from({ length: rows }, () => day * DAY + Math.floor(source.next() * DAY));
    at.push(...moments.sort((a, b) => a - b));
  }
  const kinds = ["food", "shoes", "travel"];
  return table([
    ["id", numbers(at.map((_, i) => i + 1))],
    ["at", times(at)],
    ["came", times(at.map((one) => one + Math.floor(source.next() * 3600000)))],
    ["amount", numbers(at.map(() => Math.round(source.logNormal(30, 1) * 100) / 100))],
    ["kind", categories(at.map(() => kinds[source.pick([5, 3, 2])]!))],
    ["flag", numbers(at.map(() => source.integer(2)))],
  ]);
}
