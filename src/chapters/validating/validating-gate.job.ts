import type { Task } from "../../core/contracts.ts";
import { rulesFromJson } from "../../core/rules/json.ts";
import { BROKEN_DAYS, FROM } from "./company.ts";
import { gatesOf, type Params, settingOf } from "./experiment.ts";
import type { Result } from "./result.ts";
import { daysOf, healthySideOf, linesOf, sideOf, stripOf } from "./view.ts";

export type GatePayload = { params: Params; seed: number; rules: string };
type Own = Pick<Result, "strip" | "days" | "lines" | "gates" | "cheapest">;

/** The days of the chapter behind a gate with a person's own rules. */
export async function job({ params, seed, rules }: GatePayload, task: Task<Own>): Promise<Own> {
  const set = rulesFromJson(rules);
  const setting = await settingOf(params, seed, task);
  const { one } = setting;
  const mine = sideOf(one, set, params.hold);
  await task.breathe();
  const strip = stripOf(one, mine.judged, set);
  task.publish({ strip });
  const healthy = healthySideOf(one, set, params.hold);
  await task.breathe();
  const lines = linesOf(one, mine.judged, healthy.judged, set, FROM, FROM + BROKEN_DAYS);
  const { gates, cheapest } = await gatesOf(setting, params, { id: "yours", side: mine, healthy }, task);
  return { strip, days: daysOf(one, mine.judged), lines, gates, cheapest };
}
