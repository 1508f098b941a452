import { random } from "../core/random.ts";
import { failureOf } from "../core/service/registry.ts";
import { alertsOf } from "./alerts.ts";
import { type Bench, benchOf } from "./bench.ts";
import { CHECKS, type CheckId } from "./check-list.ts";
import { DIFFICULTIES } from "./difficulty.ts";
import { CAUSES, drawIncident, HOLIDAY } from "./draw.ts";
import { read } from "./read.ts";

/** What one incident shows: whether each alert of its dashboard rings, and the sign of each check. */
export type Evidence = {
  alerts: Readonly<Record<string, "rings" | "silent">>;
  signs: Readonly<Record<CheckId, string>>;
};

/** What may lie behind an incident by itself: nothing, a holiday, and every cause. */
export const SINGLE: readonly string[] = ["none", HOLIDAY, ...CAUSES.map(({ id }) => id)];

/** Whether each alert rings. */
export function alertEvidence({ days }: Bench): Evidence["alerts"] {
  return Object.fromEntries(alertsOf(days).map(({ id, rings }) => [id, rings ? "rings" : "silent"]));
}

/** Everything that an incident shows. `known` holds signs that need not be found again. */
export function evidenceOf(bench: Bench, known: Partial<Evidence["signs"]> = {}): Evidence {
  const signs = CHECKS.map(({ id }) => [id, known[id] ?? read(bench, id).sign]);
  return { alerts: alertEvidence(bench), signs: Object.fromEntries(signs) };
}

/**
 * The evidence of one practice incident: number `sample` of what lies behind it. Its difficulty goes in turns, its seed is that of no
 * code. The same sample of another hypothesis has the same seed and day.
 */
export function practise(what: string, sample: number, healthy?: Evidence): Evidence {
  const difficulty = DIFFICULTIES[sample % DIFFICULTIES.length]!;
  const chance = random(40_000 + sample).fork("practice");
  const bench = benchOf(drawIncident(what === "none" ? [] : [what], difficulty, chance));
  // The audit reads the training table alone: what only begins in production cannot have changed it.
  const untouched = what !== "none" && what !== HOLIDAY && failureOf(what).learns === undefined;
  return evidenceOf(bench, untouched && healthy ? { joins: healthy.signs.joins } : {});
}
