import { ask, type Bench, saidBy } from "../bench.ts";
import type { Reading } from "../contracts.ts";

/** Whether a model can tell the newest days from training at all. */
export function classifier(bench: Bench): Reading {
  const alarm = ask(bench, "domain-classifier");
  const said = saidBy(alarm);
  return {
    verdict: alarm.verdict,
    sign: alarm.verdict,
    sentence: said.sentence,
    said: [said],
    chart: null,
  };
}
