import { REPAIRS } from "../core/service/repairs.ts";
import { DAY, HOUR } from "../core/world/settings.ts";
import { alertsOf } from "./alerts.ts";
import { benchOfCode } from "./bench.ts";
import type { Briefing, CauseLine, Chart } from "./contracts.ts";
import { CAUSES, stageOf } from "./draw.ts";
import { wakeUp } from "./message.ts";
import { HOURS } from "./money.ts";

/** Stages in the order in which things happen. */
const STAGES = ["The world", "The labels", "The release", "What is served", "The service"];

/** Every cause that can be named, by stage, each stage by the alphabet: the order says nothing. */
export function causeLines(): readonly CauseLine[] {
  return CAUSES.map((failure) => ({ id: failure.id, name: failure.cause, group: stageOf(failure) })).sort(
    (a, b) => STAGES.indexOf(a.group) - STAGES.indexOf(b.group) || (a.name < b.name ? -1 : 1),
  );
}

/** What is known at 03:00 under a code. Nothing of the cause is in it. */
export function briefingOf(code: string): Briefing {
  const bench = benchOfCode(code);
  const { incident, service, days } = bench;
  const { startAt } = service.world.periods.production;
  const numbers = days.map(({ day }) => day);
  const chart = (
    title: string,
    unit: Chart["unit"],
    lines: Extract<Chart, { kind: "days" }>["lines"],
  ): Chart => ({
    kind: "days",
    title,
    unit,
    days: numbers,
    lines,
    rule: null,
  });
  const line = (
    name: string,
    side: "production" | "plain",
    value: (day: (typeof days)[number]) => number,
  ) => ({
    name,
    side,
    values: days.map((day) => (Number.isFinite(value(day)) ? value(day) : null)),
  });
  return {
    code,
    difficulty: incident.difficulty,
    at: startAt + incident.today * DAY + 3 * HOUR,
    today: incident.today,
    productionAt: startAt,
    ...wakeUp(bench, code),
    lights: alertsOf(days).map(({ id, name, rings, sentence }) => ({ id, name, rings, sentence })),
    charts: [
      chart("Recall and precision, as known", "%", [
        line("recall", "production", (day) => day.recall),
        line("precision", "plain", (day) => day.precision),
      ]),
      chart("Business result a day, as known", "EUR", [
        line("result", "production", (day) => day.money.result),
      ]),
      chart("Payments stopped, frauds reported", "%", [
        line("stopped", "production", (day) => day.alerts / day.payments),
        line("reported", "plain", (day) => day.frauds / day.payments),
      ]),
      chart("Drift: population stability index", "", [
        line("worst feature", "production", (day) => day.featureDrift),
        line("score", "plain", (day) => day.scoreDrift),
      ]),
      chart("Latency", "ms", [
        line("p99", "production", (day) => day.latency.p99),
        line("p50", "plain", (day) => day.latency.p50),
      ]),
      chart("Payments a day", "rows", [line("rows", "production", (day) => day.volume)]),
    ],
    causes: causeLines(),
    repairs: REPAIRS.map(({ id, name, summary }) => ({ id, name, summary, hours: HOURS[id] })),
  };
}
