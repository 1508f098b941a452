import { FEATURES, PRESENT } from "../../core/features/features.ts";
import { ask, type Bench, mean, percent, RECENT, ringing, saidBy, together } from "../bench.ts";
import type { Reading } from "../contracts.ts";

/** Absent feature values by hour of the day, in the newest days against the week before. */
export function missing(bench: Bench): Reading {
  const { service, incident } = bench;
  const share = ask(bench, "missing-share");
  const hours = ask(bench, "mass-over-time");
  const said = [saidBy(share), saidBy(hours)];
  const now = byHour(bench, incident.today - RECENT, incident.today);
  const before = byHour(bench, incident.today - RECENT - 7, incident.today - RECENT);
  const worst = now.indexOf(Math.max(...now));
  const rose = mean(now) - mean(before);
  const atHours = now[worst]! - before[worst]! > 0.04 && now[worst]! > 3 * mean([...now].sort().slice(0, 12));
  const [first] = ringing(share);
  const what = first === undefined ? "" : ` “${first.columns[0]}” most of all.`;
  const sentence =
    rose > 0.01
      ? atHours
        ? `Values are missing, and not at all hours: ${percent(now[worst]!)} of them around ${worst} h, ${percent(before[worst]!)} at that hour before.${what}`
        : `Values are missing, at all hours alike: ${percent(mean(now))} of them, ${percent(mean(before))} before.${what}`
      : `No more is missing than usual: ${percent(mean(now))} of the values, ${percent(mean(before))} before. New customers have no history, which is no fault.`;
  void service;
  return {
    verdict: rose > 0.01 ? "rings" : together(said) === "cannot-tell" ? "cannot-tell" : "silent",
    sign: rose <= 0.01 ? "none" : atHours ? "hours" : "all-hours",
    sentence,
    said,
    chart: {
      kind: "days",
      title: "Missing feature values by day",
      unit: "%",
      days: bench.days.map(({ day }) => day),
      lines: [{ name: "missing", side: "production", values: bench.days.map((day) => day.missing) }],
      rule: null,
    },
  };
}

/** The share of the feature values that were absent, by hour of the day, over some days of production. */
function byHour({ service }: Bench, fromDay: number, toDay: number): number[] {
  const { firstRow, production, world } = service;
  const { hour } = world.transactions;
  const absent = new Float64Array(24);
  const values = new Float64Array(24);
  for (let row = firstRow[fromDay]!; row < firstRow[toDay]!; row++) {
    values[hour[row]!]! += FEATURES.length;
    for (const name of FEATURES) if (production.columns[name].absence[row] !== PRESENT) absent[hour[row]!]!++;
  }
  return Array.from(absent, (count, at) => (values[at] === 0 ? 0 : count / values[at]!));
}
